/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-reading.h"

#include "common/bh-error.h"
#include "common/bh-formats.h"
#include "server/knowledge/bhd-extractor.h"
#include "server/knowledge/text/bhd-passages.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* What a step's turn needs. */
typedef struct
{
  BhdReading *reading;
  const char *format;
  const char *blob;
  gint64 size;
  const char *title;
  const char *text;
  gboolean stored;
} Step;

void
bhd_reading_free (BhdReading *self)
{
  g_free (self->organization_id);
  g_clear_pointer (&self->document, bh_document_unref);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_free (self->failure);
  g_free (self);
}

static gpointer
take_job (BhdTurn *turn, gpointer data, GError **error)
{
  BhdReading *self = data;

  self->document = bhd_intake_take (turn, &self->organization_id, error);
  return NULL;
}

BhdReading *
bhd_reading_take (BhdStore *store, GError **error)
{
  g_autoptr (BhdReading) self = g_new0 (BhdReading, 1);
  GError *inner = NULL;

  bhd_store_call (store, BHD_JOB_WRITE, take_job, self, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL && self->document != NULL ? g_steal_pointer (&self) : NULL;
}

static gpointer
keep_page_job (BhdTurn *turn, gpointer data, GError **error)
{
  Step *step = data;
  BhdReading *reading = step->reading;

  return bhd_intake_keep_page (turn, reading->organization_id, reading->document, step->format,
                               step->blob, step->size, error);
}

static gpointer
read_job (BhdTurn *turn, gpointer data, GError **error)
{
  Step *step = data;
  BhdReading *reading = step->reading;

  return bhd_intake_read (turn, reading->organization_id, reading->document, step->title,
                          step->text, error);
}

/* The document is what @job answers, or has changed. */
static gboolean
go (BhdReading *self, BhdStore *store, BhdJobFunc job, Step *step, GError **error)
{
  GError *inner = NULL;
  BhDocument *now;

  step->reading = self;
  now = bhd_store_call_full (store, BHD_JOB_WRITE, job, step, (GDestroyNotify) bh_document_unref,
                             &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return FALSE;
    }
  self->changed = now == NULL;
  if (now != NULL)
    {
      bh_document_unref (self->document);
      self->document = now;
    }
  return TRUE;
}

static void
fail (BhdReading *self, GError *failure)
{
  self->failure = g_strdup (failure->message);
  g_error_free (failure);
}

/* Of what is found on the web; others are files to upload. */
static const BhFormat *
page_format (const char *media_type)
{
  static const char *const names[] = { "html", "text", "markdown", "pdf", NULL };
  const BhFormat *format = bh_format_for_media_type (media_type);

  return format != NULL && g_strv_contains (names, format->name) ? format : NULL;
}

static gboolean
keep_page (BhdReading *self,
           const BhdReadingTools *tools,
           const BhFormat *format,
           GBytes *page,
           GError **error)
{
  Step step = { .format = format->name, .size = (gint64) g_bytes_get_size (page) };
  g_autofree char *blob = NULL;
  GError *failure = NULL;
  gboolean gone = TRUE;

  bhd_blobs_lock (tools->blobs);
  step.blob = blob = bhd_blobs_add (tools->blobs, self->organization_id, page, &failure);
  if (blob != NULL)
    gone = go (self, tools->store, keep_page_job, &step, error);
  bhd_blobs_unlock (tools->blobs);
  if (failure != NULL)
    fail (self, failure);
  return gone;
}

static gboolean
fetch (BhdReading *self, const BhdReadingTools *tools, GError **error)
{
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) page = NULL;
  const BhFormat *format = NULL;
  GError *failure = NULL;

  if (tools->fetch == NULL || tools->blobs == NULL)
    {
      self->failure = g_strdup (N_ ("pages cannot be fetched here"));
      return TRUE;
    }
  page = tools->fetch (self->document->url, tools->cancellable, &media_type, tools->fetch_data,
                       &failure);
  if (page != NULL)
    format = page_format (media_type);
  if (page == NULL)
    fail (self, failure);
  else if (format == NULL)
    self->failure =
        g_strdup_printf (N_ ("there is no page at this address but something of the kind "
                             "“%s”: pages, plain text, Markdown and PDF can be read"),
                         media_type != NULL ? media_type : "unknown");
  return self->failure != NULL || keep_page (self, tools, format, page, error);
}

/* Returns: (transfer full): NULL with @failure set. */
static GBytes *
load (int fd, gsize size, GError **failure)
{
  g_autofree guint8 *bytes = g_malloc (size);
  gsize n = 0;
  gssize got = 1;

  while (n < size && got > 0)
    {
      got = pread (fd, bytes + n, size - n, (off_t) n);
      n += got > 0 ? (gsize) got : 0;
    }
  if (n == size)
    return g_bytes_new_take (g_steal_pointer (&bytes), size);
  g_set_error (failure, BH_ERROR, BH_ERROR_UNAVAILABLE, "the file could not be read from the disk");
  return NULL;
}

