/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Pages of servers that are slow, endless, lying or elsewhere are imported by the real daemon. */
#include "tests/bht-patience.h"
#include "tests/story/documents/intake.h"
#include "tests/story/documents/web.h"
#include "tests/story/library.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\nConnection: close\r\n"
#define HTML OK "Content-Type: text/html; charset=utf-8\r\n\r\n"
#define PAGE(title, text)                                                                          \
  "<!DOCTYPE html><html><head><title>" title "</title></head><body><p>" text "</p></body></html>"
#define LAGOON PAGE ("Lagoon", "Lapwings nest behind the lagoon.")
#define MOVED "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: "
#define DRIP_US 100000

/* One daemon that may go to private addresses, for all tests but one. */
static Library library;
static Web *web;
static char *slow; /* a document whose page takes longer than anybody waits */

typedef struct
{
  const char *path;
  const char *answer;
} Page;

static const Page pages[] = {
  { "/lagoon", HTML LAGOON },
  { "/titled", HTML PAGE ("Tariffs &amp; tides", "Avocets pay nothing.") },
  { "/untitled", HTML "<p>Curlews pay half.</p>" },
  { "/markdown", OK "Content-Type: text/markdown\r\n\r\n# Dunlins\n\nDunlins pay in autumn.\n" },
  { "/picture", OK "Content-Type: image/png\r\n\r\nnothing" },
  { "/nameless", OK "\r\nwithout a kind" },
  { "/liar", HTML "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n" },
  { "/blank", HTML "" },
  { "/file", MOVED "file:///etc/passwd\r\n\r\n" },
  { "/other-scheme", MOVED "gopher://127.0.0.1:70/\r\n\r\n" },
  { "/round", MOVED "/round\r\n\r\n" },
  { "/missing", "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" },
  { "/broken", "HTTP/1.1 503 Oops\r\nConnection: close\r\nContent-Length: 4\r\n\r\nOops" },
  { "/cut", OK "Content-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>half" },
  { "/garbage", "What is this?\r\n\r\n" },
};

/* “/hop/3” leads to the lagoon by three steps. */
static void
lead_on (const char *path, GOutputStream *out)
{
  guint64 left = g_ascii_strtoull (path + strlen ("/hop/"), NULL, 10);
  g_autofree char *next = g_strdup_printf (MOVED "/hop/%" G_GUINT64_FORMAT "\r\n\r\n", left - 1);

  web_write (out, left == 0 ? HTML LAGOON : next);
}

/* Says @piece until nobody listens. */
static void
go_on (GOutputStream *out, const char *head, const char *piece, gulong pause_us)
{
  gboolean heard = web_write (out, head);

  while (heard && web_write (out, piece))
    g_usleep (pause_us);
}

static int delayed; /* atomic: visits of it */

/* Who comes first waits for ever. */
static void
delay_first (GOutputStream *out)
{
  if (g_atomic_int_add (&delayed, 1) == 0)
    go_on (out, HTML, "<", DRIP_US);
  else
    web_write (out, HTML PAGE ("Phalaropes", "Phalaropes turn in circles."));
}

static void
answer (const char *path, GOutputStream *out)
{
  static const char lines[] = "X-More: 0123456789012345678901234567890123456789012345678901234\r\n";
  static const char line[] = "<p>There is always more to say about lapwings than one thinks.</p>\n";

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].path, path))
      web_write (out, pages[i].answer);
  if (g_str_has_prefix (path, "/hop/"))
    lead_on (path, out);
  else if (g_str_equal (path, "/endless"))
    go_on (out, HTML, line, 0);
  else if (g_str_equal (path, "/endless-head"))
    go_on (out, OK, lines, 0);
  else if (g_str_equal (path, "/large"))
    go_on (out, OK "Content-Type: text/html\r\nContent-Length: 6000000\r\n\r\n", line, 0);
  else if (g_str_equal (path, "/first-slow"))
    delay_first (out);
  else if (g_str_equal (path, "/slow"))
    go_on (out, HTML, "<", DRIP_US);
}

/* Returns: (transfer full): the document's id */
static char *
import (Library *self, const char *url)
{
  g_autofree char *body = g_strdup_printf ("{\"url\":\"%s\"}", url);
  g_autoptr (JsonNode) said =
      bht_api_expect (self->desk, "POST", "/v1/desk/documents/import", body, 202);

  return g_strdup (bht_json_string (said, "document.id"));
}

static char *
import_path (const char *path)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u%s", web_port (web), path);

  return import (&library, url);
}

static void
remove_document (const char *id)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", id);
  g_autoptr (JsonNode) gone = bht_api_expect (library.desk, "DELETE", path, NULL, 204);
}

typedef struct
{
  const char *name;
  const char *path;
  const char *title; /* (nullable): what it is called */
  const char *word;  /* (nullable): what finds it; NULL: it is refused */
  const char *says;  /* (nullable): the refusal */
} Visit;

