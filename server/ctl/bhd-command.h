/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/ctl/bhd-arguments.h"

G_BEGIN_DECLS

typedef enum
{
  BHD_OPTION_TEXT,
  BHD_OPTION_BOOL, /* true or false */
  BHD_OPTION_JSON, /* an object or an array, as it is */
  BHD_OPTION_LIST, /* words with blanks between; "" for none */
} BhdOptionType;

/* “--ai-name” becomes the member “ai_name” of the body. */
typedef struct
{
  const char *name;
  BhdOptionType type;
  gboolean required;
} BhdOption;

/* One row of what bellhopctl can do: which call it makes, which options become which members of its
 * body, what of the answer is printed. */
typedef struct
{
  const char *name; /* “operator create” */
  const char *summary;
  const char *method;
  const char *path;         /* “:id” is replaced by the option of that name */
  const BhdOption *options; /* ends with a NULL name; NULL: none */
  gboolean asks_password;   /* read from standard input into “password” */
  gboolean sends_documents; /* one call a file; see bhd-command.c */
  gboolean sends_files;     /* as they are; see bhd-import.h */
} BhdCommand;

extern const BhdCommand bhd_commands[]; /* ends with a NULL name */

const BhdCommand *bhd_command_find (const char *name); /* (nullable) */
gboolean bhd_command_run (const BhdCommand *command, BhdArguments *arguments, GError **error);

G_END_DECLS
