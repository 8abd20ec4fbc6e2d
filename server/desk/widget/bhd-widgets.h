/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/widget/bh-widget.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* What an organisation decided about its widget; the defaults where it never did. */
BhWidget *bhd_widgets_get (BhdTurn *turn, const char *organization_id, GError **error);

/* @change: a JSON object with any members of the settings.  Operators hear “widget.updated”.
 * BH_ERROR_INVALID with the detail “field”. */
BhWidget *
bhd_widgets_change (BhdTurn *turn, const char *organization_id, const char *change, GError **error);

/* The secret with which a site vouches for its visitors. */
gboolean
bhd_widgets_has_secret (BhdTurn *turn, const char *organization_id, gboolean *has, GError **error);

/* A new one, which from now on alone counts.  Returns: (transfer full): told this once; free it
 * with bhd_secret_free(). */
char *bhd_widgets_renew_secret (BhdTurn *turn, const char *organization_id, GError **error);

G_END_DECLS
