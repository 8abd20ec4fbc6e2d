/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/reading/bhc-desk-fetch.h"

#include "console/ui/bhc-wish.h"

typedef struct
{
  gint64 seq;
  char *words;
  BhcWished wished;
  gpointer data;
} Wish;

static void
wish_free (Wish *wish)
{
  g_free (wish->words);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcConversation) found = bhc_desk_fetch_finish (BHC_DESK (source), result, &error);
  g_autofree char *problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    problem = g_strdup_printf (_ ("The conversation cannot be shown: %s"), error->message);
  wish->wished (wish->data, found, wish->seq, wish->words, problem);
}

void
bhc_wish_make (BhcDesk *desk,
               const char *conversation,
               gint64 seq,
               const char *words,
               GCancellable *cancellable,
               BhcWished wished,
               gpointer data)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->seq = seq;
  wish->words = g_strdup (words);
  wish->wished = wished;
  wish->data = data;
  bhc_desk_fetch_async (desk, conversation, cancellable, fetched_cb, wish);
}
