/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/files/bht-files.h"

#include "common/bh-id.h"

#include <string.h>

#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\3\0\0\0\5"
#define BOMB "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff"
#define BYTES(text) text, sizeof (text) - 1

typedef struct
{
  BhtTenant *a;
  BhtTenant *b;
} Fixture;

static BhtDaemon *shared;

static void
set_up (Fixture *f, gconstpointer data)
{
  static guint count;
  g_autofree char *alpha = g_strdup_printf ("alpha-%u", ++count);
  g_autofree char *beta = g_strdup_printf ("beta-%u", count);

  if (shared == NULL)
    shared = bht_daemon_new (NULL);
  f->a = bht_daemon_add_tenant (shared, alpha);
  f->b = bht_daemon_add_tenant (shared, beta);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_tenant_free (f->a);
  bht_tenant_free (f->b);
}

static char *
upload (Fixture *f, const char *name, const char *bytes, gsize length)
{
  return bht_files_upload (shared, "widget", f->a->visitor_token, f->a->conversation_id, name,
                           bytes, length);
}

static char *
upload_by_agent (Fixture *f, const char *name)
{
  return bht_files_upload (shared, "desk", f->a->agent_token, f->a->conversation_id, name,
                           BYTES ("words"));
}

static BhtAnswer *
announce (Fixture *f, const char *id, const char *name, gsize size)
{
  return bht_files_announce (shared, "widget", f->a->visitor_token, f->a->conversation_id, id, name,
                             size);
}

static BhtAnswer *
put (Fixture *f, const char *id, gsize offset, const char *bytes, gsize length)
{
  return bht_files_put (shared, "widget", f->a->visitor_token, id, offset, bytes, length);
}

/* @ids: separated by blanks. */
static BhtAnswer *
say_as (Fixture *f,
        const char *side,
        const char *token,
        const char *body,
        const char *kind,
        const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);
  g_autofree char *joined = g_strjoinv ("\",\"", list);
  g_autofree char *quoted = *ids != '\0' ? g_strdup_printf ("\"%s\"", joined) : g_strdup ("");

  return bht_files_say (shared, side, token, f->a->conversation_id, body, kind, quoted);
}

static BhtAnswer *
say (Fixture *f, const char *body, const char *ids)
{
  return say_as (f, "widget", f->a->visitor_token, body, NULL, ids);
}

static BhtAnswer *
fetch (const char *side, const char *token, const char *id)
{
  g_autofree char *path = g_strdup_printf ("/v1/%s/attachments/%s", side, id);

  return bht_call (shared, "GET", path, token, NULL, NULL);
}

static JsonObject *
first_of (const BhtAnswer *said)
{
  JsonObject *message = json_object_get_object_member (bht_answer_object (said), "message");
  JsonObject *extra = json_object_get_object_member (message, "extra");

  return json_array_get_object_element (json_object_get_array_member (extra, "attachments"), 0);
}

static void
assert_blames (const BhtAnswer *answer, guint status, const char *code, const char *field)
{
  bht_answer_assert_error (answer, status, code);
  g_assert_cmpstr (json_object_get_string_member (bht_answer_object (answer), "field"), ==, field);
}

static void
assert_header (const BhtAnswer *answer, const char *name, const char *value)
{
  g_autofree char *header = bht_answer_header (answer, name);

  g_assert_cmpstr (header, ==, value);
}

static void
test_message_carries_what_was_uploaded (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f, "photo.png", BYTES (PNG));
  g_autoptr (BhtAnswer) said = say (f, "", id);
  JsonObject *first;

  g_assert_cmpuint (said->status, ==, 201);
  first = first_of (said);
  g_assert_cmpstr (json_object_get_string_member (first, "id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "photo.png");
  g_assert_cmpstr (json_object_get_string_member (first, "media_type"), ==, "image/png");
  g_assert_cmpint (json_object_get_int_member (first, "size"), ==, sizeof (PNG) - 1);
  g_assert_cmpint (json_object_get_int_member (first, "width"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (first, "height"), ==, 5);
}

static void
test_list_shows_the_first_name (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f, "order.txt", BYTES ("4711"));
  g_autoptr (BhtAnswer) said = say (f, "", id);
  g_autoptr (BhtAnswer) list =
      bht_call (shared, "GET", "/v1/widget/conversations", f->a->visitor_token, NULL, NULL);

  g_assert_cmpuint (said->status, ==, 201);
  g_assert_nonnull (strstr (list->body, "\"body\":\"order.txt\""));
}

static void
test_bytes_come_back_harmless (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f,
                                "Gr\xc3\xb6\xc3\x9f"
                                "e.txt",
                                BYTES ("<script>1</script>"));
  g_autoptr (BhtAnswer) said = say (f, "look", id);
  g_autoptr (BhtAnswer) got = fetch ("desk", f->a->agent_token, id);

  g_assert_cmpuint (said->status, ==, 201);
  g_assert_cmpuint (got->status, ==, 200);
  g_assert_cmpstr (got->body, ==, "<script>1</script>");
  assert_header (got, "Content-Type", "text/plain");
  assert_header (got, "Content-Disposition", "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt");
  assert_header (got, "X-Content-Type-Options", "nosniff");
  assert_header (got, "Content-Security-Policy",
                 "default-src 'none'; sandbox; frame-ancestors 'none'");
  assert_header (got, "Cache-Control", "no-store");
}

