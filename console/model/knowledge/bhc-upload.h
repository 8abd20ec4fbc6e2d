/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/knowledge/bhc-library.h"

G_BEGIN_DECLS

typedef enum
{
  BHC_UPLOAD_READING, /* its hash is being computed */
  BHC_UPLOAD_WAITING, /* for its turn or for a connection */
  BHC_UPLOAD_SENDING,
  BHC_UPLOAD_DONE,
  BHC_UPLOAD_KNOWN,   /* these bytes are in the knowledge base already */
  BHC_UPLOAD_REFUSED, /* not to be tried again: “problem” says why */
  BHC_UPLOAD_FAILED,  /* may be tried again: the same */
  BHC_UPLOAD_CANCELLED,
} BhcUploadState;

/* One file on its way into the knowledge base.
 *
 * Signal "changed": state, fraction or problem. */
#define BHC_TYPE_UPLOAD (bhc_upload_get_type ())
G_DECLARE_FINAL_TYPE (BhcUpload, bhc_upload, BHC, UPLOAD, GObject)

const char *bhc_upload_get_name (BhcUpload *self);
BhcUploadState bhc_upload_get_state (BhcUpload *self);
double bhc_upload_get_fraction (BhcUpload *self);     /* of what is being done, 0 to 1 */
const char *bhc_upload_get_problem (BhcUpload *self); /* (nullable) a sentence */
gboolean bhc_upload_is_over (BhcUpload *self);

/* (transfer none) (nullable) the article it became, or was before */
const char *bhc_upload_get_document (BhcUpload *self);

void bhc_upload_cancel (BhcUpload *self);
void bhc_upload_retry (BhcUpload *self); /* a failed or cancelled one */

G_END_DECLS
