/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/files/bhc-face.h"

#include "console/ui/bhc-status.h"
#include "console/ui/files/bhc-preview.h"

#define FACES "bhc-faces" /* of the files: hash → Face */
#define WANTED "bhc-face" /* of a widget: the hash that it is to show */
#define OF "bhc-face-of"  /* of a widget: an Owner */
#define FALLBACK "avatar-default-symbolic"
#define SIDE 192   /* pixels of what is kept: twice the largest that is shown */
#define RETRY_S 60 /* after a failure */

typedef struct
{
  GdkTexture *texture; /* (nullable) not here */
  GPtrArray *waiting;  /* of GWeakRef to widgets */
  gboolean fetching;
  gint64 failed_us; /* 0: not */
} Face;

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static Face *
face_new (void)
{
  Face *face = g_new0 (Face, 1);

  face->waiting = g_ptr_array_new_with_free_func (weak_free);
  return face;
}

static void
face_free (gpointer data)
{
  Face *face = data;

  g_clear_object (&face->texture);
  g_ptr_array_unref (face->waiting);
  g_free (face);
}

static Face *
face_of (BhcFiles *files, const char *hash)
{
  GHashTable *faces = g_object_get_data (G_OBJECT (files), FACES);
  Face *face;

  if (faces == NULL)
    {
      faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, face_free);
      g_object_set_data_full (G_OBJECT (files), FACES, faces, (GDestroyNotify) g_hash_table_unref);
    }
  face = g_hash_table_lookup (faces, hash);
  if (face == NULL)
    {
      face = face_new ();
      g_hash_table_insert (faces, g_strdup (hash), face);
    }
  return face;
}

static void
show_texture (GtkWidget *widget, GdkTexture *texture)
{
  if (ADW_IS_AVATAR (widget))
    adw_avatar_set_custom_image (ADW_AVATAR (widget), GDK_PAINTABLE (texture));
  else
    {
      gtk_image_set_from_paintable (GTK_IMAGE (widget), GDK_PAINTABLE (texture));
      gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
      gtk_widget_set_valign (widget, GTK_ALIGN_CENTER); /* round, however high the line is */
    }
  gtk_widget_add_css_class (widget, "face");
}

static void
show_none (GtkWidget *widget, const char *icon)
{
  if (ADW_IS_AVATAR (widget))
    adw_avatar_set_custom_image (ADW_AVATAR (widget), NULL);
  else
    gtk_image_set_from_icon_name (GTK_IMAGE (widget), icon);
  gtk_widget_remove_css_class (widget, "face");
}

/* ---- fetching ---- */

typedef struct
{
  BhcFiles *files;
  char *hash;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->files);
  g_free (fetch->hash);
  g_free (fetch);
}

/* Tells those who still want it.  @texture: (nullable) */
static void
end_fetch (Fetch *fetch, GdkTexture *texture)
{
  Face *face = face_of (fetch->files, fetch->hash);

  g_set_object (&face->texture, texture);
  face->failed_us = texture == NULL ? g_get_monotonic_time () : 0;
  face->fetching = FALSE;
  for (guint i = 0; i < face->waiting->len; i++)
    {
      g_autoptr (GtkWidget) widget = g_weak_ref_get (g_ptr_array_index (face->waiting, i));

      if (widget != NULL && texture != NULL &&
          g_strcmp0 (g_object_get_data (G_OBJECT (widget), WANTED), fetch->hash) == 0)
        show_texture (widget, texture);
    }
  g_ptr_array_set_size (face->waiting, 0);
  fetch_free (fetch);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GdkTexture) texture = bhc_preview_load_finish (G_FILE (source), result, NULL);

  end_fetch (data, texture);
}

static void
here_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = bhc_files_fetch_finish (BHC_FILES (source), result, NULL);

  if (file != NULL)
    bhc_preview_load_async (file, SIDE, SIDE, NULL, decoded_cb, data);
  else
    end_fetch (data, NULL);
}

static gboolean
may_fetch (const Face *face)
{
  return !face->fetching && (face->failed_us == 0 ||
                             g_get_monotonic_time () - face->failed_us > RETRY_S * G_USEC_PER_SEC);
}

