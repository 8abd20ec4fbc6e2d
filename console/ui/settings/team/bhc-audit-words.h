/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/settings/bhc-sheet.h"

G_BEGIN_DECLS

/* Entries of the audit log in plain words. */

/* What there is to be filtered by: “Labels: added”.  Returns: (transfer none); @action itself where
 * it is of a newer daemon. */
const char *bhc_audit_words_action (const char *action);

/* Who did what.  Returns: (transfer full) */
char *bhc_audit_words_sentence (BhcSheet *entry);

/* Who did it.  Returns: (transfer full) */
char *bhc_audit_words_person (BhcSheet *entry);

/* What it was called.  (nullable) */
const char *bhc_audit_words_subject (BhcSheet *entry);

/* A member of its detail, and what that is now.  Both (transfer full) */
char *bhc_audit_words_member (const char *name);
char *bhc_audit_words_value (BhcDesk *desk, GVariant *value);

/* All of the detail in one line.  Returns: (transfer full) */
char *bhc_audit_words_detail (BhcDesk *desk, BhcSheet *entry);

G_END_DECLS
