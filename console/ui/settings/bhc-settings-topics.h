/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/settings/bhc-sheets.h"
#include "console/ui/settings/bhc-form.h"

G_BEGIN_DECLS

/* What there is to be set, as tables: a new page is a row here. */

/* Something that can be tried out, with what a form says. */
typedef struct
{
  const char *title;
  const char *hint;
  const char *button;
  const char *path;                 /* “%s” becomes the id of the sheet */
  const BhcSetting *inputs;         /* (nullable) of its own */
  const char *const *carried;       /* (nullable) fields of the sheet's form that go along */
  const char *const *raw;           /* (nullable) members that are JSON text */
  const char *words;                /* (nullable) member of the answer to choose from … */
  const char *fills;                /* … for this field of the form */
  char *(*tell) (GVariant *answer); /* (nullable) Returns: (transfer full): a sentence or more */
  const char *question;             /* (nullable) asked before it is done: what is lost by it */
} BhcTrial;

/* Something that is done to a record besides: one of its members becomes another. */
typedef struct
{
  const char *label;    /* “_Disable…” */
  const char *question; /* with “%s” for its name */
  const char *lost;     /* what comes of it */
  const char *yes;      /* “_Disable” */
  const char *member;   /* b … */
  gboolean value;       /* … which becomes this, where it is not */
} BhcDeed;

/* Records that come and go. */
typedef struct
{
  const char *title;
  const char *hint;
  const char *add;    /* “Add a Provider”; NULL: they come by themselves */
  const char *change; /* “Provider” */
  const char *empty;  /* said where there is none */
  BhcSheetKind kind;
  const BhcSetting *settings;
  const char *name;          /* member that names a record … */
  const char *details[4];    /* … and those that describe it */
  const char *enabled;       /* (nullable) member that turns it on */
  const BhcTrial *trials[2]; /* (nullable) in the record's own window */
  const char *failing;       /* (nullable) time since which it does not work */
  gboolean fixed;            /* none is changed once it is there */
  const char *remove;        /* (nullable) “_Revoke…”, instead of deleting … */
  const char *lost;          /* … and what is lost by it */
  gboolean kept;             /* none is ever deleted */
  const char *off;           /* (nullable) member that turns it off … */
  const char *off_label;     /* … and what that is called */
  const char *color;         /* (nullable) member with its colour */
  const BhcDeed *deeds;      /* (nullable) the last one has no label */

  /* (nullable) Why @name of a record (nullable: a new one) cannot be changed here, or cannot be
   * @value (nullable: whatever it be); without @name: nothing of it can. */
  const char *(*refuses) (BhcDesk *desk, BhcSheet *sheet, const char *name, GVariant *value);
  char *(*tell) (BhcDesk *desk, BhcSheet *sheet); /* (nullable) instead of the details */
  void (*offer) (BhcDesk *desk, BhcForm *form, BhcSheet *sheet); /* (nullable) who can be named */
  GtkWidget *(*extra) (BhcDesk *desk, BhcSheet *sheet, gboolean writable); /* (nullable) */
  /* (nullable) of the extra, once the record is kept: goes on with what waits there. */
  void (*follow) (GtkWidget *extra, const char *id, GAsyncReadyCallback callback, gpointer data);
} BhcCollection;

typedef struct
{
  const BhcSheetKind *kind;
  const BhcSetting *settings;
  const char *(*warns) (GVariant *values, GVariant *changes); /* (nullable) what is lost by them */
} BhcSettingsPart;

typedef struct
{
  const char *name; /* stable */
  const char *title;
  const char *icon;
  BhcSettingsPart parts[2];              /* the last ones may be empty */
  const BhcCollection *collections[2];   /* (nullable) forms can name records of the first */
  const BhcTrial *trial;                 /* (nullable) */
  gboolean records_first;                /* before the parts */
  gboolean own;                          /* of whoever is signed in: for them to change */
  gboolean admin;                        /* others are not even told */
  gboolean begins;                       /* a line divides it from those before */
  GtkWidget *(*extra) (BhcDesk *desk);   /* (nullable) at the end of the page */
  GtkWidget *(*preview) (BhcForm *form); /* (nullable) before the first part, which it shows */
} BhcSettingsTopic;

extern const BhcSettingsTopic bhc_settings_topics[]; /* the last one has no name */

G_END_DECLS
