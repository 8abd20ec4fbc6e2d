/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The knowledge base of the fake desk: the real objects, with nobody signed in; and what of the
 * desk needs nothing of it. */
#include "console/model/knowledge/bhc-library-private.h"
#include "tests/console/ui/fake-desk.h"

BhcLibrary *
bhc_desk_get_library (BhcDesk *self)
{
  BhcLibrary *library = g_object_get_data (G_OBJECT (self), "library");

  if (library == NULL)
    {
      library = bhc_library_new ();
      g_object_set_data_full (G_OBJECT (self), "library", library, g_object_unref);
    }

  return library;
}

BhcUploads *
bhc_desk_get_uploads (BhcDesk *self)
{
  BhcUploads *uploads = g_object_get_data (G_OBJECT (self), "uploads");

  if (uploads == NULL)
    {
      uploads = bhc_uploads_new (bhc_desk_get_library (self));
      g_object_set_data_full (G_OBJECT (self), "uploads", uploads, g_object_unref);
    }

  return uploads;
}

const char *
bhc_desk_get_email (BhcDesk *self)
{
  return NULL;
}

gboolean
bhc_desk_act_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fake_desk_add_signals (GType desk)
{
  g_signal_new ("draft-returned", desk, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  g_signal_new ("colleague-here", desk, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 5,
                G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);
}

gboolean
bhc_desk_sign_in_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
