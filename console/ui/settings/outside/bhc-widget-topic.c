/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/outside/bhc-outside-private.h"

const BhcSheetKind bhc_widget_kind = { "/v1/desk/widget", NULL, "widget" };

static const BhcChoice positions[] = {
  { "bottom-right", N_ ("Bottom right") },
  { "bottom-left", N_ ("Bottom left") },
  { NULL },
};

static const BhcChoice offline_ways[] = {
  { "chat", N_ ("Chat as ever") },
  { "form", N_ ("Leave a message") },
  { "hide", N_ ("No widget at all") },
  { NULL },
};

static const BhcChoice field_types[] = {
  { "name", N_ ("Name") },         { "email", N_ ("E-Mail") },
  { "phone", N_ ("Telephone") },   { "text", N_ ("One line") },
  { "long_text", N_ ("Lines") },   { "choice", N_ ("Choice") },
  { "checkbox", N_ ("Tick box") }, { NULL },
};

static const BhcChoice visitors[] = {
  { "any", N_ ("Everybody") },
  { "new", N_ ("Who is here for the first time") },
  { "returning", N_ ("Who has been here before") },
  { NULL },
};

static const BhcSetting field_settings[] = {
  { BHC_SETTING_LINE, "key", N_ ("Kept As"),
    N_ ("Such as order_number; name and email are the contact’s own"), .check = bhc_check_key },
  { BHC_SETTING_CHOICE, "type", N_ ("Asks For"), NULL, field_types },
  { BHC_SETTING_LINE, "label", N_ ("Label"), N_ ("Empty: the widget’s own words"), .max = 80 },
  { BHC_SETTING_SWITCH, "required", N_ ("Must Be Filled In") },
  { BHC_SETTING_WORDS, "options", N_ ("Options"), N_ ("One a line"), .when = "type",
    .is = "choice" },
  { 0 },
};

static const BhcSetting greeting_settings[] = {
  { BHC_SETTING_TEXT, "text", N_ ("What It Says"), .min = 1, .max = 500 },
  { BHC_SETTING_WORDS, "pages", N_ ("On Pages"),
    N_ ("Addresses, one a line; * stands for anything, none for every page") },
  { BHC_SETTING_NUMBER, "after_s", N_ ("After Seconds"), NULL, NULL, 0, 3600, 5,
    .initial = "int64 10" },
  { BHC_SETTING_CHOICE, "visitors", N_ ("To"), NULL, visitors },
  { 0 },
};

const BhcSetting bhc_widget_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("Appearance"),
    N_ ("What stays empty is in the widget’s own words, in the visitor’s language") },
  { BHC_SETTING_LINE, "title", N_ ("Title"), .max = 60 },
  { BHC_SETTING_COLOR, "accent_color", N_ ("Accent Color"), .check = bhc_check_color },
  { BHC_SETTING_CHOICE, "position", N_ ("Position"), NULL, positions },
  { BHC_SETTING_LINE, "input_placeholder", N_ ("Words in the Empty Message Field"), .max = 80 },
  { BHC_SETTING_WORDS, "suggestions", N_ ("Suggested Questions"), N_ ("One a line, three at most"),
    .check = bhc_check_three },

  { BHC_SETTING_SECTION, NULL, N_ ("Before the Conversation"), NULL },
  { BHC_SETTING_SWITCH, "pre_chat.enabled", N_ ("Ask First"),
    N_ ("A form comes before the first message") },
  { BHC_SETTING_RECORDS, "pre_chat.fields", N_ ("Fields"), N_ ("In this order, eight at most"),
    .max = 8, .of = field_settings },

  { BHC_SETTING_SECTION, NULL, N_ ("Outside Business Hours"),
    N_ ("The hours stand in “Conversation Rules”") },
  { BHC_SETTING_CHOICE, "offline", N_ ("Visitors Can"), NULL, offline_ways },

  { BHC_SETTING_SECTION, NULL, N_ ("Proactive Greetings"),
    N_ ("Beside the closed widget, once a visit") },
  { BHC_SETTING_RECORDS, "proactive", N_ ("Greetings"), N_ ("Ten at most"), .max = 10,
    .of = greeting_settings, .named = TRUE },

  { BHC_SETTING_SECTION, NULL, N_ ("In the Conversation"), NULL },
  { BHC_SETTING_SWITCH, "csat", N_ ("Ask for a Rating"), N_ ("When a conversation is resolved") },
  { BHC_SETTING_SWITCH, "transcript", N_ ("Offer a Transcript") },
  { BHC_SETTING_SWITCH, "sound", N_ ("Sound with New Messages") },
  { BHC_SETTING_LINE, "phone", N_ ("Telephone"), N_ ("Such as +49 30 1234567"),
    .check = bhc_check_phone },

  { BHC_SETTING_SECTION, NULL, N_ ("Attachments"), NULL },
  { BHC_SETTING_SWITCH, "attachments.enabled", N_ ("Take Files from Visitors") },
  { BHC_SETTING_NUMBER, "attachments.max_size", N_ ("Largest File in Bytes"), NULL, NULL, 1024,
    41943040, 1048576 },
  { BHC_SETTING_WORDS, "attachments.extensions", N_ ("Endings of File Names"),
    N_ ("One a line, such as pdf"), .check = bhc_check_extensions },
  { 0 },
};

const BhcSetting bhc_site_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("Allowed Sites"),
    N_ ("Other sites cannot show the widget. None: any site can.") },
  { BHC_SETTING_WORDS, "allowed_origins", N_ ("Sites"),
    N_ ("One a line, such as https://www.example.org"), .check = bhc_check_origins },
  { 0 },
};

const BhcTrial bhc_identity_trial = {
  .title = N_ ("Visitors You Know"),
  .hint =
      N_ ("With this secret your server signs who a visitor is, so that nobody can pretend to be "
          "somebody else. It belongs on your server, never on a page."),
  .button = N_ ("_New Secret…"),
  .path = "/v1/desk/widget/identity-secret",
  .question = N_ ("A secret that your server uses now signs nothing any more."),
};
