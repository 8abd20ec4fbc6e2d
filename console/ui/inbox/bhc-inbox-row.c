/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/bhc-compat.h"
#include "console/ui/bhc-status.h"
#include "console/ui/bhc-time.h"

#include "console/ui/inbox/bhc-inbox-row.h"

#define TICK_SECONDS 20 /* how often the words about time are said anew */

struct _BhcInboxRow
{
  AdwBin parent_instance;

  BhcConversation *conversation; /* (nullable) */
  GSignalGroup *signals;
  guint tick; /* 0: not mapped */
  const char *style;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *age;
  GtkLabel *preview;
  GtkLabel *unread;
  GtkWidget *status;
  GtkImage *status_icon;
  GtkLabel *status_words;
};

typedef enum
{
  PROP_CONVERSATION = 1,
} BhcInboxRowProperty;
static GParamSpec *props[PROP_CONVERSATION + 1];

G_DEFINE_FINAL_TYPE (BhcInboxRow, bhc_inbox_row, ADW_TYPE_BIN)

/* Who wrote last stands before the words, unless it is the visitor, whose row it is. */
static char *
preview_text (BhcInboxRow *self, const BhConversation *record)
{
  const char *body = record->last_body != NULL ? record->last_body : "";

  if (record->last_seq == 0 && *body == '\0')
    return g_strdup (_ ("No messages yet"));
  if (record->last_kind == BH_MESSAGE_NOTICE || record->last_author == BH_AUTHOR_VISITOR)
    return g_strdup (body);
  if (record->last_kind == BH_MESSAGE_NOTE)
    return g_strdup_printf (C_ ("preview", "Note: %s"), body);
  if (record->last_author_name == NULL || *record->last_author_name == '\0')
    return g_strdup (body);

  return g_strdup_printf (C_ ("preview", "%s: %s"), record->last_author_name, body);
}

static void
set_style (BhcInboxRow *self, const char *style)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (self->status, self->style);
  self->style = style;
  gtk_widget_add_css_class (self->status, style);
}

static void
show_times (BhcInboxRow *self)
{
  const BhConversation *record = bhc_conversation_get_record (self->conversation);
  gint64 now = bh_clock_now_us ();
  g_autofree char *age = bhc_time_age (record->updated_us, now);
  g_autofree char *words = bhc_status_words (self->conversation, now);

  gtk_label_set_label (self->age, age);
  gtk_label_set_label (self->status_words, words);
}

/* What a screen reader says of the whole row. */
static void
say_row (BhcInboxRow *self, const BhConversation *record, const char *preview)
{
  g_autofree char *sentence = bhc_status_sentence (self->conversation, bh_clock_now_us ());
  g_autofree char *unread = NULL;
  g_autofree char *words = NULL;

  unread = g_strdup_printf (ngettext ("%d unread", "%d unread", (gulong) record->unread),
                            (int) record->unread);
  words =
      g_strjoin (", ", bhc_status_contact_name (self->conversation), sentence,
                 record->unread > 0 ? unread : preview, record->unread > 0 ? preview : NULL, NULL);
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

  g_strdelimit (preview, "\n\r\t", ' ');
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->preview, preview);
  gtk_label_set_label (self->unread, unread);
  gtk_widget_set_visible (GTK_WIDGET (self->unread), record->unread > 0);
  gtk_image_set_from_icon_name (self->status_icon, bhc_status_icon (status));
  set_style (self,
             bhc_status_is_urgent (self->conversation) ? "is-waiting" : bhc_status_style (status));
  if (record->unread > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unread");

  show_times (self);
  say_row (self, record, preview);
}

static gboolean
tick_cb (gpointer data)
{
  BhcInboxRow *self = data;

  if (self->conversation != NULL)
    show_times (self);

  return G_SOURCE_CONTINUE;
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
  if (conversation != NULL)
    show_record (self);
}

static void
bhc_inbox_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((BhcInboxRowProperty) prop_id)
    {
    case PROP_CONVERSATION:
      set_conversation (BHC_INBOX_ROW (object), g_value_get_object (value));
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
  widget_class->map = bhc_inbox_row_map;
  widget_class->unmap = bhc_inbox_row_unmap;

  props[PROP_CONVERSATION] = g_param_spec_object ("conversation", NULL, NULL, BHC_TYPE_CONVERSATION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-inbox-row.ui");
  gtk_widget_class_set_css_name (widget_class, "inboxrow");
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, name);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, age);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, preview);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, unread);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, status);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, status_icon);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxRow, status_words);
}

static void
bhc_inbox_row_init (BhcInboxRow *self)
{
  self->signals = g_signal_group_new (BHC_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "notify::record", G_CALLBACK (show_record), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
