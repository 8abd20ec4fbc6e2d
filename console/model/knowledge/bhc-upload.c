/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/knowledge/bhc-upload-private.h"

#include "common/bh-error.h"
#include "common/bh-formats.h"
#include "common/bh-id.h"
#include "common/phrases/bh-phrasebook.h"
#include "console/model/knowledge/bhc-file-reader.h"
#include "console/model/knowledge/bhc-library-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where the daemon has not said it yet. */
#define MAX_SIZE (40 * 1024 * 1024)
#define CHUNK (1024 * 1024)

/* So often the daemon may say that it stands elsewhere before the upload is given up. */
#define MAX_LOOKS 3

struct _BhcUpload
{
  GObject parent_instance;

  BhcLibrary *library;
  GFile *file;
  char *name;
  char *category; /* (nullable) */
  char *id;
  BhcUploadState state;
  char *problem;   /* (nullable) */
  char *document;  /* (nullable) */
  BhcFileSum *sum; /* (nullable) until it is computed */
  gboolean begun;  /* the daemon knows the upload */
  gint64 received;
  guint n_looks;
  GCancellable *cancellable;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcUpload, bhc_upload, G_TYPE_OBJECT)

static void
bhc_upload_dispose (GObject *object)
{
  BhcUpload *self = BHC_UPLOAD (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (bhc_upload_parent_class)->dispose (object);
}

static void
bhc_upload_finalize (GObject *object)
{
  BhcUpload *self = BHC_UPLOAD (object);

  g_clear_pointer (&self->sum, bhc_file_sum_free);
  g_free (self->name);
  g_free (self->category);
  g_free (self->id);
  g_free (self->problem);
  g_free (self->document);

  G_OBJECT_CLASS (bhc_upload_parent_class)->finalize (object);
}

static void
bhc_upload_class_init (BhcUploadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_upload_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_upload_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_UPLOAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_upload_init (BhcUpload *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
set_state (BhcUpload *self, BhcUploadState state, const char *problem)
{
  char *copy = g_strdup (problem);

  g_free (self->problem);
  self->problem = copy;
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What passes by itself is waited for; what the file is to blame for is not tried again. */
static void
take_error (BhcUpload *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (g_error_matches (error, BH_ERROR, BH_ERROR_OFFLINE) ||
      g_error_matches (error, BH_ERROR, BH_ERROR_UNAVAILABLE) ||
      g_error_matches (error, BH_ERROR, BH_ERROR_RATE_LIMITED))
    set_state (self, BHC_UPLOAD_WAITING, error->message);
  else if (g_error_matches (error, BH_ERROR, BH_ERROR_INVALID) ||
           g_error_matches (error, BH_ERROR, BH_ERROR_TOO_LARGE) ||
           g_error_matches (error, BH_ERROR, BH_ERROR_FORBIDDEN))
    set_state (self, BHC_UPLOAD_REFUSED, error->message);
  else
    {
      self->begun = FALSE;
      set_state (self, BHC_UPLOAD_FAILED, error->message);
    }
}

static void
summed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcUpload) self = data;
  g_autoptr (GError) error = NULL;
  BhcFileSum *sum = bhc_file_sum_finish (G_FILE (source), result, &error);

  if (sum == NULL)
    {
      take_error (self, error);
      return;
    }

  g_clear_pointer (&self->sum, bhc_file_sum_free);
  self->sum = sum;
  set_state (self, BHC_UPLOAD_WAITING, NULL);
}

static void
sum_up (BhcUpload *self)
{
  const BhcAnswer *overview = bhc_library_get_overview (self->library);

  set_state (self, BHC_UPLOAD_READING, NULL);
  bhc_file_sum_async (self->file, overview != NULL ? overview->max_size : MAX_SIZE,
                      self->cancellable, summed_cb, g_object_ref (self));
}

static gboolean
has_extension (const BhcFormat *format, const char *extension)
{
  return g_strv_contains ((const char *const *) format->extensions, extension);
}

/* By the formats the daemon says it reads; until it has, by those this console knows of. */
static gboolean
is_readable (BhcUpload *self)
{
  const BhcAnswer *overview = bhc_library_get_overview (self->library);
  const char *dot = strrchr (self->name, '.');
  g_autofree char *extension = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  if (overview == NULL)
    return bh_format_for_name (self->name) != NULL;
  for (guint i = 0; extension != NULL && i < overview->formats->len; i++)
    if (has_extension (g_ptr_array_index (overview->formats, i), extension))
      return TRUE;

  return FALSE;
}

static char *
list_formats (BhcUpload *self)
{
  const BhcAnswer *overview = bhc_library_get_overview (self->library);
  GString *list = g_string_new (NULL);

  for (guint i = 0; overview != NULL && i < overview->formats->len; i++)
    {
      const BhcFormat *format = g_ptr_array_index (overview->formats, i);
      g_autofree char *label = bh_phrasebook_say (format->label);

      g_string_append_printf (list, "%s%s", i > 0 ? C_ ("list", ", ") : "", label);
    }
  for (const BhFormat *format = bh_formats; overview == NULL && format->name != NULL; format++)
    g_string_append_printf (list, "%s%s", list->len > 0 ? C_ ("list", ", ") : "",
                            _ (format->label));

  return g_string_free (list, FALSE);
}

BhcUpload *
bhc_upload_new (BhcLibrary *library, GFile *file, const char *category)
{
  BhcUpload *self = g_object_new (BHC_TYPE_UPLOAD, NULL);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *formats = NULL;
  g_autofree char *problem = NULL;

  self->library = g_object_ref (library);
  self->file = g_object_ref (file);
  self->name = g_filename_display_name (base);
  self->category = g_strdup (category);
  self->id = bh_id_new ();

  if (is_readable (self))
    {
      sum_up (self);
      return self;
    }

  formats = list_formats (self);
  problem = g_strdup_printf (_ ("Files of this kind cannot be read. These can: %s."), formats);
  set_state (self, BHC_UPLOAD_REFUSED, problem);

  return self;
}

/* ---- sending ---- */

static void send_part (BhcUpload *self);
static void look (BhcUpload *self);

static void
take_document (BhcUpload *self, const BhDocument *document, BhcUploadState state)
{
  self->document = g_strdup (document->id);
  self->received = self->sum->size;
  set_state (self, state, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcUpload) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (g_error_matches (error, BH_ERROR, BH_ERROR_CONFLICT) && self->n_looks++ < MAX_LOOKS)
    look (self);
  else if (answer == NULL)
    take_error (self, error);
  else if (bhc_answer_get_document (answer) != NULL)
    take_document (self, bhc_answer_get_document (answer), BHC_UPLOAD_DONE);
  else
    {
      self->received = MAX (self->received, answer->received);
      set_state (self, BHC_UPLOAD_SENDING, NULL);
      send_part (self);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcUpload) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bhc_file_read_finish (G_FILE (source), result, &error);
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, self->received);
  BhcAsk *ask;

  if (bytes == NULL)
    {
      take_error (self, error);
      return;
    }

  ask = bhc_ask_new ("PUT", "uploads/%s", self->id);
  bhc_ask_add_query (ask, "offset", offset);
  bhc_ask_set_bytes (ask, bytes);
  bhc_library_ask_async (self->library, ask, self->cancellable, sent_cb, g_object_ref (self));
}

static void
send_part (BhcUpload *self)
{
  const BhcAnswer *overview = bhc_library_get_overview (self->library);
  gint64 chunk = overview != NULL ? overview->chunk : CHUNK;
  gint64 left = self->sum->size - self->received;

  bhc_file_read_async (self->file, self->received, MIN (chunk, left), self->cancellable, read_cb,
                       g_object_ref (self));
}

/* Where the daemon stands, after something was lost on the way. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcUpload) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (g_error_matches (error, BH_ERROR, BH_ERROR_NOT_FOUND))
    {
      /* Complete, or forgotten: to begin again says which. */
      self->begun = FALSE;
      set_state (self, BHC_UPLOAD_WAITING, NULL);
    }
  else if (answer == NULL)
    take_error (self, error);
  else
    {
      self->received = CLAMP (answer->received, 0, self->sum->size);
      set_state (self, BHC_UPLOAD_SENDING, NULL);
      send_part (self);
    }
}

