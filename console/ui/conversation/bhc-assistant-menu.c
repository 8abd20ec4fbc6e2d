/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-desk-ask.h"

#include "console/ui/conversation/bhc-assistant-menu.h"

struct _BhcAssistantMenu
{
  AdwBin parent_instance;

  BhcDesk *desk;         /* (nullable) */
  GtkTextBuffer *buffer; /* (nullable) */
  char *conversation;    /* (nullable) */
  GSimpleActionGroup *actions;
  guint asked; /* counts up: an answer to another question is not for us */

  GtkStack *stack;
};

typedef enum
{
  PROP_DESK = 1,
  PROP_BUFFER,
} BhcAssistantMenuProperty;
static GParamSpec *props[PROP_BUFFER + 1];

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcAssistantMenu, bhc_assistant_menu, ADW_TYPE_BIN)

/* One thing it can do.  The detail of the action is the tone or the language. */
typedef struct
{
  const char *action;
  const char *member;   /* (nullable) of the request that takes the detail */
  gboolean needs_words; /* works on what is written already */
} Deed;

static const Deed deeds[] = {
  { "improve", "tone", TRUE },
  { "translate", "language", TRUE },
  { "suggest", NULL, FALSE },
};

static char *
get_text (BhcAssistantMenu *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
}

static void
set_text (BhcAssistantMenu *self, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
fail (BhcAssistantMenu *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

typedef struct
{
  BhcAssistantMenu *menu; /* held */
  char *before;           /* what was written when it was asked */
  guint number;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->menu);
  g_free (self->before);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* What has been written meanwhile is never overwritten. */
static void
take_answer (Question *question, GVariant *answer)
{
  BhcAssistantMenu *self = question->menu;
  g_autofree char *now = get_text (self);
  const char *text = "";

  g_variant_lookup (answer, "text", "&s", &text);
  if (*text == '\0')
    fail (self, _ ("The assistant had nothing to say."));
  else if (!g_str_equal (now, question->before))
    fail (self, _ ("You wrote on meanwhile: what the assistant said was left out."));
  else
    set_text (self, text);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Question) question = data;
  BhcAssistantMenu *self = question->menu;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (question->number != self->asked || self->buffer == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "menu");
  if (answer != NULL)
    take_answer (question, answer);
  else
    fail (self, error->message);
}

static void
ask (BhcAssistantMenu *self, const Deed *deed, const char *detail)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/assist", self->conversation);
  g_autofree char *text = get_text (self);
  Question *question;
  GVariantDict dict;

  if (deed->needs_words && *text == '\0')
    {
      fail (self, _ ("Write something first."));
      return;
    }
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "op", "s", deed->action);
  g_variant_dict_insert (&dict, "text", "s", text);
  if (deed->member != NULL && *detail != '\0')
    g_variant_dict_insert (&dict, deed->member, "s", detail);

  question = g_new0 (Question, 1);
  question->menu = g_object_ref (self);
  question->before = g_steal_pointer (&text);
  question->number = ++self->asked;
  gtk_stack_set_visible_child_name (self->stack, "working");
  bhc_desk_ask_async (self->desk, "POST", path, g_variant_dict_end (&dict), NULL, answered_cb,
                      question);
}

static void
deed_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BhcAssistantMenu *self = data;
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (g_str_equal (deeds[i].action, name) && self->desk != NULL && self->conversation != NULL)
      ask (self, &deeds[i], parameter != NULL ? g_variant_get_string (parameter, NULL) : "");
}

/* The answer may come all the same: it is to nobody's question then. */
static void
cancel_cb (BhcAssistantMenu *self)
{
  self->asked++;
  gtk_stack_set_visible_child_name (self->stack, "menu");
}

static void
bhc_assistant_menu_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  BhcAssistantMenu *self = BHC_ASSISTANT_MENU (object);

  switch ((BhcAssistantMenuProperty) prop_id)
    {
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      break;
    case PROP_BUFFER:
      g_set_object (&self->buffer, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_assistant_menu_dispose (GObject *object)
{
  BhcAssistantMenu *self = BHC_ASSISTANT_MENU (object);

  self->asked++;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_ASSISTANT_MENU);
  g_clear_object (&self->actions);
  g_clear_object (&self->desk);
  g_clear_object (&self->buffer);
  g_clear_pointer (&self->conversation, g_free);

  G_OBJECT_CLASS (bhc_assistant_menu_parent_class)->dispose (object);
}

static void
bhc_assistant_menu_class_init (BhcAssistantMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = bhc_assistant_menu_dispose;
  object_class->set_property = bhc_assistant_menu_set_property;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK, flags);
  props[PROP_BUFFER] = g_param_spec_object ("buffer", NULL, NULL, GTK_TYPE_TEXT_BUFFER, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-assistant-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcAssistantMenu, stack);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
bhc_assistant_menu_init (BhcAssistantMenu *self)
{
  const GActionEntry entries[] = {
    { "improve", deed_cb, "s" },
    { "translate", deed_cb, "s" },
    { "suggest", deed_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "assist", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bhc_assistant_menu_set_conversation (BhcAssistantMenu *self, const char *id)
{
  g_return_if_fail (BHC_IS_ASSISTANT_MENU (self));

  self->asked++;
  gtk_stack_set_visible_child_name (self->stack, "menu");
  g_free (self->conversation);
  self->conversation = g_strdup (id);
}
