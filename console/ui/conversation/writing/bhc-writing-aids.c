/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "console/model/writing/bhc-canned-words.h"
#include "console/model/writing/bhc-variables.h"
#include "console/ui/conversation/writing/bhc-choices.h"

#include "console/ui/conversation/writing/bhc-writing-aids.h"

#define CHOICES_MAX 50
#define MENTION "mention" /* the tag */

struct _BhcWritingAids
{
  GObject parent_instance;

  GtkTextView *text; /* (nullable) while it lives */
  GtkWidget *over;   /* the same: what lists are shown over */
  GtkTextBuffer *buffer;
  BhcChoices *choices;
  BhcDesk *desk;                 /* (nullable) */
  BhcConversation *conversation; /* (nullable) */
  gboolean note;
  GPtrArray *mentions; /* of BhcMention */
  int given_up;        /* where the word begins that Escape was pressed in; -1: nowhere */
};

enum
{
  ATTACH,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcWritingAids, bhc_writing_aids, G_TYPE_OBJECT)

/* From the sign after a blank up to the cursor.  FALSE: there is no such word. */
static gboolean
find_word (BhcWritingAids *self, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, end, gtk_text_buffer_get_insert (self->buffer));
  *start = *end;
  while (gtk_text_iter_backward_char (start))
    {
      if (!g_unichar_isspace (gtk_text_iter_get_char (start)))
        continue;
      gtk_text_iter_forward_char (start);
      break;
    }

  return gtk_text_iter_compare (start, end) < 0;
}

static void
list_canned (BhcWritingAids *self, const char *words)
{
  GListModel *canned = bhc_directory_get_canned (bhc_desk_get_directory (self->desk));
  g_autoptr (GPtrArray) found = bhc_canned_search (canned, words, CHOICES_MAX);

  for (guint i = 0; i < found->len; i++)
    {
      BhcCanned *each = g_ptr_array_index (found, i);
      g_autofree char *heading =
          g_strdup_printf ("/%s · %s", bhc_canned_get_shortcut (each), bhc_canned_get_title (each));

      bhc_choices_add (self->choices, G_OBJECT (each), heading, bhc_canned_get_body (each));
    }
  if (g_list_model_get_n_items (canned) == 0 && *words == '\0')
    bhc_choices_say (self->choices,
                     _ ("There are no canned replies yet. They are made in the settings."));
}

static gboolean
contains (const char *name, const char *words)
{
  return g_str_match_string (words, name, TRUE) || *words == '\0';
}

static void
list_people (BhcWritingAids *self, const char *words)
{
  BhcDirectory *directory = bhc_desk_get_directory (self->desk);
  GListModel *colleagues = bhc_directory_get_colleagues (directory);
  GListModel *teams = bhc_directory_get_teams (directory);

  for (guint i = 0; i < g_list_model_get_n_items (colleagues); i++)
    {
      g_autoptr (BhcColleague) each = g_list_model_get_item (colleagues, i);

      if (!bhc_colleague_is_disabled (each) && contains (bhc_colleague_get_name (each), words))
        bhc_choices_add (self->choices, G_OBJECT (each), bhc_colleague_get_name (each),
                         bhc_colleague_get_email (each));
    }
  for (guint i = 0; i < g_list_model_get_n_items (teams); i++)
    {
      g_autoptr (BhcTeam) each = g_list_model_get_item (teams, i);

      if (contains (bhc_team_get_name (each), words))
        bhc_choices_add (self->choices, G_OBJECT (each), bhc_team_get_name (each), _ ("Team"));
    }
}

/* What each sign begins. */
static const struct
{
  gunichar sign;
  gboolean only_in_notes;
  void (*list) (BhcWritingAids *self, const char *words);
} aids[] = {
  { '/', FALSE, list_canned },
  { '@', TRUE, list_people },
};

static void
point_at (BhcWritingAids *self, const GtkTextIter *iter, GdkRectangle *at)
{
  double x = 0, y = 0;

  gtk_text_view_get_iter_location (self->text, iter, at);
  gtk_text_view_buffer_to_window_coords (self->text, GTK_TEXT_WINDOW_WIDGET, at->x, at->y, &at->x,
                                         &at->y);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->text), self->over, at->x, at->y, &x, &y))
    {
      at->x = (int) x;
      at->y = (int) y;
    }
  at->width = 1;
}

static gboolean
offer (BhcWritingAids *self, gsize aid, GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter behind = *start;
  g_autofree char *words = NULL;
  GdkRectangle at;

  gtk_text_iter_forward_char (&behind);
  words = gtk_text_iter_get_text (&behind, end);
  bhc_choices_begin (self->choices);
  aids[aid].list (self, words);
  if (!bhc_choices_has_any (self->choices))
    return FALSE;

  point_at (self, start, &at);
  bhc_choices_show (self->choices, &at);
  return TRUE;
}

