/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the administrator decides: bellhopd.conf, each key also as BELLHOP_… in the environment,
 * which wins.  Every key, its bounds and its default stand in one table in bhd-config.c. */
typedef struct
{
  char *listen; /* “127.0.0.1:4000” */
  char *state_dir;
  char *local_socket;
  char **trusted_proxies;
  char *key_file; /* (nullable) where the master key lies if nothing better is there */
  char *extract;  /* path of bellhop-extract */
  gint64 fronts;
  gint64 readers;
  gint64 feed_threads;
  gint64 agent_threads;
  gint64 debounce_ms;
  gint64 event_days; /* how long the feed's log is kept */
  double rate_scale;
  gboolean models_to_private; /* organisations' providers may have private addresses */
  gboolean tools_to_private;
  gboolean webhooks_to_private;
  gboolean pages_from_private;
  gint64 document_max_size;   /* bytes */
  gint64 attachment_max_size; /* bytes of a file in a conversation */
  char *smtp_url;             /* (nullable) no e-mail without; what it means: bhd-mail-account.h */
  char *smtp_user;            /* (nullable) */
  char *smtp_password_file;   /* (nullable) */
  char *smtp_ca_file;         /* (nullable) */
  gboolean smtp_tls;
  char *mail_from; /* (nullable) */
} BhdConfig;

/* @path: NULL for none.  A key nobody knows or a bad value is BH_ERROR_INVALID with one line that
 * says what to change.  Returns: (transfer full) */
BhdConfig *bhd_config_load (const char *path, GError **error);
void bhd_config_free (BhdConfig *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdConfig, bhd_config_free)

/* Splits “address:port” (“[::1]:4000” too).  @address: (out) (transfer full) */
gboolean
bhd_config_split_listen (const char *listen, char **address, guint16 *port, GError **error);

G_END_DECLS