static const Visit visits[] = {
  { "page", "/titled", "Tariffs & tides", "Avocets" },
  { "page-without-title", "/untitled", NULL, "Curlews" },
  { "markdown", "/markdown", "Dunlins", "Dunlins" },
  { "five-steps", "/hop/5", "Lagoon", "Lapwings" },
  { "six-steps", "/hop/6", .says = "leads on and on" },
  { "round", "/round", .says = "leads on and on" },
  { "picture", "/picture", .says = "image/png" },
  { "without-a-kind", "/nameless", .says = "kind" },
  { "other-than-it-says", "/liar", .says = "not what its name says" },
  { "blank", "/blank", .says = "no text" },
  { "missing", "/missing", .says = "answered 404" },
  { "broken", "/broken", .says = "answered 503" },
  { "cut", "/cut", .says = "could not be fetched" },
  { "garbage", "/garbage", .says = "could not be fetched" },
  { "leads-to-a-file", "/file", .says = "could not be fetched" },
  { "leads-to-another-scheme", "/other-scheme", .says = "could not be fetched" },
  { "large", "/large", .says = "larger than 5 MB" },
  { "endless", "/endless", .says = "larger than 5 MB" },
  { "endless-head", "/endless-head", .says = "could not be fetched" },
};

static void
test_visit (gconstpointer data)
{
  const Visit *visit = data;
  g_autofree char *id = import_path (visit->path);
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", id);
  g_autofree char *failure = library_await (&library, id);
  g_autoptr (JsonNode) document = bht_api_expect (library.desk, "GET", path, NULL, 200);

  g_test_message ("%s", failure != NULL ? failure : bht_json_string (document, "document.title"));
  if (visit->says != NULL)
    {
      g_assert_nonnull (failure);
      g_assert_nonnull (strstr (failure, visit->says));
      g_assert_null (strstr (bht_json_string (document, "document.body"), "root:"));
    }
  else
    {
      g_assert_cmpstr (failure, ==, NULL);
      g_assert_true (intake_is_found (library.desk, visit->word, id, visit->word));
    }
  if (visit->title != NULL)
    g_assert_cmpstr (bht_json_string (document, "document.title"), ==, visit->title);
  remove_document (id);
}

/* The bytes of a page that are also those of a file stay until neither needs them. */
static void
test_shared_bytes_stay (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (LAGOON, strlen (LAGOON));
  guint before = library_count_blobs (&library);
  g_autofree char *refusal = NULL;
  g_autofree char *file = intake_upload (library.desk, "pond.html", bytes, &refusal);
  g_autofree char *page = import_path ("/lagoon");
  g_autofree char *file_failure = library_await (&library, file);
  g_autofree char *page_failure = library_await (&library, page);
  gint64 deadline_us = g_get_monotonic_time () + BHT_PATIENCE_US;

  g_assert_cmpstr (file_failure, ==, NULL);
  g_assert_cmpstr (page_failure, ==, NULL);
  g_assert_cmpstr (file, !=, page);
  g_assert_cmpuint (library_count_blobs (&library), ==, before + 1);
  remove_document (file);
  g_assert_cmpuint (library_count_found (&library, "lapwings", file), ==, 0);
  g_assert_cmpuint (library_count_found (&library, "lapwings", page), >, 0);
  library_crash (&library);
  g_assert_cmpuint (library_count_blobs (&library), ==, before + 1);
  remove_document (page);
  while (library_count_blobs (&library) > before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
      g_usleep (5000);
    }
}

static void
test_killed_while_fetching (void)
{
  guint before = library_count_blobs (&library);
  g_autofree char *id = import_path ("/first-slow");
  g_autofree char *failure = NULL;

  while (g_atomic_int_get (&delayed) == 0)
    g_usleep (5000);
  library_crash (&library);
  failure = library_await (&library, id);
  g_assert_cmpstr (failure, ==, NULL);
  g_assert_true (intake_is_found (library.desk, "phalaropes", id, "circles"));
  g_assert_cmpuint (library_count_blobs (&library), ==, before + 1);
}

static void
test_slow_page_is_given_up (void)
{
  g_autofree char *failure = library_await (&library, slow);

  g_assert_nonnull (failure);
  g_assert_nonnull (strstr (failure, "did not come within 10 seconds"));
}

/* Ways to write an address of this machine; none is ever visited by who may not. */
static void
test_private_addresses_are_not_visited (void)
{
  static const char *const hosts[] = { "127.0.0.1", "localhost", "127.1", "2130706433",
                                       "0x7f.1",    "0.0.0.0",   "[::1]", "[::ffff:127.0.0.1]",
                                       "0177.0.0.1" };
  Library guarded = { NULL };
  guint before = web_visits (web);

  library_open (&guarded, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *url = g_strdup_printf ("http://%s:%u/lagoon", hosts[i], web_port (web));
      g_autofree char *id = import (&guarded, url);
      g_autofree char *failure = library_await (&guarded, id);

      g_test_message ("%s: %s", hosts[i], failure);
      g_assert_nonnull (failure);
      g_assert_nonnull (strstr (failure, "private network"));
    }
  g_assert_cmpuint (web_visits (web), ==, before);
  library_close (&guarded);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  web = web_new (answer);
  library_open (&library, "BELLHOP_PAGES_FROM_PRIVATE=true");
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_autofree char *path = g_strconcat ("/story/web/", visits[i].name, NULL);

      g_test_add_data_func (path, &visits[i], test_visit);
    }
  g_test_add_func ("/story/web/private-addresses-are-not-visited",
                   test_private_addresses_are_not_visited);
  g_test_add_func ("/story/web/shared-bytes-stay", test_shared_bytes_stay);
  g_test_add_func ("/story/web/killed-while-fetching", test_killed_while_fetching);
  g_test_add_func ("/story/web/slow-page-is-given-up", test_slow_page_is_given_up);
  slow = import_path ("/slow");
  status = g_test_run ();
  library_close (&library);
  web_free (web);
  g_free (slow);
  return status;
}
