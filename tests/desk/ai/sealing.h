/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/desk/desk-fixture.h"

/* A master key for the test, in a file of its own. */
void sealing_set_up (DeskFixture *fixture, gconstpointer data);
void sealing_tear_down (DeskFixture *fixture, gconstpointer data);

#define SEALING_TEST(path, function)                                                               \
  g_test_add (path, DeskFixture, NULL, sealing_set_up, function, sealing_tear_down)
