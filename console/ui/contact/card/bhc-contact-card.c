/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "console/model/bhc-desk-ask.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/contact/card/bhc-attribute-form.h"
#include "console/ui/contact/card/bhc-contact-attributes.h"
#include "console/ui/contact/card/bhc-contact-history.h"
#include "console/ui/contact/card/bhc-contact-notes.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/contact/card/bhc-contact-card.h"

#define KEPT 40 /* contacts */

struct _BhcContactCard
{
  AdwBin parent_instance;

  BhcDesk *desk;     /* (nullable) */
  char *id;          /* (nullable) */
  char *open;        /* (nullable) */
  char *noted;       /* (nullable) whom the last note was about */
  GHashTable *kept;  /* id → GVariant, the answers */
  GVariant *contact; /* (nullable) */
  guint asked;       /* counts up: only the answer to the last question counts */

  GtkStack *stack;
  GtkLabel *problem;
  BhcContactAttributes *attributes;
  BhcContactNotes *notes;
  BhcContactHistory *history;
};

typedef enum
{
  PROP_DESK = 1,
} BhcContactCardProperty;
static GParamSpec *props[PROP_DESK + 1];

enum
{
  LOADED,
  GONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcContactCard, bhc_contact_card, ADW_TYPE_BIN)

static void
show_answer (BhcContactCard *self, GVariant *answer)
{
  const BhOperator *me = bhc_desk_get_operator (self->desk);
  g_autoptr (GVariant) notes = g_variant_lookup_value (answer, "notes", G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GVariant) conversations =
      g_variant_lookup_value (answer, "conversations", G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GVariant) attributes = NULL;

  g_clear_pointer (&self->contact, g_variant_unref);
  self->contact = g_variant_lookup_value (answer, "contact", G_VARIANT_TYPE_VARDICT);
  if (self->contact != NULL)
    attributes = g_variant_lookup_value (self->contact, "attributes", G_VARIANT_TYPE_VARDICT);
  bhc_contact_attributes_show (self->attributes, attributes);
  bhc_contact_notes_show (self->notes, notes, me != NULL ? me->id : NULL,
                          me != NULL && me->role >= BH_ROLE_ADMIN);
  bhc_contact_history_show (self->history, conversations, self->open);
  gtk_stack_set_visible_child_name (self->stack, "card");
  if (self->contact != NULL)
    g_signal_emit (self, signals[LOADED], 0, self->contact);
}

static void
show_problem (BhcContactCard *self, const GError *error)
{
  gboolean known = g_hash_table_contains (self->kept, self->id);

  if (g_error_matches (error, BH_ERROR, BH_ERROR_NOT_FOUND))
    {
      g_autofree char *id = g_strdup (self->id);

      g_hash_table_remove (self->kept, id);
      g_signal_emit (self, signals[GONE], 0, id);
      known = FALSE;
    }
  if (known) /* what was there last stays; the bar below says that there is no connection */
    return;

  bhc_problem_show (self->problem, error->message);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

typedef struct
{
  BhcContactCard *card; /* held */
  guint number;
} Question;

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (BhcContactCard) self = question->card;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (question->number != self->asked || self->id == NULL || self->stack == NULL)
    return;
  if (answer == NULL)
    {
      show_problem (self, error);
      return;
    }

  if (g_hash_table_size (self->kept) >= KEPT)
    g_hash_table_remove_all (self->kept);
  g_hash_table_insert (self->kept, g_strdup (self->id), g_variant_ref (answer));
  show_answer (self, answer);
}

/* ---- changing it ---- */

static void
tell (BhcContactCard *self, const char *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "places.tell", "s", sentence);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcContactCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (self->stack == NULL)
    return;
  if (answer == NULL)
    tell (self, error->message);
  else
    bhc_contact_card_reload (self);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcContactCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (self->stack == NULL)
    return;
  if (answer == NULL)
    {
      tell (self, error->message);
      return;
    }
  if (g_strcmp0 (self->noted, self->id) == 0) /* else somebody else's is being written */
    bhc_contact_notes_clear (self->notes);
  bhc_contact_card_reload (self);
}

static void
add_note_cb (BhcContactCard *self, const char *body)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/contacts/%s/notes", self->id);
  g_autofree char *id = bh_id_new ();
  GVariantDict values;

  g_free (self->noted);
  self->noted = g_strdup (self->id);
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "id", "s", id);
  g_variant_dict_insert (&values, "body", "s", body);
  bhc_desk_ask_async (self->desk, "POST", path, g_variant_dict_end (&values), NULL, noted_cb,
                      g_object_ref (self));
}

