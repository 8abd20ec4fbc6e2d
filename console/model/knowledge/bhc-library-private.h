/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/knowledge/bhc-ask.h"
#include "console/model/knowledge/bhc-library.h"

G_BEGIN_DECLS

BhcLibrary *bhc_library_new (void);

/* @session (nullable): nobody is signed in. */
void bhc_library_set_session (BhcLibrary *self, BhcSession *session);

/* @ask: (transfer full) */
void bhc_library_ask_async (BhcLibrary *self,
                            BhcAsk *ask,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);

G_END_DECLS