static void
look (BhcUpload *self)
{
  bhc_library_ask_async (self->library, bhc_ask_new ("GET", "uploads/%s", self->id),
                         self->cancellable, looked_cb, g_object_ref (self));
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcUpload) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (answer == NULL)
    take_error (self, error);
  else if (bhc_answer_get_document (answer) != NULL)
    take_document (self, bhc_answer_get_document (answer), BHC_UPLOAD_KNOWN);
  else
    {
      self->begun = TRUE;
      self->received = CLAMP (answer->received, 0, self->sum->size);
      send_part (self);
    }
}

/* The title of an article is its file's name without what says the format. */
static char *
make_title (BhcUpload *self)
{
  const char *dot = strrchr (self->name, '.');

  return dot != NULL && dot > self->name ? g_strndup (self->name, (gsize) (dot - self->name))
                                         : g_strdup (self->name);
}

static void
begin (BhcUpload *self)
{
  BhcAsk *ask = bhc_ask_new ("POST", "uploads");
  g_autofree char *title = make_title (self);

  bhc_ask_set_string (ask, "id", self->id);
  bhc_ask_set_string (ask, "title", title);
  bhc_ask_set_string (ask, "category", self->category);
  bhc_ask_set_string (ask, "file_name", self->name);
  bhc_ask_set_int (ask, "size", self->sum->size);
  bhc_ask_set_string (ask, "hash", self->sum->hash);
  bhc_library_ask_async (self->library, ask, self->cancellable, begun_cb, g_object_ref (self));
}

