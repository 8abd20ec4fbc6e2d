/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-session.h"
#include "console/model/directory/bhc-directory.h"

G_BEGIN_DECLS

BhcDirectory *bhc_directory_new (void);

/* Shows what its cache has and follows its feed; @session (nullable): nobody is signed in. */
void bhc_directory_set_session (BhcDirectory *self, BhcSession *session);

/* Becomes what the daemon has answered: @values, a bag with the lists of PROTOCOL.md. */
void bhc_directory_show (BhcDirectory *self, GVariant *values);

G_END_DECLS
