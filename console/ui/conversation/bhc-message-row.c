/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/bhc-time.h"
#include "console/ui/conversation/bhc-message-words.h"
#include "console/ui/conversation/bhc-source-view.h"
#include "console/ui/conversation/rows/bhc-column-layout.h"
#include "console/ui/conversation/rows/bhc-delivery-look.h"
#include "console/ui/conversation/rows/bhc-message-markup.h"
#include "console/ui/conversation/rows/bhc-message-menu.h"
#include "console/ui/conversation/rows/bhc-words-layout.h"
#include "console/ui/files/bhc-face.h"
#include "console/ui/files/bhc-file-card.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-dotted.h"

#include "console/ui/conversation/bhc-message-row.h"

#define FACE 20 /* pixels of an operator's picture */

struct _BhcMessageRow
{
  AdwBin parent_instance;

  BhcMessage *message; /* (nullable) */
  GSignalGroup *signals;
  const char *style; /* (nullable) */
  char *extra;       /* (nullable) whose files are shown */
  GMenuModel *menu;  /* (nullable) what can be done with it */
  GSignalGroup *progress;

  GtkLabel *day;
  GtkWidget *unread;
  GtkLabel *notice;
  GtkWidget *line;
  AdwAvatar *avatar;
  GtkWidget *column;
  GtkWidget *head;
  GtkImage *icon;
  GtkLabel *author;
  GtkLabel *time;
  GtkBox *bubble_line;
  GtkWidget *bubble;
  GtkButton *more;
  GtkWidget *words; /* around the body */
  GtkLabel *body;
  GtkBox *files;
  GtkLabel *offer;
  GtkExpander *sources;
  GtkBox *source_list;
  GtkWidget *delivery;
  GtkImage *delivery_icon;
  GtkWidget *delivery_room;
  GtkLabel *delivery_words;
  GtkActionable *recall;
  GtkActionable *retry;
  GtkActionable *discard;
};

typedef enum
{
  PROP_MESSAGE = 1,
} BhcMessageRowProperty;
static GParamSpec *props[PROP_MESSAGE + 1];

G_DEFINE_FINAL_TYPE (BhcMessageRow, bhc_message_row, ADW_TYPE_BIN)

/* Side, look and sign of each author.  Operators stand on the right: they are “us”. */
typedef struct
{
  const char *style;
  const char *icon; /* (nullable) */
  GtkAlign side;
} Look;

static const Look note_look = { "from-note", "bellhop-note-symbolic", GTK_ALIGN_END };
static const Look looks[] = {
  [BH_AUTHOR_VISITOR] = { "from-visitor", NULL, GTK_ALIGN_START },
  [BH_AUTHOR_AI] = { "from-assistant", "bellhop-assistant-symbolic", GTK_ALIGN_END },
  [BH_AUTHOR_OPERATOR] = { "from-operator", NULL, GTK_ALIGN_END },
  [BH_AUTHOR_SYSTEM] = { "from-operator", NULL, GTK_ALIGN_END }, /* the organisation's greeting */
};

static void
set_style (BhcMessageRow *self, const char *style)
{
  if (self->style == style)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = style;
  gtk_widget_add_css_class (GTK_WIDGET (self), style);
}

static void
clear_sources (BhcMessageRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->source_list))) != NULL)
    gtk_box_remove (self->source_list, child);
}

/* The sources are built when somebody looks: most answers are only read. */
static void
sources_expanded_cb (BhcMessageRow *self)
{
  g_autoptr (GListModel) sources = NULL;
  guint n;

  clear_sources (self);
  if (self->message == NULL || !gtk_expander_get_expanded (self->sources))
    return;

  g_object_get (self->message, "sources", &sources, NULL);
  n = sources != NULL ? g_list_model_get_n_items (sources) : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcSource) source = g_list_model_get_item (sources, i);

      gtk_box_append (self->source_list, bhc_source_view_new (source));
    }
}

