/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-erasures.h"
#include "server/desk/team/bhd-labels.h"
#include "tests/desk/team/team-scene.h"

#include "common/bh-db-row.h"

static char *
make_label (DeskFixture *fixture, const char *name)
{
  g_autofree char *id = bh_id_new ();
  const BhdLabelRow draft = { .id = id, .name = (char *) name, .color = (char *) "#123456" };
  gboolean created;
  g_autoptr (BhdLabelRow) row =
      bhd_labels_create (&fixture->turn, fixture->owner, &draft, &created, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_true (created);
  return g_steal_pointer (&id);
}

/* As if an operator had put @labels, a JSON array, on the conversation @id. */
static void
put_on (DeskFixture *fixture, const char *id, const char *label, const char *labels)
{
  static const char set[] = "UPDATE conversation SET labels = $3 "
                            "WHERE organization_id = $1 AND id = $2";
  static const char pair[] = "INSERT INTO conversation_label (organization_id, label_id, "
                             "conversation_id) VALUES ($1, $2, $3)";
  const char *organization = fixture->owner->organization_id;
  const BhDbValue values[] = { BH_TEXT (organization), BH_TEXT (id), BH_TEXT (labels) };
  const BhDbValue keys[] = { BH_TEXT (organization), BH_TEXT (label), BH_TEXT (id) };

  g_assert_true (bh_db_put (fixture->db, set, values, 3, &fixture->error));
  g_assert_true (bh_db_put (fixture->db, pair, keys, 3, &fixture->error));
}

static guint
delete_label (DeskFixture *fixture, const char *id)
{
  gboolean more = TRUE;
  guint turns = 0;

  for (; more; turns++)
    {
      bhd_labels_delete (&fixture->turn, fixture->owner, id, &more, &fixture->error);
      g_assert_no_error (fixture->error);
    }
  return turns;
}

static void
test_deleting_takes_it_off (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *gone = make_label (fixture, "Gone");
  g_autofree char *kept = make_label (fixture, "Kept");
  g_autofree char *both = g_strdup_printf ("[\"%s\",\"%s\"]", gone, kept);
  g_autofree char *left = g_strdup_printf ("[\"%s\"]", kept);
  g_autoptr (BhConversation) conversation = NULL;
  BhdEvent *event;

  put_on (fixture, fixture->id, gone, both);
  g_assert_cmpuint (delete_label (fixture, gone), ==, 1);

  conversation = desk_look (fixture);
  event = desk_last_event (fixture, "conversation.updated");
  g_assert_cmpstr (conversation->labels, ==, left);
  g_assert_nonnull (strstr (event->desk, left));
  g_assert_null (event->contact_id);
}

static void
test_last_label_leaves_none (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = make_label (fixture, "Gone");
  g_autofree char *only = g_strdup_printf ("[\"%s\"]", id);
  g_autoptr (BhConversation) conversation = NULL;

  put_on (fixture, fixture->id, id, only);
  delete_label (fixture, id);
  conversation = desk_look (fixture);
  g_assert_null (conversation->labels);
}

/* However many there are, the writer is never held for long. */
static void
test_deleting_goes_by_pieces (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *label = make_label (fixture, "Many");
  g_autofree char *only = g_strdup_printf ("[\"%s\"]", label);
  gboolean created, more = FALSE;

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *id = bh_id_new ();
      g_autoptr (BhConversation) opened =
          bhd_conversations_open (&fixture->turn, fixture->ada, id, &created, &fixture->error);

      put_on (fixture, id, label, only);
    }
  bhd_labels_delete (&fixture->turn, fixture->owner, label, &more, &fixture->error);
  g_assert_true (more);
  g_assert_cmpuint (delete_label (fixture, label), ==, 1);
}

static void
test_bounded (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  const BhdLabelRow draft = { .id = id, .name = (char *) "one", .color = (char *) "#123456" };
  gboolean created;

  for (guint i = 0; i < BHD_LABELS_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("label %u", i);

      g_free (make_label (fixture, name));
    }
  g_assert_null (
      bhd_labels_create (&fixture->turn, fixture->owner, &draft, &created, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_CONFLICT);
}

static void
test_others_are_not_found (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = make_label (fixture, "Ours");
  const BhdLabelRow change = { .name = (char *) "Theirs" };
  gboolean more;

  g_assert_null (
      bhd_labels_change (&fixture->turn, fixture->mallory, id, &change, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
  g_assert_false (bhd_labels_delete (&fixture->turn, fixture->mallory, id, &more, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
}

/* Its rows go a moment later, and nobody can take a label off what is not there. */
static void
test_deleting_while_one_is_erased (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *label = make_label (fixture, "Gone");
  g_autofree char *labels = g_strdup_printf ("[\"%s\"]", label);

  put_on (fixture, fixture->id, label, labels);
  bhd_erasures_conversation (&fixture->turn, fixture->owner->organization_id, fixture->id,
                             &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (delete_label (fixture, label), ==, 1);
}

void
add_label_tests (void)
{
  TEAM_TEST ("labels/deleting-while-one-is-erased", test_deleting_while_one_is_erased);
  TEAM_TEST ("labels/deleting-takes-it-off", test_deleting_takes_it_off);
  TEAM_TEST ("labels/last-label-leaves-none", test_last_label_leaves_none);
  TEAM_TEST ("labels/deleting-goes-by-pieces", test_deleting_goes_by_pieces);
  TEAM_TEST ("labels/bounded", test_bounded);
  TEAM_TEST ("labels/others-are-not-found", test_others_are_not_found);
}
