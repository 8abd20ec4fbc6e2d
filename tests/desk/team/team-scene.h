/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-id.h"
#include "tests/desk/desk-fixture.h"

/* One file each. */
void add_label_tests (void);
void add_filter_tests (void);
void add_piece_tests (void);

#define TEAM_TEST(path, function) DESK_TEST ("/desk/team/" path, function)
