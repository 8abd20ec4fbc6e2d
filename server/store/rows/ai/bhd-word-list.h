/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

G_BEGIN_DECLS

/* Lists of words, stored as a JSON array. */
void bhd_word_list_write (char *const *words, BhJsonWriter *json, const char *name);
char *bhd_word_list_to_json (char *const *words);

/* Returns: (transfer full): empty where @json is no array; what is no text is passed over. */
char **bhd_word_list_from_json (const char *json);

G_END_DECLS
