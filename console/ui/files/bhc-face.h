/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-conversation.h"
#include "console/model/files/bhc-files.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows an operator's picture in an #AdwAvatar or a #GtkImage as soon as it is here, fetched and
 * decoded once for all who show it; until then, and where there is none, initials or @icon.
 *
 * @files, @hash: (nullable): none.  @icon: (nullable) of an image. */
void bhc_face_show (GtkWidget *widget, BhcFiles *files, const char *hash, const char *icon);

/* The picture of an operator, whoever has which now and later.  An image is seen only where it has
 * a picture or an @icon; the picture is @size pixels wide.  @id: (nullable) nobody.  @hash:
 * (nullable) what the widget is told where nothing newer is known. */
typedef struct
{
  const char *id;
  const char *hash;
  const char *icon;
  int size;
} BhcFaceOf;

void bhc_face_show_operator (GtkWidget *widget, BhcFiles *files, const BhcFaceOf *who);

/* Who has the conversation, where that is what its status says; else the sign of its status. */
void
bhc_face_show_owner (GtkImage *image, BhcFiles *files, BhcConversation *conversation, int size);

/* Whether it is the picture that is shown. */
gboolean bhc_face_is_shown (GtkWidget *widget);

G_END_DECLS
