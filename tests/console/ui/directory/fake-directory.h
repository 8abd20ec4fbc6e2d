/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/fake-desk.h"

G_BEGIN_DECLS

/* Of a saved view, by its bit.  (nullable) */
const BhcFilter *fake_directory_get_filter (BhcDesk *self, BhcView view);

/* A small team with labels, teams and two views. */
void fake_directory_fill (BhcDesk *self);

/* @text: a GVariant in words, the bag of bhc_directory_show(). */
void fake_directory_show (BhcDesk *self, const char *text);

G_END_DECLS
