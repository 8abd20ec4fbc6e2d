/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/files/bhc-files.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One file of a message: a preview where it is a picture, else its name and size; both with ways to
 * open and to save it.  What failed is said in place. */
#define BHC_TYPE_FILE_CARD (bhc_file_card_get_type ())
G_DECLARE_FINAL_TYPE (BhcFileCard, bhc_file_card, BHC, FILE_CARD, AdwBin)

/* @attachment: copied. */
GtkWidget *bhc_file_card_new (const BhAttachment *attachment, BhcFiles *files);

/* Fills @box with a card for each file of @extra (nullable).  Returns: how many there are. */
guint bhc_file_card_fill (GtkBox *box, const char *extra, BhcFiles *files);

G_END_DECLS