static void
remove_note_cb (BhcContactCard *self, const char *id)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/contacts/%s/notes/%s", self->id, id);

  bhc_desk_ask_async (self->desk, "DELETE", path, NULL, NULL, changed_cb, g_object_ref (self));
}

static void
edit_attribute_cb (BhcContactCard *self, const char *key, const char *value)
{
  bhc_attribute_form_ask (GTK_WIDGET (self), self->desk, self->id, key, value);
}

static void
remove_attribute_cb (BhcContactCard *self, const char *key)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/contacts/%s", self->id);
  GVariantDict attributes, values;

  g_variant_dict_init (&attributes, NULL);
  g_variant_dict_insert_value (&attributes, key, g_variant_new_maybe (G_VARIANT_TYPE_STRING, NULL));
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert_value (&values, "attributes", g_variant_dict_end (&attributes));
  bhc_desk_ask_async (self->desk, "PATCH", path, g_variant_dict_end (&values), NULL, changed_cb,
                      g_object_ref (self));
}

static void
retry_cb (BhcContactCard *self)
{
  bhc_contact_card_reload (self);
}

static void
bhc_contact_card_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  BhcContactCard *self = BHC_CONTACT_CARD (object);

  switch ((BhcContactCardProperty) prop_id)
    {
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      g_hash_table_remove_all (self->kept); /* another's are not shown */
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_contact_card_dispose (GObject *object)
{
  BhcContactCard *self = BHC_CONTACT_CARD (object);

  self->asked++;
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_CONTACT_CARD);
  g_clear_pointer (&self->contact, g_variant_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_contact_card_parent_class)->dispose (object);
}

static void
bhc_contact_card_finalize (GObject *object)
{
  BhcContactCard *self = BHC_CONTACT_CARD (object);

  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_free (self->id);
  g_free (self->open);
  g_free (self->noted);

  G_OBJECT_CLASS (bhc_contact_card_parent_class)->finalize (object);
}

static void
bhc_contact_card_class_init (BhcContactCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_contact_card_dispose;
  object_class->finalize = bhc_contact_card_finalize;
  object_class->set_property = bhc_contact_card_set_property;
  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_VARIANT);
  signals[GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (BHC_TYPE_CONTACT_ATTRIBUTES);
  g_type_ensure (BHC_TYPE_CONTACT_NOTES);
  g_type_ensure (BHC_TYPE_CONTACT_HISTORY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-contact-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcContactCard, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcContactCard, problem);
  gtk_widget_class_bind_template_child (widget_class, BhcContactCard, attributes);
  gtk_widget_class_bind_template_child (widget_class, BhcContactCard, notes);
  gtk_widget_class_bind_template_child (widget_class, BhcContactCard, history);
  gtk_widget_class_bind_template_callback (widget_class, add_note_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_note_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_attribute_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_attribute_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
bhc_contact_card_init (BhcContactCard *self)
{
  self->kept =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
}

void
bhc_contact_card_reload (BhcContactCard *self)
{
  g_autofree char *path = NULL;
  Question *question;

  g_return_if_fail (BHC_IS_CONTACT_CARD (self));

  if (self->id == NULL || self->desk == NULL)
    return;

  path = g_strdup_printf ("/v1/desk/contacts/%s", self->id);
  question = g_new0 (Question, 1);
  question->card = g_object_ref (self);
  question->number = ++self->asked;
  bhc_desk_ask_async (self->desk, "GET", path, NULL, NULL, fetched_cb, question);
}

void
bhc_contact_card_show (BhcContactCard *self, const char *contact, const char *open)
{
  gboolean same = g_strcmp0 (contact, self->id) == 0 && g_strcmp0 (open, self->open) == 0;
  GVariant *kept;

  g_return_if_fail (BHC_IS_CONTACT_CARD (self));

  if (same)
    return;

  g_free (self->id);
  self->id = g_strdup (contact);
  g_free (self->open);
  self->open = g_strdup (open);
  self->asked++;
  g_clear_pointer (&self->contact, g_variant_unref);
  bhc_contact_notes_clear (self->notes);
  if (contact == NULL || self->desk == NULL)
    return;

  kept = g_hash_table_lookup (self->kept, contact);
  if (kept != NULL)
    show_answer (self, kept);
  else
    gtk_stack_set_visible_child_name (self->stack, "loading");
  bhc_contact_card_reload (self);
}

GVariant *
bhc_contact_card_get_contact (BhcContactCard *self)
{
  g_return_val_if_fail (BHC_IS_CONTACT_CARD (self), NULL);

  return self->contact;
}
