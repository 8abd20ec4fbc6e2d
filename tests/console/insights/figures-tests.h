/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* The parts of one program. */
void add_figures_tests (void);
void add_export_tests (void);
void add_period_tests (void);
