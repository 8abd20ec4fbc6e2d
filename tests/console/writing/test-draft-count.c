/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-writing.h"
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

static void
keep (BhtDesk *fixture, const char *id, BhMessageKind kind, const char *words)
{
  bhc_desk_keep_draft (fixture->desk, id, kind, bhc_letter_new (words));
}

/* Whoever signs out is told of each, of those too that are not on the disk yet. */
static void
test_drafts_are_counted (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 0);
  keep (fixture, id, BH_MESSAGE_TEXT, "a reply");
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 1);
  bhc_desk_flush_drafts (fixture->desk);
  keep (fixture, id, BH_MESSAGE_NOTE, "a note");
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 2);

  bht_desk_reopen (fixture);
  bht_desk_sign_in (fixture, FALSE);
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 2);
  keep (fixture, id, BH_MESSAGE_TEXT, "");
  g_assert_cmpuint (bhc_desk_count_drafts (fixture->desk), ==, 1);
}

static BhAttachment *
new_file (const char *name)
{
  BhAttachment *file = g_new0 (BhAttachment, 1);

  file->id = g_strdup (BHT_ME);
  file->name = g_strdup (name);
  file->media_type = g_strdup ("image/png");
  return file;
}

static gboolean
is_told (BhcConversation *conversation, const char *words)
{
  g_autofree char *draft = NULL;

  g_object_get (conversation, "draft", &draft, NULL);
  return g_strcmp0 (draft, words) == 0;
}

/* In the list nothing else would be to be seen of it. */
static void
test_files_alone_are_named (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  BhcLetter *one = bhc_letter_new (" ");
  BhcLetter *two = bhc_letter_new ("");
  BhcLetter *both = bhc_letter_new ("See here:");
  g_autoptr (BhcConversation) conversation = NULL;

  bht_desk_sign_in (fixture, FALSE);
  conversation = bhc_desk_find_conversation (fixture->desk, id);
  g_ptr_array_add (one->files, new_file ("photo.png"));
  bhc_desk_keep_draft (fixture->desk, id, BH_MESSAGE_TEXT, one);
  bhc_desk_flush_drafts (fixture->desk);
  bht_wait_until (is_told (conversation, "photo.png"));

  g_ptr_array_add (two->files, new_file ("photo.png"));
  g_ptr_array_add (two->files, new_file ("bill.pdf"));
  bhc_desk_keep_draft (fixture->desk, id, BH_MESSAGE_TEXT, two);
  bhc_desk_flush_drafts (fixture->desk);
  bht_wait_until (is_told (conversation, "2 files"));

  g_ptr_array_add (both->files, new_file ("photo.png"));
  bhc_desk_keep_draft (fixture->desk, id, BH_MESSAGE_TEXT, both);
  bhc_desk_flush_drafts (fixture->desk);
  bht_wait_until (is_told (conversation, "See here:"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  BHT_ADD_DESK ("/console/draft-count/each-is-counted", test_drafts_are_counted);
  BHT_ADD_DESK ("/console/draft-count/files-alone-are-named", test_files_alone_are_named);
  return g_test_run ();
}
