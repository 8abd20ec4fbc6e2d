/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/phrases/bh-phrasebook.h"
#include "console/ui/bhc-time.h"
#include "console/ui/settings/kinds/bhc-kinds-private.h"
#include "console/ui/settings/kinds/bhc-shown.h"

/* What can only be looked at. */

static GtkWidget *
make_shown (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "property");
  return bhc_setting_row_hold (row, row);
}

char *
bhc_shown_time (gint64 us)
{
  return us > 0 ? bhc_time_moment (us) : NULL;
}

/* Stable words are said in words for people, and what the daemon said in theirs.  Returns:
 * (transfer full) */
static char *
in_words (const BhcSetting *setting, const char *text)
{
  for (const BhcChoice *choice = setting->choices; choice != NULL && choice->value != NULL;
       choice++)
    if (g_str_equal (choice->value, text))
      return g_strdup (_ (choice->label));
  return bh_phrasebook_say (text);
}

static void
set_words (GtkWidget *control, const char *words)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (control), words != NULL ? words : "");
  gtk_widget_set_visible (control, words != NULL && *words != '\0');
}

static void
show_shown (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  g_autofree char *text = NULL;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    text = g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  else if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    text = in_words (setting, g_variant_get_string (value, NULL));
  set_words (control, text);
}

static void
show_time (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  gboolean given = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64);
  g_autofree char *words = bhc_shown_time (given ? g_variant_get_int64 (value) : 0);

  set_words (control, words);
}

static GVariant *
read_nothing (GtkWidget *control, const BhcSetting *setting)
{
  return NULL;
}

const BhcManner bhc_shown_manner = { make_shown, show_shown, read_nothing };
const BhcManner bhc_time_manner = { make_shown, show_time, read_nothing };
