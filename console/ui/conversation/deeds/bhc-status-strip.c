/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/bhc-status.h"
#include "console/ui/files/bhc-face.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/conversation/deeds/bhc-status-strip.h"

struct _BhcStatusStrip
{
  AdwBin parent_instance;

  BhcDesk *desk;                 /* (nullable) */
  BhcConversation *conversation; /* (nullable) */
  BhcConversation *acted_on;     /* (nullable) while acting */
  BhcConversation *returned;     /* (nullable) which one was last asked about */
  GSignalGroup *signals;
  const char *style;
  gboolean acting; /* an action is under way */
  guint deed;      /* which */

  GtkImage *status_icon;
  GtkLabel *status_words;
  GtkSpinner *busy;
  GtkWidget *claim;
  GtkWidget *release;
  GtkWidget *resolve;
  GtkWidget *reopen;
  GtkWidget *return_to_ai;
};

typedef enum
{
  PROP_DESK = 1,
} BhcStatusStripProperty;
static GParamSpec *props[PROP_DESK + 1];

enum
{
  ACTED,
  FAILED,
  READY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcStatusStrip, bhc_status_strip, ADW_TYPE_BIN)

/* Which actions make sense where a conversation stands. */
static const struct
{
  const char *name;
  BhcAction action;
  gboolean next;
  goffset button; /* 0: none */
  gboolean possible[BHC_STATUS_RESOLVED + 1];
} deeds[] = {
  { "conversation.claim",
    BHC_ACTION_CLAIM,
    FALSE,
    G_STRUCT_OFFSET (BhcStatusStrip, claim),
    { [BHC_STATUS_ASSISTANT] = TRUE, [BHC_STATUS_WAITING] = TRUE } },
  { "conversation.release",
    BHC_ACTION_RELEASE,
    FALSE,
    G_STRUCT_OFFSET (BhcStatusStrip, release),
    { [BHC_STATUS_MINE] = TRUE } },
  { "conversation.resolve",
    BHC_ACTION_RESOLVE,
    FALSE,
    G_STRUCT_OFFSET (BhcStatusStrip, resolve),
    { [BHC_STATUS_ASSISTANT] = TRUE, [BHC_STATUS_WAITING] = TRUE, [BHC_STATUS_MINE] = TRUE } },
  { "conversation.resolve-next",
    BHC_ACTION_RESOLVE,
    TRUE,
    0,
    { [BHC_STATUS_ASSISTANT] = TRUE, [BHC_STATUS_WAITING] = TRUE, [BHC_STATUS_MINE] = TRUE } },
  { "conversation.reopen",
    BHC_ACTION_REOPEN,
    FALSE,
    G_STRUCT_OFFSET (BhcStatusStrip, reopen),
    { [BHC_STATUS_RESOLVED] = TRUE } },
  { "conversation.return",
    BHC_ACTION_RETURN,
    FALSE,
    G_STRUCT_OFFSET (BhcStatusStrip, return_to_ai),
    { [BHC_STATUS_WAITING] = TRUE, [BHC_STATUS_MINE] = TRUE } },
};

static gboolean
is_possible (BhcStatusStrip *self, gsize deed)
{
  return self->conversation != NULL && deeds[deed].possible[bhc_status_of (self->conversation)];
}

static void
show_buttons (BhcStatusStrip *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      if (deeds[i].button != 0)
        gtk_widget_set_visible (G_STRUCT_MEMBER (GtkWidget *, self, deeds[i].button),
                                is_possible (self, i));
    }
  gtk_spinner_set_spinning (self->busy, self->acting);
  gtk_widget_set_visible (GTK_WIDGET (self->busy), self->acting);
  g_signal_emit (self, signals[READY], 0);
}

static void
show_status (BhcStatusStrip *self)
{
  BhcStatus status = bhc_status_of (self->conversation);
  g_autofree char *words = bhc_status_sentence (self->conversation, bh_clock_now_us ());
  const char *style =
      bhc_status_is_urgent (self->conversation) ? "is-waiting" : bhc_status_style (status);
  GtkWidget *strip = adw_bin_get_child (ADW_BIN (self));

  bhc_face_show_owner (self->status_icon, bhc_desk_get_files (self->desk), self->conversation, 20);
  bhc_compat_set_status (self->status_words, words);
  if (self->style != NULL)
    gtk_widget_remove_css_class (strip, self->style);
  self->style = style;
  gtk_widget_add_css_class (strip, style);
}

