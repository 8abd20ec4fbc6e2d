/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/http/headless/bhd-dialogue.h"
#include "server/http/headless/bhd-overheard.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, BH_MESSAGE_MAX);
}

/* Whatever is taken has a question of bounded length and a history of bounded size, all of it text.
 */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_memdup2 (size > 0 ? (const char *) data : "", MAX (size, 1));
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdDialogue) dialogue = bhd_dialogue_read (text, size, &error);
  g_auto (BhdOverheard) heard = { NULL };

  bhd_overheard_read (&heard, text, size);
  if (dialogue == NULL)
    {
      g_assert_true (g_error_matches (error, BH_ERROR, BH_ERROR_INVALID) ||
                     g_error_matches (error, BH_ERROR, BH_ERROR_MALFORMED) ||
                     g_error_matches (error, BH_ERROR, BH_ERROR_TOO_LARGE));
      return 0;
    }
  check_text (dialogue->question);
  g_assert_cmpuint (*dialogue->question, !=, '\0');
  g_assert_cmpuint (dialogue->history->len, <=, BHD_DIALOGUE_HISTORY);
  for (guint i = 0; i < dialogue->history->len; i++)
    check_text (((const BhMessage *) g_ptr_array_index (dialogue->history, i))->body);
  return 0;
}
