/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-citation.h"
#include "console/client/bhc-frame.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What a server may say to the console: frames, and the JSON kept inside records. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcFrame) frame = bhc_frame_parse ((const char *) data, size, &error);
  g_autoptr (GPtrArray) citations = bhc_citations_parse (text);
  g_autoptr (GHashTable) details = bhc_details_parse (text);

  g_assert_true ((frame == NULL) == (error != NULL));
  if (frame != NULL && frame->op == BHC_FRAME_EPHEMERAL)
    g_assert_true (frame->news.kind == BHC_NEWS_UNKNOWN || frame->news.conversation_id != NULL);

  return 0;
}