static void
show (BhcStatusStrip *self)
{
  if (self->conversation != NULL && self->desk != NULL)
    show_status (self);
  show_buttons (self);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcStatusStrip) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = bhc_desk_act_finish (BHC_DESK (source), result, &error);
  g_autoptr (BhcConversation) acted_on = g_steal_pointer (&self->acted_on);

  self->acting = FALSE;
  if (self->busy == NULL) /* gone meanwhile */
    return;
  if (!done)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else if (acted_on == self->conversation) /* else somebody has moved on */
    g_signal_emit (self, signals[ACTED], 0, (int) deeds[self->deed].action, deeds[self->deed].next);
  show_buttons (self);
}

static void
begin (BhcStatusStrip *self, guint deed, BhcConversation *conversation)
{
  self->acting = TRUE;
  self->deed = deed;
  g_set_object (&self->acted_on, conversation);
  bhc_desk_act_async (self->desk, bhc_conversation_get_id (conversation), deeds[deed].action,
                      acted_cb, g_object_ref (self));
  show_buttons (self);
}

/* Another one may be open by the time of the answer, or a colleague have it. */
static void
return_confirmed (gpointer data)
{
  BhcStatusStrip *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      if (deeds[i].action == BHC_ACTION_RETURN && !self->acting && self->desk != NULL &&
          deeds[i].possible[bhc_status_of (self->returned)])
        begin (self, i, self->returned);
    }
}

/* The visitor is told at once, and the assistant may write at once: neither can be taken back.  Who
 * has talked to them knows that; who only sees them wait may have meant another button. */
static void
ask_to_return (BhcStatusStrip *self)
{
  g_set_object (&self->returned, self->conversation);
  bhc_compat_confirm (GTK_WIDGET (self), _ ("Give It Back to the Assistant?"),
                      _ ("The visitor no longer waits for a person. They are told so, and the "
                         "assistant answers from here on. You can claim it again later."),
                      _ ("_Give Back"), return_confirmed, self);
}

static void
bhc_status_strip_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((BhcStatusStripProperty) prop_id)
    {
    case PROP_DESK:
      g_set_object (&BHC_STATUS_STRIP (object)->desk, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_status_strip_dispose (GObject *object)
{
  BhcStatusStrip *self = BHC_STATUS_STRIP (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->conversation);
  g_clear_object (&self->acted_on);
  g_clear_object (&self->returned);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_STATUS_STRIP);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_status_strip_parent_class)->dispose (object);
}

static void
bhc_status_strip_class_init (BhcStatusStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_status_strip_dispose;
  object_class->set_property = bhc_status_strip_set_property;
  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[ACTED] = g_signal_new ("acted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (BHC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-status-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcStatusStrip, status_icon);
  gtk_widget_class_bind_template_child (widget_class, BhcStatusStrip, status_words);
  gtk_widget_class_bind_template_child (widget_class, BhcStatusStrip, busy);
  gtk_widget_class_bind_template_child (widget_class, BhcStatusStrip, claim);
  gtk_widget_class_bind_template_child (widget_class, BhcStatusStrip, release);
  gtk_widget_class_bind_template_child (widget_class, BhcStatusStrip, resolve);
  gtk_widget_class_bind_template_child (widget_class, BhcStatusStrip, reopen);
  gtk_widget_class_bind_template_child (widget_class, BhcStatusStrip, return_to_ai);
}

static void
bhc_status_strip_init (BhcStatusStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (BHC_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "notify::record", G_CALLBACK (show), self);
  show_buttons (self);
}

void
bhc_status_strip_set_conversation (BhcStatusStrip *self, BhcConversation *conversation)
{
  g_return_if_fail (BHC_IS_STATUS_STRIP (self));

  if (!g_set_object (&self->conversation, conversation))
    return;

  g_signal_group_set_target (self->signals, conversation);
  show (self);
}

void
bhc_status_strip_refresh (BhcStatusStrip *self)
{
  g_return_if_fail (BHC_IS_STATUS_STRIP (self));

  if (self->conversation != NULL && self->desk != NULL)
    show_status (self);
}

void
bhc_status_strip_install (GtkWidgetClass *pane, GtkWidgetActionActivateFunc activate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_class_install_action (pane, deeds[i].name, NULL, activate);
}

void
bhc_status_strip_do (BhcStatusStrip *self, const char *action)
{
  g_return_if_fail (BHC_IS_STATUS_STRIP (self));

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      if (!g_str_equal (deeds[i].name, action) || self->acting || self->desk == NULL ||
          !is_possible (self, i))
        continue;
      if (deeds[i].action == BHC_ACTION_RETURN &&
          bhc_status_of (self->conversation) == BHC_STATUS_WAITING)
        ask_to_return (self);
      else
        begin (self, i, self->conversation);
      return;
    }
}

void
bhc_status_strip_enable (BhcStatusStrip *self, GtkWidget *pane)
{
  g_return_if_fail (BHC_IS_STATUS_STRIP (self));

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_action_set_enabled (pane, deeds[i].name, is_possible (self, i) && !self->acting);
}
