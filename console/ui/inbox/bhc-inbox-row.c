/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/model/inbox/bhc-country.h"
#include "console/ui/bhc-status.h"
#include "console/ui/bhc-time.h"
#include "console/ui/conversation/deeds/bhc-snooze-times.h"
#include "console/ui/conversation/rows/bhc-message-markup.h"
#include "console/ui/files/bhc-face.h"
#include "console/ui/inbox/bhc-chips.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/inbox/bhc-inbox-row.h"

#define AVATAR 36
#define GAP 6
#define INDENT (AVATAR + 10)
#define MIN_WIDTH 180
#define N_LINES 3
#define COUNTRY 20
#define COUNTRY_HEIGHT 14
#define SIGN 12 /* pixels of what stands before the status … */
#define FACE 16 /* … and of its owner's picture */

#define TICK_SECONDS 20 /* how often the words about time are said anew */

struct _BhcInboxRow
{
  GtkWidget parent_instance;

  BhcConversation *conversation; /* (nullable) */
  BhcDesk *desk;                 /* (nullable) */
  guint position;
  GSignalGroup *signals;
  gboolean stale;       /* shows what it was before */
  guint tick;           /* 0: not mapped */
  const char *style;    /* (nullable) */
  int heights[N_LINES]; /* of the lines; 0: to be measured */
  const char *color;    /* (nullable) */

  GtkWidget *avatar;
  GtkWidget *mark; /* (nullable) over the avatar; seen while several rows are chosen */
  GtkWidget *country;
  BhcChips *chips;
  GtkWidget *name;
  GtkWidget *age;
  GtkWidget *preview;
  GtkWidget *unread;
  GtkWidget *status_icon;
  GtkWidget *status_words;
};

typedef enum
{
  PROP_CONVERSATION = 1,
  PROP_POSITION,
  PROP_CHOSEN,
} BhcInboxRowProperty;
static GParamSpec *props[PROP_CHOSEN + 1];

G_DEFINE_FINAL_TYPE (BhcInboxRow, bhc_inbox_row, GTK_TYPE_WIDGET)

/* Who wrote last stands before the words, unless it is the visitor, whose row it is; what one has
 * begun to write oneself stands before all of them. */
static char *
preview_text (BhcInboxRow *self, const BhConversation *record)
{
  const char *said = record->last_body != NULL ? record->last_body : "";
  g_autofree char *body =
      record->last_author == BH_AUTHOR_VISITOR ? g_strdup (said) : bhc_message_words_alone (said);
  g_autofree char *draft = NULL;

  g_object_get (self->conversation, "draft", &draft, NULL);
  if (draft != NULL)
    return g_strdup_printf (C_ ("preview", "Draft: %s"), draft);

  g_strdelimit (body, "\n\r\t", ' ');
  if (record->last_seq == 0 && *body == '\0')
    return g_strdup (_ ("No messages yet"));
  if (record->last_author == BH_AUTHOR_VISITOR)
    return g_steal_pointer (&body);
  if (record->last_kind == BH_MESSAGE_NOTE)
    return g_strdup_printf (C_ ("preview", "Note: %s"), body);
  if (record->last_author_name == NULL || *record->last_author_name == '\0')
    return g_steal_pointer (&body);

  return g_strdup_printf (C_ ("preview", "%s: %s"), record->last_author_name, body);
}

/* Classes stand at the parts they are about: one of the whole row has each of its parts styled
 * anew.
 */
static void
set_style (BhcInboxRow *self, const char *style)
{
  GtkWidget *parts[] = { self->status_icon, self->status_words };

  for (guint i = 0; i < G_N_ELEMENTS (parts) && self->style != style; i++)
    {
      if (self->style != NULL)
        gtk_widget_remove_css_class (parts[i], self->style);
      gtk_widget_add_css_class (parts[i], style);
    }
  self->style = style;
}

