/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/vectors/bhd-vectors.h"

/* A store in a folder of its own with the organisations “acme” and “other”, and BhdVectors on it.
 */
typedef struct
{
  char *folder;
  char *path;
  BhdStore *store;
  BhdVectors *vectors;
} VectorFixture;

void vector_fixture_set_up (VectorFixture *fixture, gconstpointer data);
void vector_fixture_tear_down (VectorFixture *fixture, gconstpointer data);

/* Closes the store and opens it again. */
void vector_fixture_restart (VectorFixture *fixture);

/* Runs one statement, or asks for one number; all $n are text. */
void vector_fixture_exec (VectorFixture *fixture,
                          const char *sql,
                          const char *a,
                          const char *b,
                          const char *c);
gint64 vector_fixture_count (VectorFixture *fixture, const char *sql);

/* Makes the document where there is none, and a passage of it with this text. */
void vector_fixture_put (VectorFixture *fixture,
                         const char *organization_id,
                         const char *document_id,
                         const char *passage_id,
                         const char *body);

/* @n passages “acme-p0”, “acme-p1” …, three a document “d0” …: each some times one letter. */
void vector_fixture_put_many (VectorFixture *fixture, const char *organization_id, guint n);

/* NULL: none. */
void
vector_fixture_set_model (VectorFixture *fixture, const char *organization_id, const char *model);
