/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-error.h"

G_BEGIN_DECLS

#define BHD_GUARD_MAX_HEAD (16 * 1024)
#define BHD_GUARD_MAX_HEADERS 64
#define BHD_GUARD_MAX_BODY (2 * 1024 * 1024) /* of any route */
#define BHD_GUARD_MAX_CHUNKS 2048

typedef enum
{
  BHD_GUARD_HEAD,    /* the head is not complete */
  BHD_GUARD_BODY,    /* the head is good, and a body follows */
  BHD_GUARD_DONE,    /* the message is complete */
  BHD_GUARD_REFUSED, /* nothing of it may be believed, and nothing that follows it */
} BhdGuardState;

/* Why a message is refused; what each is called and answered stands in bhd-refusal.c. */
typedef enum
{
  BHD_REFUSAL_NONE,
  BHD_REFUSAL_REQUEST_LINE,
  BHD_REFUSAL_METHOD,
  BHD_REFUSAL_TARGET,
  BHD_REFUSAL_VERSION,
  BHD_REFUSAL_LINE_END,
  BHD_REFUSAL_CONTROL_BYTE,
  BHD_REFUSAL_FOLDED,
  BHD_REFUSAL_HEADER_NAME,
  BHD_REFUSAL_HEAD_SIZE,
  BHD_REFUSAL_HEADER_COUNT,
  BHD_REFUSAL_HOST_MISSING,
  BHD_REFUSAL_HOST_REPEATED,
  BHD_REFUSAL_HOST,
  BHD_REFUSAL_LENGTH_REPEATED,
  BHD_REFUSAL_LENGTH,
  BHD_REFUSAL_ENCODING_REPEATED,
  BHD_REFUSAL_ENCODING,
  BHD_REFUSAL_LENGTH_AND_ENCODING,
  BHD_REFUSAL_EXPECTATION,
  BHD_REFUSAL_BODY_UNEXPECTED,
  BHD_REFUSAL_BODY_SIZE,
  BHD_REFUSAL_CHUNK,
  BHD_REFUSAL_CHUNK_COUNT,
  BHD_REFUSAL_TRAILER,
  BHD_REFUSAL_SLOW,
  BHD_REFUSAL_CROWDED,
  BHD_N_REFUSALS,
} BhdRefusal;

/* What one request message looks like so far: pure arithmetic over bytes, without memory of its
 * own. The rules are stricter than HTTP: whatever two readers could read in two ways is refused. */
typedef struct
{
  BhdGuardState state;
  BhdRefusal refusal;
  gsize line;        /* where the line being read starts */
  gsize scanned;     /* no line feed before this */
  gsize head_length; /* with its empty line, once complete */
  const char *method;
  gsize path_length; /* of the path, which starts behind the method and a blank */
  guint headers;
  guint minor; /* HTTP/1.minor */
  gboolean has_host, has_length, chunked, expects_continue;
  guint64 length;     /* the declared one */
  guint64 body_limit; /* see bhd_guard_limit_body() */
  guint64 left;       /* of the body or the chunk */
  guint64 body_seen;
  guint chunks, digits, framing;
} BhdGuard;

void bhd_guard_init (BhdGuard *self);

/* Looks at the bytes that follow those already taken.  Nothing of a head is taken until it is
 * complete (offer it again, longer); it stops behind the head, so that a limit can be set for the
 * body.  Returns: how many bytes are taken, all of this message. */
gsize bhd_guard_push (BhdGuard *self, const char *bytes, gsize length);

/* In state BODY: this route takes no more than @limit bytes. */
void bhd_guard_limit_body (BhdGuard *self, guint64 limit);

/* For reasons the bytes do not know, such as time. */
void bhd_guard_refuse (BhdGuard *self, BhdRefusal refusal);

const char *bhd_refusal_name (BhdRefusal refusal);
GError *bhd_refusal_to_error (BhdRefusal refusal); /* (transfer full) */

G_END_DECLS
