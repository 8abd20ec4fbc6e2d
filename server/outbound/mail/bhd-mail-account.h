/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The server that takes our e-mail, as the administrator's settings name it. */
typedef struct
{
  char *url;       /* smtp://host:port (with STARTTLS) or smtps://host:port */
  char *user;      /* (nullable) */
  char *password;  /* (nullable) */
  char *from;      /* the address alone */
  char *from_name; /* (nullable) for letters that come from nobody in particular */
  char *ca_file;   /* (nullable): whom to trust instead of the system's authorities */
  gboolean tls;
} BhdMailAccount;

/* The settings as they were written, NULL where they were not. */
typedef struct
{
  const char *smtp_url;
  const char *smtp_user;
  const char *smtp_password_file;
  const char *smtp_ca_file;
  gboolean smtp_tls;
  const char *mail_from;
} BhdMailSettings;

/* Returns: (transfer full) (nullable): NULL without @error where no mail is wanted; with
 * BH_ERROR_INVALID, and what to change, where the settings make no sense. */
BhdMailAccount *bhd_mail_account_new (const BhdMailSettings *settings, GError **error);
void bhd_mail_account_free (BhdMailAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdMailAccount, bhd_mail_account_free)

/* Whether a mail server may be told this address: one local part, one host, nothing that could end
 * a line or a bracket. */
gboolean bhd_mail_address_is_plain (const char *address);

G_END_DECLS
