/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/story/gallery/camera.h"

G_BEGIN_DECLS

/* Every place, dialog and popover of a console that is signed in. */
void rooms_take (Camera *camera);

/* The places where there is nothing yet. */
void rooms_take_empty (Camera *camera);

/* In the conversation that is open. */
void rooms_write_reply (Camera *camera, const char *words);
void rooms_send_reply (Camera *camera);

/* What is seen without a connection. */
void rooms_take_offline (Camera *camera);

G_END_DECLS
