/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-bellhopd.h"
#include "tests/story/gallery/camera.h"

G_BEGIN_DECLS

/* Files on their way into the knowledge base, one in every state. */
void uploads_take (Camera *camera, BhtBellhopd *server);

G_END_DECLS
