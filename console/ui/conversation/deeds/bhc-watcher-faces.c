/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/presence/bhc-watchers.h"
#include "console/ui/files/bhc-face.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/conversation/deeds/bhc-watcher-faces.h"

#define MAX_FACES 3
#define SIZE 22

struct _BhcWatcherFaces
{
  AdwBin parent_instance;

  BhcDesk *desk;         /* (nullable) */
  BhcWatchers *watchers; /* (nullable) */
  GtkWidget *box;
  GtkWidget *faces;
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (BhcWatcherFaces, bhc_watcher_faces, ADW_TYPE_BIN)

static void
add_face (BhcWatcherFaces *self, const BhcWatcher *watcher)
{
  BhcDirectory *directory = bhc_desk_get_directory (self->desk);
  BhcColleague *colleague = bhc_directory_find_colleague (directory, watcher->id);
  GtkWidget *avatar = adw_avatar_new (SIZE, watcher->name, TRUE);
  const BhcFaceOf who = { .id = watcher->id,
                          .hash = colleague != NULL ? bhc_colleague_get_avatar (colleague) : NULL,
                          .size = SIZE };

  bhc_face_show_operator (avatar, bhc_desk_get_files (self->desk), &who);
  gtk_widget_set_tooltip_text (avatar, watcher->name);
  gtk_box_append (GTK_BOX (self->faces), avatar);
}

static char *
describe (BhcWatchers *watchers)
{
  guint n = bhc_watchers_get_n (watchers);
  BhcWatcher first;

  for (guint i = 0; i < n; i++)
    {
      first = bhc_watchers_get (watchers, i);
      if (first.typing)
        return g_strdup_printf (_ ("%s is writing…"), first.name);
    }
  first = bhc_watchers_get (watchers, 0);
  if (n == 1)
    return g_strdup_printf (_ ("%s is looking, too"), first.name);

  return g_strdup_printf (
      ngettext ("%s and %d other are looking, too", "%s and %d others are looking, too", n - 1),
      first.name, (int) n - 1);
}

static void
show (BhcWatcherFaces *self)
{
  guint n = self->watchers != NULL ? bhc_watchers_get_n (self->watchers) : 0;
  g_autofree char *words = n > 0 ? describe (self->watchers) : NULL;
  GtkWidget *face;

  while ((face = gtk_widget_get_first_child (self->faces)) != NULL)
    gtk_box_remove (GTK_BOX (self->faces), face);
  for (guint i = 0; i < MIN (n, MAX_FACES); i++)
    {
      const BhcWatcher watcher = bhc_watchers_get (self->watchers, i);

      add_face (self, &watcher);
    }
  bhc_compat_set_status (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
bhc_watcher_faces_dispose (GObject *object)
{
  BhcWatcherFaces *self = BHC_WATCHER_FACES (object);

  bhc_watcher_faces_set_desk (self, NULL);

  G_OBJECT_CLASS (bhc_watcher_faces_parent_class)->dispose (object);
}

static void
bhc_watcher_faces_class_init (BhcWatcherFacesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_watcher_faces_dispose;
}

static void
bhc_watcher_faces_init (BhcWatcherFaces *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->faces = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  self->words = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 8,
                              "max-width-chars", 34, "xalign", 0.0, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_set_valign (self->faces, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->words, "caption");
  gtk_box_append (GTK_BOX (self->box), self->faces);
  gtk_box_append (GTK_BOX (self->box), self->words);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "watchers");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
bhc_watcher_faces_set_desk (BhcWatcherFaces *self, BhcDesk *desk)
{
  g_return_if_fail (BHC_IS_WATCHER_FACES (self));

  if (!g_set_object (&self->desk, desk))
    return;
  if (self->watchers != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watchers, self);
      bhc_watchers_set_looking (self->watchers, FALSE);
      g_clear_object (&self->watchers);
    }
  if (desk == NULL)
    return;

  self->watchers = bhc_watchers_new (desk);
  g_signal_connect_object (self->watchers, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
}

void
bhc_watcher_faces_set_conversation (BhcWatcherFaces *self, const char *id)
{
  g_return_if_fail (BHC_IS_WATCHER_FACES (self));

  if (self->watchers != NULL)
    bhc_watchers_set_conversation (self->watchers, id);
}

void
bhc_watcher_faces_set_looking (BhcWatcherFaces *self, gboolean looking)
{
  g_return_if_fail (BHC_IS_WATCHER_FACES (self));

  if (self->watchers != NULL)
    bhc_watchers_set_looking (self->watchers, looking);
}
