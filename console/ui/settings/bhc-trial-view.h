/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/settings/bhc-form.h"
#include "console/ui/settings/bhc-settings-topics.h"

G_BEGIN_DECLS

/* Tries something out and shows what came of it.  Signal "ran": it was answered well. */
#define BHC_TYPE_TRIAL_VIEW (bhc_trial_view_get_type ())
G_DECLARE_FINAL_TYPE (BhcTrialView, bhc_trial_view, BHC, TRIAL_VIEW, GtkBox)

/* @form: (nullable) what carries values into the trial and takes a choice from it; @sheet:
 * (nullable) the record that is tried. */
GtkWidget *
bhc_trial_view_new (BhcDesk *desk, const BhcTrial *trial, BhcForm *form, BhcSheet *sheet);

G_END_DECLS