static void
set_unread (BhcInboxRow *self, gboolean unread)
{
  GtkWidget *parts[] = { self->name, self->preview };

  gtk_widget_set_visible (self->unread, unread);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    (unread ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (parts[i], "unread");
}

/* An AdwAvatar is four widgets, of which two hundred rows need eight hundred.  Its colours are the
 * avatar's, so that a name has one. */
static void
show_initials (BhcInboxRow *self, const char *name)
{
  static const char *const colors[] = { "color1",  "color2",  "color3",  "color4", "color5",
                                        "color6",  "color7",  "color8",  "color9", "color10",
                                        "color11", "color12", "color13", "color14" };
  g_autofree char *initials = bhc_status_initials (name);
  const char *color = colors[g_str_hash (name) % G_N_ELEMENTS (colors)];

  gtk_label_set_label (GTK_LABEL (self->avatar), initials);
  if (self->color == color)
    return;
  if (self->color != NULL)
    gtk_widget_remove_css_class (self->avatar, self->color);
  self->color = color;
  gtk_widget_add_css_class (self->avatar, color);
}

/* Two letters instead of a flag: they need no font that has flags. */
static void
show_country (BhcInboxRow *self)
{
  const char *zone = bhc_conversation_get_detail (self->conversation, "timezone");
  const char *country = bhc_country_of (zone);

  gtk_label_set_label (GTK_LABEL (self->country), country != NULL ? country : "");
  gtk_widget_set_visible (self->country, country != NULL);
}

static void
show_times (BhcInboxRow *self)
{
  const BhConversation *record = bhc_conversation_get_record (self->conversation);
  gint64 now = bh_clock_now_us ();
  g_autofree char *age = bhc_time_age (record->updated_us, now);
  g_autofree char *words = bhc_status_words (self->conversation, now);

  gtk_label_set_label (GTK_LABEL (self->age), age);
  gtk_label_set_label (GTK_LABEL (self->status_words), words);
}

static char *
say_status (BhcInboxRow *self, const BhConversation *record)
{
  gint64 now = bh_clock_now_us ();
  g_autofree char *sentence = bhc_status_sentence (self->conversation, now);
  g_autofree char *until = bhc_snooze_until (record->snoozed_until_us, now);
  g_autofree char *snoozed = until != NULL ? g_strdup_printf (_ ("Snoozed until %s"), until) : NULL;

  return g_strjoin (", ", sentence, snoozed, NULL);
}

/* What a screen reader says of the whole row. */
static void
say_row (BhcInboxRow *self)
{
  const BhConversation *record = bhc_conversation_get_record (self->conversation);
  g_autofree char *preview = preview_text (self, record);
  g_autofree char *sentence = say_status (self, record);
  g_autofree char *chips = bhc_chips_say (self->chips);
  const char *country =
      bhc_country_of (bhc_conversation_get_detail (self->conversation, "timezone"));
  g_autofree char *unread = NULL;
  g_autofree char *said = NULL;
  g_autofree char *words = NULL;

  unread = g_strdup_printf (ngettext ("%d unread", "%d unread", (gulong) record->unread),
                            (int) record->unread);
  said =
      g_strjoin (", ", bhc_status_contact_name (self->conversation), sentence,
                 record->unread > 0 ? unread : preview, record->unread > 0 ? preview : NULL, NULL);
  words =
      g_strjoin (", ", said, chips != NULL ? chips : country, chips != NULL ? country : NULL, NULL);
  bhc_compat_label_row (GTK_WIDGET (self), words);
}

static void
show_record (BhcInboxRow *self)
{
  const BhConversation *record = bhc_conversation_get_record (self->conversation);
  BhcStatus status = bhc_status_of (self->conversation);
  const char *name = bhc_status_contact_name (self->conversation);
  g_autofree char *preview = preview_text (self, record);
  g_autofree char *unread = g_strdup_printf ("%d", (int) MIN (record->unread, 99));

  self->stale = FALSE;
  show_initials (self, name);
  show_country (self);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_label_set_label (GTK_LABEL (self->preview), preview);
  gtk_label_set_label (GTK_LABEL (self->unread), unread);
  bhc_face_show_owner (GTK_IMAGE (self->status_icon),
                       self->desk != NULL ? bhc_desk_get_files (self->desk) : NULL,
                       self->conversation, FACE);
  set_style (self,
             bhc_status_is_urgent (self->conversation) ? "is-waiting" : bhc_status_style (status));
  set_unread (self, record->unread > 0);
  bhc_chips_show (self->chips, record,
                  self->desk != NULL ? bhc_desk_get_directory (self->desk) : NULL);
  show_times (self);
  say_row (self);
}

static void
record_cb (BhcInboxRow *self)
{
  if (!self->stale)
    show_record (self);
}

static gboolean
tick_cb (gpointer data)
{
  BhcInboxRow *self = data;

  if (self->conversation != NULL && !self->stale)
    show_times (self);

  return G_SOURCE_CONTINUE;
}

/* Rows are laid out by hand: all have the same height, whatever they say, so that a list of two
 * hundred is measured in no time. */
static int
line_height (BhcInboxRow *self, int line)
{
  GtkWidget *lines[N_LINES] = { self->name, self->preview, self->status_words };

  if (self->heights[line] == 0)
    gtk_widget_measure (lines[line], GTK_ORIENTATION_VERTICAL, -1, NULL, &self->heights[line], NULL,
                        NULL);

  return self->heights[line];
}

static void
bhc_inbox_row_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  BhcInboxRow *self = BHC_INBOX_ROW (widget);

  *minimum = MIN_WIDTH;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = line_height (self, 0) + line_height (self, 1) + line_height (self, 2) + 2;
  *natural = *minimum;
}

