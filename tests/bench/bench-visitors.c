/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/bench-visitors.h"

#include "common/bh-id.h"
#include "tests/bench/bench-http.h"

#define WIDTH 32

static char *
ask_session (guint index, gpointer data)
{
  g_autofree char *body = g_strdup_printf (
      "{\"organization\":\"demo\",\"name\":\"V%u\",\"email\":\"v%u@example.org\"}", index, index);

  return bench_request ("POST", "/v1/widget/sessions", NULL, body);
}

static void
take_token (guint index, guint status, const char *body, gsize length, gpointer data)
{
  BenchVisitors *self = data;

  if (status != 201)
    g_error ("no session: %u %.*s", status, (int) length, body);
  self->tokens->pdata[index] = bench_find_string (body, length, "token");
}

static char *
ask_conversation (guint index, gpointer data)
{
  BenchVisitors *self = data;
  g_autofree char *body = NULL;

  self->conversations->pdata[index] = bh_id_new ();
  body = g_strdup_printf ("{\"id\":\"%s\"}", (char *) self->conversations->pdata[index]);
  return bench_request ("POST", "/v1/widget/conversations", self->tokens->pdata[index], body);
}

static void
check_created (guint index, guint status, const char *body, gsize length, gpointer data)
{
  if (status != 201)
    g_error ("no conversation: %u %.*s", status, (int) length, body);
}

BenchVisitors *
bench_visitors_new (guint16 port, guint count, gboolean conversations)
{
  BenchVisitors *self = g_new0 (BenchVisitors, 1);
  BenchErrand sessions = { ask_session, take_token, self };
  BenchErrand openings = { ask_conversation, check_created, self };

  self->tokens = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->tokens, (int) count);
  self->conversations = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->conversations, (int) count);
  bench_run_errand (port, &sessions, count, WIDTH);
  if (conversations)
    bench_run_errand (port, &openings, count, WIDTH);
  return self;
}

void
bench_visitors_free (BenchVisitors *self)
{
  g_ptr_array_unref (self->tokens);
  g_ptr_array_unref (self->conversations);
  g_free (self);
}
