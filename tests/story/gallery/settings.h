/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/story/gallery/camera.h"

G_BEGIN_DECLS

/* Every page of the settings, the windows in which a record is made, changed and deleted, what is
 * asked before that, and the secret that is told once. */
void settings_take (Camera *camera);

G_END_DECLS