static void
show_sources (BhcMessageRow *self)
{
  g_autoptr (GListModel) sources = NULL;
  g_autofree char *label = NULL;
  guint n;

  g_object_get (self->message, "sources", &sources, NULL);
  n = sources != NULL ? g_list_model_get_n_items (sources) : 0;
  label = g_strdup_printf (ngettext ("%u source", "%u sources", n), n);
  gtk_expander_set_label (self->sources, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sources), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->sources), n > 0);
}

/* Cards are built when others come, not each time something is told. */
static void
show_files (BhcMessageRow *self, const BhMessage *record)
{
  if (g_strcmp0 (self->extra, record->extra) != 0)
    {
      g_free (self->extra);
      self->extra = g_strdup (record->extra);
      bhc_file_card_fill (self->files, record->extra, bhc_message_get_files (self->message));
    }
  gtk_widget_set_visible (self->words, *record->body != '\0');
}

static void
show_offer (BhcMessageRow *self)
{
  g_autofree char *words = bhc_message_words_offer (self->message);

  gtk_label_set_label (self->offer, words);
  gtk_widget_set_visible (GTK_WIDGET (self->offer), *words != '\0');
}

/* What can be asked about a message: a button beside it, and a line of its context menu. */
static const struct
{
  const char *icon;
  const char *label;
  const char *action; /* (nullable) nothing */
} ways[] = {
  [BH_AUTHOR_VISITOR] = { "bellhop-link-symbolic", N_ ("Choose the Article That Answers This…"),
                          "message.answered-by" },
  [BH_AUTHOR_AI] = { "dialog-question-symbolic", N_ ("Why This Answer?"), "message.explain" },
  [BH_AUTHOR_OPERATOR] = { NULL, NULL, NULL },
  [BH_AUTHOR_SYSTEM] = { NULL, NULL, NULL },
};

static void
show_way (BhcMessageRow *self, const BhMessage *record)
{
  gboolean stored = bhc_message_get_delivery (self->message) == BHC_DELIVERY_STORED;
  const char *action =
      stored && record->kind == BH_MESSAGE_TEXT ? ways[record->author].action : NULL;
  const char *label = action != NULL ? _ (ways[record->author].label) : NULL;
  const char *target = record->author == BH_AUTHOR_AI ? record->id : record->body;

  g_clear_object (&self->menu);
  self->menu = bhc_message_menu_new (self->message, label, action, target);
  gtk_label_set_extra_menu (self->body, self->menu);
  gtk_widget_set_visible (GTK_WIDGET (self->more), action != NULL);
  if (action == NULL)
    return;

  gtk_box_reorder_child_after (self->bubble_line, GTK_WIDGET (self->more),
                               record->author == BH_AUTHOR_AI ? NULL : self->bubble);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->more), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->more), action);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self->more)), label) == 0)
    return;

  gtk_button_set_icon_name (self->more, ways[record->author].icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->more), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
show_verb (GtkActionable *button, const char *verb)
{
  gtk_widget_set_visible (GTK_WIDGET (button), verb != NULL);
  if (verb != NULL)
    gtk_button_set_label (GTK_BUTTON (button), g_dpgettext2 (NULL, "message", verb));
}

