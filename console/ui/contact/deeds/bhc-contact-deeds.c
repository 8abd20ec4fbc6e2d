/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "console/model/bhc-desk-ask.h"
#include "console/model/contacts/bhc-contact-export.h"
#include "console/ui/contact/deeds/bhc-ask-window.h"
#include "console/ui/contact/deeds/bhc-merge-window.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/contact/deeds/bhc-contact-deeds.h"

/* One wish, from the click to its end. */
typedef struct
{
  GtkWidget *pane;
  BhcDesk *desk;
  char *id;
  char *name;
  char *email;
  char *conversation;            /* (nullable) */
  char *made;                    /* the id of what is made, the same however often it is tried */
  GtkFileChooserNative *chooser; /* (nullable) */
} Wish;

static Wish *
wish_new (GtkWidget *pane, BhcDesk *desk, const BhcPerson *person)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->pane = g_object_ref (pane);
  wish->desk = g_object_ref (desk);
  wish->id = g_strdup (person->id);
  wish->name = g_strdup (person->name);
  wish->email = g_strdup (person->email);
  wish->conversation = g_strdup (person->conversation);
  wish->made = bh_id_new ();
  return wish;
}

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->pane);
  g_object_unref (wish->desk);
  g_clear_object (&wish->chooser);
  g_free (wish->id);
  g_free (wish->name);
  g_free (wish->email);
  g_free (wish->conversation);
  g_free (wish->made);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
wish_closed (gpointer data, GClosure *closure)
{
  wish_free (data);
}

static char *
path_of (Wish *wish, const char *rest)
{
  return g_strconcat ("/v1/desk/contacts/", wish->id, rest, NULL);
}

static void
tell (Wish *wish, const char *sentence)
{
  gtk_widget_activate_action (wish->pane, "places.tell", "s", sentence);
}

static void
tell_changed (Wish *wish)
{
  gtk_widget_activate_action (wish->pane, "contact.changed", "s", wish->id);
}

/* The form, and what it sends: the wish lives as long as the form. */
static void
show_form (BhcAskWindow *form, Wish *wish, GCallback check, GCallback accepted, GCallback done)
{
  g_signal_connect_data (form, "accepted", accepted, wish, wish_closed, G_CONNECT_DEFAULT);
  if (check != NULL)
    g_signal_connect (form, "check", check, wish);
  g_signal_connect (form, "done", done, wish);
  gtk_window_present (GTK_WINDOW (form));
}

static void
changed_cb (BhcAskWindow *form, Wish *wish)
{
  tell_changed (wish);
}

/* ---- a letter ---- */

static gboolean
check_mail_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *subject = bhc_ask_window_get_entry (form, 0);
  g_autofree char *body = bhc_ask_window_get_text (form);

  return *subject != '\0' && *body != '\0';
}

static void
send_mail_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *subject = bhc_ask_window_get_entry (form, 0);
  g_autofree char *body = bhc_ask_window_get_text (form);
  g_autofree char *path = path_of (wish, "/mail");
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "id", "s", wish->made);
  g_variant_dict_insert (&values, "subject", "s", subject);
  g_variant_dict_insert (&values, "body", "s", body);
  if (wish->conversation != NULL)
    g_variant_dict_insert (&values, "conversation_id", "s", wish->conversation);
  bhc_ask_window_send (form, wish->desk, "POST", path, g_variant_dict_end (&values));
}

static void
mailed_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *sentence = g_strdup_printf (_ ("The e-mail goes to %s."), wish->email);

  tell (wish, sentence);
  tell_changed (wish);
}

/* Where the daemon sends no mail, this machine's own program may. */
static void
mail_refused_cb (BhcAskWindow *form, const GError *error, Wish *wish)
{
  g_autofree char *subject = bhc_ask_window_get_entry (form, 0);
  g_autofree char *body = bhc_ask_window_get_text (form);
  g_autofree char *to = g_uri_escape_string (wish->email, "@", FALSE);
  g_autofree char *about = g_uri_escape_string (subject, NULL, FALSE);
  g_autofree char *text = g_uri_escape_string (body, NULL, FALSE);
  g_autofree char *uri = g_strdup_printf ("mailto:%s?subject=%s&body=%s", to, about, text);

  if (g_error_matches (error, BH_ERROR, BH_ERROR_UNAVAILABLE))
    gtk_show_uri (GTK_WINDOW (form), uri, GDK_CURRENT_TIME);
}

