/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/commands/bhc-commands.h"

const BhcCommand bhc_commands[] = {
  { BHC_COMMANDS_PLACES, NC_ ("command", "Inbox"), "places.show", "'inbox'", "<Control>1" },
  { BHC_COMMANDS_PLACES, NC_ ("command", "Search Everything"), "places.search", NULL,
    "<Control><Shift>f" },
  { BHC_COMMANDS_PLACES, NC_ ("command", "Contacts"), "places.show", "'contacts'", "<Control>2" },
  { BHC_COMMANDS_PLACES, NC_ ("command", "Knowledge"), "places.show", "'knowledge'", "<Control>3" },
  { BHC_COMMANDS_PLACES, NC_ ("command", "Insights"), "places.show", "'insights'", "<Control>4" },
  { BHC_COMMANDS_PLACES, NC_ ("command", "Team"), "places.show", "'team'", "<Control>5" },
  { BHC_COMMANDS_PLACES, NC_ ("command", "Settings"), "win.settings", NULL, "<Control>comma" },

  { BHC_COMMANDS_VIEWS, NC_ ("command", "Waiting"), "desk.view", "0", "<Alt>1" },
  { BHC_COMMANDS_VIEWS, NC_ ("command", "Mine"), "desk.view", "1", "<Alt>2" },
  { BHC_COMMANDS_VIEWS, NC_ ("command", "Unassigned"), "desk.view", "2", "<Alt>3" },
  { BHC_COMMANDS_VIEWS, NC_ ("command", "Mentioned"), "desk.view", "3", "<Alt>4" },
  { BHC_COMMANDS_VIEWS, NC_ ("command", "Snoozed"), "desk.view", "4", "<Alt>5" },
  { BHC_COMMANDS_VIEWS, NC_ ("command", "All"), "desk.view", "5", "<Alt>6" },
  { BHC_COMMANDS_VIEWS, NC_ ("command", "Resolved"), "desk.view", "6", "<Alt>7" },
  { BHC_COMMANDS_VIEWS, NC_ ("command", "First Own View"), "desk.view", "7", "<Alt>8" },
  { BHC_COMMANDS_VIEWS, NC_ ("command", "Second Own View"), "desk.view", "8", "<Alt>9" },

  { BHC_COMMANDS_MOVING, NC_ ("command", "Next Conversation"), "desk.walk", "1", "j|<Alt>Down" },
  { BHC_COMMANDS_MOVING, NC_ ("command", "Previous Conversation"), "desk.walk", "-1", "k|<Alt>Up" },
  { BHC_COMMANDS_MOVING, NC_ ("command", "Next Pane"), "desk.next-pane", NULL, "F6" },
  { BHC_COMMANDS_MOVING, NC_ ("command", "Previous Pane"), "desk.previous-pane", NULL,
    "<Shift>F6" },
  { BHC_COMMANDS_MOVING, NC_ ("command", "Back to the Inbox"), "desk.back", NULL, "Escape" },
  { BHC_COMMANDS_MOVING, NC_ ("command", "Show or Hide the Contact"), "desk.contact", NULL, "F9" },
  { BHC_COMMANDS_MOVING, NC_ ("command", "Jump to the Latest Message"), "conversation.latest", NULL,
    "<Control>End" },
  { BHC_COMMANDS_MOVING, NC_ ("command", "Search This Conversation"), "conversation.find", NULL,
    "<Control>f" },

  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Claim"), "conversation.claim", NULL,
    "<Control><Shift>c" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Release"), "conversation.release", NULL,
    "<Control><Shift>l" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Resolve"), "conversation.resolve", NULL,
    "<Control><Shift>e" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Resolve and Open the Next"),
    "conversation.resolve-next", NULL, "<Control><Shift>Return" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Reopen"), "conversation.reopen", NULL,
    "<Control><Shift>o" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Return to the Assistant"), "conversation.return" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Transfer to a Person or a Team"),
    "conversation.transfer", NULL, "<Control><Shift>t" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Snooze"), "conversation.snooze-menu", NULL,
    "<Control><Shift>h" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Snooze Until Tomorrow Morning"),
    "conversation.snooze", "'morning'" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Snooze Until Monday"), "conversation.snooze",
    "'monday'" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Snooze for a Week"), "conversation.snooze",
    "'week'" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Snooze Until Any Time"),
    "conversation.snooze-until" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Wake Now"), "conversation.wake" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Priority"), "conversation.priority-menu", NULL,
    "<Control><Shift>y" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Priority Urgent"), "conversation.priority",
    "'urgent'" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Priority High"), "conversation.priority",
    "'high'" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Priority Normal"), "conversation.priority",
    "'normal'" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Priority Low"), "conversation.priority", "'low'" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Labels"), "conversation.labels", NULL,
    "<Control><Shift>b" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Erase This Conversation"), "conversation.erase" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Write an E-Mail to the Contact"), "contact.mail" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Edit the Contact"), "contact.edit" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Block the Contact"), "contact.block" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Unblock the Contact"), "contact.unblock" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Merge the Contact"), "contact.merge" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Export the Contact"), "contact.export" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Erase the Contact"), "contact.erase" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Why the Newest Answer?"), "conversation.explain",
    NULL, "<Control>i" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "Save the Transcript"),
    "conversation.save-transcript" },
  { BHC_COMMANDS_CONVERSATION, NC_ ("command", "E-Mail the Transcript"),
    "conversation.mail-transcript" },

  { BHC_COMMANDS_WRITING, NC_ ("command", "Send"), NULL, NULL, "Return|<Control>Return" },
  { BHC_COMMANDS_WRITING, NC_ ("command", "New Line"), NULL, NULL, "<Shift>Return" },
  { BHC_COMMANDS_WRITING, NC_ ("command", "Take Back What Was Sent"), NULL, NULL, "<Control>z" },
  { BHC_COMMANDS_WRITING, NC_ ("command", "Write a Reply"), "composer.reply", NULL, "<Alt>l" },
  { BHC_COMMANDS_WRITING, NC_ ("command", "Write a Note"), "composer.note", NULL, "<Alt>p" },
  { BHC_COMMANDS_WRITING, NC_ ("command", "Canned Replies"), "composer.canned", NULL,
    "<Control>slash" },
  { BHC_COMMANDS_WRITING, NC_ ("command", "Emoji"), NULL, NULL, "<Control>period" },
  { BHC_COMMANDS_WRITING, NC_ ("command", "Write a Private Note"), "conversation.note", NULL,
    "<Control><Shift>n" },

  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "Articles"), "knowledge.show", "'articles'", "<Alt>1" },
  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "Gaps"), "knowledge.show", "'gaps'", "<Alt>2" },
  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "Phrasings"), "knowledge.show", "'phrasings'",
    "<Alt>3" },
  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "Playground"), "knowledge.show", "'playground'",
    "<Alt>4" },
  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "New Article"), "articles.new", NULL, "<Control>n" },
  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "Upload Files"), "articles.upload", NULL,
    "<Control>o" },
  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "Import a Web Page"), "articles.import", NULL, NULL },
  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "Search Articles"), "articles.find", NULL,
    "<Control>f" },
  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "Approve the Phrasing"), "phrasings.approve-selected",
    NULL, "a" },
  { BHC_COMMANDS_KNOWLEDGE, NC_ ("command", "Reject the Phrasing"), "phrasings.reject-selected",
    NULL, "r" },

  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: People"), "win.settings-topic", "'people'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Teams"), "win.settings-topic", "'teams'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Labels"), "win.settings-topic", "'labels'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Canned Replies"), "win.settings-topic",
    "'canned'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Conversation Rules"), "win.settings-topic",
    "'rules'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Assistant"), "win.settings-topic",
    "'assistant'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Persona"), "win.settings-topic",
    "'persona'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Models"), "win.settings-topic", "'models'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Guardrails"), "win.settings-topic",
    "'guardrails'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Tools"), "win.settings-topic", "'tools'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Limits"), "win.settings-topic", "'limits'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Widget"), "win.settings-topic", "'widget'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: On Your Site"), "win.settings-topic",
    "'site'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: API Keys"), "win.settings-admin", "'keys'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Webhooks"), "win.settings-admin",
    "'webhooks'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Audit Log"), "win.settings-admin",
    "'audit'" },
  { BHC_COMMANDS_SETTINGS, NC_ ("command", "Settings: Profile"), "win.settings-topic",
    "'profile'" },

  { BHC_COMMANDS_INSIGHTS, NC_ ("command", "Refresh the Figures"), "insights.refresh", NULL,
    "F5|<Control>r" },
  { BHC_COMMANDS_INSIGHTS, NC_ ("command", "Save the Figures as CSV"), "insights.export", NULL,
    "<Control>s" },

  { BHC_COMMANDS_GENERAL, NC_ ("command", "Find a Command"), "win.palette", NULL, "<Control>k" },
  { BHC_COMMANDS_GENERAL, NC_ ("command", "Mute the Bell for Now"), "app.mute", NULL,
    "<Control>m" },
  { BHC_COMMANDS_GENERAL, NC_ ("command", "Preferences"), "win.preferences" },
  { BHC_COMMANDS_GENERAL, NC_ ("command", "Help"), "win.help", NULL, "F1" },
  { BHC_COMMANDS_GENERAL, NC_ ("command", "Main Menu"), "places.menu", NULL, "F10" },
  { BHC_COMMANDS_GENERAL, NC_ ("command", "Keyboard Shortcuts"), "win.shortcuts", NULL,
    "<Control>question" },
  { BHC_COMMANDS_GENERAL, NC_ ("command", "About Bellhop"), "app.about" },
  { BHC_COMMANDS_GENERAL, NC_ ("command", "Sign Out"), "win.sign-out" },
  { BHC_COMMANDS_GENERAL, NC_ ("command", "Close the Window"), "window.close", NULL, "<Control>w" },
  { BHC_COMMANDS_GENERAL, NC_ ("command", "Quit"), "app.quit", NULL, "<Control>q" },
  { 0 },
};

