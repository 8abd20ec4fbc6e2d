/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-desk-ask.h"

#include "console/ui/conversation/bhc-suggestion-bar.h"

struct _BhcSuggestionBar
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  GSignalGroup *signals;
  char *conversation; /* (nullable) */
  guint asked;        /* counts up: only the answer to the last question counts */

  GtkRevealer *revealer;
  GtkLabel *suggested;
};

typedef enum
{
  PROP_DESK = 1,
} BhcSuggestionBarProperty;
static GParamSpec *props[PROP_DESK + 1];

enum
{
  USED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcSuggestionBar, bhc_suggestion_bar, ADW_TYPE_BIN)

static void
show (BhcSuggestionBar *self, const char *text)
{
  gtk_label_set_label (self->suggested, text);
  gtk_revealer_set_reveal_child (self->revealer, *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0');
}

static char *
draft_path (BhcSuggestionBar *self)
{
  return g_strdup_printf ("/v1/desk/conversations/%s/draft", self->conversation);
}

typedef struct
{
  BhcSuggestionBar *bar; /* held */
  guint number;
} Question;

/* A suggestion that cannot be had is none. */
static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (BhcSuggestionBar) self = question->bar;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, NULL);
  g_autoptr (GVariant) draft = NULL;
  const char *body = "";

  if (question->number != self->asked || self->conversation == NULL)
    return;
  if (answer != NULL)
    draft = g_variant_lookup_value (answer, "draft", G_VARIANT_TYPE_VARDICT);
  if (draft != NULL)
    g_variant_lookup (draft, "body", "&s", &body);
  show (self, body);
}

static void
fetch (BhcSuggestionBar *self)
{
  g_autofree char *path = draft_path (self);
  Question *question = g_new0 (Question, 1);

  question->bar = g_object_ref (self);
  question->number = ++self->asked;
  bhc_desk_ask_async (self->desk, "GET", path, NULL, NULL, fetched_cb, question);
}

static void
suggestion_cb (BhcSuggestionBar *self, const char *conversation)
{
  if (g_strcmp0 (conversation, self->conversation) == 0)
    fetch (self);
}

static void
forget (BhcSuggestionBar *self)
{
  g_autofree char *path = draft_path (self);

  self->asked++;
  show (self, "");
  bhc_desk_ask_async (self->desk, "DELETE", path, NULL, NULL, NULL, NULL);
}

static void
use_cb (BhcSuggestionBar *self)
{
  g_autofree char *text = g_strdup (gtk_label_get_label (self->suggested));

  forget (self);
  g_signal_emit (self, signals[USED], 0, text);
}

static void
bhc_suggestion_bar_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  BhcSuggestionBar *self = BHC_SUGGESTION_BAR (object);

  switch ((BhcSuggestionBarProperty) prop_id)
    {
    case PROP_DESK:
      if (g_set_object (&self->desk, g_value_get_object (value)))
        g_signal_group_set_target (self->signals, self->desk);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_suggestion_bar_dispose (GObject *object)
{
  BhcSuggestionBar *self = BHC_SUGGESTION_BAR (object);

  self->asked++;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_SUGGESTION_BAR);
  g_clear_object (&self->signals);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->conversation, g_free);

  G_OBJECT_CLASS (bhc_suggestion_bar_parent_class)->dispose (object);
}

static void
bhc_suggestion_bar_class_init (BhcSuggestionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_suggestion_bar_dispose;
  object_class->set_property = bhc_suggestion_bar_set_property;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[USED] = g_signal_new ("used", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-suggestion-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcSuggestionBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, BhcSuggestionBar, suggested);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget);
}

static void
bhc_suggestion_bar_init (BhcSuggestionBar *self)
{
  self->signals = g_signal_group_new (BHC_TYPE_DESK);
  g_signal_group_connect_swapped (self->signals, "suggestion", G_CALLBACK (suggestion_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  show (self, "");
}

void
bhc_suggestion_bar_set_conversation (BhcSuggestionBar *self, const char *id)
{
  g_return_if_fail (BHC_IS_SUGGESTION_BAR (self));

  g_free (self->conversation);
  self->conversation = g_strdup (id);
  self->asked++;
  show (self, "");
  if (id != NULL && self->desk != NULL)
    fetch (self);
}
