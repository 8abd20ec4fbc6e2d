/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* The description of the API (OpenAPI 3.1), made of the route table and the shapes.  Routes of this
 * machine's administrator are left out: who reads the document cannot reach them. */

/* Made once, then spliced with the address of the server, “https://desk.example.org”.  Any thread.
 * Returns: (transfer full) */
GBytes *bhd_openapi_document (const char *server);

G_END_DECLS
