/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/http/bht-client.h"

G_BEGIN_DECLS

/* A daemon with one organisation and a key that seals secrets. */
typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
} WidgetFixture;

void widget_fixture_set_up (WidgetFixture *fixture, gconstpointer data);
void widget_fixture_tear_down (WidgetFixture *fixture, gconstpointer data);

/* With the credential of the visitor, the owner, nobody. */
BhtAnswer *
widget_ask (WidgetFixture *fixture, const char *method, const char *path, const char *body);
BhtAnswer *
widget_desk (WidgetFixture *fixture, const char *method, const char *path, const char *body);
BhtAnswer *
widget_open (WidgetFixture *fixture, const char *method, const char *path, const char *body);

/* What the widget is told first. */
BhtAnswer *widget_welcome (WidgetFixture *fixture);

/* Fails the test unless the owner may change the settings so. */
void widget_decide (WidgetFixture *fixture, const char *change);

/* A new identity secret.  (transfer full) */
char *widget_secret (WidgetFixture *fixture);

/* Fails the test unless @answer is 400 and blames @field. */
void widget_assert_blamed (const BhtAnswer *answer, const char *field);

#define WIDGET_TEST(path, function)                                                                \
  g_test_add (path, WidgetFixture, NULL, widget_fixture_set_up, function, widget_fixture_tear_down)

G_END_DECLS