static void
look (BhcWritingAids *self)
{
  GtkTextIter start, end;
  gboolean offered = FALSE;

  if (self->desk == NULL || self->conversation == NULL || self->text == NULL)
    return;

  if (find_word (self, &start, &end) && gtk_widget_has_focus (GTK_WIDGET (self->text)) &&
      gtk_text_iter_get_offset (&start) != self->given_up)
    for (gsize i = 0; i < G_N_ELEMENTS (aids); i++)
      if (gtk_text_iter_get_char (&start) == aids[i].sign && (self->note || !aids[i].only_in_notes))
        offered = offer (self, i, &start, &end);

  if (gtk_text_iter_get_offset (&start) != self->given_up)
    self->given_up = -1;
  if (!offered)
    bhc_choices_hide (self->choices);
}

/* ---- who is mentioned ---- */

static void
highlight (BhcWritingAids *self, const char *name)
{
  g_autofree char *words = g_strconcat ("@", name, NULL);
  GtkTextIter at, start, end;

  gtk_text_buffer_get_start_iter (self->buffer, &at);
  while (gtk_text_iter_forward_search (&at, words, GTK_TEXT_SEARCH_TEXT_ONLY, &start, &end, NULL))
    {
      gtk_text_buffer_apply_tag_by_name (self->buffer, MENTION, &start, &end);
      at = end;
    }
}

static void
show_mentions (BhcWritingAids *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (self->buffer, MENTION, &start, &end);
  for (guint i = 0; self->note && i < self->mentions->len; i++)
    highlight (self, ((const BhcMention *) self->mentions->pdata[i])->name);
}

static void
add_mention (BhcWritingAids *self, const char *id, const char *name)
{
  for (guint i = 0; i < self->mentions->len; i++)
    {
      const BhcMention *known = g_ptr_array_index (self->mentions, i);

      if (g_str_equal (known->id, id) && g_str_equal (known->name, name))
        return;
    }
  g_ptr_array_add (self->mentions, bhc_mention_new (id, name));
}

/* Whoever is in it now: the daemon knows people alone. */
static void
add_team (BhcWritingAids *self, BhcTeam *team)
{
  GListModel *colleagues = bhc_directory_get_colleagues (bhc_desk_get_directory (self->desk));

  for (guint i = 0; i < g_list_model_get_n_items (colleagues); i++)
    {
      g_autoptr (BhcColleague) each = g_list_model_get_item (colleagues, i);

      if (!bhc_colleague_is_disabled (each) &&
          bhc_team_has_member (team, bhc_colleague_get_id (each)))
        add_mention (self, bhc_colleague_get_id (each), bhc_team_get_name (team));
    }
}

/* ---- what was chosen ---- */

/* In place of the word; one step of undoing.  Returns: the offset it begins at. */
static int
replace_word (BhcWritingAids *self, const char *text)
{
  GtkTextIter start, end;
  int offset;

  find_word (self, &start, &end);
  offset = gtk_text_iter_get_offset (&start);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (self->buffer);

  return offset;
}

/* The first thing left to fill in is selected, so that typing replaces it. */
static void
select_blank (BhcWritingAids *self, int offset, GArray *blanks)
{
  const BhcBlank *blank = blanks->len > 0 ? &g_array_index (blanks, BhcBlank, 0) : NULL;
  GtkTextIter start, end;

  if (blank == NULL)
    return;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, offset + (int) blank->start);
  end = start;
  gtk_text_iter_forward_chars (&end, (int) blank->length);
  gtk_text_buffer_select_range (self->buffer, &start, &end);
}

static void
insert_canned (BhcWritingAids *self, BhcCanned *canned)
{
  g_autoptr (GArray) blanks = NULL;
  g_autofree char *words = bhc_canned_write (canned, self->desk, self->conversation, &blanks);
  GVariant *files = bhc_canned_get_attachments (canned);

  select_blank (self, replace_word (self, words), blanks);
  if (files != NULL && g_variant_n_children (files) > 0)
    g_signal_emit (self, signals[ATTACH], 0, files);
}

static void
chosen_cb (BhcWritingAids *self, GObject *object)
{
  const char *name = NULL;
  g_autofree char *words = NULL;

  if (BHC_IS_CANNED (object))
    {
      insert_canned (self, BHC_CANNED (object));
      return;
    }

  if (BHC_IS_TEAM (object))
    {
      name = bhc_team_get_name (BHC_TEAM (object));
      add_team (self, BHC_TEAM (object));
    }
  else
    {
      name = bhc_colleague_get_name (BHC_COLLEAGUE (object));
      add_mention (self, bhc_colleague_get_id (BHC_COLLEAGUE (object)), name);
    }
  words = g_strdup_printf ("@%s ", name);
  replace_word (self, words);
}

