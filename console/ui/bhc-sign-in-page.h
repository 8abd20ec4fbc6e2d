/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Server, e-mail, password.  What is wrong is said under the field that is to blame, else under the
 * form.  Property: "desk". */
#define BHC_TYPE_SIGN_IN_PAGE (bhc_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcSignInPage, bhc_sign_in_page, BHC, SIGN_IN_PAGE, AdwBin)

/* Each is nullable: left as it is. */
void bhc_sign_in_page_fill (BhcSignInPage *self,
                            const char *server,
                            const char *email,
                            const char *password);
/* Why somebody who was signed in, or should be, is not.  @problem: (nullable): there is nothing to
 * say. */
void bhc_sign_in_page_tell (BhcSignInPage *self, const char *problem);
void bhc_sign_in_page_submit (BhcSignInPage *self);
void bhc_sign_in_page_focus (BhcSignInPage *self); /* the first field that is empty */

G_END_DECLS
