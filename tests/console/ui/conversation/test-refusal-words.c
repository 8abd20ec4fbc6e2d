/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Why a message was not sent, told to who reads German: LANGUAGE and BELLHOP_LOCALES are the test's
 * environment. */
#include "config.h"

#include "console/model/bhc-message-private.h"
#include "console/ui/conversation/rows/bhc-delivery-look.h"
#include "tests/common/phrases/bht-locale.h"

static char *
words_in (const BhcMessageState *state)
{
  BhMessage fields = { .id = g_strdup ("m"),
                       .conversation_id = g_strdup ("c"),
                       .author = BH_AUTHOR_OPERATOR,
                       .body = g_strdup ("too late") };
  g_autoptr (BhMessage) record = bh_message_new_take (&fields);
  g_autoptr (BhcMessage) message = bhc_message_new (record, NULL, state);

  return bhc_delivery_words (message);
}

static char *
words_of (BhcDelivery delivery, const char *refusal)
{
  const BhcMessageState state = { .delivery = delivery, .refusal = refusal };

  return words_in (&state);
}

static void
test_reason_is_said_in_the_readers_language (void)
{
  g_autofree char *closed =
      words_of (BHC_DELIVERY_REFUSED, "this conversation is closed: start a new one");
  g_autofree char *gone = words_of (BHC_DELIVERY_REFUSED, "a file of it is no longer there");

  g_assert_cmpstr (closed, ==,
                   "Nicht gesendet – dieses Gespräch ist beendet: Beginnen Sie ein neues");
  g_assert_null (strstr (gone, "no longer"));
}

static void
test_a_name_is_no_sentence (void)
{
  g_autofree char *stale = words_of (BHC_DELIVERY_STALE, "Sam");

  g_assert_nonnull (strstr (stale, "Sam"));
}

/* While it can be taken back, too: nothing is on its way without a network. */
static void
test_offline_is_not_sending (void)
{
  const BhcMessageState state = { .delivery = BHC_DELIVERY_HELD, .offline = TRUE };
  g_autofree char *offline = words_in (&state);
  g_autofree char *online = words_of (BHC_DELIVERY_HELD, NULL);

  g_assert_cmpstr (offline, ==, "Wird gesendet, sobald Sie wieder verbunden sind");
  g_assert_cmpstr (online, !=, offline);
}

static void
add_tests (void)
{
  g_test_add_func ("/console/refusal-words/in-the-readers-language",
                   test_reason_is_said_in_the_readers_language);
  g_test_add_func ("/console/refusal-words/a-name-is-no-sentence", test_a_name_is_no_sentence);
  g_test_add_func ("/console/refusal-words/offline-is-not-sending", test_offline_is_not_sending);
}

int
main (int argc, char **argv)
{
  return bht_locale_main (argc, argv, add_tests);
}
