/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-provider.h"

G_BEGIN_DECLS

/* The model that is always there: no network, no key.  It knows courtesies and the wish for a
 * person, and answers with the help articles' own sentences, or not at all. */
extern const BhdProvider bhd_embedded_provider;

G_END_DECLS
