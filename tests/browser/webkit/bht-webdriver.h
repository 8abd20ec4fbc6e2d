/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-quote.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Classic WebDriver over HTTP: one browser, one session. */
typedef struct _BhtWebdriver BhtWebdriver;

/* @address: of the driver, which may still be coming up. */
BhtWebdriver *bht_webdriver_new (const char *address);
void bht_webdriver_free (BhtWebdriver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtWebdriver, bht_webdriver_free)

gboolean bht_webdriver_begin (BhtWebdriver *self, const char *capabilities, GError **error);
void bht_webdriver_end (BhtWebdriver *self);

/* Turns the main context until the answer is there.  @path is below the session's; without @body it
 * is a GET.  Returns: (transfer full): the answer's value, or NULL with @error set. */
JsonNode *
bht_webdriver_call (BhtWebdriver *self, const char *path, const char *body, GError **error);

G_END_DECLS
