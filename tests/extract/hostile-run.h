/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/documents/hostile-case.h"

G_BEGIN_DECLS

void hostile_run_add (const HostileCase *cases); /* each as a test */

G_END_DECLS
