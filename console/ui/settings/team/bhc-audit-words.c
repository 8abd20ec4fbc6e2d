/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/team/bhc-audit-words.h"

static const struct
{
  const char *action;
  const char *title;
  const char *sentence; /* of who did it */
} actions[] = {
  { "ai.changed", N_ ("AI: changed"), N_ ("%s changed how the AI answers") },
  { "canned.changed", N_ ("Canned replies: changed"), N_ ("%s changed a canned reply") },
  { "canned.created", N_ ("Canned replies: added"), N_ ("%s added a canned reply") },
  { "canned.deleted", N_ ("Canned replies: deleted"), N_ ("%s deleted a canned reply") },
  { "contact.changed", N_ ("Contacts: changed"), N_ ("%s changed a contact") },
  { "contact.erased", N_ ("Contacts: erased"), N_ ("%s erased a contact with all that was said") },
  { "contact.merged", N_ ("Contacts: merged"), N_ ("%s merged two contacts") },
  { "conversation.erased", N_ ("Conversations: erased"), N_ ("%s erased a conversation") },
  { "desk.changed", N_ ("Conversation rules: changed"), N_ ("%s changed the conversation rules") },
  { "document.changed", N_ ("Articles: changed"), N_ ("%s changed an article") },
  { "document.deleted", N_ ("Articles: deleted"), N_ ("%s deleted an article") },
  { "document.imported", N_ ("Articles: imported"), N_ ("%s imported a page") },
  { "document.saved", N_ ("Articles: saved"), N_ ("%s saved an article") },
  { "document.uploaded", N_ ("Articles: uploaded"), N_ ("%s uploaded a document") },
  { "gap.answered", N_ ("Gaps: answered"), N_ ("%s answered a gap with a new article") },
  { "gap.dismissed", N_ ("Gaps: dismissed"), N_ ("%s dismissed a gap") },
  { "gap.linked", N_ ("Gaps: linked"), N_ ("%s linked a gap to an article") },
  { "gap.reopened", N_ ("Gaps: reopened"), N_ ("%s reopened a gap") },
  { "guardrail.changed", N_ ("Guardrails: changed"), N_ ("%s changed a guardrail") },
  { "guardrail.created", N_ ("Guardrails: added"), N_ ("%s added a guardrail") },
  { "guardrail.deleted", N_ ("Guardrails: deleted"), N_ ("%s deleted a guardrail") },
  { "key.created", N_ ("API keys: made"), N_ ("%s made an API key") },
  { "key.revoked", N_ ("API keys: revoked"), N_ ("%s revoked an API key") },
  { "label.changed", N_ ("Labels: changed"), N_ ("%s changed a label") },
  { "label.created", N_ ("Labels: added"), N_ ("%s added a label") },
  { "label.deleted", N_ ("Labels: deleted"), N_ ("%s deleted a label") },
  { "operator.changed", N_ ("People: changed"), N_ ("%s changed a person") },
  { "operator.created", N_ ("People: added"), N_ ("%s added a person") },
  { "operator.password_set", N_ ("People: password set"), N_ ("%s set a password") },
  { "organization.changed", N_ ("Organization: changed"), N_ ("%s changed the organization") },
  { "organization.created", N_ ("Organization: created"), N_ ("%s created the organization") },
  { "phrasing.approved", N_ ("Phrasings: approved"), N_ ("%s approved a phrasing") },
  { "phrasing.deleted", N_ ("Phrasings: deleted"), N_ ("%s deleted a phrasing") },
  { "phrasing.rejected", N_ ("Phrasings: rejected"), N_ ("%s rejected a phrasing") },
  { "provider.changed", N_ ("Models: changed"), N_ ("%s changed a model") },
  { "provider.created", N_ ("Models: added"), N_ ("%s added a model") },
  { "provider.deleted", N_ ("Models: deleted"), N_ ("%s deleted a model") },
  { "team.changed", N_ ("Teams: changed"), N_ ("%s changed a team") },
  { "team.created", N_ ("Teams: added"), N_ ("%s added a team") },
  { "team.deleted", N_ ("Teams: deleted"), N_ ("%s deleted a team") },
  { "tool.changed", N_ ("Tools: changed"), N_ ("%s changed a tool") },
  { "tool.created", N_ ("Tools: added"), N_ ("%s added a tool") },
  { "tool.deleted", N_ ("Tools: deleted"), N_ ("%s deleted a tool") },
  { "view.changed", N_ ("Views: changed"), N_ ("%s changed a shared view") },
  { "view.created", N_ ("Views: added"), N_ ("%s added a shared view") },
  { "view.deleted", N_ ("Views: deleted"), N_ ("%s deleted a shared view") },
  { "webhook.changed", N_ ("Webhooks: changed"), N_ ("%s changed a webhook") },
  { "webhook.created", N_ ("Webhooks: added"), N_ ("%s added a webhook") },
  { "webhook.deleted", N_ ("Webhooks: deleted"), N_ ("%s deleted a webhook") },
  { "webhook.secret_renewed", N_ ("Webhooks: secret renewed"),
    N_ ("%s renewed a webhook’s secret") },
  { "widget.changed", N_ ("Widget: changed"), N_ ("%s changed the widget") },
  { "widget.secret_renewed", N_ ("Widget: secret renewed"),
    N_ ("%s renewed the secret that vouches for visitors") },
};

