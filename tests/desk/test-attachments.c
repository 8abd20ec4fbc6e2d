/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/attachments/bhd-attachments.h"
#include "server/desk/bhd-avatars.h"
#include "server/desk/knowledge/bhd-files.h"
#include "server/desk/widget/bhd-widgets.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

#define HASH "5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456"
#define LIMIT (10 * 1024 * 1024)

typedef DeskFixture Fixture;

/* Returns: (transfer full) (nullable): NULL with f->error set. */
static BhdAttachment *
open_one (Fixture *f, const BhdCaller *caller, const char *name, gint64 size)
{
  g_autofree char *id = bh_id_new ();
  const BhdAttachment draft = { .id = id, .name = (char *) name, .size = size };
  BhdAttachment *attachment = NULL;
  gboolean created;

  bhd_attachments_open (&f->turn, caller, f->id, &draft, LIMIT, &attachment, &created, &f->error);
  return attachment;
}

/* Returns: (transfer full): all of it is here. */
static BhdAttachment *
complete_one (Fixture *f, const BhdCaller *caller)
{
  BhdAttachment *attachment = open_one (f, caller, "a.txt", 5);

  g_assert_no_error (f->error);
  attachment->blob_hash = g_strdup (HASH);
  attachment->media_type = g_strdup ("text/plain");
  g_assert_true (bhd_attachments_complete (&f->turn, attachment, &f->error));
  return attachment;
}

static BhMessage *
say (Fixture *f, const BhdCaller *caller, const char *file_id)
{
  const char *const ids[] = { file_id, NULL };
  g_autofree char *id = bh_id_new ();
  gboolean created;

  return bhd_messages_post_files (&f->turn, caller, f->id, id, BH_MESSAGE_TEXT, "", ids, NULL,
                                  &created, &f->error);
}

static gboolean
is_needed (Fixture *f)
{
  gboolean needed = FALSE;

  g_assert_true (bhd_files_is_needed (&f->turn, f->ada->organization_id, HASH, &needed, &f->error));
  return needed;
}

static gboolean
is_released (Fixture *f)
{
  g_autofree char *organization = NULL;
  g_autofree char *hash = NULL;
  gboolean found = FALSE;

  g_assert_true (bhd_files_next_released (&f->turn, &organization, &hash, &found, &f->error));
  return found && g_str_equal (hash, HASH);
}

static void
test_message_takes_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdAttachment) file = complete_one (f, f->ada);
  g_autoptr (BhMessage) message = say (f, f->ada, file->id);
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_no_error (f->error);
  g_assert_nonnull (strstr (message->extra, file->id));
  g_assert_cmpstr (conversation->last_body, ==, "a.txt");
}

/* A refused message takes none: the transaction that would have is not committed, and what is
 * refused is refused before anything is said. */
static void
test_refused_message_says_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdAttachment) file = open_one (f, f->ada, "a.txt", 5);
  g_autoptr (BhMessage) message = say (f, f->ada, file->id);
  g_autoptr (BhConversation) conversation = NULL;

  g_assert_null (message);
  desk_assert_error (f, BH_ERROR_INVALID);
  conversation = desk_look (f);
  g_assert_cmpint (conversation->message_count, ==, 1);
}

static void
test_others_files_are_not_mine (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdAttachment) file = complete_one (f, f->mia);
  g_autoptr (BhMessage) visitor = say (f, f->ada, file->id);
  g_autoptr (BhMessage) colleague = NULL;

  g_assert_null (visitor);
  desk_assert_error (f, BH_ERROR_INVALID);
  colleague = say (f, f->noah, file->id);
  g_assert_null (colleague);
  desk_assert_error (f, BH_ERROR_INVALID);
}

