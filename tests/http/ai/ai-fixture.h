/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/agent/tools/shop-server.h"
#include "tests/http/bht-client.h"

/* A daemon with one organisation, a master key, and the organisation's own system. */
typedef struct
{
  char *key_file;
  BhtDaemon *daemon;
  BhtTenant *tenant;
  ShopServer shop;
} AiFixture;

void ai_fixture_set_up (AiFixture *fixture, gconstpointer data);
void ai_fixture_tear_down (AiFixture *fixture, gconstpointer data);

/* As the owner.  @path: behind /v1/desk; @body: (nullable). */
BhtAnswer *ai_call (AiFixture *fixture, const char *method, const char *path, const char *body);

/* The same; fails the test unless it is done.  Returns: (transfer full): the member @name of the
 * answer, an object. */
JsonNode *ai_get (AiFixture *fixture,
                  const char *method,
                  const char *path,
                  const char *body,
                  const char *name);

/* Makes one under a new id, which is put in front of @members.  Returns: (transfer full): its id */
char *ai_add (AiFixture *fixture, const char *path, const char *members);

/* Fails the test unless it is refused because of @field. */
void ai_assert_field (AiFixture *fixture,
                      const char *method,
                      const char *path,
                      const char *body,
                      const char *field);

/* Fails the test where @text stands anywhere in the daemon's files. */
void ai_assert_not_stored (AiFixture *fixture, const char *text);

#define AI_TEST(path, function)                                                                    \
  g_test_add (path, AiFixture, NULL, ai_fixture_set_up, function, ai_fixture_tear_down)
