/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "common/bh-zone.h"
#include "common/phrases/bh-language.h"
#include "console/model/inbox/bhc-country.h"
#include "console/model/marks/bhc-rating.h"
#include "console/ui/bhc-status.h"
#include "console/ui/bhc-time.h"
#include "console/ui/contact/bhc-address-link.h"
#include "console/ui/contact/bhc-browser.h"
#include "console/ui/contact/bhc-fact.h"
#include "console/ui/contact/bhc-visits.h"
#include "console/ui/contact/card/bhc-contact-card.h"
#include "console/ui/contact/deeds/bhc-contact-deeds.h"
#include "console/ui/conversation/bhc-message-words.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/contact/bhc-contact-pane.h"

#define TICK_SECONDS 20

struct _BhcContactPane
{
  AdwBin parent_instance;

  BhcDesk *desk;                 /* (nullable) */
  BhcConversation *conversation; /* (nullable) */
  GSignalGroup *signals;
  guint tick; /* 0: not mapped */

  GtkWidget *back;
  GtkStack *stack;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLinkButton *email;
  GtkWidget *verified;
  GtkLabel *country;
  GtkMenuButton *menu;
  BhcContactCard *card;
  BhcVisits *visits;
  BhcFact *answers;
  BhcFact *external_id;
  BhcFact *channel;
  GtkWidget *handoff_title;
  BhcFact *reason;
  BhcFact *asked;
  BhcFact *claimed;
  BhcFact *summary;
  BhcFact *local_time;
  BhcFact *time_zone;
  BhcFact *language;
  BhcFact *browser;
  BhcFact *page;
  BhcFact *referrer;
  BhcFact *first_seen;
  BhcFact *messages;
  BhcFact *rating;
};

typedef enum
{
  PROP_CONVERSATION = 1,
  PROP_DESK,
  PROP_SHOW_BACK,
} BhcContactPaneProperty;
static GParamSpec *props[PROP_SHOW_BACK + 1];

G_DEFINE_FINAL_TYPE (BhcContactPane, bhc_contact_pane, ADW_TYPE_BIN)

static const struct
{
  const char *word;
  const char *words;
} channels[] = {
  { "widget", N_ ("The website") },
  { "api", N_ ("A program") },
  { "offline", N_ ("The form outside business hours") },
};

static const char *
channel_words (const char *channel)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      if (g_strcmp0 (channel, channels[i].word) == 0)
        return _ (channels[i].words);
    }

  return channel;
}

/* (nullable): a browser may name a zone this machine does not know */
static char *
time_in_zone (const char *zone_name)
{
  g_autoptr (GTimeZone) zone = zone_name != NULL ? bh_zone_find (zone_name) : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (bh_clock_now_us () / BH_SECOND);
  g_autoptr (GDateTime) there = zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  /* Translators: weekday, hours and minutes of a visitor's clock. */
  return there != NULL ? g_date_time_format (there, _ ("%a %H:%M")) : NULL;
}

static void
show_times (BhcContactPane *self)
{
  const BhConversation *record = bhc_conversation_get_record (self->conversation);
  g_autofree char *there =
      time_in_zone (bhc_conversation_get_detail (self->conversation, "timezone"));
  g_autofree char *asked = bhc_time_ago (record->handoff_created_us, bh_clock_now_us ());

  bhc_fact_set_value (self->local_time, there);
  bhc_fact_set_value (self->asked, record->handoff_id != NULL ? asked : NULL);
}

static void
show_handoff (BhcContactPane *self, const BhConversation *record)
{
  gboolean any = record->handoff_id != NULL;
  g_autofree char *summary = bhc_message_words_summary (record->handoff_summary);

  gtk_widget_set_visible (self->handoff_title, any);
  bhc_fact_set_value (self->reason, any ? bhc_status_reason_words (record->handoff_reason) : NULL);
  bhc_fact_set_value (self->summary, any ? summary : NULL);
  bhc_fact_set_value (self->claimed, any ? record->assignee_name : NULL);
}

static void
show_person (BhcContactPane *self, const BhConversation *record)
{
  const char *email = record->contact_email != NULL ? record->contact_email : "";
  const char *name = bhc_status_contact_name (self->conversation);
  const char *country =
      bhc_country_of (bhc_conversation_get_detail (self->conversation, "timezone"));

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name);
  gtk_widget_set_visible (self->verified, record->contact_verified);
  bhc_compat_set_status (self->country, country != NULL ? country : "");
  gtk_widget_set_visible (GTK_WIDGET (self->country), country != NULL);
  bhc_address_link_show (self->email, email);
}

/* The card has them one by one, once it is loaded. */
static void
show_answers (BhcContactPane *self)
{
  gboolean listed = bhc_contact_card_get_contact (self->card) != NULL;
  g_autofree char *answers =
      !listed ? bhc_conversation_describe_answers (self->conversation) : NULL;

  bhc_fact_set_value (self->answers, answers);
}

static void
loaded_cb (BhcContactPane *self)
{
  if (self->conversation != NULL)
    show_answers (self);
}

