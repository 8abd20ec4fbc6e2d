/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/ui-fixture.h"

G_BEGIN_DECLS

/* The sample desk in a window, with its team, and an open conversation in which one can write. */
#define WRITING_WIDTH 1100
#define WRITING_HEIGHT 680

void writing_window_show (UiFixture *fixture, const char *id, int width, int height);
void writing_window_open (UiFixture *fixture, const char *id);

/* A picture “@name.png”, once everything has come to rest. */
void writing_window_save (UiFixture *fixture, const char *name);

G_END_DECLS
