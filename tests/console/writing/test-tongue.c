/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What the outbox keeps of a refusal, where German is read: LANGUAGE and BELLHOP_LOCALES are the
 * test's environment. */
#include "config.h"

#include "common/bh-error.h"
#include "console/model/writing/bhc-writing.h"
#include "tests/common/phrases/bht-locale.h"
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

static const char english[] = "this conversation is closed: start a new one";

static gboolean
refuse (BhtMock *mock, const BhtRequest *request, gpointer data)
{
  if (g_strcmp0 (request->method, "POST") != 0 ||
      g_strcmp0 (request->path[0], "conversations") != 0)
    return FALSE;
  bht_mock_refuse (request->message, BH_ERROR_CLOSED, english);
  return TRUE;
}

/* Who reads it tomorrow may read French. */
static void
test_refusal_is_kept_as_it_came (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (BhcMessage) row = NULL;
  g_autofree char *refusal = NULL;

  fixture->mock->extra = refuse;
  bht_desk_sign_in (fixture, FALSE);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  bhc_desk_post (fixture->desk, id, BH_MESSAGE_TEXT, "too late");
  bht_wait_until (bht_count (transcript) == 1 &&
                  bht_delivery_at (transcript, 0) == BHC_DELIVERY_REFUSED);

  row = g_list_model_get_item (G_LIST_MODEL (transcript), 0);
  g_object_get (row, "refusal", &refusal, NULL);
  g_assert_cmpstr (refusal, ==, english);
}

static void
add_tests (void)
{
  BHT_ADD_DESK ("/console/tongue/refusal-is-kept-as-it-came", test_refusal_is_kept_as_it_came);
}

int
main (int argc, char **argv)
{
  return bht_locale_main (argc, argv, add_tests);
}
