/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/http/team/bht-team.h"

/* One daemon for all tests, a new organisation for each. */
typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  const char *owner; /* bearer tokens */
  const char *agent;
} TeamFixture;

void team_fixture_set_up (TeamFixture *fixture, gconstpointer data);
void team_fixture_tear_down (TeamFixture *fixture, gconstpointer data);
void team_fixture_stop (void);

/* @path: behind /v1/desk; @body: (nullable). */
BhtAnswer *team_call (TeamFixture *fixture,
                      const char *token,
                      const char *method,
                      const char *path,
                      const char *body);

/* @path/@id, what comes of it. */
BhtAnswer *team_call_one (TeamFixture *fixture,
                          const char *token,
                          const char *method,
                          const char *path,
                          const char *id,
                          const char *body);

/* @members come behind a new id.  Returns: (transfer full): its id */
char *team_add (TeamFixture *fixture, const char *token, const char *path, const char *members);

/* Fails the test unless it is refused with @status because of @field. */
void team_assert_field (const BhtAnswer *answer, guint status, const char *field);

/* What @token's directory has under @list with this id.  Returns: (transfer full) (nullable) */
JsonObject *team_find (TeamFixture *fixture, const char *token, const char *list, const char *id);

/* Whether the feed has told directory.updated with @what. */
gboolean team_has_told (TeamFixture *fixture, const char *what);

#define TEAM_TEST(path, function)                                                                  \
  g_test_add ("/http/team/" path, TeamFixture, NULL, team_fixture_set_up, function,                \
              team_fixture_tear_down)

/* One file each. */
void add_label_tests (void);
void add_canned_tests (void);
void add_view_tests (void);
void add_team_tests (void);
void add_people_tests (void);
void add_flow_tests (void);
