/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/story/gallery/camera.h"

G_BEGIN_DECLS

/* What is offered while one writes in the conversation that is open. */
void writing_take (Camera *camera);

G_END_DECLS
