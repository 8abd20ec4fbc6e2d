/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* For a test with a libsoup server in its own process: a client that is gone before it is accepted
 * makes libsoup warn, and a warning ends a test; from now on this one does not. */
void mock_log_forgive (void);
