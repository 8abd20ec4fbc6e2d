/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-phrase-book.h"

#include <string.h>

#define ORGANIZATION "acme"
#define DOCUMENT "d1"

typedef struct
{
  BhdIndex *index;
  BhdPhraseBook *book;
} Fixture;

static void
put_document (Fixture *f)
{
  g_autoptr (GPtrArray) passages =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);

  g_ptr_array_add (passages, bhd_passage_new ("p1", DOCUMENT, "House rules", "",
                                              "Guests may stay overnight for nine euros."));
  bhd_index_put (f->index, ORGANIZATION, DOCUMENT, passages);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->index = bhd_index_new ();
  f->book = bhd_phrase_book_new (f->index);
  put_document (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bhd_phrase_book_free (f->book);
  bhd_index_free (f->index);
}

static gboolean
finds (Fixture *f, const char *question)
{
  const BhdSearch search = { .organization_id = ORGANIZATION, .question = question, .limit = 5 };
  g_autoptr (GPtrArray) hits = bhd_index_search (f->index, &search);

  return hits->len > 0;
}

static void
note (Fixture *f, const char *type, const char *body)
{
  const BhdEventDraft draft = { ORGANIZATION, type, NULL, NULL, body, NULL, 1 };
  g_autoptr (BhdEvent) event = bhd_event_new (&draft, 0);

  bhd_phrase_book_note (f->book, event);
}

static void
note_updated (Fixture *f, const char *id, const char *question, const char *status)
{
  g_autofree char *body =
      g_strdup_printf ("{\"phrasing\":{\"id\":\"%s\",\"document_id\":\"" DOCUMENT
                       "\",\"question\":\"%s\",\"status\":\"%s\"}}",
                       id, question, status);

  note (f, "phrasing.updated", body);
}

static void
test_approved_is_found (Fixture *f, gconstpointer data)
{
  g_assert_false (finds (f, "furry lodgers"));
  note_updated (f, "q1", "furry lodgers", "approved");
  g_assert_true (finds (f, "furry lodgers"));
}

static void
test_proposed_is_not (Fixture *f, gconstpointer data)
{
  note_updated (f, "q1", "furry lodgers", "proposed");
  g_assert_false (finds (f, "furry lodgers"));
}

static void
test_rejected_no_longer (Fixture *f, gconstpointer data)
{
  note_updated (f, "q1", "furry lodgers", "approved");
  note_updated (f, "q1", "furry lodgers", "rejected");
  g_assert_false (finds (f, "furry lodgers"));
}

static void
test_deleted_no_longer (Fixture *f, gconstpointer data)
{
  note_updated (f, "q1", "furry lodgers", "approved");
  note_updated (f, "q2", "scaly visitors", "approved");
  note (f, "phrasing.deleted", "{\"phrasing\":{\"id\":\"q1\"}}");
  g_assert_false (finds (f, "furry lodgers"));
  g_assert_true (finds (f, "scaly visitors"));
}

static void
test_document_indexed_anew_keeps_them (Fixture *f, gconstpointer data)
{
  note_updated (f, "q1", "furry lodgers", "approved");
  bhd_index_put (f->index, ORGANIZATION, DOCUMENT, NULL);
  put_document (f);
  bhd_phrase_book_apply (f->book, ORGANIZATION, DOCUMENT);
  g_assert_true (finds (f, "furry lodgers"));
}

static void
test_deleted_document_takes_them_along (Fixture *f, gconstpointer data)
{
  note_updated (f, "q1", "furry lodgers", "approved");
  bhd_index_put (f->index, ORGANIZATION, DOCUMENT, NULL);
  note (f, "document.deleted", "{\"document\":{\"id\":\"" DOCUMENT "\"}}");
  put_document (f);
  bhd_phrase_book_apply (f->book, ORGANIZATION, DOCUMENT);
  g_assert_false (finds (f, "furry lodgers"));
}

static void
test_odd_events_are_passed_over (Fixture *f, gconstpointer data)
{
  note (f, "phrasing.updated", "{\"phrasing\":7}");
  note (f, "phrasing.updated", "{\"phrasing\":{\"id\":\"q1\"}}");
  note (f, "phrasing.deleted", "{}");
  note (f, "message.created", "not even JSON");
  g_assert_false (finds (f, "furry lodgers"));
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/knowledge/phrase-book/approved-is-found", test_approved_is_found);
  TEST ("/knowledge/phrase-book/proposed-is-not", test_proposed_is_not);
  TEST ("/knowledge/phrase-book/rejected-no-longer", test_rejected_no_longer);
  TEST ("/knowledge/phrase-book/deleted-no-longer", test_deleted_no_longer);
  TEST ("/knowledge/phrase-book/document-indexed-anew", test_document_indexed_anew_keeps_them);
  TEST ("/knowledge/phrase-book/deleted-document", test_deleted_document_takes_them_along);
  TEST ("/knowledge/phrase-book/odd-events", test_odd_events_are_passed_over);
  return g_test_run ();
}