void
bhc_upload_send (BhcUpload *self)
{
  g_return_if_fail (BHC_IS_UPLOAD (self));
  g_return_if_fail (self->state == BHC_UPLOAD_WAITING && self->sum != NULL);

  self->n_looks = 0;
  set_state (self, BHC_UPLOAD_SENDING, NULL);
  if (self->begun)
    look (self);
  else
    begin (self);
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, NULL);
}

void
bhc_upload_cancel (BhcUpload *self)
{
  g_return_if_fail (BHC_IS_UPLOAD (self));

  if (bhc_upload_is_over (self))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->begun)
    bhc_library_ask_async (self->library, bhc_ask_new ("DELETE", "uploads/%s", self->id), NULL,
                           dropped_cb, NULL);
  self->begun = FALSE;
  self->received = 0;
  set_state (self, BHC_UPLOAD_CANCELLED, NULL);
}

void
bhc_upload_retry (BhcUpload *self)
{
  g_return_if_fail (BHC_IS_UPLOAD (self));

  if (self->state != BHC_UPLOAD_FAILED && self->state != BHC_UPLOAD_CANCELLED)
    return;

  /* Under another id: the old one may be gone, or hold another content. */
  g_free (self->id);
  self->id = bh_id_new ();
  self->received = 0;
  sum_up (self);
}

const char *
bhc_upload_get_name (BhcUpload *self)
{
  g_return_val_if_fail (BHC_IS_UPLOAD (self), NULL);

  return self->name;
}

BhcUploadState
bhc_upload_get_state (BhcUpload *self)
{
  g_return_val_if_fail (BHC_IS_UPLOAD (self), BHC_UPLOAD_FAILED);

  return self->state;
}

double
bhc_upload_get_fraction (BhcUpload *self)
{
  g_return_val_if_fail (BHC_IS_UPLOAD (self), 0);

  return self->sum != NULL ? (double) self->received / (double) self->sum->size : 0;
}

const char *
bhc_upload_get_problem (BhcUpload *self)
{
  g_return_val_if_fail (BHC_IS_UPLOAD (self), NULL);

  return self->problem;
}

gboolean
bhc_upload_is_over (BhcUpload *self)
{
  g_return_val_if_fail (BHC_IS_UPLOAD (self), TRUE);

  return self->state >= BHC_UPLOAD_DONE;
}

const char *
bhc_upload_get_document (BhcUpload *self)
{
  g_return_val_if_fail (BHC_IS_UPLOAD (self), NULL);

  return self->document;
}
