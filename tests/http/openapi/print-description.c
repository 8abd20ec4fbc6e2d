/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/openapi/bhd-openapi.h"

#include <stdio.h>

/* Writes the description of the API to stdout, for linters and generators of clients:
 * print-description [SERVER] */
int
main (int argc, char **argv)
{
  const char *server = argc > 1 ? argv[1] : "https://desk.bellhop.test";
  g_autoptr (GBytes) document = bhd_openapi_document (server);
  gsize length;
  const char *text = g_bytes_get_data (document, &length);

  return fwrite (text, 1, length, stdout) == length ? 0 : 1;
}