static void
show_delivery (BhcMessageRow *self)
{
  const BhcDeliveryLook *look = bhc_delivery_look (bhc_message_get_delivery (self->message));
  g_autofree char *words = bhc_delivery_words (self->message);

  gtk_widget_set_visible (self->delivery, look->icon != NULL);
  show_verb (self->recall, look->recall);
  show_verb (self->retry, look->retry);
  show_verb (self->discard, look->discard);
  gtk_widget_set_css_classes (self->delivery, (const char *[]){ "delivery", look->style, NULL });
  /* Several verbs leave a sentence no room beside them. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->delivery),
                                  look->retry != NULL ? GTK_ORIENTATION_VERTICAL
                                                      : GTK_ORIENTATION_HORIZONTAL);
  gtk_image_set_from_icon_name (self->delivery_icon, look->icon);
  gtk_label_set_label (self->delivery_words, words);
}

static void
progress_cb (BhcMessageRow *self, const char *message)
{
  if (self->message != NULL && g_str_equal (bhc_message_get_record (self->message)->id, message))
    show_delivery (self);
}

static void
show_day (BhcMessageRow *self, const BhMessage *record)
{
  g_autofree char *day = bhc_time_day (record->created_us, bh_clock_now_us ());
  gboolean first_of_day;

  g_object_get (self->message, "first-of-day", &first_of_day, NULL);
  gtk_label_set_label (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->day), first_of_day);
}

static void
show_notice (BhcMessageRow *self, const BhMessage *record)
{
  g_autofree char *words = bhc_message_words_notice (record);
  g_autofree char *time = bhc_time_clock (record->created_us);
  g_autofree char *line = bhc_dotted (words, time, NULL);

  gtk_label_set_label (self->notice, line);
}

/* What is looked for, and who is mentioned. */
static void
show_marks (BhcMessageRow *self)
{
  g_autofree char *found = NULL;
  g_auto (GStrv) mentions = NULL;
  g_autoptr (PangoAttrList) marks = NULL;
  gboolean first_unread, lit;

  g_object_get (self->message, "found", &found, "mentions", &mentions, "first-unread",
                &first_unread, "lit", &lit, NULL);
  marks =
      bhc_message_marks (gtk_label_get_text (self->body), found, (const char *const *) mentions);
  bhc_message_marks_put (self->body, marks);
  gtk_widget_set_visible (self->unread, first_unread);
  (lit ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "lit");
}

/* Asked for when a pointer rests there: to be given one is a question to the display. */
static gboolean
tell_moment_cb (BhcMessageRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *moment = NULL;

  if (self->message == NULL)
    return FALSE;

  moment = bhc_time_moment (bhc_message_get_record (self->message)->created_us);
  gtk_tooltip_set_text (tooltip, moment);
  return TRUE;
}

static void
show_text (BhcMessageRow *self, const BhMessage *record)
{
  g_autofree char *markup = bhc_message_markup (record->body, record->author != BH_AUTHOR_VISITOR);
  g_autofree char *author = bhc_message_words_byline (record);
  g_autofree char *time = bhc_time_clock (record->created_us);
  const Look *look = record->kind == BH_MESSAGE_NOTE ? &note_look : &looks[record->author];
  gboolean shows_face = record->author == BH_AUTHOR_OPERATOR && look->icon == NULL;
  const BhcFaceOf who = { shows_face ? record->author_id : NULL, NULL, look->icon, FACE };
  gboolean first;

  g_object_get (self->message, "first-of-author", &first, NULL);
  first = first || record->kind == BH_MESSAGE_NOTE;
  set_style (self, look->style);
  gtk_widget_set_halign (self->line, look->side);
  gtk_widget_set_halign (self->head, look->side);
  gtk_widget_set_halign (GTK_WIDGET (self->bubble_line), look->side);
  gtk_widget_set_halign (self->delivery, look->side);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), look->side == GTK_ALIGN_START);
  gtk_widget_set_opacity (GTK_WIDGET (self->avatar), first ? 1.0 : 0.0);
  adw_avatar_set_text (self->avatar, bhc_message_words_author (record)); /* else: 9 MB for a sign */
  gtk_widget_set_visible (self->head, first);
  bhc_face_show_operator (GTK_WIDGET (self->icon), bhc_message_get_files (self->message), &who);
  gtk_label_set_label (self->author, author);
  gtk_label_set_label (self->time, time);
  gtk_label_set_markup (self->body, markup);
  show_marks (self);
  (first ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self),
                                                                    "first-of-author");
}

static void
show_message (BhcMessageRow *self)
{
  const BhMessage *record = bhc_message_get_record (self->message);
  gboolean notice = record->kind == BH_MESSAGE_NOTICE;
  g_autofree char *words = bhc_message_words_row (self->message);

  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice);
  gtk_widget_set_visible (self->line, !notice);
  show_day (self, record);
  gtk_widget_set_visible (self->unread, FALSE); /* the row may have been another message's */
  if (notice)
    show_notice (self, record);
  else
    show_text (self, record);
  show_files (self, record);
  show_offer (self);
  show_sources (self);
  show_way (self, record);
  show_delivery (self);
  bhc_compat_label_row (GTK_WIDGET (self), words);
}

