/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/desk/flow/flow-scene.h"

#include "common/bh-id.h"

typedef struct
{
  const char *id;
  const char *name;
  const char *key;
  gboolean rivals;
} Thing;

static const Thing labels[] = {
  { VIP, "VIP", "vip" },
  { REFUND, "Refund", "refund" },
  { RIVALS_LABEL, "VIP", "vip", TRUE },
};

static const Thing teams[] = {
  { BILLING, "Billing", "billing" },
  { REPAIRS, "Repairs", "repairs" },
  { RIVALS_TEAM, "Billing", "billing", TRUE },
};

static void
make (DeskFixture *f, const char *sql, const Thing *thing)
{
  const BhdCaller *one = thing->rivals ? f->eve : f->ada;

  bh_db_exec (f->db, sql,
              g_variant_new ("(ssss)", one->organization_id, thing->id, thing->name, thing->key),
              &f->error);
  g_assert_no_error (f->error);
}

void
flow_furnish (DeskFixture *f)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    make (f,
          "INSERT INTO label (organization_id, id, name, name_key, color, created_us) "
          "VALUES ($1, $2, $3, $4, '#ff0000', 1)",
          &labels[i]);
  for (guint i = 0; i < G_N_ELEMENTS (teams); i++)
    make (f,
          "INSERT INTO team (organization_id, id, name, name_key, created_us) "
          "VALUES ($1, $2, $3, $4, 1)",
          &teams[i]);
}

void
flow_set_up (DeskFixture *f, gconstpointer data)
{
  desk_fixture_set_up (f, data);
  flow_furnish (f);
}

void
flow_disable (DeskFixture *f, const BhdCaller *operator)
{
  bh_db_exec (f->db, "UPDATE operator SET disabled_us = 1 WHERE id = $1",
              g_variant_new ("(s)", operator->operator_id), &f->error);
  g_assert_no_error (f->error);
}

static BhConversation *
done (DeskFixture *f, BhConversation *conversation)
{
  g_assert_no_error (f->error);
  g_assert_nonnull (conversation);
  return conversation;
}

BhConversation *
flow_want (DeskFixture *f)
{
  return done (f, bhd_conversations_want_person (&f->turn, f->ada, f->id, &f->error));
}

BhConversation *
flow_claim (DeskFixture *f, const BhdCaller *operator)
{
  return done (f, bhd_conversations_claim (&f->turn, operator, f->id, &f->error));
}

BhConversation *
flow_sort (DeskFixture *f, const BhdSorting *sorting)
{
  return done (f, bhd_sorting_change (&f->turn, f->mia, f->id, sorting, &f->error));
}

BhConversation *
flow_snooze (DeskFixture *f, gint64 until_us)
{
  const BhdSorting sorting = { .has_snooze = TRUE, .snoozed_until_us = until_us };

  return flow_sort (f, &sorting);
}

BhConversation *
flow_transfer (DeskFixture *f, const BhdCaller *operator, const BhdTransfer * transfer)
{
  return done (f, bhd_transfers_make (&f->turn, operator, f->id, transfer, &f->error));
}

BhConversation *
flow_resolve (DeskFixture *f)
{
  return done (f, bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error));
}

BhMessage *
flow_mention (DeskFixture *f, const BhdCaller *author, const char *operator_id)
{
  const char *const mentions[] = { operator_id, NULL };
  g_autofree char *id = bh_id_new ();
  const BhdPosting posting = { .id = id,
                               .kind = BH_MESSAGE_NOTE,
                               .body = "Look",
                               .mentions = mentions };
  gboolean created;
  BhMessage *note =
      bhd_messages_post_seen (&f->turn, author, f->id, &posting, NULL, &created, &f->error);

  g_assert_no_error (f->error);
  return note;
}

char *
flow_queue (DeskFixture *f, const BhdCaller *visitor)
{
  char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhConversation) opened =
      bhd_conversations_open (&f->turn, visitor, id, &created, &f->error);
  g_autoptr (BhConversation) wanted = NULL;

  g_assert_no_error (f->error);
  wanted = done (f, bhd_conversations_want_person (&f->turn, visitor, id, &f->error));
  return id;
}

void
flow_set (DeskFixture *f, gint64 claim_timeout_s, gint64 auto_resolve_h)
{
  const BhdDeskSettings settings = { claim_timeout_s, auto_resolve_h, 0 };

  bhd_desk_settings_put (&f->turn, f->ada->organization_id, &settings, &f->error);
  g_assert_no_error (f->error);
}

void
flow_pass (DeskFixture *f)
{
  gboolean more = TRUE;

  while (more)
    {
      bhd_due_do (&f->turn, &more, &f->error);
      g_assert_no_error (f->error);
    }
}

gint64
flow_count (DeskFixture *f, const char *sql)
{
  g_autoptr (GVariant) row = bh_db_query_row (f->db, "(x)", sql, NULL, &f->error);
  gint64 count = 0;

  g_assert_no_error (f->error);
  g_variant_get (row, "(x)", &count);
  return count;
}