static int
natural_size (GtkWidget *widget, GtkOrientation orientation)
{
  int natural;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* @x counts from where a line of text begins. */
static void
place (BhcInboxRow *self, GtkWidget *part, int x, int y, int width, int height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int whole = gtk_widget_get_width (GTK_WIDGET (self));
  GtkAllocation allocation = { mirrored ? whole - x - width : x, y, MAX (width, 0), height };

  gtk_widget_size_allocate (part, &allocation, -1);
}

/* How long somebody waits is told before what it is about; a long name leaves room for chips. */
static int
chips_width (BhcInboxRow *self, int width)
{
  int words = natural_size (self->status_words, GTK_ORIENTATION_HORIZONTAL);
  int chips = natural_size (GTK_WIDGET (self->chips), GTK_ORIENTATION_HORIZONTAL);

  return MIN (chips, width - MIN (words, width * 3 / 4) - GAP);
}

static void
bhc_inbox_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BhcInboxRow *self = BHC_INBOX_ROW (widget);
  int second = line_height (self, 0) + 1;
  int third = second + line_height (self, 1) + 1;
  gboolean unread = gtk_widget_get_visible (self->unread);
  int age_width = natural_size (self->age, GTK_ORIENTATION_HORIZONTAL);
  int unread_width = unread ? natural_size (self->unread, GTK_ORIENTATION_HORIZONTAL) + GAP : 0;
  int sign = MAX (natural_size (self->status_icon, GTK_ORIENTATION_HORIZONTAL), SIGN);
  int words = INDENT + sign + 4;
  int chips = chips_width (self, width - words);
  int unread_height = unread ? natural_size (self->unread, GTK_ORIENTATION_VERTICAL) : 0;

  place (self, self->avatar, 0, 2, AVATAR, AVATAR);
  if (self->mark != NULL)
    place (self, self->mark, 0, 2, AVATAR, AVATAR);
  if (gtk_widget_get_visible (self->country))
    place (self, self->country, AVATAR - COUNTRY + 4, AVATAR - COUNTRY_HEIGHT + 4, COUNTRY,
           COUNTRY_HEIGHT);
  place (self, self->name, INDENT, 0, width - INDENT - age_width - GAP, line_height (self, 0));
  place (self, self->age, width - age_width, 0, age_width, line_height (self, 0));
  place (self, self->preview, INDENT, second, width - INDENT - unread_width, line_height (self, 1));
  if (unread)
    place (self, self->unread, width - unread_width + GAP,
           second + (line_height (self, 1) - unread_height) / 2, unread_width - GAP, unread_height);
  place (self, self->status_icon, INDENT, third + (line_height (self, 2) - sign) / 2, sign, sign);
  place (self, self->status_words, words, third, width - words - (chips > 0 ? chips + GAP : 0),
         line_height (self, 2));
  place (self, GTK_WIDGET (self->chips), width - chips, third, chips, line_height (self, 2));
}

