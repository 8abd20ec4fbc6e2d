/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The gate for what a feed's client sends (RFC 6455): masked frames, no extension, text in UTF-8
 * without NUL, a whole message of at most BHD_FRAME_MAX_MESSAGE over all its fragments, and at most
 * BHD_FRAME_MAX_RATE frames a second.  Pure: bytes and the time in, frames out.  A reader that
 * waits holds only the bytes that came. */
#define BHD_FRAME_MAX_MESSAGE 4096
#define BHD_FRAME_MAX_RATE 20
#define BHD_FRAME_MAX_CONTROL 125

typedef enum
{
  BHD_FRAME_MORE, /* everything is read, and no frame is finished */
  BHD_FRAME_TEXT, /* a whole message */
  BHD_FRAME_PING,
  BHD_FRAME_PONG,
  BHD_FRAME_CLOSE,
  BHD_FRAME_REFUSED, /* read no further; .code says what to close with */
} BhdFrameKind;

typedef struct
{
  GString *message; /* (nullable): of a message that is not complete */
  GString *control; /* (nullable): payload of the control frame being read */
  gint64 second_us; /* when the current second of counting began */
  guint16 code;     /* why it was refused: 1002, 1003, 1007, 1008 or 1009 */
  guint16 left;     /* of the current frame's payload */
  guint8 header[14];
  guint8 have;      /* of header[] */
  guint8 frames;    /* in the current second */
  guint8 position;  /* in the mask */
  gboolean open;    /* a fragmented message waits for its continuation */
  gboolean payload; /* the header is complete */
} BhdFrameReader;

#define BHD_FRAME_READER_INIT                                                                      \
  {                                                                                                \
    NULL,                                                                                          \
  }

/* Reads on in *@bytes, moving it and *@length, until one frame or message is complete.
 * @payload: (out): of what is complete; valid until the next call. */
BhdFrameKind bhd_frame_reader_read (BhdFrameReader *self,
                                    const guint8 **bytes,
                                    gsize *length,
                                    gint64 now_us,
                                    const GString **payload);
void bhd_frame_reader_clear (BhdFrameReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdFrameReader, bhd_frame_reader_clear)

G_END_DECLS
