/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/desk/widget/visitor-scene.h"

#include "common/bh-id.h"

#include <string.h>

BhdCaller *
scene_try (DeskFixture *f, const char *name, const char *fields, const char *identity)
{
  const BhdIntroduction introduction = {
    .organization = "acme",
    .form = { .name = name, .fields = fields },
    .identity = identity,
  };
  g_autofree char *token = NULL;

  return bhd_visitors_introduce (&f->turn, &introduction, &token, &f->error);
}

BhdCaller *
scene_introduce (DeskFixture *f, const char *name, const char *fields, const char *identity)
{
  BhdCaller *caller = scene_try (f, name, fields, identity);

  g_assert_no_error (f->error);
  return caller;
}

void
scene_decide (DeskFixture *f, const char *change)
{
  g_autoptr (BhWidget) widget =
      bhd_widgets_change (&f->turn, f->mia->organization_id, change, &f->error);

  g_assert_no_error (f->error);
}

char *
scene_renew_secret (DeskFixture *f)
{
  char *secret = bhd_widgets_renew_secret (&f->turn, f->mia->organization_id, &f->error);

  g_assert_no_error (f->error);
  return secret;
}

char *
scene_identity (const char *secret, const char *id, const char *name, const char *email)
{
  g_autofree char *text = g_strjoin ("\n", id, email, name, NULL);
  g_autofree char *hmac = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) secret,
                                                     strlen (secret), text, -1);

  return g_strdup_printf ("{\"id\":\"%s\",\"name\":\"%s\",\"email\":\"%s\",\"hmac\":\"%s\"}", id,
                          name, email, hmac);
}

char *
scene_open (DeskFixture *f, const BhdCaller *caller)
{
  char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhConversation) conversation =
      bhd_conversations_open (&f->turn, caller, id, &created, &f->error);

  g_assert_no_error (f->error);
  return id;
}
