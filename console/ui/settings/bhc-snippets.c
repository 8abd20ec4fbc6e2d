/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-desk-ask.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/settings/bhc-snippets.h"

#define FOLDER "/org/bellhop/Console/snippets"

/* What the files are called by people, in this order; others come behind. */
static const struct
{
  const char *file;
  const char *title;
} known[] = {
  { "html.txt", "HTML" },      { "javascript.txt", "JavaScript" }, { "react.txt", "React" },
  { "nextjs.txt", "Next.js" }, { "wordpress.txt", "WordPress" },
};

static char *
replace (const char *text, const char *word, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, word, -1);

  return g_strjoinv (with, parts);
}

/* (nullable): where there is none of that name */
static char *
read_snippet (const char *file, const char *origin, const char *organization)
{
  g_autofree char *path = g_strconcat (FOLDER "/", file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autofree char *half = NULL;

  if (bytes == NULL)
    return NULL;
  half = replace (g_bytes_get_data (bytes, NULL), "{origin}", origin);
  return g_strchomp (replace (half, "{organization}", organization));
}

static void
copy_cb (GtkButton *button, GtkLabel *label)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)),
                          gtk_label_get_label (label));
  bhc_compat_announce (GTK_WIDGET (button), _ ("Copied"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), _ ("Copied"));
}

static GtkWidget *
make_code (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "setting-box");
  return label;
}

static void
add_snippet (GtkWidget *group, const char *title, const char *text)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *code = make_code (text);
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Copy the Lines for %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_tooltip_text (copy, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), code, 0);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), copy);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), code);
  bhc_parts_mend (row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_visible (group, TRUE);
}

static gboolean
is_known (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].file, file))
      return TRUE;
  return FALSE;
}

static void
fill (GtkWidget *group, const char *origin, const char *organization)
{
  g_auto (GStrv) files = g_resources_enumerate_children (FOLDER, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *text = read_snippet (known[i].file, origin, organization);

      if (text != NULL)
        add_snippet (group, known[i].title, text);
    }
  for (char **file = files; file != NULL && *file != NULL; file++)
    if (!is_known (*file))
      {
        g_autofree char *text = read_snippet (*file, origin, organization);

        add_snippet (group, *file, text);
      }
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) group = data;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, NULL);
  g_autoptr (GVariant) organization = NULL;
  const char *origin = bhc_desk_get_server (BHC_DESK (source));
  const char *slug = NULL;

  if (answer != NULL)
    organization = g_variant_lookup_value (answer, "organization", G_VARIANT_TYPE_VARDICT);
  if (organization != NULL && g_variant_lookup (organization, "slug", "&s", &slug) &&
      origin != NULL)
    fill (group, origin, slug);
}

GtkWidget *
bhc_snippets_new (BhcDesk *desk)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Put It on Your Pages"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("One of these, on each page that shall have it"));
  gtk_widget_set_visible (group, FALSE);
  bhc_desk_ask_async (desk, "GET", "/v1/desk/organization", NULL, NULL, asked_cb,
                      g_object_ref (group));
  return group;
}
