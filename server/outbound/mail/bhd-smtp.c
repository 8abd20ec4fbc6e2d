/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <curl/curl.h>
#include <string.h>

#include "server/outbound/mail/bhd-smtp.h"

#define CONNECT_TIMEOUT_MS 10000L
#define TIMEOUT_MS 60000L
#define WORDS_MAX 300 /* bytes of an answer that are kept */

struct _BhdSmtp
{
  const BhdMailAccount *account;
  GCancellable *stop; /* (nullable) */
  CURL *easy;         /* keeps the connection from letter to letter */
  gboolean failed;    /* the last letter: nobody knows what state the connection is in */
  char *words;        /* the server's last ones */
};

typedef struct
{
  const char *bytes;
  gsize left;
} Upload;

BhdSmtp *
bhd_smtp_new (const BhdMailAccount *account, GCancellable *stop)
{
  BhdSmtp *self = g_new0 (BhdSmtp, 1);

  self->account = account;
  self->stop = stop != NULL ? g_object_ref (stop) : NULL;
  self->easy = curl_easy_init ();
  self->words = g_strdup ("");
  g_assert (self->easy != NULL);
  return self;
}

void
bhd_smtp_free (BhdSmtp *self)
{
  curl_easy_cleanup (self->easy);
  g_clear_object (&self->stop);
  g_free (self->words);
  g_free (self);
}

const char *
bhd_smtp_last_words (BhdSmtp *self)
{
  return self->words;
}

static size_t
upload_cb (char *buffer, size_t size, size_t count, void *data)
{
  Upload *upload = data;
  gsize length = MIN (size * count, upload->left);

  memcpy (buffer, upload->bytes, length);
  upload->bytes += length;
  upload->left -= length;
  return length;
}

static gboolean
is_refusal (const char *words)
{
  return *words == '4' || *words == '5';
}

/* Every line the server says.  What it says after a refusal is a goodbye. */
static size_t
hear_cb (char *bytes, size_t size, size_t count, void *data)
{
  BhdSmtp *self = data;
  g_autofree char *line = g_utf8_make_valid (bytes, (gssize) MIN (size * count, WORDS_MAX));

  if (is_refusal (self->words))
    return size * count;
  g_free (self->words);
  self->words = g_strdup (g_strstrip (line));
  return size * count;
}

/* What the server says is no page of ours. */
static size_t
ignore_cb (char *bytes, size_t size, size_t count, void *data)
{
  return size * count;
}

static int
progress_cb (void *data, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
  const BhdSmtp *self = data;

  return g_cancellable_is_cancelled (self->stop) ? 1 : 0;
}

static void
set_security (BhdSmtp *self)
{
  const BhdMailAccount *account = self->account;

  curl_easy_setopt (self->easy, CURLOPT_USE_SSL,
                    account->tls ? (long) CURLUSESSL_ALL : (long) CURLUSESSL_NONE);
  curl_easy_setopt (self->easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  if (account->ca_file != NULL)
    curl_easy_setopt (self->easy, CURLOPT_CAINFO, account->ca_file);
  if (account->user == NULL)
    return;
  curl_easy_setopt (self->easy, CURLOPT_USERNAME, account->user);
  curl_easy_setopt (self->easy, CURLOPT_PASSWORD, account->password);
}

static void
set_options (BhdSmtp *self, Upload *upload)
{
  curl_easy_reset (self->easy); /* keeps the connection */
  curl_easy_setopt (self->easy, CURLOPT_URL, self->account->url);
  curl_easy_setopt (self->easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (self->easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (self->easy, CURLOPT_FRESH_CONNECT, self->failed ? 1L : 0L);
  curl_easy_setopt (self->easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS);
  curl_easy_setopt (self->easy, CURLOPT_TIMEOUT_MS, TIMEOUT_MS);
  curl_easy_setopt (self->easy, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (self->easy, CURLOPT_READFUNCTION, upload_cb);
  curl_easy_setopt (self->easy, CURLOPT_READDATA, upload);
  curl_easy_setopt (self->easy, CURLOPT_WRITEFUNCTION, ignore_cb);
  curl_easy_setopt (self->easy, CURLOPT_HEADERFUNCTION, hear_cb);
  curl_easy_setopt (self->easy, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (self->easy, CURLOPT_XFERINFOFUNCTION, progress_cb);
  curl_easy_setopt (self->easy, CURLOPT_XFERINFODATA, self);
  set_security (self);
}

/* What speaks of the letter and not of us: a sign-in that is refused (53x) and a command that is
 * not understood (50x) are the administrator's to mend. */
static gboolean
is_final (BhdSmtp *self)
{
  return g_str_has_prefix (self->words, "55");
}

static gboolean
set_failure (BhdSmtp *self, CURLcode result, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->stop, error))
    return FALSE;
  if (result == CURLE_OPERATION_TIMEDOUT)
    g_set_error (error, BH_ERROR, BH_ERROR_TIMEOUT, "the mail server did not answer in time");
  else if (*self->words != '\0')
    g_set_error (error, BH_ERROR, is_final (self) ? BH_ERROR_INVALID : BH_ERROR_UNAVAILABLE,
                 "the mail server did not take it: %s; its last words: “%s”",
                 curl_easy_strerror (result), self->words);
  else
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "cannot reach the mail server: %s",
                 curl_easy_strerror (result));
  return FALSE;
}

gboolean
bhd_smtp_send (BhdSmtp *self, const char *to, GBytes *message, GError **error)
{
  g_autofree char *sender = g_strdup_printf ("<%s>", self->account->from);
  g_autofree char *recipient = g_strdup_printf ("<%s>", to);
  struct curl_slist *recipients = NULL;
  Upload upload = { 0 };
  CURLcode result;

  if (!bhd_mail_address_is_plain (to))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "“%s” is no e-mail address", to);
      return FALSE;
    }
  upload.bytes = g_bytes_get_data (message, &upload.left);
  self->words[0] = '\0';
  set_options (self, &upload);
  recipients = curl_slist_append (NULL, recipient);
  curl_easy_setopt (self->easy, CURLOPT_MAIL_FROM, sender);
  curl_easy_setopt (self->easy, CURLOPT_MAIL_RCPT, recipients);
  result = curl_easy_perform (self->easy);
  curl_easy_setopt (self->easy, CURLOPT_MAIL_RCPT, NULL);
  curl_slist_free_all (recipients);
  self->failed = result != CURLE_OK;
  return !self->failed || set_failure (self, result, error);
}
