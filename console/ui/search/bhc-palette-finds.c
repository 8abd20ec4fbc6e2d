/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/find/bh-find-fold.h"
#include "console/model/search/bhc-desk-find.h"

#include "console/ui/search/bhc-palette-finds.h"

#define LEAST 2   /* characters */
#define AT_MOST 4 /* of each kind */

/* One palette and what it is asked about. */
typedef struct
{
  BhcDesk *desk;
  GCancellable *cancellable; /* (nullable) of the last look */
} Finds;

/* One look for contacts. */
typedef struct
{
  GWeakRef palette;
  char *typed;
} Look;

static void
finds_free (gpointer data, GClosure *closure)
{
  Finds *finds = data;

  if (finds->cancellable != NULL)
    g_cancellable_cancel (finds->cancellable);
  g_clear_object (&finds->cancellable);
  g_object_unref (finds->desk);
  g_free (finds);
}

static void
look_free (Look *look)
{
  g_weak_ref_clear (&look->palette);
  g_free (look->typed);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Look) look = data;
  g_autoptr (BhcPalette) palette = g_weak_ref_get (&look->palette);
  g_autoptr (BhcFindPage) page = bhc_desk_find_finish (BHC_DESK (source), result, NULL);

  for (guint i = 0; palette != NULL && page != NULL && i < MIN (page->contacts->len, AT_MOST); i++)
    {
      const BhcFindContact *contact = page->contacts->pdata[i];
      const BhcPaletteOffer offer = { contact->name, _ ("Conversation"), "places.open-conversation",
                                      contact->conversation_id };

      bhc_palette_offer (palette, look->typed, &offer);
    }
}

/* Only names: quotes and operators would be something to search for. */
static void
look_for_contacts (Finds *finds, BhcPalette *palette, const char *typed)
{
  g_autofree char *words = bh_find_fold (typed);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  Look *look = NULL;

  if (finds->cancellable != NULL)
    g_cancellable_cancel (finds->cancellable);
  g_clear_object (&finds->cancellable);
  if (*words == '\0')
    return;

  look = g_new0 (Look, 1);
  g_weak_ref_init (&look->palette, palette);
  look->typed = g_strdup (typed);
  finds->cancellable = g_cancellable_new ();
  bhc_desk_find_async (finds->desk, words, zone, 0, finds->cancellable, looked_cb, look);
}

static void
offer_colleagues (BhcPalette *palette, BhcDesk *desk, const char *typed)
{
  GListModel *list = bhc_directory_get_colleagues (bhc_desk_get_directory (desk));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list) && n < AT_MOST; i++)
    {
      g_autoptr (BhcColleague) each = g_list_model_get_item (list, i);
      const char *name = bhc_colleague_get_name (each);
      g_autofree char *search = g_strdup_printf ("assignee:\"%s\"", name);
      const BhcPaletteOffer offer = { name, _ ("Colleague’s Conversations"), "search", search };

      if (bhc_colleague_is_disabled (each) || !g_str_match_string (typed, name, TRUE))
        continue;
      bhc_palette_offer (palette, typed, &offer);
      n++;
    }
}

static void
offer_replies (BhcPalette *palette, BhcDesk *desk, const char *typed)
{
  GListModel *list = bhc_directory_get_canned (bhc_desk_get_directory (desk));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list) && n < AT_MOST; i++)
    {
      g_autoptr (BhcCanned) each = g_list_model_get_item (list, i);
      g_autofree char *words =
          g_strconcat (bhc_canned_get_title (each), " ", bhc_canned_get_shortcut (each), NULL);
      const BhcPaletteOffer offer = { bhc_canned_get_title (each), _ ("Canned Reply"),
                                      "composer.use-canned", bhc_canned_get_id (each) };

      if (!g_str_match_string (typed, words, TRUE))
        continue;
      bhc_palette_offer (palette, typed, &offer);
      n++;
    }
}

static void
typed_cb (BhcPalette *palette, const char *typed, Finds *finds)
{
  if (g_utf8_strlen (typed, -1) < LEAST)
    return;

  offer_colleagues (palette, finds->desk, typed);
  offer_replies (palette, finds->desk, typed);
  look_for_contacts (finds, palette, typed);
}

void
bhc_palette_finds_attach (BhcPalette *palette, BhcDesk *desk)
{
  Finds *finds = g_new0 (Finds, 1);

  finds->desk = g_object_ref (desk);
  g_signal_connect_data (palette, "typed", G_CALLBACK (typed_cb), finds, finds_free, 0);
}
