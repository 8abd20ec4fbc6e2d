/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/knowledge/bhc-library-private.h"

#include "common/bh-error.h"

#include <glib/gi18n.h>

/* Counts are asked for again this long after something has changed, so that many changes cost one
 * question. */
#define COUNT_AFTER_MS 250

struct _BhcLibrary
{
  GObject parent_instance;

  BhcSession *session; /* (nullable) */
  BhcAnswer *overview; /* (nullable) */
  gboolean connected;
  guint counting; /* timeout; 0: none */
};

typedef enum
{
  PROP_CONNECTED = 1,
  PROP_CAN_CHANGE,
  PROP_N_GAPS,
  PROP_N_PROPOSED,
} BhcLibraryProperty;

static GParamSpec *props[PROP_N_PROPOSED + 1];

enum
{
  TIDINGS,
  ARTICLE_CHANGED,
  RESET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcLibrary, bhc_library, G_TYPE_OBJECT)

static void
bhc_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcLibrary *self = BHC_LIBRARY (object);

  switch ((BhcLibraryProperty) prop_id)
    {
    case PROP_CONNECTED:
      g_value_set_boolean (value, self->connected);
      break;
    case PROP_CAN_CHANGE:
      g_value_set_boolean (value, bhc_library_can_change (self));
      break;
    case PROP_N_GAPS:
      g_value_set_uint (value, self->overview != NULL ? (guint) self->overview->n_gaps : 0);
      break;
    case PROP_N_PROPOSED:
      g_value_set_uint (value, self->overview != NULL ? (guint) self->overview->n_proposed : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_library_dispose (GObject *object)
{
  bhc_library_set_session (BHC_LIBRARY (object), NULL);

  G_OBJECT_CLASS (bhc_library_parent_class)->dispose (object);
}

static void
bhc_library_class_init (BhcLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bhc_library_get_property;
  object_class->dispose = bhc_library_dispose;

  props[PROP_CONNECTED] = g_param_spec_boolean ("connected", NULL, NULL, FALSE, flags);
  props[PROP_CAN_CHANGE] = g_param_spec_boolean ("can-change", NULL, NULL, FALSE, flags);
  props[PROP_N_GAPS] = g_param_spec_uint ("n-gaps", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_PROPOSED] = g_param_spec_uint ("n-proposed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[TIDINGS] = g_signal_new ("tidings", BHC_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ARTICLE_CHANGED] =
      g_signal_new ("article-changed", BHC_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[RESET] = g_signal_new ("reset", BHC_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
bhc_library_init (BhcLibrary *self)
{
}

BhcLibrary *
bhc_library_new (void)
{
  return g_object_new (BHC_TYPE_LIBRARY, NULL);
}

static void
overview_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BhcLibrary *self = BHC_LIBRARY (source);
  g_autoptr (BhcSession) asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) overview = bhc_library_finish (self, result, &error);

  if (self->session != asked) /* signed out, or another account, since */
    return;
  if (overview == NULL || overview->formats == NULL)
    {
      if (error != NULL)
        g_debug ("the knowledge base is not counted: %s", error->message);
      return;
    }

  g_clear_pointer (&self->overview, bhc_answer_free);
  self->overview = g_steal_pointer (&overview);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_GAPS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PROPOSED]);
}

static void
count (BhcLibrary *self)
{
  bhc_library_ask_async (self, bhc_ask_new ("GET", "knowledge"), NULL, overview_cb,
                         g_object_ref (self->session));
}

static gboolean
count_cb (gpointer data)
{
  BhcLibrary *self = data;

  self->counting = 0;
  count (self);

  return G_SOURCE_REMOVE;
}

static void
count_soon (BhcLibrary *self)
{
  if (self->counting == 0)
    self->counting = g_timeout_add (COUNT_AFTER_MS, count_cb, self);
}

static void
tidings_cb (BhcFeed *feed, const BhcTidings *tidings, BhcLibrary *self)
{
  g_signal_emit (self, signals[TIDINGS], 0, tidings);
  if (tidings->kind == BHC_KIND_DOCUMENT)
    g_signal_emit (self, signals[ARTICLE_CHANGED], 0, tidings->id, tidings->record == NULL);
  count_soon (self);
}

static void
reset_cb (BhcFeed *feed, BhcLibrary *self)
{
  g_signal_emit (self, signals[RESET], 0);
  count_soon (self);
}

static void
show_link (BhcLibrary *self)
{
  gboolean connected = self->session != NULL && bhc_session_is_connected (self->session);

  if (self->connected == connected)
    return;

  self->connected = connected;
  if (connected)
    count (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONNECTED]);
}

void
bhc_library_set_session (BhcLibrary *self, BhcSession *session)
{
  BhcFeed *feed;

  g_return_if_fail (BHC_IS_LIBRARY (self));

  if (self->session == session)
    return;

  g_clear_handle_id (&self->counting, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (bhc_session_get_feed (self->session), self);
  g_clear_pointer (&self->overview, bhc_answer_free);
  g_set_object (&self->session, session);

  if (session != NULL)
    {
      feed = bhc_session_get_feed (session);
      g_signal_connect_object (feed, "tidings", G_CALLBACK (tidings_cb), self, 0);
      g_signal_connect_object (feed, "reset", G_CALLBACK (reset_cb), self, 0);
      g_signal_connect_object (feed, "link-changed", G_CALLBACK (show_link), self,
                               G_CONNECT_SWAPPED);
    }
  show_link (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_CHANGE]);
}

gboolean
bhc_library_is_connected (BhcLibrary *self)
{
  g_return_val_if_fail (BHC_IS_LIBRARY (self), FALSE);

  return self->connected;
}

gboolean
bhc_library_can_change (BhcLibrary *self)
{
  g_return_val_if_fail (BHC_IS_LIBRARY (self), FALSE);

  return self->session != NULL &&
         bhc_cache_get_operator (bhc_session_get_cache (self->session))->role >= BH_ROLE_ADMIN;
}

const BhcAnswer *
bhc_library_get_overview (BhcLibrary *self)
{
  g_return_val_if_fail (BHC_IS_LIBRARY (self), NULL);

  return self->overview;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  BhcAnswer *answer = bhc_ask_send_finish (BHC_SESSION (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) bhc_answer_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
bhc_library_ask_async (BhcLibrary *self,
                       BhcAsk *ask,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (BhcAsk) owned = ask;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bhc_library_ask_async);
  if (self->session == NULL)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE, _ ("nobody is signed in"));
  else
    bhc_ask_send_async (self->session, g_steal_pointer (&owned), cancellable, asked_cb,
                        g_steal_pointer (&task));
}

BhcAnswer *
bhc_library_finish (BhcLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
