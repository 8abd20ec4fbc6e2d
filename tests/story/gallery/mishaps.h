/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-api.h"
#include "tests/story/gallery/camera.h"

G_BEGIN_DECLS

/* What is seen of files: those of a visitor, those that go with the next message, and where they
 * may be dropped. */
void mishaps_take_files (Camera *camera);

/* A reply that the daemon refuses, because @desk resolved the conversation before it was sent; and
 * a disk that takes nothing more. */
void mishaps_take (Camera *camera, BhtApi *desk);

G_END_DECLS