static void
wait_for (GtkWidget *widget, BhcFiles *files, const char *hash)
{
  Face *face = face_of (files, hash);
  GWeakRef *weak;
  Fetch *fetch;

  if (!face->fetching && !may_fetch (face))
    return;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, widget);
  g_ptr_array_add (face->waiting, weak);
  if (face->fetching)
    return;
  face->fetching = TRUE;
  fetch = g_new0 (Fetch, 1);
  fetch->files = g_object_ref (files);
  fetch->hash = g_strdup (hash);
  bhc_files_fetch_face_async (files, hash, here_cb, fetch);
}

void
bhc_face_show (GtkWidget *widget, BhcFiles *files, const char *hash, const char *icon)
{
  GdkTexture *texture = files != NULL && hash != NULL ? face_of (files, hash)->texture : NULL;

  g_return_if_fail (ADW_IS_AVATAR (widget) || GTK_IS_IMAGE (widget));

  g_object_set_data_full (G_OBJECT (widget), WANTED, g_strdup (hash), g_free);
  if (texture != NULL)
    {
      show_texture (widget, texture);
      return;
    }
  show_none (widget, icon);
  if (files != NULL && hash != NULL)
    wait_for (widget, files, hash);
}

/* ---- whose it is ---- */

typedef struct
{
  BhcFiles *files; /* (nullable) */
  gulong told;
  char *id;
  char *hash;
  const char *icon; /* (nullable) static */
  int size;
  int icon_size;
} Owner;

static void
owner_unset (Owner *owner)
{
  if (owner->files != NULL)
    g_signal_handler_disconnect (owner->files, owner->told);
  g_clear_object (&owner->files);
  g_clear_pointer (&owner->id, g_free);
  g_clear_pointer (&owner->hash, g_free);
}

static void
owner_free (gpointer data)
{
  owner_unset (data);
  g_free (data);
}

static Owner *
owner_of (GtkWidget *widget)
{
  Owner *owner = g_object_get_data (G_OBJECT (widget), OF);

  if (owner != NULL)
    return owner;
  owner = g_new0 (Owner, 1);
  if (GTK_IS_IMAGE (widget))
    owner->icon_size = gtk_image_get_pixel_size (GTK_IMAGE (widget));
  g_object_set_data_full (G_OBJECT (widget), OF, owner, owner_free);
  return owner;
}

/* A record is from when it was written; what the directory says is newer.  Returns: (nullable) */
static const char *
present_hash (Owner *owner)
{
  const char *known = owner->files != NULL ? bhc_files_get_face (owner->files, owner->id) : NULL;

  if (known == NULL)
    return owner->hash;
  return *known != '\0' ? known : NULL;
}

static void
show_owner (GtkWidget *widget)
{
  Owner *owner = owner_of (widget);
  const char *hash = present_hash (owner);

  if (GTK_IS_IMAGE (widget))
    {
      gtk_image_set_pixel_size (GTK_IMAGE (widget), hash != NULL ? owner->size : owner->icon_size);
      gtk_widget_set_visible (widget, hash != NULL || owner->icon != NULL);
    }
  bhc_face_show (widget, owner->files, hash,
                 owner->icon != NULL || hash == NULL ? owner->icon : FALLBACK);
}

void
bhc_face_show_operator (GtkWidget *widget, BhcFiles *files, const BhcFaceOf *who)
{
  Owner *owner = owner_of (widget);

  owner_unset (owner);
  owner->files = files != NULL && who->id != NULL ? g_object_ref (files) : NULL;
  owner->id = g_strdup (who->id);
  owner->hash = g_strdup (who->hash);
  owner->icon = who->icon;
  owner->size = who->size;
  if (owner->files != NULL)
    owner->told =
        g_signal_connect_swapped (owner->files, "faces-changed", G_CALLBACK (show_owner), widget);
  show_owner (widget);
}

void
bhc_face_show_owner (GtkImage *image, BhcFiles *files, BhcConversation *conversation, int size)
{
  const BhConversation *record = bhc_conversation_get_record (conversation);
  BhcStatus status = bhc_status_of (conversation);
  gboolean owned = status == BHC_STATUS_MINE || status == BHC_STATUS_COLLEAGUE;
  const BhcFaceOf who = { owned ? record->assignee_id : NULL,
                          owned ? record->assignee_avatar : NULL, bhc_status_icon (status), size };

  bhc_face_show_operator (GTK_WIDGET (image), files, &who);
}

gboolean
bhc_face_is_shown (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "face");
}
