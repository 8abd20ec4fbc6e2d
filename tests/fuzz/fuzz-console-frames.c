/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-citation.h"
#include "console/client/bhc-frame.h"
#include "console/client/knowledge/bhc-answer.h"

#include "common/bh-json-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_answer (const guint8 *data, gsize size)
{
  g_autoptr (JsonNode) root = bh_json_parse_object ((const char *) data, size, BHC_FRAME_MAX, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = NULL;

  if (root == NULL)
    return;
  answer = bhc_answer_from_json (json_node_get_object (root), &error);
  g_assert_true ((answer == NULL) == (error != NULL));
}

/* What a server may say to the console: frames, answers, and the JSON kept inside records. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcFrame) frame = bhc_frame_parse ((const char *) data, size, &error);
  g_autoptr (GPtrArray) citations = bhc_citations_parse (text);
  g_autoptr (GHashTable) details = bhc_details_parse (text);
  g_autoptr (BhRunDetail) detail = text != NULL ? bh_run_detail_parse (text, NULL) : NULL;

  read_answer (data, size);
  g_assert_true ((frame == NULL) == (error != NULL));
  if (frame != NULL && frame->op == BHC_FRAME_EPHEMERAL)
    g_assert_true (frame->news.kind == BHC_NEWS_UNKNOWN || frame->news.conversation_id != NULL);

  return 0;
}