static void
test_bytes_stay_until_the_last_row_goes (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdAttachment) one = complete_one (f, f->ada);
  g_autoptr (BhdAttachment) two = complete_one (f, f->mia);

  g_assert_true (is_needed (f));
  g_assert_true (bhd_attachments_drop (&f->turn, one, &f->error));
  g_assert_true (is_needed (f));
  g_assert_true (bhd_attachments_drop (&f->turn, two, &f->error));
  g_assert_false (is_needed (f));
  g_assert_true (is_released (f));
}

static void
test_pictures_are_needed_as_well (Fixture *f, gconstpointer data)
{
  g_autoptr (BhOperator) mia = bhd_avatars_set (&f->turn, f->mia, HASH, "image/png", &f->error);
  g_autoptr (BhOperator) bare = NULL;

  g_assert_cmpstr (mia->avatar, ==, HASH);
  g_assert_true (is_needed (f));
  bare = bhd_avatars_set (&f->turn, f->mia, NULL, NULL, &f->error);
  g_assert_null (bare->avatar);
  g_assert_false (is_needed (f));
  g_assert_true (is_released (f));
}

static void
test_same_picture_again_is_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (BhOperator) one = bhd_avatars_set (&f->turn, f->mia, HASH, "image/png", &f->error);
  g_autoptr (BhOperator) two = bhd_avatars_set (&f->turn, f->mia, HASH, "image/png", &f->error);

  g_assert_true (is_needed (f));
  g_assert_false (is_released (f));
}

static void
test_unsent_goes_after_a_day (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdAttachment) sent = complete_one (f, f->ada);
  g_autoptr (BhdAttachment) unsent = complete_one (f, f->ada);
  g_autoptr (BhMessage) message = say (f, f->ada, sent->id);
  g_autoptr (GPtrArray) early = bhd_attachments_drop_stale (&f->turn, 24 * BH_HOUR, &f->error);
  g_autoptr (GPtrArray) late = NULL;

  g_assert_cmpuint (early->len, ==, 0);
  desk_wait (f, 25 * BH_HOUR);
  late = bhd_attachments_drop_stale (&f->turn, 24 * BH_HOUR, &f->error);
  g_assert_cmpuint (late->len, ==, 1);
  g_assert_cmpstr (((BhdAttachment *) g_ptr_array_index (late, 0))->id, ==, unsent->id);
}

static void
test_goes_with_the_conversation (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdAttachment) file = complete_one (f, f->ada);
  g_autoptr (BhMessage) message = say (f, f->ada, file->id);

  g_assert_true (bhd_attachments_erase (&f->turn, f->ada->organization_id, f->id, &f->error));
  g_assert_false (is_needed (f));
  g_assert_true (is_released (f));
}

static void
test_organization_may_take_none (Fixture *f, gconstpointer data)
{
  g_autoptr (BhWidget) widget = bhd_widgets_change (
      &f->turn, f->ada->organization_id, "{\"attachments\":{\"enabled\":false}}", &f->error);
  g_autoptr (BhdAttachment) visitors = open_one (f, f->ada, "a.txt", 5);
  g_autoptr (BhdAttachment) colleagues = NULL;

  g_assert_nonnull (widget);
  g_assert_null (visitors);
  desk_assert_error (f, BH_ERROR_FORBIDDEN);
  colleagues = open_one (f, f->mia, "a.mp4", 5);
  g_assert_no_error (f->error);
}

static void
test_organization_says_which (Fixture *f, gconstpointer data)
{
  g_autoptr (BhWidget) widget = bhd_widgets_change (
      &f->turn, f->ada->organization_id,
      "{\"attachments\":{\"max_size\":2000,\"extensions\":[\"pdf\"]}}", &f->error);
  g_autoptr (BhdAttachment) kind = open_one (f, f->ada, "a.txt", 5);
  g_autoptr (BhdAttachment) size = NULL;
  g_autoptr (BhdAttachment) good = NULL;

  g_assert_nonnull (widget);
  g_assert_null (kind);
  desk_assert_error (f, BH_ERROR_INVALID);
  size = open_one (f, f->ada, "a.pdf", 2001);
  g_assert_null (size);
  desk_assert_error (f, BH_ERROR_TOO_LARGE);
  good = open_one (f, f->ada, "A.PDF", 2000);
  g_assert_no_error (f->error);
}

