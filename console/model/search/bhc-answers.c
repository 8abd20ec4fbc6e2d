/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/search/bhc-answers-private.h"

typedef struct
{
  const BhFindQuery *query;
  BhcFoundFunc func;
  gpointer data;
} Reading;

static void
give (const Reading *reading, const BhcFoundFields *fields)
{
  g_autoptr (BhcFound) found = bhc_found_new (fields, reading->query);

  reading->func (found, reading->data);
}

/* ---- of the cache ---- */

/* The ids in a JSON list of them: letters, digits and “-”. */
static GStrv
split_ids (const char *list)
{
  g_auto (GStrv) pieces = g_strsplit (list != NULL ? list : "", "\"", -1);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; pieces[i] != NULL && pieces[i + 1] != NULL; i++)
    if (i % 2 == 1)
      g_strv_builder_add (ids, pieces[i]);
  return g_strv_builder_end (ids);
}

static void
give_hit (const Reading *reading, const BhcFindHit *hit)
{
  const BhMessage *message = hit->message;
  g_auto (GStrv) labels = split_ids (hit->conversation->labels);
  const BhcFoundFields fields = {
    .kind = BHC_FOUND_MESSAGE,
    .id = message->id,
    .conversation = message->conversation_id,
    .contact = hit->conversation->contact_name,
    .text = message->body,
    .labels = (const char *const *) labels,
    .seq = message->seq,
    .when_us = message->created_us,
    .author = message->author,
    .author_name = message->author_name,
    .note = message->kind == BH_MESSAGE_NOTE,
  };

  give (reading, &fields);
}

void
bhc_answers_read_page (const BhcFindPage *page,
                       const BhFindQuery *query,
                       BhcFoundFunc func,
                       gpointer data)
{
  const Reading reading = { query, func, data };

  for (guint i = 0; i < page->contacts->len; i++)
    {
      const BhcFindContact *contact = page->contacts->pdata[i];
      const BhcFoundFields fields = { .kind = BHC_FOUND_CONTACT,
                                      .id = contact->id,
                                      .conversation = contact->conversation_id,
                                      .contact = contact->name,
                                      .email = contact->email,
                                      .when_us = contact->last_us };

      give (&reading, &fields);
    }
  for (guint i = 0; i < page->hits->len; i++)
    give_hit (&reading, page->hits->pdata[i]);
}

/* ---- of the daemon ---- */

static const char *
get_text (GVariant *bag, const char *name)
{
  const char *text = NULL;

  return bag != NULL && g_variant_lookup (bag, name, "&s", &text) ? text : NULL;
}

static gint64
get_number (GVariant *bag, const char *name)
{
  gint64 number = 0;

  g_variant_lookup (bag, name, "x", &number);
  return number;
}

static void
read_hit (const Reading *reading, GVariant *row)
{
  g_autoptr (GVariant) conversation =
      g_variant_lookup_value (row, "conversation", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) contact =
      conversation != NULL
          ? g_variant_lookup_value (conversation, "contact", G_VARIANT_TYPE_VARDICT)
          : NULL;
  g_autofree const char **labels = NULL;
  const char *author = get_text (row, "author");
  BhcFoundFields fields = { .kind = BHC_FOUND_MESSAGE,
                            .id = get_text (row, "message_id"),
                            .conversation = get_text (conversation, "id"),
                            .contact = get_text (contact, "name"),
                            .text = get_text (row, "excerpt"),
                            .seq = get_number (row, "seq"),
                            .when_us = get_number (row, "created_us"),
                            .author_name = get_text (row, "author_name"),
                            .note = g_strcmp0 (get_text (row, "kind"), "note") == 0,
                            .from_server = TRUE };

  if (fields.id == NULL || fields.conversation == NULL)
    return;
  if (author != NULL)
    bh_author_from_string (author, &fields.author);
  if (g_variant_lookup (conversation, "labels", "^a&s", &labels))
    fields.labels = labels;
  give (reading, &fields);
}

/* Where a contact was last is not told; what the cache knows stands in its own answer. */
static void
read_contact (const Reading *reading, GVariant *row)
{
  g_autoptr (GVariant) contact = g_variant_lookup_value (row, "contact", G_VARIANT_TYPE_VARDICT);
  const BhcFoundFields fields = { .kind = BHC_FOUND_CONTACT,
                                  .id = get_text (contact, "id"),
                                  .contact = get_text (contact, "name"),
                                  .email = get_text (contact, "email"),
                                  .when_us = get_number (row, "last_us"),
                                  .from_server = TRUE };

  if (fields.id != NULL)
    give (reading, &fields);
}

static void
read_article (const Reading *reading, GVariant *row)
{
  const BhcFoundFields fields = { .kind = BHC_FOUND_ARTICLE,
                                  .id = get_text (row, "document_id"),
                                  .title = get_text (row, "title"),
                                  .text = get_text (row, "excerpt"),
                                  .from_server = TRUE };

  if (fields.id != NULL)
    give (reading, &fields);
}

static const struct
{
  const char *name;
  void (*read) (const Reading *reading, GVariant *row);
} lists[] = {
  { "contacts", read_contact },
  { "articles", read_article },
  { "hits", read_hit },
};

void
bhc_answers_read (GVariant *answer, const BhFindQuery *query, BhcFoundFunc func, gpointer data)
{
  const Reading reading = { query, func, data };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GVariant) rows =
          g_variant_lookup_value (answer, lists[i].name, G_VARIANT_TYPE ("aa{sv}"));

      for (gsize r = 0; rows != NULL && r < g_variant_n_children (rows); r++)
        {
          g_autoptr (GVariant) row = g_variant_get_child_value (rows, r);

          lists[i].read (&reading, row);
        }
    }
}
