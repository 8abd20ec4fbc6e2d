/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A table that reads members of a checked object into a record. */

typedef struct _BhMember BhMember;

/* Puts @node into @record; FALSE with the reason, without the member's name, as @error. */
typedef gboolean (*BhMemberFunc) (const BhMember *member,
                                  gpointer record,
                                  JsonNode *node,
                                  GError **error);

struct _BhMember
{
  const char *name; /* NULL ends the table */
  BhMemberFunc read;
  gsize offset;       /* of what it fills */
  gint64 min, max;    /* characters, items or value */
  const char *choice; /* “any|new|returning” */
};

/* Unknown members and null are passed over.  @blamed: (out) (optional): the member that is not as
 * it should be. */
gboolean bh_members_read (const BhMember *table,
                          gpointer record,
                          JsonObject *object,
                          const char **blamed,
                          GError **error);

gboolean bh_member_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* One line, trimmed, @min to @max characters, into a char *. */
gboolean bh_member_line (const BhMember *, gpointer record, JsonNode *node, GError **error);

/* As above with line feeds. */
gboolean bh_member_prose (const BhMember *, gpointer record, JsonNode *node, GError **error);
gboolean bh_member_choice (const BhMember *, gpointer record, JsonNode *node, GError **error);
gboolean bh_member_flag (const BhMember *, gpointer record, JsonNode *node, GError **error);
gboolean bh_member_number (const BhMember *, gpointer record, JsonNode *node, GError **error);

/* An array of at most @max lines of at most @min characters each into a char **; blank ones are
 * nothing. */
gboolean bh_member_lines (const BhMember *, gpointer record, JsonNode *node, GError **error);

/* Returns: (transfer none) (nullable): NULL where @node is no text. */
const char *bh_member_text (JsonNode *node);

/* Replaces a string at @offset of @record.  @text: (transfer full) */
void bh_member_set_take (const BhMember *self, gpointer record, char *text);

G_END_DECLS
