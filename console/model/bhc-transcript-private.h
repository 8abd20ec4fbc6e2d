/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-session.h"
#include "console/model/bhc-excerpt-private.h"
#include "console/model/bhc-live-private.h"
#include "console/model/bhc-rows-private.h"
#include "console/model/bhc-transcript.h"
#include "console/model/directory/bhc-directory.h"
#include "console/model/marks/bhc-marks-private.h"

G_BEGIN_DECLS

/* The transcript is written in two files: bhc-transcript.c holds what it shows,
 * reading/bhc-transcript-find.c how something is found in it. */
struct _BhcTranscript
{
  GObject parent_instance;

  char *conversation;
  BhcSession *session;
  BhcLive *live;
  BhcFiles *files; /* (nullable) */
  BhcDirectory *directory;
  BhcExcerpt *window; /* on what the daemon has */
  BhcRows *rows;      /* that, and what is not the daemon's yet */
  BhcMarks marks;     /* what the conversation tells about it */
  gboolean stale;     /* the window has to be fetched anew before it can grow */
  gboolean has_older;
  gboolean has_newer;
  GCancellable *cancellable; /* (nullable) of the page that is being fetched */
  char *error;               /* (nullable) */
  char *typing;              /* (nullable) */
  guint hold;                /* until a row at the end can no longer be taken back */
};

BhcTranscript *bhc_transcript_new (BhcSession *session,
                                   BhcLive *live,
                                   BhcFiles *files, /* (nullable) */
                                   BhcDirectory *directory,
                                   const char *conversation);

void bhc_transcript_show (BhcTranscript *self); /* what its window has now */

G_END_DECLS