static const char *const group_titles[BHC_N_COMMAND_GROUPS] = {
  [BHC_COMMANDS_PLACES] = NC_ ("commands", "Places"),
  [BHC_COMMANDS_VIEWS] = NC_ ("commands", "Views"),
  [BHC_COMMANDS_MOVING] = NC_ ("commands", "Moving Around"),
  [BHC_COMMANDS_CONVERSATION] = NC_ ("commands", "Conversation"),
  [BHC_COMMANDS_WRITING] = NC_ ("commands", "Writing"),
  [BHC_COMMANDS_KNOWLEDGE] = NC_ ("commands", "Knowledge"),
  [BHC_COMMANDS_INSIGHTS] = NC_ ("commands", "Insights"),
  [BHC_COMMANDS_SETTINGS] = NC_ ("commands", "Settings"),
  [BHC_COMMANDS_GENERAL] = NC_ ("commands", "General"),
};

const char *
bhc_command_group_title (BhcCommandGroup group)
{
  return g_dpgettext2 (NULL, "commands", group_titles[group]);
}

const char *
bhc_command_title (const BhcCommand *command)
{
  return g_dpgettext2 (NULL, "command", command->title);
}

char *
bhc_command_keys_label (const BhcCommand *command)
{
  g_autoptr (GtkShortcutTrigger) trigger = NULL;

  if (command->keys == NULL)
    return NULL;
  trigger = gtk_shortcut_trigger_parse_string (command->keys);
  return gtk_shortcut_trigger_to_label (trigger, gdk_display_get_default ());
}

