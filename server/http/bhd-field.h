/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BHD_FIELD_TEXT,  /* min and max count characters; surrounding blanks are kept */
  BHD_FIELD_NAME,  /* text of one line, trimmed, not blank */
  BHD_FIELD_EMAIL, /* trimmed, folded */
  BHD_FIELD_ID,
  BHD_FIELD_INT, /* min and max bound the value */
  BHD_FIELD_BOOL,
  BHD_FIELD_CHOICE,  /* one of the words in .choices */
  BHD_FIELD_OBJECT,  /* raw JSON object of at most max bytes */
  BHD_FIELD_ARRAY,   /* raw JSON array of at most max bytes */
  BHD_FIELD_ORIGINS, /* an array of web origins, at most max */
  BHD_FIELD_WORDS,   /* an array of short texts of one line, at most max; blank ones are nothing */
} BhdFieldType;

typedef enum
{
  BHD_IN_BODY,
  BHD_IN_QUERY,
} BhdFieldPlace;

/* One typed input of a route.  What is out of bounds is answered 400 with the field's name before
 * the handler runs. */
typedef struct
{
  const char *name;
  BhdFieldType type;
  BhdFieldPlace place;
  gboolean required;
  gint64 min, max;
  const char *choices; /* “text|note” */
} BhdField;

G_END_DECLS
