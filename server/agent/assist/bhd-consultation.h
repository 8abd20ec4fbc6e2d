/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-work.h"
#include "server/desk/runs/bhd-assistant.h"

G_BEGIN_DECLS

/* BhdAssistant.consult; @place: a BhdWorkplace. */
gboolean bhd_consultation_hold (const BhdConsultation *consultation,
                                BhdConsulted *consulted,
                                gpointer place,
                                GError **error);

G_END_DECLS
