/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/documents/taking.h"
#include "tests/bht-patience.h"

#include "tests/story/documents/intake.h"

#define HANDS 4

static void
taken_free (Taken *self)
{
  g_free (self->id);
  g_free (self->refusal);
  g_free (self);
}

static void
plan (Taking *self, const DocumentCase *documents)
{
  for (; documents->file_name != NULL; documents++)
    {
      Taken *taken = g_new0 (Taken, 1);

      taken->document = documents;
      g_ptr_array_add (self->taken, taken);
    }
}

typedef struct
{
  Taking *taking;
  int next;     /* atomic */
  GMutex mutex; /* guards what follows, and what has been taken */
  guint left;   /* not yet uploaded */
} Pile;

static gpointer
upload_thread (gpointer data)
{
  Pile *pile = data;
  Taking *self = pile->taking;
  g_autoptr (BhtApi) desk = bht_api_new (bht_bellhopd_url (self->daemon), self->token);
  guint i;

  while ((i = (guint) g_atomic_int_add (&pile->next, 1)) < self->taken->len)
    {
      Taken *taken = g_ptr_array_index (self->taken, i);
      g_autoptr (GBytes) bytes = document_case_make (taken->document, self->outside_url);

      char *refusal = NULL;
      char *id = intake_upload (desk, taken->document->file_name, bytes, &refusal);

      g_mutex_lock (&pile->mutex);
      taken->id = id;
      taken->refusal = refusal;
      pile->left--;
      g_mutex_unlock (&pile->mutex);
    }
  return NULL;
}

static Taken *
find (Taking *self, const char *id)
{
  for (guint i = 0; i < self->taken->len; i++)
    {
      Taken *taken = g_ptr_array_index (self->taken, i);

      if (g_strcmp0 (taken->id, id) == 0)
        return taken;
    }
  return NULL;
}

static void
note (Taken *taken, JsonObject *document)
{
  const char *status = json_object_get_string_member (document, "status");
  gint64 now_us = g_get_monotonic_time ();

  if (taken->ended_us != 0 || g_str_equal (status, "queued"))
    return;
  if (taken->begun_us == 0)
    taken->begun_us = now_us;
  if (!g_str_equal (status, "ready") && !g_str_equal (status, "error"))
    return;
  taken->ended_us = now_us;
  if (g_str_equal (status, "error"))
    taken->refusal = g_strdup (json_object_get_string_member (document, "error"));
}

static guint
count_waiting (Taking *self)
{
  guint waiting = 0;

  for (guint i = 0; i < self->taken->len; i++)
    {
      const Taken *taken = g_ptr_array_index (self->taken, i);

      waiting += taken->id != NULL && taken->ended_us == 0;
    }
  return waiting;
}

/* Returns: how many are still waited for. */
static guint
look (Taking *self, Pile *pile)
{
  g_autoptr (JsonNode) list =
      bht_api_expect (self->desk, "GET", "/v1/desk/documents?limit=100", NULL, 200);
  JsonArray *documents = json_object_get_array_member (json_node_get_object (list), "documents");
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pile->mutex);

  for (guint i = 0; i < json_array_get_length (documents); i++)
    {
      JsonObject *document = json_array_get_object_element (documents, i);
      Taken *taken = find (self, json_object_get_string_member (document, "id"));

      if (taken != NULL)
        note (taken, document);
    }
  return pile->left + count_waiting (self);
}

/* Says which ones, and fails. */
static void
complain (Taking *self)
{
  for (guint i = 0; i < self->taken->len; i++)
    {
      const Taken *taken = g_ptr_array_index (self->taken, i);

      if (taken->id != NULL && taken->ended_us == 0)
        g_printerr ("%s (%s) is not done with: %s\n", taken->document->file_name, taken->id,
                    taken->begun_us != 0 ? "being read" : "still queued");
    }
  g_error ("documents were not done with in time");
}

static void
take_all (Taking *self)
{
  Pulse *pulse = pulse_new (bht_bellhopd_url (self->daemon), bht_bellhopd_pid (self->daemon));
  gint64 deadline_us = g_get_monotonic_time () + BHT_PATIENCE_US;
  Pile pile = { .taking = self, .left = self->taken->len };
  GThread *threads[HANDS];

  for (guint i = 0; i < HANDS; i++)
    threads[i] = g_thread_new ("upload", upload_thread, &pile);
  while (look (self, &pile) > 0)
    {
      if (g_get_monotonic_time () >= deadline_us)
        complain (self);
      g_usleep (20000);
    }
  for (guint i = 0; i < HANDS; i++)
    g_thread_join (threads[i]);
  self->pulse = pulse_end (pulse);
}

static void
say_nothing (const char *path, GOutputStream *out)
{
}

Taking *
taking_new (void)
{
  Taking *self = g_new0 (Taking, 1);
  g_autofree char *extract = NULL;

  self->outside = web_new (say_nothing);
  self->outside_url = g_strdup_printf ("http://127.0.0.1:%u", web_port (self->outside));
  self->scales = scales_new (g_getenv ("BHT_EXTRACT"));
  extract = g_strconcat ("BELLHOP_EXTRACT=", scales_path (self->scales), NULL);
  self->daemon = bht_bellhopd_new ((const char *[]){ extract, "BELLHOP_DEBOUNCE_MS=0",
                                                     "BELLHOP_PAGES_FROM_PRIVATE=true", NULL });
  self->token = bht_bellhopd_furnish (self->daemon);
  self->desk = bht_api_new (bht_bellhopd_url (self->daemon), self->token);
  self->taken = g_ptr_array_new_with_free_func ((GDestroyNotify) taken_free);
  plan (self, ordinary_documents);
  plan (self, hostile_documents);
  take_all (self);
  return self;
}

void
taking_free (Taking *self)
{
  g_ptr_array_unref (self->taken);
  bht_api_free (self->desk);
  bht_bellhopd_free (self->daemon);
  scales_free (self->scales);
  web_free (self->outside);
  g_free (self->outside_url);
  g_free (self->token);
  g_free (self);
}
