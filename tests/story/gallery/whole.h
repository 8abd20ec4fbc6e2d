/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-bellhopd.h"
#include "tests/story/gallery/camera.h"

G_BEGIN_DECLS

/* What only the application as a whole shows: several accounts, a keyring that is not there, about,
 * a sentence that passes.  Its windows are closed again; its accounts stay in the folder @name. */
void whole_take (Camera *camera, BhtBellhopd *server, const char *name);

G_END_DECLS
