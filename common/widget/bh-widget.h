/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A field of the form before a chat. */
typedef struct
{
  char *key;  /* “name” and “email” are the contact's own, others its attributes */
  char *type; /* name, email, phone, text, long_text, choice, checkbox */
  char *label;
  gboolean required;
  char **options; /* of a choice */
} BhWidgetField;

/* When the widget speaks first. */
typedef struct
{
  char *id;
  char **pages; /* whole addresses in which “*” stands for anything; none: every page */
  gint64 after_s;
  char *visitors; /* any, new, returning */
  char *text;
} BhWidgetRule;

/* What an organisation decided about its widget, see PROTOCOL.md: an immutable record.  Empty texts
 * mean the widget's own. */
typedef struct
{
  char *title;
  char *accent_color; /* “#0ea5e9” */
  char *position;     /* bottom-right, bottom-left */
  char *input_placeholder;
  char **suggestions;
  gboolean pre_chat;
  GPtrArray *fields;    /* of BhWidgetField */
  char *offline;        /* chat, form, hide */
  GPtrArray *proactive; /* of BhWidgetRule */
  gboolean csat;
  gboolean transcript;
  gboolean sound;
  char *phone;
  gboolean attachments;
  gint64 max_size; /* bytes of an attachment */
  char **extensions;
} BhWidget;

#define BH_WIDGET_MAX_JSON (64 * 1024)
#define BH_WIDGET_MAX_FIELDS 8
#define BH_WIDGET_LINE 200 /* characters of an answer of one line */
#define BH_WIDGET_LONG 2000

BhWidget *bh_widget_new_default (void);
BhWidget *bh_widget_ref (BhWidget *self);
void bh_widget_unref (BhWidget *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhWidget, bh_widget_unref)

/* A new record: @old with the members of @change, a checked object, in place of its own.  Unknown
 * members and null are passed over.  BH_ERROR_INVALID with the detail “field”: the member that is
 * to blame. */
BhWidget *bh_widget_change (const BhWidget *old, JsonObject *change, GError **error);

void bh_widget_write_json (const BhWidget *self, BhJsonWriter *json, const char *name);

void bh_widget_field_free (BhWidgetField *self);
void bh_widget_rule_free (BhWidgetRule *self);

G_END_DECLS