static void
test_chunks_add_up (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) announced = announce (f, id, "a.txt", 10);
  g_autoptr (BhtAnswer) one = put (f, id, 0, "01234", 5);
  g_autoptr (BhtAnswer) wrong = put (f, id, 7, "789", 3);
  g_autoptr (BhtAnswer) again = announce (f, id, "a.txt", 10);
  g_autoptr (BhtAnswer) two = put (f, id, 5, "56789", 5);
  g_autoptr (BhtAnswer) got = fetch ("widget", f->a->visitor_token, id);

  g_assert_cmpuint (announced->status, ==, 201);
  g_assert_cmpuint (one->status, ==, 200);
  bht_answer_assert_error (wrong, 409, "conflict");
  g_assert_cmpint (json_object_get_int_member (bht_answer_object (wrong), "received"), ==, 5);
  g_assert_nonnull (strstr (again->body, "\"received\":5"));
  g_assert_cmpuint (two->status, ==, 201);
  g_assert_cmpstr (got->body, ==, "0123456789");
}

/* The answer to the last chunk may be lost on its way. */
static void
test_last_chunk_may_be_repeated (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f, "a.txt", BYTES ("4711"));
  g_autoptr (BhtAnswer) again = put (f, id, 0, "4711", 4);
  g_autoptr (BhtAnswer) announced = announce (f, id, "a.txt", 4);

  g_assert_cmpuint (again->status, ==, 200);
  g_assert_nonnull (strstr (again->body, "\"attachment\":{"));
  g_assert_cmpuint (announced->status, ==, 200);
  g_assert_nonnull (strstr (announced->body, "\"attachment\":{"));
}

static void
test_unsent_is_the_senders_alone (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f, "a.txt", BYTES ("4711"));
  g_autoptr (BhtAnswer) own = fetch ("widget", f->a->visitor_token, id);
  g_autoptr (BhtAnswer) desk = fetch ("desk", f->a->agent_token, id);

  g_assert_cmpuint (own->status, ==, 200);
  bht_answer_assert_error (desk, 404, "not_found");
}

static void
test_notes_stay_inside (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload_by_agent (f, "secret.txt");
  g_autoptr (BhtAnswer) said = say_as (f, "desk", f->a->agent_token, "look", "note", id);
  g_autoptr (BhtAnswer) colleague = fetch ("desk", f->a->owner_token, id);
  g_autoptr (BhtAnswer) visitor = fetch ("widget", f->a->visitor_token, id);

  g_assert_cmpuint (said->status, ==, 201);
  g_assert_cmpuint (colleague->status, ==, 200);
  bht_answer_assert_error (visitor, 404, "not_found");
}

static void
test_answers_reach_the_visitor (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload_by_agent (f, "manual.txt");
  g_autoptr (BhtAnswer) before = fetch ("widget", f->a->visitor_token, id);
  g_autoptr (BhtAnswer) said = say_as (f, "desk", f->a->agent_token, "", NULL, id);
  g_autoptr (BhtAnswer) after = fetch ("widget", f->a->visitor_token, id);

  bht_answer_assert_error (before, 404, "not_found");
  g_assert_cmpuint (said->status, ==, 201);
  g_assert_cmpstr (after->body, ==, "words");
}

