/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-transcript.h"

G_BEGIN_DECLS

BhcTranscript *bhc_transcript_new (const char *conversation);

G_END_DECLS
