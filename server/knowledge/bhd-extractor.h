/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Both have bellhop-extract (at @path) read a document in a process of its own, for twenty seconds
 * at most.  They block.  @format: the name of one of bh_formats.
 *
 * Return: (transfer full): valid UTF-8 without control characters: plain where @format is “text”,
 * else Markdown; NULL with an @error whose text a person may read and act on:
 * BH_ERROR_MALFORMED (damaged, protected, of another kind, without text), _TOO_LARGE, _TIMEOUT, or
 * _UNAVAILABLE where the program cannot be run: try again later. */

/* @fd: an open file, read from its beginning by the other process alone; stays open.
 * @input_max: bytes, BH_EXTRACTION_INPUT_MAX if in doubt.
 * @title: (out) (optional) (nullable) (transfer full): the document's own. */
char *bhd_extractor_run (const char *path,
                         const char *format,
                         int fd,
                         gsize input_max,
                         char **title,
                         GError **error);

/* The same for a document that is at hand: @body is its text. */
char *
bhd_extractor_run_body (const char *path, const char *format, const char *body, GError **error);

G_END_DECLS
