/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-session.h"
#include "console/model/bhc-live-private.h"
#include "console/model/bhc-transcript.h"
#include "console/model/directory/bhc-directory.h"

G_BEGIN_DECLS

BhcTranscript *bhc_transcript_new (BhcSession *session,
                                   BhcLive *live,
                                   BhcFiles *files, /* (nullable) */
                                   BhcDirectory *directory,
                                   const char *conversation);

G_END_DECLS