static void
ask_mail (Wish *wish)
{
  g_autofree char *words = g_strdup_printf (
      _ ("To %s. A private note in the conversation keeps what was written."), wish->email);
  BhcAskWindow *form =
      bhc_ask_window_new (wish->pane, _ ("Write an E-Mail"), words, C_ ("e-mail", "Send"), FALSE);

  bhc_ask_window_add_entry (form, _ ("Subject"), "");
  bhc_ask_window_add_text (form, _ ("Message"));
  g_signal_connect (form, "refused", G_CALLBACK (mail_refused_cb), wish);
  show_form (form, wish, G_CALLBACK (check_mail_cb), G_CALLBACK (send_mail_cb),
             G_CALLBACK (mailed_cb));
}

/* ---- name and address ---- */

static void
send_edit_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *name = bhc_ask_window_get_entry (form, 0);
  g_autofree char *email = bhc_ask_window_get_entry (form, 1);
  g_autofree char *path = path_of (wish, "");
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "name", "s", name);
  g_variant_dict_insert (&values, "email", "s", email);
  bhc_ask_window_send (form, wish->desk, "PATCH", path, g_variant_dict_end (&values));
}

static void
ask_edit (Wish *wish)
{
  BhcAskWindow *form = bhc_ask_window_new (wish->pane, _ ("Edit Contact"), NULL, _ ("Save"), FALSE);

  bhc_ask_window_add_entry (form, _ ("Name"), wish->name);
  bhc_ask_window_add_entry (form, _ ("E-Mail"), wish->email);
  show_form (form, wish, NULL, G_CALLBACK (send_edit_cb), G_CALLBACK (changed_cb));
}

/* ---- blocking ---- */

static void
blocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (answer != NULL)
    tell_changed (wish);
  else
    tell (wish, error->message);
}

static GVariant *
blocking (gboolean blocked)
{
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "blocked", "b", blocked);
  return g_variant_dict_end (&values);
}

static void
send_block_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *path = path_of (wish, "");

  bhc_ask_window_send (form, wish->desk, "PATCH", path, blocking (TRUE));
}

static void
ask_block (Wish *wish)
{
  g_autofree char *words =
      g_strdup_printf (_ ("%s can still read the conversations, but write nothing any more, until "
                          "somebody unblocks them."),
                       wish->name);
  BhcAskWindow *form =
      bhc_ask_window_new (wish->pane, _ ("Block This Contact?"), words, _ ("Block"), TRUE);

  show_form (form, wish, NULL, G_CALLBACK (send_block_cb), G_CALLBACK (changed_cb));
}

static void
unblock (Wish *wish)
{
  g_autofree char *path = path_of (wish, "");

  bhc_desk_ask_async (wish->desk, "PATCH", path, blocking (FALSE), NULL, blocked_cb, wish);
}

/* ---- merging ---- */

static void
merged_cb (BhcMergeWindow *window, const char *into, Wish *wish)
{
  gtk_widget_activate_action (wish->pane, "contact.gone", "s", wish->id);
  gtk_widget_activate_action (wish->pane, "contact.changed", "s", into);
}

static void
ask_merge (Wish *wish)
{
  GtkWidget *window =
      bhc_merge_window_new (wish->pane, wish->desk, wish->id, wish->name, wish->email);

  g_signal_connect_data (window, "merged", G_CALLBACK (merged_cb), wish, wish_closed,
                         G_CONNECT_DEFAULT);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- everything in one file ---- */

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  gboolean done = bhc_contact_export_finish (BHC_DESK (source), result, &error);
  g_autofree char *sentence =
      done ? g_strdup_printf (_ ("Everything about %s is in the file."), wish->name)
           : g_strdup_printf (_ ("The file was not written: %s"), error->message);

  tell (wish, sentence);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (wish->chooser));
  BhcDesk *desk = wish->desk;
  const char *id = wish->id;

  if (response == GTK_RESPONSE_ACCEPT)
    bhc_contact_export_async (desk, id, file, exported_cb, g_steal_pointer (&wish));
}

