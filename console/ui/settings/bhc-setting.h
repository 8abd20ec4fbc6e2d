/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One thing that can be set: a row of a table, and a row of a form. */
typedef enum
{
  BHC_SETTING_SECTION,  /* begins a group: label and hint, no value */
  BHC_SETTING_LINE,     /* s */
  BHC_SETTING_SECRET,   /* s, written and never read: unchanged where it stays empty */
  BHC_SETTING_TEXT,     /* s, of several lines */
  BHC_SETTING_CODE,     /* the same in a fixed-width type: a pattern, a schema */
  BHC_SETTING_SWITCH,   /* b */
  BHC_SETTING_CHOICE,   /* s, one of the choices */
  BHC_SETTING_RECORD,   /* s, the id of a record, or none */
  BHC_SETTING_NUMBER,   /* x */
  BHC_SETTING_WORDS,    /* as, a word or phrase a line */
  BHC_SETTING_HEADERS,  /* a{ss}, “Name: value” a line; written and never read */
  BHC_SETTING_HOURS,    /* a{sv} of aas: from and to, by day */
  BHC_SETTING_CHECKS,   /* as, some of the choices */
  BHC_SETTING_COLOR,    /* s, “#0ea5e9” */
  BHC_SETTING_RECORDS,  /* aa{sv}, each of .of */
  BHC_SETTING_SHOWN,    /* s or x, to look at */
  BHC_SETTING_TIME,     /* x, to look at */
  BHC_SETTING_PASSWORD, /* s, as a secret; one can be made here, and is told when it is kept */
  BHC_SETTING_MEMBERS,  /* as, the ids of some of those that are offered */
} BhcSettingKind;

typedef struct
{
  const char *value;
  const char *label; /* to be translated */
} BhcChoice;

typedef struct _BhcSetting BhcSetting;

struct _BhcSetting
{
  BhcSettingKind kind;
  const char *name;         /* member of the sheet; “pre_chat.enabled”: of a record in it */
  const char *label;        /* to be translated */
  const char *hint;         /* (nullable) the same */
  const BhcChoice *choices; /* (nullable) the last one has no value */
  gint64 min, max, step;    /* of a number; min and max also of the characters of a text … */
  gint64 scale;             /* … and what one of a number is kept as; 0: 1 */
  const char *stored;       /* (nullable) member that tells of a kept secret: “has_key” */
  const char *initial;      /* (nullable) of a new record, as GVariant text: “int64 10” */
  const BhcSetting *of;     /* (nullable) what each of several records is made of … */
  gboolean named;           /* … and that each has an id */
  const char *needed;       /* (nullable) what is said where a new record is without it */
  const char *when, *is;    /* (nullable) seen only while that other choice is this */

  /* (nullable) as it is typed.  Returns: (nullable): what is wrong with it, in words */
  const char *(*check) (GVariant *value);
};

/* The row of a form for @setting.  @changed: called when a person changed it.
 * Returns: (transfer floating): a row for an AdwPreferencesGroup */
GtkWidget *bhc_setting_row_new (const BhcSetting *setting, GCallback changed, gpointer data);

/* The records a BHC_SETTING_RECORD can name: ids, and beside them names for people. */
void bhc_setting_row_offer (GtkWidget *row, const char *const *ids, const char *const *names);

/* @values: of the whole sheet (nullable: a new one). */
void bhc_setting_row_show (GtkWidget *row, const BhcSetting *setting, GVariant *values);

/* What the row says now.  Returns: (transfer floating) (nullable): NULL: leave it as it is */
GVariant *bhc_setting_row_read (GtkWidget *row, const BhcSetting *setting);

/* Of several lines: whether they can be changed; they can be read in any case. */
void bhc_setting_row_set_writable (GtkWidget *row, gboolean writable);

/* Marks it, and says what is wrong in its title; NULL takes that back. */
void bhc_setting_row_mark (GtkWidget *row, const char *problem);

/* The same, as the one thing to be looked at now: it gets the focus. */
void bhc_setting_row_blame (GtkWidget *row, const char *problem);

G_END_DECLS