static void
test_other_visitors_see_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *body = g_strdup_printf (
      "{\"organization\":\"%s\",\"name\":\"Bob\",\"email\":\"bob@example.org\"}", f->a->slug);
  g_autoptr (BhtAnswer) session =
      bht_call (shared, "POST", "/v1/widget/sessions", NULL, NULL, body);
  const char *bob = json_object_get_string_member (bht_answer_object (session), "token");
  g_autofree char *id = upload (f, "a.txt", BYTES ("4711"));
  g_autoptr (BhtAnswer) said = say (f, "", id);
  g_autoptr (BhtAnswer) got = fetch ("widget", bob, id);
  g_autoptr (BhtAnswer) more = bht_files_put (shared, "widget", bob, id, 0, "x", 1);

  bht_answer_assert_error (got, 404, "not_found");
  bht_answer_assert_error (more, 404, "not_found");
}

static void
test_one_message_takes_it (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f, "a.txt", BYTES ("4711"));
  g_autofree char *twice = g_strdup_printf ("%s %s", id, id);
  g_autoptr (BhtAnswer) doubled = say (f, "x", twice);
  g_autoptr (BhtAnswer) first = say (f, "x", id);
  g_autoptr (BhtAnswer) second = say (f, "x", id);

  assert_blames (doubled, 400, "invalid", "attachments");
  g_assert_cmpuint (first->status, ==, 201);
  assert_blames (second, 400, "invalid", "attachments");
}

static void
test_same_message_again_is_the_same (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f, "a.txt", BYTES ("4711"));
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/messages", f->a->conversation_id);
  g_autofree char *message = bh_id_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"body\":\"\",\"attachments\":[\"%s\"]}", message, id);
  g_autoptr (BhtAnswer) one = bht_call (shared, "POST", path, f->a->visitor_token, NULL, body);
  g_autoptr (BhtAnswer) two = bht_call (shared, "POST", path, f->a->visitor_token, NULL, body);

  g_assert_cmpuint (one->status, ==, 201);
  g_assert_cmpuint (two->status, ==, 200);
  g_assert_cmpstr (one->body, ==, two->body);
}

static void
test_what_is_not_there_is_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *made_up = bh_id_new ();
  g_autofree char *half = bh_id_new ();
  g_autofree char *colleagues = upload_by_agent (f, "a.txt");
  g_autofree char *foreign = bht_files_upload (shared, "widget", f->b->visitor_token,
                                               f->b->conversation_id, "a.txt", BYTES ("words"));
  g_autoptr (BhtAnswer) announced = announce (f, half, "a.txt", 10);
  const char *const ids[] = { made_up, half, colleagues, foreign, "no-id", "a b c d e f" };

  g_assert_cmpuint (announced->status, ==, 201);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (BhtAnswer) said = say (f, "x", ids[i]);

      assert_blames (said, 400, "invalid", "attachments");
    }
}

static void
test_nothing_at_all_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) said = say (f, "", "");

  assert_blames (said, 400, "invalid", "body");
}

static const struct
{
  const char *name;
  gsize size;
  guint status;
  const char *code;
  const char *field;
} refused[] = {
  { "page.html", 5, 400, "invalid", "name" },
  { "drawing.svg", 5, 400, "invalid", "name" },
  { "photo\xe2\x80\xaegnp.exe", 5, 400, "invalid", "name" },
  { "png", 5, 400, "invalid", "name" },
  { "a.txt", 0, 400, "invalid", "size" },
  { "a.txt", 10 * 1024 * 1024 + 1, 413, "too_large", "size" },
};

static void
test_announcements_are_judged (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *id = bh_id_new ();
      g_autoptr (BhtAnswer) answer = announce (f, id, refused[i].name, refused[i].size);

      g_test_message ("%s", refused[i].name);
      assert_blames (answer, refused[i].status, refused[i].code, refused[i].field);
    }
}

static void
test_false_pictures_are_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *bytes;
    gsize length;
  } lies[] = { { BYTES ("<svg onload=alert(1)>") },
               { BYTES ("MZ\x90\0") },
               { BYTES ("%PDF-1.4") },
               { BYTES ("\x89PNG\r\n\x1a\nIHDR") },
               { BYTES (BOMB) } };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *id = bh_id_new ();
      g_autoptr (BhtAnswer) announced = announce (f, id, "a.png", lies[i].length);
      g_autoptr (BhtAnswer) answer = put (f, id, 0, lies[i].bytes, lies[i].length);
      g_autoptr (BhtAnswer) again = put (f, id, 0, lies[i].bytes, lies[i].length);

      bht_answer_assert_error (answer, 400, "invalid");
      bht_answer_assert_error (again, 404, "not_found");
    }
}