/* Members of the detail as people know them from the settings. */
static const struct
{
  const char *name;
  const char *label;
} members[] = {
  { "name", N_ ("Name") },
  { "title", N_ ("Title") },
  { "email", N_ ("E-Mail Address") },
  { "role", N_ ("Role") },
  { "disabled", N_ ("Disabled") },
  { "color", N_ ("Color") },
  { "shortcut", N_ ("Shortcut") },
  { "shared", N_ ("For Everybody") },
  { "members", N_ ("Members") },
  { "category", N_ ("Category") },
  { "url", N_ ("Address") },
  { "base_url", N_ ("Address") },
  { "model", N_ ("Model") },
  { "enabled", N_ ("In Use") },
  { "kind", N_ ("Kind") },
  { "type", N_ ("Kind") },
  { "events", N_ ("Events") },
  { "claim_timeout_s", N_ ("Give Back After Seconds") },
  { "auto_resolve_h", N_ ("Resolve After Hours") },
  { "retention_days", N_ ("Erase After Days") },
  { "accent_color", N_ ("Accent Color") },
  { "position", N_ ("Position") },
  { "time_zone", N_ ("Time Zone") },
  { "allowed_origins", N_ ("Sites") },
  { "ai_enabled", N_ ("Answer Visitors") },
  { "ai_name", N_ ("Name of the Assistant") },
  { "also", N_ ("Changed as Well") },
};

const char *
bhc_audit_words_action (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].action, action))
      return _ (actions[i].title);
  return action;
}

char *
bhc_audit_words_person (BhcSheet *entry)
{
  g_autoptr (GVariant) who =
      g_variant_lookup_value (bhc_sheet_get_values (entry), "operator", G_VARIANT_TYPE_VARDICT);
  const char *name = NULL;

  if (who != NULL)
    g_variant_lookup (who, "name", "&s", &name);
  return g_strdup (name != NULL ? name : _ ("The server’s administrator"));
}

char *
bhc_audit_words_sentence (BhcSheet *entry)
{
  const char *action = bhc_sheet_get_text (entry, "action");
  g_autofree char *who = bhc_audit_words_person (entry);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].action, action))
      {
        g_auto (GStrv) parts = g_strsplit (_ (actions[i].sentence), "%s", 2);

        return g_strjoinv (who, parts);
      }
  return g_strdup_printf ("%s: %s", who, action);
}

static GVariant *
get_detail (BhcSheet *entry)
{
  return g_variant_lookup_value (bhc_sheet_get_values (entry), "detail", G_VARIANT_TYPE_VARDICT);
}

const char *
bhc_audit_words_subject (BhcSheet *entry)
{
  static const char *const names[] = { "name", "title", "shortcut", "email", "url", "file_name" };
  g_autoptr (GVariant) detail = get_detail (entry);
  const char *text = NULL;

  for (guint i = 0; detail != NULL && text == NULL && i < G_N_ELEMENTS (names); i++)
    g_variant_lookup (detail, names[i], "&s", &text);
  return text; /* lives as long as the entry's values */
}

char *
bhc_audit_words_member (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (members[i].name, name))
      return g_strdup (_ (members[i].label));
  return g_strdelimit (g_strdup (name), "_", ' ');
}

/* The name of whoever has this id; other words as they are. */
static const char *
in_words (BhcDesk *desk, const char *text)
{
  BhcColleague *who = bhc_directory_find_colleague (bhc_desk_get_directory (desk), text);

  return who != NULL ? bhc_colleague_get_name (who) : text;
}

static char *
list_in_words (BhcDesk *desk, GVariant *value)
{
  g_autofree const char **words = g_variant_get_strv (value, NULL);

  for (const char **word = words; *word != NULL; word++)
    *word = in_words (desk, *word);
  return g_strjoinv (C_ ("list", ", "), (char **) words);
}

char *
bhc_audit_words_value (BhcDesk *desk, GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_strdup (in_words (desk, g_variant_get_string (value, NULL)));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? _ ("Yes") : _ ("No"));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return list_in_words (desk, value);
  return g_strdup (_ ("None"));
}

char *
bhc_audit_words_detail (BhcDesk *desk, BhcSheet *entry)
{
  g_autoptr (GVariant) detail = get_detail (entry);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; detail != NULL && i < g_variant_n_children (detail); i++)
    {
      const char *name;
      g_autoptr (GVariant) value = NULL;
      g_autofree char *label = NULL;
      g_autofree char *words = NULL;

      g_variant_get_child (detail, i, "{&sv}", &name, &value);
      label = bhc_audit_words_member (name);
      words = bhc_audit_words_value (desk, value);
      g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "", label, words);
    }
  return g_string_free (text, FALSE);
}
