/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How long tests wait for what must come before they say that it did not.  Only a defect takes that
 * long, so it is far more than a small and busy machine needs; and less than the time that meson
 * gives the shortest programs (30 s, times four in tests/run.sh), so that it is the program that
 * ends and says what it awaited. */
#define BHT_PATIENCE_S 100
#define BHT_PATIENCE_MS (BHT_PATIENCE_S * 1000)
#define BHT_PATIENCE_US (BHT_PATIENCE_S * G_USEC_PER_SEC)