static gboolean
has_prefix (const BhcCommand *command, const char *prefix)
{
  gsize length = strlen (prefix);

  return command->action != NULL && strncmp (command->action, prefix, length) == 0 &&
         command->action[length] == '.';
}

static GVariant *
parse_target (const BhcCommand *command)
{
  return command->target != NULL ? g_variant_parse (NULL, command->target, NULL, NULL, NULL) : NULL;
}

static GtkShortcut *
make_shortcut (const BhcCommand *command)
{
  g_autoptr (GVariant) target = parse_target (command);
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (command->keys),
                                            gtk_named_action_new (command->action));

  if (target != NULL)
    gtk_shortcut_set_arguments (shortcut, target);
  return shortcut;
}

void
bhc_commands_attach (GtkWidget *widget, const char *prefix)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (const BhcCommand *command = bhc_commands; command->title != NULL; command++)
    {
      if (command->keys != NULL && has_prefix (command, prefix))
        gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                              make_shortcut (command));
    }
  gtk_widget_add_controller (widget, controller);
}

static void
add_actions_of (GtkWidget *widget, GHashTable *owners)
{
  GType owner;
  const GVariantType *type;
  const char *name, *property;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (widget), i, &owner, &name,
                                                   &type, &property);
       i++)
    {
      if (!g_hash_table_contains (owners, name))
        g_hash_table_insert (owners, (gpointer) name, widget);
    }
}

static void
add_owners (GtkWidget *widget, GHashTable *owners)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_sensitive (widget))
    return;

  add_actions_of (widget, owners);
  if (GTK_IS_LIST_BASE (widget)) /* rows do nothing that their list does not */
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_owners (child, owners);
}

/* The application's actions, and those that GTK adds to a window, are no class's. */
static void
add_groups (GtkWidget *root, GHashTable *owners)
{
  for (const BhcCommand *command = bhc_commands; command->title != NULL; command++)
    {
      if (has_prefix (command, "app") || has_prefix (command, "win"))
        g_hash_table_insert (owners, (gpointer) command->action, root);
    }
}

GHashTable *
bhc_commands_find_owners (GtkWidget *root)
{
  GHashTable *owners = g_hash_table_new (g_str_hash, g_str_equal);

  add_groups (root, owners);
  add_owners (root, owners);
  return owners;
}

/* GTK tells only widgets that have an action whether it is enabled: a button asks for us. */
gboolean
bhc_command_is_possible (const BhcCommand *command, GtkWidget *owner)
{
  GtkWidget *probe = g_object_ref_sink (gtk_button_new ());
  g_autoptr (GVariant) target = parse_target (command);
  gboolean possible;

  gtk_widget_set_visible (probe, FALSE);
  gtk_widget_set_parent (probe, owner);
  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (probe), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), command->action);
  possible = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);
  g_object_unref (probe);

  return possible;
}

void
bhc_command_run (const BhcCommand *command, GtkWidget *owner)
{
  g_autoptr (GVariant) target = parse_target (command);

  gtk_widget_activate_action_variant (owner, command->action, target);
}
