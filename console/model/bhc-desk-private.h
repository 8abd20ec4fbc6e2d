/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/account/bhc-account.h"
#include "console/client/bhc-session.h"
#include "console/model/bhc-desk.h"
#include "console/model/bhc-live-private.h"
#include "console/model/bhc-shelf-private.h"
#include "console/model/directory/bhc-directory-private.h"
#include "console/model/files/bhc-files-private.h"
#include "console/model/knowledge/bhc-library-private.h"
#include "console/model/notice/bhc-notice.h"
#include "console/model/writing/bhc-pad-private.h"

G_BEGIN_DECLS

/* The desk is written in two files: bhc-desk.c holds what it shows and does, bhc-desk-door.c how
 * somebody comes in and leaves. */
struct _BhcDesk
{
  GObject parent_instance;

  char *data_dir;
  BhcState state;
  char *problem;       /* (nullable) of the state */
  BhcNotice *notice;   /* (nullable) what else has to be said: of the keyring, of the disk */
  BhcAccount *account; /* (nullable) of the last sign-in */
  BhcPreferences *preferences;
  BhcShelf *shelf;
  BhcDirectory *directory;
  BhcLibrary *library;
  BhcUploads *uploads;
  BhcSession *session; /* (nullable) while somebody is signed in */
  BhcLive *live;       /* (nullable) the same */
  BhcFiles *files;     /* (nullable) the same */
  BhcPad *pad;         /* (nullable) the same */
  guint renewal;       /* of a damaged cache, when nobody reads it */
  GValue *shown;       /* (nullable) the properties as they were last told */
  char *typing_in;     /* (nullable) the conversation last told that its operator types … */
  gint64 typing_us;    /* … and when */
  gint64 read_seq;     /* the last message said to be read */
};

void bhc_desk_set_state (BhcDesk *self, BhcState state, const char *problem);
/* @words, @reason: of a BhcNotice; without a reason (nullable) there is none any more. */
void bhc_desk_set_notice (BhcDesk *self, const char *words, const char *reason);

/* Says why the disk did not take what was typed; NULL: now it has. */
void bhc_desk_tell_unkept (BhcDesk *self, const char *problem);

/* Tells of every property that has changed since the last time. */
void bhc_desk_update (BhcDesk *self);

void bhc_desk_tell_suggestion (BhcDesk *self, const char *conversation);
void bhc_desk_tell_arrival (BhcDesk *self, const BhMessage *message);
void bhc_desk_tell_webhook (BhcDesk *self, gboolean off);
void bhc_desk_tell_move (BhcDesk *self, const BhcNews *news);
void bhc_desk_tell_presence (BhcDesk *self, const BhcNews *news);
void bhc_desk_tell_run (BhcDesk *self, const BhcNews *news);
void bhc_desk_tell_whisper (BhcDesk *self, const BhcWhispered *whisper);

void bhc_desk_tell_colleague (BhcDesk *self, const BhcNews *news);

void bhc_desk_close_session (BhcDesk *self);

G_END_DECLS
