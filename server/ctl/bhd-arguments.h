/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands on the command line: the words of the command, --NAME VALUE pairs and files. */
typedef struct _BhdArguments BhdArguments;

BhdArguments *bhd_arguments_parse (int argc, const char *const *argv, GError **error);
void bhd_arguments_free (BhdArguments *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdArguments, bhd_arguments_free)

const char *bhd_arguments_command (BhdArguments *self); /* “operator create”; "" for none */
const char *bhd_arguments_get (BhdArguments *self, const char *name); /* (nullable) */

/* Of all options there are.  Returns: (transfer container), NULL-terminated */
const char **bhd_arguments_names (BhdArguments *self);
const char *const *bhd_arguments_files (BhdArguments *self);

/* Where the daemon's socket is: --socket, or where the daemon puts it for this user.  (transfer
 * full) */
char *bhd_arguments_socket (BhdArguments *self);

G_END_DECLS