static void
set_message (BhcMessageRow *self, BhcMessage *message)
{
  if (!g_set_object (&self->message, message))
    return;

  gtk_expander_set_expanded (self->sources, FALSE);
  g_signal_group_set_target (self->signals, message);
  g_signal_group_set_target (self->progress,
                             message != NULL ? bhc_message_get_files (message) : NULL);
  if (message == NULL)
    return;
  gtk_actionable_set_action_target (self->recall, "s", bhc_message_get_record (message)->id);
  gtk_actionable_set_action_target (self->retry, "s", bhc_message_get_record (message)->id);
  gtk_actionable_set_action_target (self->discard, "s", bhc_message_get_record (message)->id);
  show_message (self);
}

static void
bhc_message_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((BhcMessageRowProperty) prop_id)
    {
    case PROP_MESSAGE:
      set_message (BHC_MESSAGE_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_message_row_dispose (GObject *object)
{
  BhcMessageRow *self = BHC_MESSAGE_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->progress);
  g_clear_pointer (&self->extra, g_free);
  g_clear_object (&self->message);
  g_clear_object (&self->menu);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_MESSAGE_ROW);

  G_OBJECT_CLASS (bhc_message_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, day);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, notice);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, line);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, column);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, head);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, author);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, time);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, bubble_line);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, bubble);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, more);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, words);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, body);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, files);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, offer);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, sources);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, source_list);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, delivery);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, delivery_icon);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, delivery_room);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, delivery_words);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, recall);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, unread);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, retry);
  gtk_widget_class_bind_template_child (widget_class, BhcMessageRow, discard);
}

static void
bhc_message_row_class_init (BhcMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_message_row_dispose;
  object_class->set_property = bhc_message_row_set_property;

  props[PROP_MESSAGE] = g_param_spec_object ("message", NULL, NULL, BHC_TYPE_MESSAGE,
                                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (BHC_TYPE_COLUMN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-message-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, sources_expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, tell_moment_cb);
  bind_children (widget_class);
}

static void
marks_cb (BhcMessageRow *self)
{
  if (self->message != NULL)
    show_marks (self);
}

static void
bhc_message_row_init (BhcMessageRow *self)
{
  static const char *const told[] = { "body",       "delivery",     "refusal",
                                      "sources",    "choices",      "asked-state",
                                      "created-us", "first-of-day", "first-of-author",
                                      "offline",    "mentions" };
  static const char *const marks[] = { "notify::found", "notify::lit", "notify::first-unread" };

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->words, bhc_words_layout_new ());
  gtk_widget_set_layout_manager (self->delivery_room, bhc_words_layout_new ());
  self->progress = g_signal_group_new (BHC_TYPE_FILES);
  g_signal_group_connect_swapped (self->progress, "progress", G_CALLBACK (progress_cb), self);
  self->signals = g_signal_group_new (BHC_TYPE_MESSAGE);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    g_signal_group_connect_swapped (self->signals, marks[i], G_CALLBACK (marks_cb), self);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *notify = g_strconcat ("notify::", told[i], NULL);

      g_signal_group_connect_swapped (self->signals, notify, G_CALLBACK (show_message), self);
    }
}

gboolean
bhc_message_row_handle_key (BhcMessageRow *self, guint key, GdkModifierType state)
{
  const GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK);

  g_return_val_if_fail (BHC_IS_MESSAGE_ROW (self), FALSE);

  if (self->message == NULL)
    return FALSE;
  if ((key == GDK_KEY_c || key == GDK_KEY_C) && held == GDK_CONTROL_MASK)
    return gtk_widget_activate_action (GTK_WIDGET (self), "message.copy", "s",
                                       bhc_message_get_record (self->message)->body);
  if (key != GDK_KEY_Menu && !(key == GDK_KEY_F10 && held == GDK_SHIFT_MASK))
    return FALSE;

  bhc_message_menu_popup (GTK_WIDGET (self), self->menu);
  return TRUE;
}