/* A picture that is a program as well is a picture here, and nobody's program. */
static void
test_polyglots_are_what_they_show (Fixture *f, gconstpointer data)
{
  static const char bytes[] = "GIF89a\x2f\x2a\1\1=*/=1;alert(document.cookie)//<script>";
  g_autofree char *id = upload (f, "a.gif", BYTES (bytes));
  g_autoptr (BhtAnswer) got = fetch ("widget", f->a->visitor_token, id);

  assert_header (got, "Content-Type", "image/gif");
  assert_header (got, "X-Content-Type-Options", "nosniff");
  assert_header (got, "Content-Disposition", "attachment; filename*=UTF-8''a.gif");
}

static void
test_names_are_cleaned (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f,
                                "../..\\<b>\xe2\x80\xae"
                                "x.txt",
                                BYTES ("words"));
  g_autoptr (BhtAnswer) said = say (f, "", id);

  g_assert_cmpstr (json_object_get_string_member (first_of (said), "name"), ==, "_b_x.txt");
}

static void
test_too_many_wait (Fixture *f, gconstpointer data)
{
  guint status = 0;

  for (guint i = 0; i < 11; i++)
    {
      g_autofree char *id = bh_id_new ();
      g_autoptr (BhtAnswer) answer = announce (f, id, "a.txt", 10);

      status = answer->status;
    }
  g_assert_cmpuint (status, ==, 409);
}

static void
test_given_up_is_gone (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f, "a.txt", BYTES ("words"));
  g_autofree char *path = g_strdup_printf ("/v1/widget/uploads/%s", id);
  g_autoptr (BhtAnswer) dropped =
      bht_call (shared, "DELETE", path, f->a->visitor_token, NULL, NULL);
  g_autoptr (BhtAnswer) got = fetch ("widget", f->a->visitor_token, id);

  g_assert_cmpuint (dropped->status, ==, 204);
  bht_answer_assert_error (got, 404, "not_found");
}

static void
test_sent_cannot_be_taken_back (Fixture *f, gconstpointer data)
{
  g_autofree char *id = upload (f, "a.txt", BYTES ("words"));
  g_autofree char *path = g_strdup_printf ("/v1/widget/uploads/%s", id);
  g_autoptr (BhtAnswer) said = say (f, "", id);
  g_autoptr (BhtAnswer) dropped =
      bht_call (shared, "DELETE", path, f->a->visitor_token, NULL, NULL);

  bht_answer_assert_error (dropped, 404, "not_found");
}

static void
test_closed_takes_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/resolve", f->a->conversation_id);
  g_autoptr (BhtAnswer) resolved = bht_call (shared, "POST", path, f->a->owner_token, NULL, "{}");
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) answer = announce (f, id, "a.txt", 5);

  g_assert_cmpuint (resolved->status, ==, 200);
  bht_answer_assert_error (answer, 409, "closed");
}

#define TEST(name, function)                                                                       \
  g_test_add ("/http/attachments/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  TEST ("message-carries-what-was-uploaded", test_message_carries_what_was_uploaded);
  TEST ("list-shows-the-first-name", test_list_shows_the_first_name);
  TEST ("bytes-come-back-harmless", test_bytes_come_back_harmless);
  TEST ("chunks-add-up", test_chunks_add_up);
  TEST ("last-chunk-may-be-repeated", test_last_chunk_may_be_repeated);
  TEST ("unsent-is-the-senders-alone", test_unsent_is_the_senders_alone);
  TEST ("notes-stay-inside", test_notes_stay_inside);
  TEST ("answers-reach-the-visitor", test_answers_reach_the_visitor);
  TEST ("other-visitors-see-nothing", test_other_visitors_see_nothing);
  TEST ("one-message-takes-it", test_one_message_takes_it);
  TEST ("same-message-again-is-the-same", test_same_message_again_is_the_same);
  TEST ("what-is-not-there-is-refused", test_what_is_not_there_is_refused);
  TEST ("nothing-at-all-is-refused", test_nothing_at_all_is_refused);
  TEST ("announcements-are-judged", test_announcements_are_judged);
  TEST ("false-pictures-are-refused", test_false_pictures_are_refused);
  TEST ("polyglots-are-what-they-show", test_polyglots_are_what_they_show);
  TEST ("names-are-cleaned", test_names_are_cleaned);
  TEST ("too-many-wait", test_too_many_wait);
  TEST ("given-up-is-gone", test_given_up_is_gone);
  TEST ("sent-cannot-be-taken-back", test_sent_cannot_be_taken_back);
  TEST ("closed-takes-nothing", test_closed_takes_nothing);
  status = g_test_run ();
  g_clear_pointer (&shared, bht_daemon_free);
  return status;
}
