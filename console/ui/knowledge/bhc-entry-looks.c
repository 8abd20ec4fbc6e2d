/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "common/phrases/bh-phrasebook.h"
#include "console/ui/bhc-time.h"
#include "console/ui/knowledge/bhc-knowledge-words.h"

#include "console/ui/knowledge/bhc-entry-row.h"

static void
show_document (BhcEntryRow *row, BhcEntry *entry)
{
  const BhDocument *document = bhc_entry_get_document (entry);
  g_autofree char *facts = bhc_knowledge_facts (document);
  g_autofree char *reason = bh_phrasebook_say (document->error);
  g_autofree char *problem = NULL;
  gboolean busy = bhc_knowledge_is_busy (document);

  bhc_entry_row_set_title (row, bhc_knowledge_icon (document), document->title);
  bhc_entry_row_set_facts (row, facts);
  bhc_entry_row_set_age (row, document->updated_us);
  if (g_strcmp0 (document->status, "error") == 0)
    problem = g_strdup_printf (_ ("Error: %s"), reason != NULL ? reason : document->status);
  if (problem != NULL)
    bhc_entry_row_set_state (row, problem, "error", FALSE);
  else
    bhc_entry_row_set_state (row, busy ? bhc_knowledge_status (document) : NULL, "dim-label", busy);
}

const BhcEntryLook bhc_document_look = { show_document, { { NULL } } };

static void
show_choice (BhcEntryRow *row, BhcEntry *entry)
{
  const BhDocument *document = bhc_entry_get_document (entry);

  bhc_entry_row_set_title (row, bhc_knowledge_icon (document), document->title);
  bhc_entry_row_set_facts (row, *document->category != '\0' ? document->category : NULL);
  bhc_entry_row_set_state (row, NULL, NULL, FALSE);
}

const BhcEntryLook bhc_choice_look = { show_choice, { { NULL } } };

static const char *
resolution_words (const char *resolution)
{
  if (g_strcmp0 (resolution, "article") == 0)
    return _ ("Closed: an article was written");
  if (g_strcmp0 (resolution, "linked") == 0)
    return _ ("Closed: linked to an article");

  return _ ("Closed: dismissed");
}

static void
show_gap (BhcEntryRow *row, BhcEntry *entry)
{
  const BhGap *gap = bhc_entry_get_gap (entry);
  gboolean open = g_strcmp0 (gap->status, "open") == 0;
  g_autofree char *age = bhc_time_ago (gap->last_us, bh_clock_now_us ());
  g_autofree char *hits = g_strdup_printf (
      ngettext ("Asked %d time", "Asked %d times", (gulong) gap->hits), (int) gap->hits);
  g_autofree char *facts = g_strdup_printf (C_ ("gap", "%s · last seen %s"), hits, age);

  bhc_entry_row_set_title (row, "dialog-question-symbolic", gap->question);
  bhc_entry_row_set_facts (row, facts);
  bhc_entry_row_set_state (row, open ? NULL : resolution_words (gap->resolution), "dim-label",
                           FALSE);
  bhc_entry_row_allow (row, 0, open);
  bhc_entry_row_allow (row, 1, open);
  bhc_entry_row_allow (row, 2, open);
  bhc_entry_row_allow (row, 3, !open);
}

const BhcEntryLook bhc_gap_look = {
  show_gap,
  { { "bellhop-edit-symbolic", NC_ ("row", "Write an Article About It"), "gaps.write" },
    { "bellhop-link-symbolic", NC_ ("row", "Link to an Article"), "gaps.link" },
    { "window-close-symbolic", NC_ ("row", "Dismiss"), "gaps.dismiss" },
    { "view-refresh-symbolic", NC_ ("row", "Reopen"), "gaps.reopen" } },
};

static const char *
origin_words (const char *origin)
{
  if (g_strcmp0 (origin, "visitor") == 0)
    return _ ("a visitor chose the article");
  if (g_strcmp0 (origin, "gap") == 0)
    return _ ("from a gap");
  if (g_strcmp0 (origin, "written") == 0)
    return _ ("written with the article");

  return _ ("an operator marked it");
}

static void
show_phrasing (BhcEntryRow *row, BhcEntry *entry)
{
  const BhPhrasing *phrasing = bhc_entry_get_phrasing (entry);
  g_autofree char *times =
      phrasing->hits > 1 ? g_strdup_printf (" · %d×", (int) phrasing->hits) : g_strdup ("");
  g_autofree char *facts =
      g_strdup_printf ("→ %s · %s%s", phrasing->title, origin_words (phrasing->origin), times);

  bhc_entry_row_set_title (row, "dialog-question-symbolic", phrasing->question);
  bhc_entry_row_set_facts (row, facts);
  bhc_entry_row_set_state (row, NULL, NULL, FALSE);
  bhc_entry_row_set_age (row, phrasing->created_us);
}

const BhcEntryLook bhc_phrasing_look = {
  show_phrasing,
  { { "object-select-symbolic", NC_ ("row", "Approve"), "phrasings.approve" },
    { "window-close-symbolic", NC_ ("row", "Reject"), "phrasings.reject" },
    { "text-x-generic-symbolic", NC_ ("row", "Open the Article"), "phrasings.open" } },
};