static void
test_conversation_holds_so_much (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < BHD_ATTACHMENTS_BYTES / LIMIT; i++)
    {
      g_autoptr (BhdAttachment) file = open_one (f, f->ada, "a.txt", LIMIT);
      g_autoptr (BhMessage) message = NULL;

      g_assert_no_error (f->error);
      file->blob_hash = g_strdup (HASH);
      file->media_type = g_strdup ("text/plain");
      g_assert_true (bhd_attachments_complete (&f->turn, file, &f->error));
      message = say (f, f->ada, file->id);
      g_assert_no_error (f->error);
    }
  g_assert_null (open_one (f, f->ada, "a.txt", 1));
  desk_assert_error (f, BH_ERROR_TOO_LARGE);
}

/* Another conversation is no other allowance. */
static void
test_visitor_has_so_many_a_day (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 2 * BHD_ATTACHMENTS_LOOSE && f->error == NULL; i++)
    {
      g_autofree char *id = bh_id_new ();
      gboolean created;
      g_autoptr (BhConversation) another =
          bhd_conversations_open (&f->turn, f->ada, id, &created, &f->error);
      g_autoptr (BhdAttachment) file = NULL;

      g_free (f->id);
      f->id = g_steal_pointer (&id);
      file = open_one (f, f->ada, "a.txt", 5);
      g_assert_true ((file != NULL) == (i < BHD_ATTACHMENTS_LOOSE));
    }
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_visitor_sends_so_much_a_day (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdAttachment) first = complete_one (f, f->ada);
  g_autoptr (BhdAttachment) second = NULL;
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhConversation) another =
      bhd_conversations_open (&f->turn, f->ada, id, &created, &f->error);

  bh_db_exec (f->turn.db, "UPDATE attachment SET size = $1",
              g_variant_new ("(x)", (gint64) BHD_ATTACHMENTS_BYTES), &f->error);
  g_free (f->id);
  f->id = g_steal_pointer (&id);
  g_assert_null (open_one (f, f->ada, "a.txt", 5));
  desk_assert_error (f, BH_ERROR_TOO_LARGE);
  f->turn.now_us += 25 * BH_HOUR;
  second = open_one (f, f->ada, "a.txt", 5);
  g_assert_no_error (f->error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/attachments/message-takes-it", test_message_takes_it);
  DESK_TEST ("/desk/attachments/refused-message-says-nothing", test_refused_message_says_nothing);
  DESK_TEST ("/desk/attachments/others-files-are-not-mine", test_others_files_are_not_mine);
  DESK_TEST ("/desk/attachments/bytes-stay-until-the-last-row-goes",
             test_bytes_stay_until_the_last_row_goes);
  DESK_TEST ("/desk/attachments/pictures-are-needed-as-well", test_pictures_are_needed_as_well);
  DESK_TEST ("/desk/attachments/same-picture-again-is-kept", test_same_picture_again_is_kept);
  DESK_TEST ("/desk/attachments/unsent-goes-after-a-day", test_unsent_goes_after_a_day);
  DESK_TEST ("/desk/attachments/goes-with-the-conversation", test_goes_with_the_conversation);
  DESK_TEST ("/desk/attachments/organization-may-take-none", test_organization_may_take_none);
  DESK_TEST ("/desk/attachments/organization-says-which", test_organization_says_which);
  DESK_TEST ("/desk/attachments/conversation-holds-so-much", test_conversation_holds_so_much);
  DESK_TEST ("/desk/attachments/visitor-has-so-many-a-day", test_visitor_has_so_many_a_day);
  DESK_TEST ("/desk/attachments/visitor-sends-so-much-a-day", test_visitor_sends_so_much_a_day);
  return g_test_run ();
}
