/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes JSON into a growing buffer, with no tree: commas and escapes are its business, the
 * caller's is to open and close in order.  @name is NULL inside an array and at the top.  It lives
 * on the stack:
 *
 *   g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
 */
typedef struct
{
  GString *text;
  gboolean comma; /* the next value needs one before it */
} BhJsonWriter;

#define BH_JSON_WRITER_INIT                                                                        \
  {                                                                                                \
    NULL, FALSE                                                                                    \
  }

void bh_json_writer_clear (BhJsonWriter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhJsonWriter, bh_json_writer_clear)

void bh_json_begin_object (BhJsonWriter *self, const char *name);
void bh_json_end_object (BhJsonWriter *self);
void bh_json_begin_array (BhJsonWriter *self, const char *name);
void bh_json_end_array (BhJsonWriter *self);
void
bh_json_string (BhJsonWriter *self, const char *name, const char *value); /* NULL writes null */
void bh_json_int (BhJsonWriter *self, const char *name, gint64 value);
void bh_json_double (BhJsonWriter *self, const char *name, double value);
void bh_json_bool (BhJsonWriter *self, const char *name, gboolean value);
void bh_json_null (BhJsonWriter *self, const char *name);
void bh_json_raw (BhJsonWriter *self,
                  const char *name,
                  const char *json); /* spliced as it is; NULL writes null */

/* Returns: (transfer full): the text; @self is empty again. */
char *bh_json_writer_steal (BhJsonWriter *self);

G_END_DECLS
