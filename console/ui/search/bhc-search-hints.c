/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "common/find/bh-find-operators.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/search/bhc-search-hints.h"

#define AT_MOST 14

struct _BhcSearchHints
{
  GtkWidget parent_instance;

  BhcDirectory *directory; /* (nullable) */
  GtkWidget *box;
  char *text;
  gsize start, end; /* of the piece that is being typed, in bytes */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcSearchHints, bhc_search_hints, GTK_TYPE_WIDGET)

static void
bhc_search_hints_dispose (GObject *object)
{
  BhcSearchHints *self = BHC_SEARCH_HINTS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->directory);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (bhc_search_hints_parent_class)->dispose (object);
}

static void
bhc_search_hints_class_init (BhcSearchHintsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_search_hints_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", BHC_TYPE_SEARCH_HINTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bhc_search_hints_init (BhcSearchHints *self)
{
  self->text = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->box, bhc_wrap_layout_new (6));
  gtk_widget_set_halign (self->box, GTK_ALIGN_CENTER); /* as the entry above */
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ways to narrow the search"), -1);
}

/* ---- choosing ---- */

static void
chosen_cb (GtkButton *button, BhcSearchHints *self)
{
  const char *piece = g_object_get_data (G_OBJECT (button), "piece");
  g_autofree char *before = g_strndup (self->text, self->start);
  const char *after = self->text + self->end;
  gboolean open = g_str_has_suffix (piece, ":");
  g_autofree char *head = g_strconcat (before, piece, open ? "" : " ", NULL);
  g_autofree char *all = g_strconcat (head, *after == ' ' && !open ? after + 1 : after, NULL);

  g_signal_emit (self, signals[CHOSEN], 0, all, (int) g_utf8_strlen (head, -1));
}

static void
offer (BhcSearchHints *self, guint *n, const char *shown, const char *piece)
{
  GtkWidget *button = NULL;

  if (++*n > AT_MOST)
    return;

  button = gtk_button_new_with_label (shown);
  gtk_widget_add_css_class (button, "search-hint");
  g_object_set_data_full (G_OBJECT (button), "piece", g_strdup (piece), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

/* ---- what fits ---- */

static GListModel *
list_of (BhcSearchHints *self, BhFindField field)
{
  if (self->directory == NULL)
    return NULL;
  if (field == BH_FIND_FROM || field == BH_FIND_ASSIGNEE)
    return bhc_directory_get_colleagues (self->directory);
  if (field == BH_FIND_TEAM)
    return bhc_directory_get_teams (self->directory);

  return field == BH_FIND_LABEL ? bhc_directory_get_labels (self->directory) : NULL;
}

static void
offer_value (BhcSearchHints *self, guint *n, const char *head, const char *value)
{
  const char *quote = strpbrk (value, " \t") != NULL ? "\"" : "";
  g_autofree char *piece = g_strconcat (head, quote, value, quote, NULL);

  offer (self, n, value, piece);
}

static gboolean
fits (const char *typed, const char *value)
{
  return *typed == '\0' || g_str_match_string (typed, value, TRUE);
}

static void
offer_names (BhcSearchHints *self, guint *n, GListModel *list, const char *head, const char *typed)
{
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) each = g_list_model_get_item (list, i);
      g_autofree char *name = NULL;

      g_object_get (each, "name", &name, NULL);
      if (name != NULL && fits (typed, name))
        offer_value (self, n, head, name);
    }
}

/* Days one is likely to mean. */
static void
offer_days (BhcSearchHints *self, guint *n, const char *head)
{
  static const int back[] = { 0, -1, -7, -30, -365 };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (guint i = 0; i < G_N_ELEMENTS (back); i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (now, back[i]);
      g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

      offer_value (self, n, head, text);
    }
}

static void
offer_values (BhcSearchHints *self,
              const BhFindOperator *
              operator,
              const char * head,
              const char *typed)
{
  guint n = 0;

  for (guint i = 0; i < operator->words.n_words; i++)
    if (fits (typed, operator->words.words[i]))
      offer_value (self, &n, head, operator->words.words[i]);
  offer_names (self, &n, list_of (self, operator->field), head, typed);
  if (operator->kind == BH_FIND_VALUE_DAY && * typed == '\0')
    offer_days (self, &n, head);
}

static void
offer_operators (BhcSearchHints *self, const char *minus, const char *typed)
{
  guint n = 0;

  for (const BhFindOperator *each = bh_find_operators; each->name != NULL; each++)
    {
      g_autofree char *piece = g_strconcat (minus, each->name, ":", NULL);

      if (g_ascii_strncasecmp (each->name, typed, strlen (typed)) == 0)
        offer (self, &n, piece, piece);
    }
}

static void
show_hints (BhcSearchHints *self)
{
  g_autofree char *piece = g_strndup (self->text + self->start, self->end - self->start);
  const char *typed = *piece == '-' ? piece + 1 : piece;
  const char *colon = strchr (typed, ':');
  const BhFindOperator *operator= colon != NULL
      ? bh_find_operator_by_name (typed, (gsize) (colon - typed))
      : NULL;
  g_autofree char *head = colon != NULL ? g_strndup (piece, (gsize) (colon + 1 - piece)) : NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (operator!= NULL)
    offer_values (self, operator, head, colon[1] == '"' ? colon + 2 : colon + 1);
  else if (colon == NULL)
    offer_operators (self, *piece == '-' ? "-" : "", typed);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}

/* The piece the cursor is in: between blanks that are not in quotes. */
static void
find_piece (BhcSearchHints *self, int position)
{
  const char *cursor =
      g_utf8_offset_to_pointer (self->text, MIN ((glong) position, g_utf8_strlen (self->text, -1)));
  const char *start = self->text;
  const char *end = NULL;
  gboolean quoted = FALSE;

  for (const char *at = self->text; at < cursor; at++)
    {
      if (*at == '"')
        quoted = !quoted;
      else if (*at == ' ' && !quoted)
        start = at + 1;
    }
  for (end = cursor; *end != '\0' && (quoted || *end != ' '); end++)
    if (*end == '"')
      quoted = !quoted;
  self->start = (gsize) (start - self->text);
  self->end = (gsize) (end - self->text);
}

void
bhc_search_hints_set_directory (BhcSearchHints *self, BhcDirectory *directory)
{
  g_return_if_fail (BHC_IS_SEARCH_HINTS (self));

  g_set_object (&self->directory, directory);
}

void
bhc_search_hints_follow (BhcSearchHints *self, const char *text, int position)
{
  g_return_if_fail (BHC_IS_SEARCH_HINTS (self));

  g_free (self->text);
  self->text = g_strdup (text);
  find_piece (self, position);
  show_hints (self);
}