static void
ask_export (Wish *wish)
{
  GtkRoot *root = gtk_widget_get_root (wish->pane);
  g_autofree char *plain = g_strdelimit (g_strdup (wish->name), "/\\:*?\"<>|", ' ');
  g_autofree char *name = g_strconcat (plain, ".json", NULL);

  wish->chooser = gtk_file_chooser_native_new (
      _ ("Export Contact"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (wish->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (wish->chooser), TRUE);
  g_signal_connect (wish->chooser, "response", G_CALLBACK (chosen_cb), wish);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (wish->chooser));
}

/* ---- the end ---- */

static const char *
proof_of (Wish *wish)
{
  return wish->email != NULL && *wish->email != '\0' ? wish->email : wish->id;
}

static gboolean
check_erase_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *typed = bhc_ask_window_get_entry (form, 0);

  return g_ascii_strcasecmp (typed, proof_of (wish)) == 0;
}

static void
send_erase_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *path = path_of (wish, "/erase");
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "confirm", "s", proof_of (wish));
  bhc_ask_window_send (form, wish->desk, "POST", path, g_variant_dict_end (&values));
}

static void
erased_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *sentence = g_strdup_printf (_ ("%s has been erased."), wish->name);

  tell (wish, sentence);
  gtk_widget_activate_action (wish->pane, "contact.gone", "s", wish->id);
}

static void
ask_erase (Wish *wish)
{
  g_autofree char *words = g_strdup_printf (
      _ ("All conversations of %s go, with every message, note and file, and so do their name, "
         "address and pages, for everybody and for good. To confirm, type: %s"),
      wish->name, proof_of (wish));
  BhcAskWindow *form =
      bhc_ask_window_new (wish->pane, _ ("Erase This Contact"), words, _ ("Erase"), TRUE);

  bhc_ask_window_add_entry (form, _ ("Confirmation"), "");
  show_form (form, wish, G_CALLBACK (check_erase_cb), G_CALLBACK (send_erase_cb),
             G_CALLBACK (erased_cb));
}

/* ---- all of them ---- */

typedef enum
{
  WHEN_ANY,
  WHEN_ADDRESSED,
  WHEN_FREE,
  WHEN_BLOCKED,
  WHEN_ADMIN
} When;

static const struct
{
  const char *name;
  const char *label;
  When when;
  guint section;
  void (*ask) (Wish *wish); /* takes the wish */
} deeds[] = {
  { "contact.mail", N_ ("_Write an E-Mail…"), WHEN_ADDRESSED, 0, ask_mail },
  { "contact.edit", N_ ("E_dit…"), WHEN_ANY, 0, ask_edit },
  { "contact.block", N_ ("_Block…"), WHEN_FREE, 1, ask_block },
  { "contact.unblock", N_ ("_Unblock"), WHEN_BLOCKED, 1, unblock },
  { "contact.merge", N_ ("_Merge Into Another…"), WHEN_ADMIN, 1, ask_merge },
  { "contact.export", N_ ("E_xport…"), WHEN_ADMIN, 2, ask_export },
  { "contact.erase", N_ ("E_rase…"), WHEN_ADMIN, 2, ask_erase },
};

static gboolean
is_possible (BhcDesk *desk, const BhcPerson *person, When when)
{
  const BhOperator *me = desk != NULL ? bhc_desk_get_operator (desk) : NULL;

  if (me == NULL || person == NULL || person->id == NULL)
    return FALSE;

  switch (when)
    {
    case WHEN_ADDRESSED:
      return person->email != NULL && *person->email != '\0';
    case WHEN_FREE:
      return !person->blocked;
    case WHEN_BLOCKED:
      return person->blocked;
    case WHEN_ADMIN:
      return me->role >= BH_ROLE_ADMIN;
    case WHEN_ANY:
    default:
      return TRUE;
    }
}

void
bhc_contact_deeds_install (GtkWidgetClass *pane, GtkWidgetActionActivateFunc activate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_class_install_action (pane, deeds[i].name, NULL, activate);
}

void
bhc_contact_deeds_do (GtkWidget *pane, BhcDesk *desk, const BhcPerson *person, const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      if (g_str_equal (deeds[i].name, action) && is_possible (desk, person, deeds[i].when))
        deeds[i].ask (wish_new (pane, desk, person));
    }
}

void
bhc_contact_deeds_enable (GtkWidget *pane, BhcDesk *desk, const BhcPerson *person)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_action_set_enabled (pane, deeds[i].name, is_possible (desk, person, deeds[i].when));
}

GMenuModel *
bhc_contact_deeds_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *section = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (deeds[i].label), deeds[i].name);

      if (section == NULL || deeds[i].section != deeds[i - 1].section)
        {
          g_clear_object (&section);
          section = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
        }
      g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
      g_menu_append_item (section, item);
    }
  g_clear_object (&section);

  return G_MENU_MODEL (menu);
}
