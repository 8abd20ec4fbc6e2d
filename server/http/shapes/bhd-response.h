/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/shapes/bhd-shapes.h"

G_BEGIN_DECLS

typedef enum
{
  BHD_BODY_JSON,   /* an object of .members, or one .shape */
  BHD_BODY_NONE,   /* nothing */
  BHD_BODY_RAW,    /* bytes or text of .media_type */
  BHD_BODY_LINES,  /* NDJSON, each line one .shape */
  BHD_BODY_EVENTS, /* server-sent events, the data of each one .shape */
  BHD_BODY_SOCKET, /* a WebSocket from here on */
} BhdBodyKind;

/* One way in which a route answers when all is well; errors are alike everywhere and need no word.
 */
typedef struct
{
  guint status;
  BhdBodyKind body;
  const BhdMember *members; /* (nullable) */
  const BhdShape *shape;    /* (nullable) */
  const char *media_type;   /* (nullable): “text/css” */
} BhdResponse;

/* What a route gives: one response or several of the below.
 *
 *   .gives = BHD_GIVES (BHD_OK (BHD_MANY ("labels", label), BHD_NEXT)),
 *   .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("label", label))),
 *   .gives = BHD_GIVES (BHD_NO_CONTENT),
 *
 * One status in several media types takes a row for each, one below the other.
 */
#define BHD_GIVES(...)                                                                             \
  (const BhdResponse[])                                                                            \
  {                                                                                                \
    __VA_ARGS__, { 0 }                                                                             \
  }

/* A JSON object of these members. */
#define BHD_JSON(status, ...)                                                                      \
  {                                                                                                \
    status, BHD_BODY_JSON, .members = (const BhdMember[])                                          \
    {                                                                                              \
      __VA_ARGS__, { NULL }                                                                        \
    }                                                                                              \
  }
#define BHD_OK(...) BHD_JSON (200, __VA_ARGS__)
#define BHD_CREATED(...) BHD_JSON (201, __VA_ARGS__)
#define BHD_ACCEPTED(...) BHD_JSON (202, __VA_ARGS__)

/* 201 the first time, 200 when the same is sent again. */
#define BHD_OK_OR_CREATED(...) BHD_OK (__VA_ARGS__), BHD_CREATED (__VA_ARGS__)

/* 200 with one record that has no name around it; as lines, as events. */
#define BHD_RECORD(name)                                                                           \
  {                                                                                                \
    200, BHD_BODY_JSON, .shape = &bhd_shape_##name                                                 \
  }
#define BHD_LINES(name)                                                                            \
  {                                                                                                \
    200, BHD_BODY_LINES, .shape = &bhd_shape_##name, .media_type = "application/x-ndjson"          \
  }
#define BHD_EVENTS(name)                                                                           \
  {                                                                                                \
    200, BHD_BODY_EVENTS, .shape = &bhd_shape_##name, .media_type = "text/event-stream"            \
  }

#define BHD_RAW(type)                                                                              \
  {                                                                                                \
    200, BHD_BODY_RAW, .media_type = type                                                          \
  }
#define BHD_NO_CONTENT                                                                             \
  {                                                                                                \
    204, BHD_BODY_NONE                                                                             \
  }
#define BHD_ACCEPTED_NOTHING                                                                       \
  {                                                                                                \
    202, BHD_BODY_NONE                                                                             \
  }
#define BHD_SOCKET                                                                                 \
  {                                                                                                \
    101, BHD_BODY_SOCKET                                                                           \
  }

G_END_DECLS
