/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/insights/bhc-chart-card.h"
#include "console/ui/insights/bhc-insights-page.h"
#include "console/ui/insights/charts/bhc-chart.h"
#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/ui-fixture.h"

G_BEGIN_DECLS

/* What a person does with the figures. */

#define CALL "GET /v1/desk/insights"

void fill_insights (UiFixture *fixture);
GtkWidget *enter_insights (UiFixture *fixture, int width, int height); /* Returns: the page */
GtkWidget *open_insights (UiFixture *fixture, int width, int height);  /* both, and they are seen */
void wait_told (UiFixture *fixture, const char *text);
GtkWidget *find_card (GtkWidget *root, const char *name); /* (nullable) */
BhcChart *find_chart (GtkWidget *page, const char *name);
gboolean press_key (BhcChart *chart, guint key); /* Returns: whether it was taken */
void assert_words (BhcChart *chart, const char *expected);
void save_insights (UiFixture *fixture, const char *name);

void add_chart_tests (void);

G_END_DECLS
