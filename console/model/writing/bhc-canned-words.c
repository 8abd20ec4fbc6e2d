/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-canned-words.h"

#include "console/client/bhc-citation.h"
#include "console/model/writing/bhc-variables.h"

#include <string.h>

#define RANKS 4

static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

/* RANKS: not at all. */
static guint
rank_of (BhcCanned *canned, const char *words)
{
  g_autofree char *shortcut = fold (bhc_canned_get_shortcut (canned));
  g_autofree char *title = fold (bhc_canned_get_title (canned));
  g_autofree char *body = fold (bhc_canned_get_body (canned));
  const gboolean fits[RANKS] = {
    g_str_has_prefix (shortcut, words),
    strstr (shortcut, words) != NULL,
    strstr (title, words) != NULL,
    strstr (body, words) != NULL,
  };

  for (guint i = 0; i < RANKS; i++)
    if (fits[i])
      return i;
  return RANKS;
}

GPtrArray *
bhc_canned_search (GListModel *canned, const char *words, guint limit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = fold (words);
  g_autofree guint *ranks = NULL;
  guint n = g_list_model_get_n_items (canned);

  ranks = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcCanned) each = g_list_model_get_item (canned, i);

      ranks[i] = rank_of (each, folded);
    }
  for (guint rank = 0; rank < RANKS; rank++)
    for (guint i = 0; i < n && found->len < limit; i++)
      if (ranks[i] == rank)
        g_ptr_array_add (found, g_list_model_get_item (canned, i));

  return found;
}

/* ---- what the names stand for ---- */

typedef struct
{
  BhcDesk *desk;
  BhcConversation *conversation;
  GHashTable *attributes; /* what else is known of the contact */
  char *word;             /* (nullable) the last that was cut out of a name */
} Whom;

/* Who gave no name is called something by the daemon; nobody is greeted so. */
static const char *
contact_name (Whom *whom)
{
  return bhc_conversation_get_given_name (whom->conversation);
}

static const char *
first_word (Whom *whom, const char *name)
{
  g_free (whom->word);
  whom->word = name != NULL ? g_strndup (name, strcspn (name, " ")) : NULL;
  return whom->word;
}

static const char *
contact_first_name (Whom *whom)
{
  return first_word (whom, contact_name (whom));
}

static const char *
contact_email (Whom *whom)
{
  return bhc_conversation_get_record (whom->conversation)->contact_email;
}

static const char *
agent_name (Whom *whom)
{
  const BhOperator *me = bhc_desk_get_operator (whom->desk);

  return me != NULL ? me->name : NULL;
}

static const char *
agent_first_name (Whom *whom)
{
  return first_word (whom, agent_name (whom));
}

static const char *
conversation_id (Whom *whom)
{
  return bhc_conversation_get_id (whom->conversation);
}

static const char *
organization_name (Whom *whom)
{
  return bhc_desk_get_organization_name (whom->desk);
}

static const struct
{
  const char *name;
  const char *(*value) (Whom *whom);
} names[] = {
  { "contact.name", contact_name },           { "contact.first_name", contact_first_name },
  { "contact.email", contact_email },         { "agent.name", agent_name },
  { "agent.first_name", agent_first_name },   { "conversation.id", conversation_id },
  { "organization.name", organization_name },
};

static const char *
look_up (const char *name, gpointer data)
{
  Whom *whom = data;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i].name))
      return names[i].value (whom);
  if (g_str_has_prefix (name, "contact."))
    return g_hash_table_lookup (whom->attributes, name + strlen ("contact."));

  return NULL;
}

char *
bhc_canned_write (BhcCanned *canned, BhcDesk *desk, BhcConversation *conversation, GArray **blanks)
{
  const BhConversation *record = bhc_conversation_get_record (conversation);
  g_autoptr (GHashTable) attributes = bhc_details_parse (record->contact_attributes);
  Whom whom = { desk, conversation, attributes, NULL };
  char *filled = bhc_variables_fill (bhc_canned_get_body (canned), look_up, &whom, blanks);

  g_free (whom.word);
  return filled;
}
