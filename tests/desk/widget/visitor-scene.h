/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/widget/bhd-visitors.h"
#include "server/desk/widget/bhd-widgets.h"
#include "tests/desk/ai/sealing.h"

/* Introductions to acme; each fails the test where the desk refuses, but for scene_try(). */

BhdCaller *scene_try (DeskFixture *f, const char *name, const char *fields, const char *identity);
BhdCaller *
scene_introduce (DeskFixture *f, const char *name, const char *fields, const char *identity);
void scene_decide (DeskFixture *f, const char *change);

/* A new secret, and what the site writes with it. */
char *scene_renew_secret (DeskFixture *f);
char *scene_identity (const char *secret, const char *id, const char *name, const char *email);

/* A conversation of @caller.  (transfer full): its id */
char *scene_open (DeskFixture *f, const BhdCaller *caller);
