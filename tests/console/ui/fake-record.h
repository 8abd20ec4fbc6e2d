/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"

G_BEGIN_DECLS

/* @fields, whose strings are copied, as a record.  (transfer full) */
BhConversation *fake_record_new (const BhConversation *fields);

G_END_DECLS
