/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/fuzz/model-stream.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  return model_stream_fuzz ("gemini", data, size);
}
