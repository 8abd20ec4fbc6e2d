/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-error.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/bhc-sign-in-page.h"

struct _BhcSignInPage
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  gboolean busy;

  GtkWidget *form;
  GtkEditable *server;
  GtkEditable *email;
  GtkEditable *password;
  GtkWidget *server_error;
  GtkWidget *email_error;
  GtkWidget *password_error;
  GtkCheckButton *remember;
  GtkWidget *form_error;
  GtkWidget *submit;
  GtkWidget *spinner;
  GtkLabel *submit_words;
};

typedef enum
{
  PROP_DESK = 1,
} BhcSignInPageProperty;
static GParamSpec *props[PROP_DESK + 1];

G_DEFINE_FINAL_TYPE (BhcSignInPage, bhc_sign_in_page, ADW_TYPE_BIN)

/* @words: (nullable): all is well */
static void
show_error (GtkWidget *label, GtkWidget *field, const char *words)
{
  bhc_problem_show (GTK_LABEL (label), words);
  if (words != NULL)
    bhc_compat_announce (label, words);
  if (field == NULL)
    return;

  gtk_accessible_update_state (
      GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
      words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (words != NULL)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
}

static void
clear_errors (BhcSignInPage *self)
{
  show_error (self->server_error, GTK_WIDGET (self->server), NULL);
  show_error (self->email_error, GTK_WIDGET (self->email), NULL);
  show_error (self->password_error, GTK_WIDGET (self->password), NULL);
  show_error (self->form_error, NULL, NULL);
}

static void
show_busy (BhcSignInPage *self, gboolean busy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (busy && root != NULL) /* a field that is being written into cannot be switched off */
    gtk_root_set_focus (root, NULL);
  self->busy = busy;
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_label_set_label (self->submit_words, busy ? _ ("Signing In…") : _ ("Sign In"));
  gtk_widget_set_sensitive (self->form, !busy);
}

static char *
field_text (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

static gboolean
is_loopback (const char *host)
{
  return g_str_equal (host, "localhost") || g_str_has_prefix (host, "127.") ||
         g_str_equal (host, "::1");
}

/* An address without a scheme is meant to be safe.  Returns: (transfer full) (nullable): it is not
 * an address, or one to which no password should travel; @error_words says so */
static char *
server_address (const char *text, const char **error_words)
{
  g_autofree char *full =
      strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  g_autoptr (GUri) uri = g_uri_parse (full, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  *error_words = NULL;
  if (*text == '\0')
    *error_words = _ ("Enter the address of your Bellhop server.");
  else if (host == NULL || *host == '\0' || strchr (text, ' ') != NULL)
    *error_words = _ ("This is not an address. It looks like https://support.example.org.");
  else if (g_str_equal (g_uri_get_scheme (uri), "http") && !is_loopback (host))
    *error_words =
        _ ("Use https:// here: without it, anybody on the way could read your password.");
  else if (!g_str_equal (g_uri_get_scheme (uri), "http") &&
           !g_str_equal (g_uri_get_scheme (uri), "https"))
    *error_words = _ ("The address must begin with https://.");

  return *error_words == NULL ? g_steal_pointer (&full) : NULL;
}

/* Returns: the address to sign in at, where nothing is wrong with any field. (nullable) */
static char *
check_fields (BhcSignInPage *self)
{
  g_autofree char *server_text = field_text (self->server);
  g_autofree char *email = field_text (self->email);
  const char *server_error;
  g_autofree char *server = server_address (server_text, &server_error);
  const char *email_error = NULL;
  const char *password_error = NULL;

  if (*email == '\0')
    email_error = _ ("Enter your e-mail address.");
  else if (strchr (email, '@') == NULL)
    email_error = _ ("This is not an e-mail address.");
  if (*gtk_editable_get_text (self->password) == '\0')
    password_error = _ ("Enter your password.");

  show_error (self->server_error, GTK_WIDGET (self->server), server_error);
  show_error (self->email_error, GTK_WIDGET (self->email), email_error);
  show_error (self->password_error, GTK_WIDGET (self->password), password_error);
  if (server_error != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->server));
  else if (email_error != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->email));
  else if (password_error != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->password));

  return email_error == NULL && password_error == NULL ? g_steal_pointer (&server) : NULL;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcSignInPage) self = data;
  g_autoptr (GError) error = NULL;

  show_busy (self, FALSE);
  if (bhc_desk_sign_in_finish (BHC_DESK (source), result, &error))
    {
      gtk_editable_set_text (self->password, "");
      return;
    }

  if (g_error_matches (error, BH_ERROR, BH_ERROR_UNAUTHORIZED))
    {
      show_error (self->password_error, GTK_WIDGET (self->password), error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
    }
  else
    {
      show_error (self->form_error, NULL, error->message);
    }
}

