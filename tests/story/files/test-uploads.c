/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The daemon is killed without a word, again and again, while a file comes in piece by piece.  The
 * upload goes on where the disk has it, the message is there once with every byte, and nothing that
 * nobody needs is left on the disk. */
#include "common/bh-id.h"
#include "tests/bht-folder.h"
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

#include <libsoup/soup.h>
#include <string.h>

#define CHUNK (1024 * 1024)
#define SIZE (8 * CHUNK + 12345)

typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk;
  BhtApi *visitor;
  char *token; /* the desk's */
  char *conversation;
  char *id;
  GBytes *bytes;
  guint kills;
} Story;

/* Text that is different everywhere, so that a piece in the wrong place shows. */
static GBytes *
make_bytes (void)
{
  GString *text = g_string_sized_new (SIZE);

  for (guint line = 0; text->len < SIZE; line++)
    g_string_append_printf (text, "%08u order, article, price\n", line);
  g_string_truncate (text, SIZE);
  return g_string_free_to_bytes (text);
}

static void
set_up (Story *story, gconstpointer data)
{
  story->daemon = bht_bellhopd_new (NULL);
  story->token = bht_bellhopd_furnish (story->daemon);
  story->desk = bht_api_new (bht_bellhopd_url (story->daemon), story->token);
  story->visitor = bht_api_new_visitor (bht_bellhopd_url (story->daemon), "Ada");
  story->conversation = bht_api_open_conversation (story->visitor);
  story->id = bh_id_new ();
  story->bytes = make_bytes ();
}

static void
tear_down (Story *story, gconstpointer data)
{
  g_bytes_unref (story->bytes);
  g_free (story->id);
  g_free (story->conversation);
  g_free (story->token);
  bht_api_free (story->visitor);
  bht_api_free (story->desk);
  bht_bellhopd_free (story->daemon);
}

/* How far it is; -1: all of it is here. */
static gint64
announce (Story *story)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/uploads", story->conversation);
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"name\":\"orders.txt\",\"size\":%d}", story->id, SIZE);
  g_autoptr (JsonNode) answer = NULL;
  guint status = bht_api_call (story->visitor, "POST", path, body, &answer);

  g_assert_true (status == 200 || status == 201);
  if (json_object_has_member (json_node_get_object (answer), "attachment"))
    return -1;
  return bht_json_int (answer, "upload.received");
}

/* Returns: the HTTP status, or 0 where no answer came. */
static guint
put (Story *story, gint64 offset)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/uploads/%s?offset=%" G_GINT64_FORMAT, story->id, offset);
  g_autoptr (GBytes) piece =
      g_bytes_new_from_bytes (story->bytes, (gsize) offset, MIN (CHUNK, SIZE - (gsize) offset));
  g_autoptr (JsonNode) answer = NULL;

  return bht_api_send_bytes (story->visitor, "PUT", path, piece, &answer);
}

typedef struct
{
  Story *story;
  gint64 offset;
} Piece;

static gpointer
put_thread (gpointer data)
{
  Piece *piece = data;

  return GUINT_TO_POINTER (put (piece->story, piece->offset));
}

/* Kills the daemon some moments after a piece was begun.  Returns: whether it was acknowledged. */
static gboolean
put_and_kill (Story *story, gint64 offset)
{
  Piece piece = { story, offset };
  GThread *thread = g_thread_new ("put", put_thread, &piece);
  guint status;

  g_usleep ((gulong) g_test_rand_int_range (0, 12000));
  bht_bellhopd_kill (story->daemon);
  status = GPOINTER_TO_UINT (g_thread_join (thread));
  g_assert_true (status == 0 || status == 200 || status == 201);
  bht_bellhopd_start (story->daemon);
  story->kills++;
  return status != 0;
}

/* What was acknowledged is never asked for again; what comes back is between the two. */
static void
upload (Story *story)
{
  gint64 stands = announce (story);

  g_assert_cmpint (stands, ==, 0);
  for (guint i = 0; stands >= 0 && i < 100; i++)
    {
      gint64 next = MIN (stands + CHUNK, SIZE);
      gboolean stored = put_and_kill (story, stands);
      gint64 now = announce (story);

      g_assert_true (now == -1 || (now >= (stored ? next : stands) && now <= next));
      stands = now;
      if (stands >= 0 && put (story, stands) == 201) /* one goes through, to get on */
        break;
      stands = announce (story);
    }
  g_assert_cmpint (announce (story), ==, -1);
}

/* Repeated under its id, as an outbox does, with a kill in between. */
static void
send_message (Story *story)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/messages", story->conversation);
  g_autofree char *id = bh_id_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"body\":\"\",\"attachments\":[\"%s\"]}", id, story->id);

  for (guint i = 0; i < 3; i++)
    {
      guint status = bht_api_call (story->visitor, "POST", path, body, NULL);

      g_assert_cmpuint (status, ==, i == 0 ? 201 : 200);
      bht_bellhopd_kill (story->daemon);
      bht_bellhopd_start (story->daemon);
      story->kills++;
    }
}

static guint
count_messages_with_it (Story *story)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/messages", story->conversation);
  g_autoptr (JsonNode) page = bht_api_expect (story->desk, "GET", path, NULL, 200);
  g_autofree char *text = json_to_string (page, FALSE);
  guint count = 0;

  for (const char *at = text; (at = strstr (at, story->id)) != NULL; at++)
    count++;
  return count;
}

/* Returns: (transfer full): what an operator gets. */
static GBytes *
fetch (Story *story)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *address =
      g_strconcat (bht_bellhopd_url (story->daemon), "/v1/desk/attachments/", story->id, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", story->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  return bytes;
}

/* A daemon that starts looks for what nobody needs. */
static void
wait_for_files (Story *story, const char *folder, guint expected)
{
  g_autofree char *path =
      g_build_filename (bht_bellhopd_dir (story->daemon), "state", folder, NULL);
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (bht_folder_count (path) != expected)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
}

static void
test_killed_midway (Story *story, gconstpointer data)
{
  g_autoptr (GBytes) arrived = NULL;

  upload (story);
  send_message (story);
  g_test_message ("%u kills", story->kills);
  g_assert_cmpuint (count_messages_with_it (story), ==, 1);
  arrived = fetch (story);
  g_assert_true (g_bytes_equal (arrived, story->bytes));
  wait_for_files (story, "blobs", 1);
  wait_for_files (story, "uploads", 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/story/uploads/go-on-after-a-kill", Story, NULL, set_up, test_killed_midway,
              tear_down);
  return g_test_run ();
}
