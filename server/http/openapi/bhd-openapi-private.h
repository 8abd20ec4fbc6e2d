/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* bhd-openapi-names.c */

typedef struct
{
  const char *name;
  const char *about;
  const char *prefixes; /* of paths: “/v1/feed|/v1/widget/feed”; the first tag that fits is it */
} BhdTag;

extern const BhdTag bhd_openapi_tags[];                 /* ends with a NULL name */
const BhdTag *bhd_openapi_tag (const char *path);       /* (nullable) */
char *bhd_openapi_path (const char *path);              /* “/a/:id” as “/a/{id}” */
char *bhd_openapi_operation_id (const BhdRoute *route); /* “getDeskGap” */

/* bhd-openapi-schema.c */

void bhd_openapi_write_members (BhJsonWriter *json, const BhdMember *members);
void bhd_openapi_write_reference (BhJsonWriter *json, const char *folder, const char *name);
void bhd_openapi_write_words (BhJsonWriter *json, const char *words, gboolean nullable);
void bhd_openapi_write_type (BhJsonWriter *json, const char *type, gboolean nullable);

/* Writes components/schemas: what the routes give, and what is within. */
void bhd_openapi_write_shapes (BhJsonWriter *json, const BhdRoute *const *routes);

/* bhd-openapi-fields.c: members of an operation, each of which may be nothing */

void bhd_openapi_write_parameters (BhJsonWriter *json, const BhdRoute *route);
void bhd_openapi_write_body (BhJsonWriter *json, const BhdRoute *route);

/* bhd-openapi-responses.c */

void bhd_openapi_write_responses (BhJsonWriter *json, const BhdRoute *route);
void bhd_openapi_write_errors (BhJsonWriter *json); /* components/responses */
gboolean bhd_openapi_is_local (const BhdRoute *route);

/* bhd-openapi-security.c */

void bhd_openapi_write_security (BhJsonWriter *json, const BhdRoute *route);
void bhd_openapi_write_schemes (BhJsonWriter *json,
                                const BhdRoute *const *routes); /* components/securitySchemes */
char *bhd_openapi_describe (const BhdRoute *route);             /* who may call, and how often */
gboolean bhd_openapi_needs_credential (const BhdRoute *route);

G_END_DECLS