static void
bhc_inbox_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  memset (BHC_INBOX_ROW (widget)->heights, 0, sizeof BHC_INBOX_ROW (widget)->heights);
  GTK_WIDGET_CLASS (bhc_inbox_row_parent_class)->css_changed (widget, change);
}

static void
bhc_inbox_row_map (GtkWidget *widget)
{
  BhcInboxRow *self = BHC_INBOX_ROW (widget);

  GTK_WIDGET_CLASS (bhc_inbox_row_parent_class)->map (widget);
  self->tick = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
bhc_inbox_row_unmap (GtkWidget *widget)
{
  BhcInboxRow *self = BHC_INBOX_ROW (widget);

  g_clear_handle_id (&self->tick, g_source_remove);
  GTK_WIDGET_CLASS (bhc_inbox_row_parent_class)->unmap (widget);
}

static void
set_conversation (BhcInboxRow *self, BhcConversation *conversation)
{
  if (!g_set_object (&self->conversation, conversation))
    return;

  g_signal_group_set_target (self->signals, conversation);
  self->stale = conversation != NULL;
}

/* Most rows never are, and have no widget for it. */
static void
set_chosen (BhcInboxRow *self, gboolean chosen)
{
  if (!chosen || self->mark != NULL)
    return;

  self->mark = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->mark, "chosen-mark");
  gtk_widget_insert_after (self->mark, GTK_WIDGET (self), self->avatar);
}

static void
bhc_inbox_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((BhcInboxRowProperty) prop_id)
    {
    case PROP_CONVERSATION:
      set_conversation (BHC_INBOX_ROW (object), g_value_get_object (value));
      break;
    case PROP_POSITION:
      BHC_INBOX_ROW (object)->position = g_value_get_uint (value);
      break;
    case PROP_CHOSEN:
      set_chosen (BHC_INBOX_ROW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_inbox_row_dispose (GObject *object)
{
  BhcInboxRow *self = BHC_INBOX_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->conversation);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->mark, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_INBOX_ROW);

  G_OBJECT_CLASS (bhc_inbox_row_parent_class)->dispose (object);
}

static void
bhc_inbox_row_class_init (BhcInboxRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_inbox_row_dispose;
  object_class->set_property = bhc_inbox_row_set_property;
  widget_class->measure = bhc_inbox_row_measure;
  widget_class->size_allocate = bhc_inbox_row_size_allocate;
  widget_class->css_changed = bhc_inbox_row_css_changed;
  widget_class->map = bhc_inbox_row_map;
  widget_class->unmap = bhc_inbox_row_unmap;

  props[PROP_CONVERSATION] = g_param_spec_object ("conversation", NULL, NULL, BHC_TYPE_CONVERSATION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0,
                                            G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_CHOSEN] =
      g_param_spec_boolean ("chosen", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-inbox-row.ui");
  gtk_widget_class_set_css_name (widget_class, "inboxrow");
  g_type_ensure (BHC_TYPE_CHIPS);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, country);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, chips);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, name);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, age);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, preview);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, unread);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, status_icon);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, status_words);
}

static void
bhc_inbox_row_init (BhcInboxRow *self)
{
  self->signals = g_signal_group_new (BHC_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "notify::record", G_CALLBACK (record_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::draft", G_CALLBACK (record_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

guint
bhc_inbox_row_get_position (BhcInboxRow *self)
{
  g_return_val_if_fail (BHC_IS_INBOX_ROW (self), GTK_INVALID_LIST_POSITION);

  return self->position;
}

gboolean
bhc_inbox_row_is_stale (BhcInboxRow *self)
{
  g_return_val_if_fail (BHC_IS_INBOX_ROW (self), FALSE);

  return self->stale;
}

void
bhc_inbox_row_age (BhcInboxRow *self)
{
  g_return_if_fail (BHC_IS_INBOX_ROW (self));

  self->stale = self->conversation != NULL;
}

void
bhc_inbox_row_refresh (BhcInboxRow *self, BhcDesk *desk)
{
  g_return_if_fail (BHC_IS_INBOX_ROW (self));

  g_set_object (&self->desk, desk);
  if (!self->stale)
    return;

  show_record (self);
}