static void
show_details (BhcContactPane *self, const BhConversation *record)
{
  BhcConversation *conversation = self->conversation;
  const char *referrer = bhc_conversation_get_detail (conversation, "referrer");
  g_autofree char *browser =
      bhc_browser_describe (bhc_conversation_get_detail (conversation, "userAgent"));
  g_autofree char *first_seen =
      record->contact_created_us > 0 ? bhc_time_moment (record->contact_created_us) : NULL;
  g_autofree char *language =
      bh_language_name (bhc_conversation_get_detail (conversation, "language"));
  g_autofree char *messages = g_strdup_printf ("%d", (int) record->message_count);
  g_autofree char *rating = bhc_rating_words (record);

  show_answers (self);
  bhc_fact_set_value (self->external_id, record->contact_external_id);
  bhc_fact_set_value (self->channel, channel_words (record->channel));
  bhc_fact_set_value (self->time_zone, bhc_conversation_get_detail (conversation, "timezone"));
  bhc_fact_set_value (self->language, language);
  bhc_fact_set_value (self->browser, browser);
  bhc_fact_set_address (self->page, bhc_conversation_get_detail (conversation, "currentUrl"));
  bhc_fact_set_address (self->referrer, g_strcmp0 (referrer, "direct") != 0 ? referrer : NULL);
  bhc_fact_set_value (self->first_seen, first_seen);
  bhc_fact_set_value (self->messages, messages);
  bhc_fact_set_value (self->rating, rating);
}

static BhcPerson
get_person (BhcContactPane *self)
{
  const BhConversation *record = bhc_conversation_get_record (self->conversation);

  return (BhcPerson){ record->contact_id, bhc_status_contact_name (self->conversation),
                      record->contact_email, record->contact_blocked, record->id };
}

static void
show_deeds (BhcContactPane *self)
{
  BhcPerson person = { NULL };

  if (self->conversation != NULL)
    person = get_person (self);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), person.id != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->card), person.id != NULL);
  bhc_contact_card_show (self->card, person.id, person.conversation);
  bhc_contact_deeds_enable (GTK_WIDGET (self), self->desk, person.id != NULL ? &person : NULL);
}

static void
show_contact (BhcContactPane *self)
{
  const BhConversation *record;

  bhc_visits_set_conversation (self->visits, self->conversation);
  show_deeds (self);
  gtk_stack_set_visible_child_name (self->stack, self->conversation != NULL ? "contact" : "empty");
  if (self->conversation == NULL)
    return;

  record = bhc_conversation_get_record (self->conversation);
  show_person (self, record);
  show_handoff (self, record);
  show_details (self, record);
  show_times (self);
}

static void
deed_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcContactPane *self = BHC_CONTACT_PANE (widget);
  BhcPerson person;

  if (self->conversation == NULL)
    return;

  person = get_person (self);
  bhc_contact_deeds_do (widget, self->desk, &person, name);
}

static gboolean
write_cb (BhcContactPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "contact.mail", NULL);
  return TRUE;
}

static void
changed_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_contact_card_reload (BHC_CONTACT_PANE (widget)->card);
}

static gboolean
tick_cb (gpointer data)
{
  BhcContactPane *self = data;

  if (self->conversation != NULL)
    show_times (self);

  return G_SOURCE_CONTINUE;
}

static void
bhc_contact_pane_map (GtkWidget *widget)
{
  BhcContactPane *self = BHC_CONTACT_PANE (widget);

  GTK_WIDGET_CLASS (bhc_contact_pane_parent_class)->map (widget);
  self->tick = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
bhc_contact_pane_unmap (GtkWidget *widget)
{
  BhcContactPane *self = BHC_CONTACT_PANE (widget);

  g_clear_handle_id (&self->tick, g_source_remove);
  GTK_WIDGET_CLASS (bhc_contact_pane_parent_class)->unmap (widget);
}

static void
bhc_contact_pane_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  BhcContactPane *self = BHC_CONTACT_PANE (object);

  switch ((BhcContactPaneProperty) prop_id)
    {
    case PROP_CONVERSATION:
      g_set_object (&self->conversation, g_value_get_object (value));
      g_signal_group_set_target (self->signals, self->conversation);
      show_contact (self);
      break;
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      g_object_set_property (G_OBJECT (self->visits), "desk", value);
      g_object_set_property (G_OBJECT (self->card), "desk", value);
      break;
    case PROP_SHOW_BACK:
      gtk_widget_set_visible (self->back, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_contact_pane_dispose (GObject *object)
{
  BhcContactPane *self = BHC_CONTACT_PANE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->conversation);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_CONTACT_PANE);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_contact_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, back);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, avatar);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, name);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, email);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, verified);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, country);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, menu);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, card);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
  gtk_widget_class_bind_template_callback (widget_class, loaded_cb);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, visits);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, answers);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, external_id);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, channel);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, handoff_title);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, reason);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, asked);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, claimed);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, summary);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, local_time);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, time_zone);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, language);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, browser);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, page);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, referrer);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, first_seen);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, messages);
  gtk_widget_class_bind_template_child (widget_class, BhcContactPane, rating);
}

static void
bhc_contact_pane_class_init (BhcContactPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_contact_pane_dispose;
  object_class->set_property = bhc_contact_pane_set_property;
  widget_class->map = bhc_contact_pane_map;
  widget_class->unmap = bhc_contact_pane_unmap;

  props[PROP_CONVERSATION] = g_param_spec_object ("conversation", NULL, NULL, BHC_TYPE_CONVERSATION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (BHC_TYPE_FACT);
  g_type_ensure (BHC_TYPE_VISITS);
  g_type_ensure (BHC_TYPE_CONTACT_CARD);
  bhc_contact_deeds_install (widget_class, deed_cb);
  gtk_widget_class_install_action (widget_class, "contact.changed", "s", changed_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-contact-pane.ui");
  bind_children (widget_class);
}

static void
bhc_contact_pane_init (BhcContactPane *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  self->signals = g_signal_group_new (BHC_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "notify::record", G_CALLBACK (show_contact), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  menu = bhc_contact_deeds_menu ();
  gtk_menu_button_set_menu_model (self->menu, menu);
}
