/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <gio/gio.h>
#include <gmime/gmime.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "server/outbound/mail/bhd-mime.h"

#define CREDENTIAL "bellhop-smtp-password" /* of systemd */
#define ADDRESS_MAX 254

static gboolean
refuse (GError **error, const char *setting, const char *what)
{
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "the setting “%s” %s", setting, what);
  return FALSE;
}

gboolean
bhd_mail_address_is_plain (const char *address)
{
  const char *at = strchr (address, '@');

  if (at == NULL || at == address || at[1] == '\0' || strchr (at + 1, '@') != NULL ||
      strlen (address) > ADDRESS_MAX || !g_utf8_validate (address, -1, NULL))
    return FALSE;
  for (const char *c = address; *c != '\0'; c++)
    if ((guchar) *c <= ' ' || *c == 0x7f || strchr ("<>()[]\\,;:\"", *c) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
read_url (BhdMailAccount *self, const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if ((!g_str_equal (scheme, "smtp") && !g_str_equal (scheme, "smtps")) || host == NULL ||
      *host == '\0')
    return refuse (error, "smtp_url", "names no mail server: write smtp://mail.example.org:587");
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, "smtp_url",
                   "has a user in it: write smtp_user, and the password into a file");
  self->url = g_strdup (url);
  return TRUE;
}

/* Takes what one mailbox is called; none of a list or a group. */
static void
read_mailbox (BhdMailAccount *self, const char *from)
{
  InternetAddressList *list = internet_address_list_parse (NULL, from);
  InternetAddress *first = list != NULL && internet_address_list_length (list) == 1
                               ? internet_address_list_get_address (list, 0)
                               : NULL;

  if (first != NULL && INTERNET_ADDRESS_IS_MAILBOX (first))
    {
      self->from = g_strdup (internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (first)));
      self->from_name = g_strdup (internet_address_get_name (first));
    }
  g_clear_object (&list);
}

/* “desk@example.org” or “The Desk <desk@example.org>”. */
static gboolean
read_from (BhdMailAccount *self, const char *from, GError **error)
{
  if (from != NULL)
    read_mailbox (self, from);
  return (self->from != NULL && bhd_mail_address_is_plain (self->from)) ||
         refuse (error, "mail_from",
                 "must be the address that visitors see, for instance desk@example.org");
}

/* Returns: (transfer full) (nullable) */
static char *
find_password_file (const BhdMailSettings *settings)
{
  const char *credentials = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *path = NULL;

  if (settings->smtp_password_file != NULL)
    return g_strdup (settings->smtp_password_file);
  if (credentials == NULL)
    return NULL;
  path = g_build_filename (credentials, CREDENTIAL, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static gboolean
read_password (BhdMailAccount *self, const char *path, GError **error)
{
  g_autofree char *trouble = NULL;
  g_autoptr (GError) cause = NULL;
  struct stat info;

  if (stat (path, &info) == 0 && (info.st_mode & 077) != 0)
    trouble = g_strdup_printf ("names %s, which others may read: chmod 600 it", path);
  else if (!g_file_get_contents (path, &self->password, NULL, &cause))
    trouble = g_strdup_printf ("cannot be used: %s", cause->message);
  else if (*g_strchomp (self->password) == '\0' || strpbrk (self->password, "\r\n") != NULL)
    trouble = g_strdup_printf ("names %s, which is not a password on one line", path);
  return trouble == NULL || refuse (error, "smtp_password_file", trouble);
}

static gboolean
read_sign_in (BhdMailAccount *self, const BhdMailSettings *settings, GError **error)
{
  g_autofree char *path = find_password_file (settings);

  if (settings->smtp_user == NULL)
    return settings->smtp_password_file == NULL ||
           refuse (error, "smtp_password_file", "has no smtp_user: write that as well");
  if (path == NULL)
    return refuse (error, "smtp_user", "has no password: name its file in smtp_password_file");
  if (!settings->smtp_tls && !g_str_has_prefix (self->url, "smtps:"))
    return refuse (error, "smtp_tls",
                   "cannot be false with smtp_user: the password would travel in the clear");
  self->user = g_strdup (settings->smtp_user);
  return read_password (self, path, error);
}

static gboolean
has_no_rest (const BhdMailSettings *settings, GError **error)
{
  if (settings->mail_from == NULL && settings->smtp_user == NULL)
    return TRUE;
  return refuse (
      error, "smtp_url",
      "is missing: write smtp://mail.example.org:587, or remove mail_from and smtp_user");
}

BhdMailAccount *
bhd_mail_account_new (const BhdMailSettings *settings, GError **error)
{
  g_autoptr (BhdMailAccount) self = g_new0 (BhdMailAccount, 1);

  if (settings->smtp_url == NULL)
    {
      has_no_rest (settings, error);
      return NULL;
    }
  bhd_mime_start ();
  self->tls = settings->smtp_tls;
  if (!read_url (self, settings->smtp_url, error) ||
      !read_from (self, settings->mail_from, error) || !read_sign_in (self, settings, error))
    return NULL;
  if (settings->smtp_ca_file != NULL && !g_file_test (settings->smtp_ca_file, G_FILE_TEST_EXISTS))
    {
      refuse (error, "smtp_ca_file", "names no file: write where the authorities' PEM file lies");
      return NULL;
    }
  self->ca_file = g_strdup (settings->smtp_ca_file);
  return g_steal_pointer (&self);
}

void
bhd_mail_account_free (BhdMailAccount *self)
{
  if (self->password != NULL)
    sodium_memzero (self->password, strlen (self->password));
  g_free (self->url);
  g_free (self->user);
  g_free (self->password);
  g_free (self->from);
  g_free (self->from_name);
  g_free (self->ca_file);
  g_free (self);
}