static char *
look (BhdReading *self, const BhdReadingTools *tools, int fd, GError **failure)
{
  g_autoptr (GBytes) picture = NULL;

  if (tools->see == NULL)
    {
      g_set_error (failure, BH_ERROR, BH_ERROR_UNAVAILABLE, "pictures cannot be read here");
      return NULL;
    }
  picture = load (fd, (gsize) self->document->size, failure);
  if (picture == NULL)
    return NULL;
  return tools->see (self->organization_id, picture, tools->cancellable, tools->see_data, failure);
}

static char *
read_file (BhdReading *self, const BhdReadingTools *tools, int fd, char **title, GError **failure)
{
  const BhFormat *format = bh_format_by_name (self->document->format);

  if (format != NULL && format->picture)
    return look (self, tools, fd, failure);
  return bhd_extractor_run (tools->extract, self->document->format, fd,
                            (gsize) self->document->size, title, failure);
}

/* Returns: (transfer full) (nullable): NULL where it has failed. */
static char *
extract (BhdReading *self, const BhdReadingTools *tools, char **title)
{
  const BhDocument *document = self->document;
  GError *failure = NULL;
  char *text = NULL;
  int fd = -1;

  if (document->blob == NULL)
    text = bhd_extractor_run_body (tools->extract, document->format, document->body, &failure);
  else if (tools->blobs != NULL)
    fd = bhd_blobs_open (tools->blobs, self->organization_id, document->blob, &failure);
  if (fd >= 0)
    {
      text = read_file (self, tools, fd, title, &failure);
      close (fd);
    }
  if (failure != NULL)
    fail (self, failure);
  else if (text == NULL)
    self->failure = g_strdup (N_ ("files cannot be read here"));
  return text;
}

/* A document without a title of its own is called like the heading it begins with.
 * Returns: (transfer full) (nullable) */
static char *
first_heading (const BhDocument *document, const char *text)
{
  text += strspn (text, " \t\r\n");
  if (strcmp (document->format, "text") == 0 || !g_str_has_prefix (text, "# "))
    return NULL;
  return g_strndup (text + 2, strcspn (text + 2, "\r\n"));
}

static void
cut (BhdReading *self, const char *text)
{
  const BhDocument *document = self->document;
  gboolean plain = strcmp (document->format, "text") == 0;

  self->passages =
      bhd_passages_cut (document->id, document->title, plain ? "text" : "markdown", text);
  if (self->passages->len > 0)
    return;
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  self->failure = g_strdup (N_ ("there is no text in it"));
}

static gpointer
keep_piece_job (BhdTurn *turn, gpointer data, GError **error)
{
  Step *step = data;
  BhdReading *reading = step->reading;

  bhd_intake_keep_piece (turn, reading->organization_id, reading->document, reading->passages,
                         reading->kept, &step->stored, error);
  return NULL;
}

/* All but the last piece, which comes with the end. */
static gboolean
keep_pieces (BhdReading *self, BhdStore *store, GError **error)
{
  GError *inner = NULL;

  while (!self->changed && self->passages != NULL &&
         self->passages->len - self->kept > BHD_INTAKE_PIECE)
    {
      Step step = { .reading = self };

      bhd_store_call (store, BHD_JOB_WRITE, keep_piece_job, &step, &inner);
      if (inner != NULL)
        {
          g_propagate_error (error, inner);
          return FALSE;
        }
      self->changed = !step.stored;
      self->kept += BHD_INTAKE_PIECE;
    }
  return TRUE;
}

gboolean
bhd_reading_run (BhdReading *self, const BhdReadingTools *tools, GError **error)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  Step step = { NULL };

  if (self->document->url != NULL && self->document->blob == NULL && !fetch (self, tools, error))
    return FALSE;
  if (self->changed || self->failure != NULL)
    return TRUE;

  step.text = text = extract (self, tools, &title);
  if (text == NULL)
    return TRUE;
  if (title == NULL || *title == '\0')
    {
      g_free (title);
      title = first_heading (self->document, text);
    }
  step.title = title;
  if (!go (self, tools->store, read_job, &step, error))
    return FALSE;
  if (!self->changed)
    cut (self, text);
  return keep_pieces (self, tools->store, error);
}

static gpointer
finish_job (BhdTurn *turn, gpointer data, GError **error)
{
  Step *step = data;
  BhdReading *reading = step->reading;

  bhd_intake_finish (turn, reading->organization_id, reading->document, reading->passages,
                     reading->kept, reading->failure, &step->stored, error);
  return NULL;
}

gboolean
bhd_reading_finish (BhdReading *self, BhdStore *store, gboolean *stored, GError **error)
{
  Step step = { .reading = self };
  GError *inner = NULL;

  bhd_store_call (store, BHD_JOB_WRITE, finish_job, &step, &inner);
  *stored = inner == NULL && step.stored;
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL;
}