static void
changed_cb (BhcWritingAids *self)
{
  show_mentions (self);
  look (self);
}

static void
moved_cb (BhcWritingAids *self)
{
  if (bhc_choices_is_shown (self->choices))
    look (self);
}

static void
left_cb (BhcWritingAids *self)
{
  bhc_choices_hide (self->choices);
}

static void
bhc_writing_aids_dispose (GObject *object)
{
  BhcWritingAids *self = BHC_WRITING_AIDS (object);

  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_clear_weak_pointer (&self->text);
  g_clear_object (&self->buffer);
  if (self->choices != NULL)
    g_object_run_dispose (G_OBJECT (self->choices));
  g_clear_object (&self->choices);
  g_clear_object (&self->desk);
  g_clear_object (&self->conversation);

  G_OBJECT_CLASS (bhc_writing_aids_parent_class)->dispose (object);
}

static void
bhc_writing_aids_finalize (GObject *object)
{
  g_ptr_array_unref (BHC_WRITING_AIDS (object)->mentions);

  G_OBJECT_CLASS (bhc_writing_aids_parent_class)->finalize (object);
}

static void
bhc_writing_aids_class_init (BhcWritingAidsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_writing_aids_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_writing_aids_finalize;

  signals[ATTACH] = g_signal_new ("attach", BHC_TYPE_WRITING_AIDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_VARIANT);
}

static void
bhc_writing_aids_init (BhcWritingAids *self)
{
  self->mentions = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_mention_free);
  self->given_up = -1;
}

BhcWritingAids *
bhc_writing_aids_new (GtkTextView *text, GtkWidget *parent)
{
  BhcWritingAids *self = g_object_new (BHC_TYPE_WRITING_AIDS, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_set_weak_pointer (&self->text, text);
  self->buffer = g_object_ref (gtk_text_view_get_buffer (text));
  self->choices = bhc_choices_new (parent, _ ("What can be put in here"));
  self->over = parent;
  gtk_text_buffer_create_tag (self->buffer, MENTION, "weight", PANGO_WEIGHT_BOLD, NULL);
  g_signal_connect_swapped (self->choices, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->buffer, "notify::cursor-position", G_CALLBACK (moved_cb), self);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (text), focus);

  return self;
}

void
bhc_writing_aids_set_place (BhcWritingAids *self,
                            BhcDesk *desk,
                            BhcConversation *conversation,
                            gboolean note)
{
  g_return_if_fail (BHC_IS_WRITING_AIDS (self));

  g_set_object (&self->desk, desk);
  g_set_object (&self->conversation, conversation);
  self->note = note;
  self->given_up = -1;
  bhc_choices_hide (self->choices);
  show_mentions (self);
}

gboolean
bhc_writing_aids_handle_key (BhcWritingAids *self, guint key, GdkModifierType state)
{
  gboolean shown;
  GtkTextIter start, end;

  g_return_val_if_fail (BHC_IS_WRITING_AIDS (self), FALSE);

  shown = bhc_choices_is_shown (self->choices);
  if (!bhc_choices_handle_key (self->choices, key, state))
    return FALSE;
  if (shown && key == GDK_KEY_Escape && find_word (self, &start, &end))
    self->given_up = gtk_text_iter_get_offset (&start);

  return TRUE;
}

void
bhc_writing_aids_browse (BhcWritingAids *self)
{
  GtkTextIter start, end;
  gboolean in_word;

  g_return_if_fail (BHC_IS_WRITING_AIDS (self));

  if (self->text == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  self->given_up = -1;
  in_word = find_word (self, &start, &end);
  if (in_word && gtk_text_iter_get_char (&start) == '/')
    look (self);
  else
    gtk_text_buffer_insert_at_cursor (self->buffer, in_word ? " /" : "/", -1);
}

void
bhc_writing_aids_use (BhcWritingAids *self, const char *canned)
{
  BhcCanned *found = NULL;

  g_return_if_fail (BHC_IS_WRITING_AIDS (self));

  if (self->desk != NULL)
    found = bhc_directory_find_canned (bhc_desk_get_directory (self->desk), canned);
  if (found == NULL || self->text == NULL)
    return;

  bhc_writing_aids_browse (self);
  insert_canned (self, found);
}

void
bhc_writing_aids_set_mentions (BhcWritingAids *self, GPtrArray *mentions)
{
  g_return_if_fail (BHC_IS_WRITING_AIDS (self));

  g_ptr_array_set_size (self->mentions, 0);
  for (guint i = 0; i < mentions->len; i++)
    {
      const BhcMention *each = g_ptr_array_index (mentions, i);

      add_mention (self, each->id, each->name);
    }
  show_mentions (self);
}

GPtrArray *
bhc_writing_aids_get_mentions (BhcWritingAids *self)
{
  g_return_val_if_fail (BHC_IS_WRITING_AIDS (self), NULL);

  return self->mentions;
}