static void
submit_cb (BhcSignInPage *self)
{
  g_autofree char *server = NULL;
  g_autofree char *email = NULL;

  if (self->busy || self->desk == NULL)
    return;

  clear_errors (self);
  server = check_fields (self);
  if (server == NULL)
    return;

  email = field_text (self->email);
  show_busy (self, TRUE);
  bhc_desk_sign_in_async (self->desk, server, email, gtk_editable_get_text (self->password),
                          gtk_check_button_get_active (self->remember), signed_in_cb,
                          g_object_ref (self));
}

/* What is being mended is no longer wrong. */
static void
edited_cb (BhcSignInPage *self, GtkEditable *field)
{
  if (gtk_widget_has_css_class (GTK_WIDGET (field), "error"))
    clear_errors (self);
}

static void
set_desk (BhcSignInPage *self, BhcDesk *desk)
{
  if (!g_set_object (&self->desk, desk) || desk == NULL)
    return;

  bhc_sign_in_page_fill (self, bhc_desk_get_server (desk), bhc_desk_get_email (desk), NULL);
}

static void
bhc_sign_in_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((BhcSignInPageProperty) prop_id)
    {
    case PROP_DESK:
      set_desk (BHC_SIGN_IN_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_sign_in_page_dispose (GObject *object)
{
  BhcSignInPage *self = BHC_SIGN_IN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_SIGN_IN_PAGE);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_sign_in_page_parent_class)->dispose (object);
}

static void
bhc_sign_in_page_class_init (BhcSignInPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_sign_in_page_dispose;
  object_class->set_property = bhc_sign_in_page_set_property;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, server);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, email);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, server_error);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, email_error);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, password_error);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, remember);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, form_error);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, submit);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, BhcSignInPage, submit_words);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
}

/* An address is written from the left in every language, and so is the example of one. */
static void
write_from_left (GtkWidget *widget)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    write_from_left (child);
}

static void
bhc_sign_in_page_init (BhcSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  write_from_left (GTK_WIDGET (self->server));
  bhc_parts_mend (GTK_WIDGET (self));
}

void
bhc_sign_in_page_fill (BhcSignInPage *self,
                       const char *server,
                       const char *email,
                       const char *password)
{
  g_return_if_fail (BHC_IS_SIGN_IN_PAGE (self));

  if (server != NULL)
    gtk_editable_set_text (self->server, server);
  if (email != NULL)
    gtk_editable_set_text (self->email, email);
  if (password == NULL)
    return;

  /* Whoever hands a password over by program has it at hand the next time as well. */
  gtk_editable_set_text (self->password, password);
  gtk_check_button_set_active (self->remember, FALSE);
}

void
bhc_sign_in_page_tell (BhcSignInPage *self, const char *problem)
{
  g_autofree char *sentence = bhc_problem_sentence (problem);
  g_autofree char *words = NULL;

  g_return_if_fail (BHC_IS_SIGN_IN_PAGE (self));

  if (problem == NULL)
    return;

  words = g_strdup_printf (
      "%s\n%s", sentence,
      _ ("What you wrote and have not sent is kept on this computer until you sign in again."));
  show_error (self->form_error, NULL, words);
}

void
bhc_sign_in_page_submit (BhcSignInPage *self)
{
  g_return_if_fail (BHC_IS_SIGN_IN_PAGE (self));

  submit_cb (self);
}

void
bhc_sign_in_page_focus (BhcSignInPage *self)
{
  GtkEditable *fields[] = { self->server, self->email, self->password };

  g_return_if_fail (BHC_IS_SIGN_IN_PAGE (self));

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (*gtk_editable_get_text (fields[i]) != '\0' && i + 1 < G_N_ELEMENTS (fields))
        continue;
      gtk_widget_grab_focus (GTK_WIDGET (fields[i]));
      return;
    }
}
