/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Whom it is about. */
typedef struct
{
  const char *id;
  const char *name;
  const char *email; /* “”: none */
  gboolean blocked;
  const char *conversation; /* (nullable) where a letter is noted */
} BhcPerson;

/* What can be done with a contact: the actions “contact.mail”, “.edit”, “.block”, “.unblock”,
 * “.merge”, “.export”, “.erase”.  What has come of it, the pane hears by its own actions
 * “contact.changed” (s id) and “contact.gone” (s id); what could not be done is told by
 * “places.tell” (s). */
void bhc_contact_deeds_install (GtkWidgetClass *pane, GtkWidgetActionActivateFunc activate);
void
bhc_contact_deeds_do (GtkWidget *pane, BhcDesk *desk, const BhcPerson *person, const char *action);

/* Enables those that are possible.  @person: (nullable) */
void bhc_contact_deeds_enable (GtkWidget *pane, BhcDesk *desk, const BhcPerson *person);

/* The menu of them.  (transfer full) */
GMenuModel *bhc_contact_deeds_menu (void);

G_END_DECLS
