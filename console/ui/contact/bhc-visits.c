/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/model/bhc-desk-ask.h"
#include "console/ui/bhc-time.h"
#include "console/ui/contact/bhc-fact.h"
#include "console/ui/toolkit/bhc-dotted.h"

#include "console/ui/contact/bhc-visits.h"

#define SHOWN 8

struct _BhcVisits
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  GSignalGroup *signals;
  char *conversation; /* (nullable) id */
  char *contact;      /* (nullable) id */
  guint asked;        /* counts up: only the answer to the last question counts */

  GtkBox *list;
  guint length;
};

typedef enum
{
  PROP_DESK = 1,
} BhcVisitsProperty;
static GParamSpec *props[PROP_DESK + 1];

G_DEFINE_FINAL_TYPE (BhcVisits, bhc_visits, ADW_TYPE_BIN)

static void
clear (BhcVisits *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, row);
  self->length = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* A title may be missing, and says nothing without the moment. */
static GtkWidget *
row_new (const char *url, const char *title, gint64 at_us)
{
  g_autofree char *moment = bhc_time_moment (at_us);
  g_autofree char *caption = *title != '\0' ? bhc_dotted (moment, title, NULL) : g_strdup (moment);
  GtkWidget *row = g_object_new (BHC_TYPE_FACT, "title", caption, NULL);

  bhc_fact_set_address (BHC_FACT (row), url);
  g_object_set_data_full (G_OBJECT (row), "bhc-url", g_strdup (url), g_free);
  return row;
}

static void
remove_row (BhcVisits *self, GtkWidget *row)
{
  gtk_box_remove (self->list, row);
  self->length--;
}

static void
show_page (BhcVisits *self, GtkWidget *row)
{
  self->length++;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (self->length > SHOWN)
    remove_row (self, gtk_widget_get_last_child (GTK_WIDGET (self->list)));
  g_object_ref_sink (row);
  g_object_unref (row);
}

static void
moved_cb (BhcVisits *self, const char *contact, const char *url, const char *title, gint64 at_us)
{
  GtkWidget *newest = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  GtkWidget *row;

  if (self->contact == NULL || g_strcmp0 (contact, self->contact) != 0)
    return;
  if (newest != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (newest), "bhc-url"), url) == 0)
    remove_row (self, newest);
  row = row_new (url, title, at_us);
  gtk_box_prepend (self->list, row);
  show_page (self, row);
}

typedef struct
{
  BhcVisits *visits; /* held */
  guint number;
} Question;

static void
show_pages (BhcVisits *self, GVariant *pages)
{
  GVariantIter iter;
  GVariant *page;

  clear (self);
  g_variant_iter_init (&iter, pages);
  while (self->length < SHOWN && g_variant_iter_loop (&iter, "@a{sv}", &page))
    {
      const char *url = "", *title = "";
      gint64 at_us = 0;
      GtkWidget *row;

      g_variant_lookup (page, "url", "&s", &url);
      g_variant_lookup (page, "title", "&s", &title);
      g_variant_lookup (page, "at_us", "x", &at_us);
      row = row_new (url, title, at_us);
      gtk_box_append (self->list, row);
      show_page (self, row);
    }
}

/* Pages that cannot be had are none. */
static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (BhcVisits) self = question->visits;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, NULL);
  g_autoptr (GVariant) conversation = NULL;
  g_autoptr (GVariant) contact = NULL;
  g_autoptr (GVariant) pages = NULL;

  if (question->number != self->asked || self->conversation == NULL || answer == NULL)
    return;
  conversation = g_variant_lookup_value (answer, "conversation", G_VARIANT_TYPE_VARDICT);
  if (conversation != NULL)
    contact = g_variant_lookup_value (conversation, "contact", G_VARIANT_TYPE_VARDICT);
  if (contact != NULL)
    pages = g_variant_lookup_value (contact, "pages", G_VARIANT_TYPE ("aa{sv}"));
  if (pages != NULL)
    show_pages (self, pages);
}

static void
fetch (BhcVisits *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s", self->conversation);
  Question *question = g_new0 (Question, 1);

  question->visits = g_object_ref (self);
  question->number = ++self->asked;
  bhc_desk_ask_async (self->desk, "GET", path, NULL, NULL, fetched_cb, question);
}

static void
bhc_visits_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BhcVisits *self = BHC_VISITS (object);

  switch ((BhcVisitsProperty) prop_id)
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
bhc_visits_dispose (GObject *object)
{
  BhcVisits *self = BHC_VISITS (object);

  self->asked++;
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_VISITS);
  g_clear_object (&self->signals);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->conversation, g_free);
  g_clear_pointer (&self->contact, g_free);

  G_OBJECT_CLASS (bhc_visits_parent_class)->dispose (object);
}

static void
bhc_visits_class_init (BhcVisitsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_visits_dispose;
  object_class->set_property = bhc_visits_set_property;

  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (BHC_TYPE_FACT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bellhop/Console/bhc-visits.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcVisits, list);
}

static void
bhc_visits_init (BhcVisits *self)
{
  self->signals = g_signal_group_new (BHC_TYPE_DESK);
  g_signal_group_connect_swapped (self->signals, "visitor-moved", G_CALLBACK (moved_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bhc_visits_set_conversation (BhcVisits *self, BhcConversation *conversation)
{
  const char *id = conversation != NULL ? bhc_conversation_get_id (conversation) : NULL;

  g_return_if_fail (BHC_IS_VISITS (self));

  if (g_strcmp0 (id, self->conversation) == 0)
    return;
  g_free (self->conversation);
  self->conversation = g_strdup (id);
  g_free (self->contact);
  self->contact = conversation != NULL
                      ? g_strdup (bhc_conversation_get_record (conversation)->contact_id)
                      : NULL;
  self->asked++;
  clear (self);
  if (id != NULL && self->desk != NULL)
    fetch (self);
}
