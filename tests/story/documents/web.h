/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server of pages that says what it likes: bytes as they are, one thread for each visit. */
typedef struct _Web Web;

/* Answers a visit to @path; the connection is closed when it returns. */
typedef void (*WebAnswer) (const char *path, GOutputStream *out);

Web *web_new (WebAnswer answer);
void web_free (Web *self); /* waits until all visits are over */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Web, web_free)

guint16 web_port (Web *self);
guint web_visits (Web *self);

/* FALSE once nobody listens any more. */
gboolean web_write (GOutputStream *out, const char *text);

G_END_DECLS
