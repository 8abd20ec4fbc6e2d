/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who else of the team looks at a conversation or writes in it: their faces, and a sentence. */
#define BHC_TYPE_WATCHER_FACES (bhc_watcher_faces_get_type ())
G_DECLARE_FINAL_TYPE (BhcWatcherFaces, bhc_watcher_faces, BHC, WATCHER_FACES, AdwBin)

void bhc_watcher_faces_set_desk (BhcWatcherFaces *self, BhcDesk *desk);          /* (nullable) */
void bhc_watcher_faces_set_conversation (BhcWatcherFaces *self, const char *id); /* (nullable) */
void bhc_watcher_faces_set_looking (BhcWatcherFaces *self, gboolean looking);

G_END_DECLS
