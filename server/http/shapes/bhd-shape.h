/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a record looks like on the wire, said once: the description of the API is made of it, and
 * the tests hold every answer to it.  A shape is a table of members:
 *
 *   static const BhdMember label_members[] = {
 *     { "id", BHD_IS_ID },
 *     { "color", BHD_IS_WORD, .words = "red|green" },
 *     { "owner_id", BHD_IS_ID, BHD_OR_NULL, "The operator who made it" },
 *     { "names", BHD_IS_TEXT, BHD_LIST },
 *     BHD_MANY ("sources", source),
 *     { NULL },
 *   };
 *   const BhdShape bhd_shape_label = { "Label", "A word on a conversation", label_members };
 *
 * declared in bhd-shapes.h, where all shapes stand. */

typedef enum
{
  BHD_IS_TEXT,
  BHD_IS_ID,   /* a UUID */
  BHD_IS_HASH, /* SHA-256 in hexadecimal digits */
  BHD_IS_INT,
  BHD_IS_TIME, /* microseconds since the epoch */
  BHD_IS_NUMBER,
  BHD_IS_BOOL,
  BHD_IS_WORD,   /* one of .words */
  BHD_IS_OBJECT, /* as .shape says */
  BHD_IS_MAP,    /* an object of names that nobody knows beforehand */
  BHD_IS_ANY,    /* any JSON */
} BhdMemberType;

typedef enum
{
  BHD_OR_NULL = 1 << 0,  /* may be null, and may then be left out */
  BHD_OPTIONAL = 1 << 1, /* may be left out, is never null */
  BHD_LIST = 1 << 2,     /* an array of such */
} BhdMemberFlags;

typedef struct _BhdShape BhdShape;

typedef struct
{
  const char *name;
  BhdMemberType type;
  BhdMemberFlags flags;
  const char *about;     /* (nullable) */
  const BhdShape *shape; /* of OBJECT; (nullable) of each value of a MAP */
  const char *words;     /* of WORD: “text|note” */
} BhdMember;

struct _BhdShape
{
  const char *name; /* “Message”, unique among shapes */
  const char *about;
  const BhdMember *members; /* ends with a NULL name */
};

/* Elements of a table of members; @shape without its “bhd_shape_”. */
#define BHD_ONE(name, shape)                                                                       \
  {                                                                                                \
    name, BHD_IS_OBJECT, 0, NULL, &bhd_shape_##shape                                               \
  }
#define BHD_ONE_OR_NULL(name, shape)                                                               \
  {                                                                                                \
    name, BHD_IS_OBJECT, BHD_OR_NULL, NULL, &bhd_shape_##shape                                     \
  }
#define BHD_ONE_OPTIONAL(name, shape)                                                              \
  {                                                                                                \
    name, BHD_IS_OBJECT, BHD_OPTIONAL, NULL, &bhd_shape_##shape                                    \
  }
#define BHD_MANY(name, shape)                                                                      \
  {                                                                                                \
    name, BHD_IS_OBJECT, BHD_LIST, NULL, &bhd_shape_##shape                                        \
  }
#define BHD_NEXT                                                                                   \
  {                                                                                                \
    "next", BHD_IS_TEXT, BHD_OR_NULL, "Where the next page starts; null after the last"            \
  }
#define BHD_SEQ                                                                                    \
  {                                                                                                \
    "seq", BHD_IS_INT, 0, "The head of the log when this was read: resume the feed after it"       \
  }

G_END_DECLS
