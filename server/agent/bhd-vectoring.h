/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-answer.h"

G_BEGIN_DECLS

/* Where the organisation has an embedding model, questions are searched as that model sees them as
 * well.  One that does not answer in time is left out, for this question and for a while: words
 * have to do. */
void bhd_vectoring_attach (BhdAnswer *answer);

G_END_DECLS
