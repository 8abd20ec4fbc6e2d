/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/gallery/writing.h"

/* What stands over the words while they are written. */
static const struct
{
  const char *name;
  const char *way;   /* which of the two is written */
  const char *words; /* (nullable): none, but a face is looked for */
} offers[] = {
  { "canned-offered", "reply", "/" },
  { "people-offered", "note", "@" },
  { "emoji", "reply", NULL },
};

static void
take_offer (Camera *camera, GtkWidget *composer, guint i)
{
  GtkWidget *text = ui_find_named (composer, "text");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  GtkWidget *offered;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find_named (composer, offers[i].way)), TRUE);
  gtk_widget_grab_focus (text);
  gtk_text_buffer_set_text (buffer, offers[i].words != NULL ? offers[i].words : "", -1);
  if (offers[i].words == NULL)
    g_signal_emit_by_name (text, "insert-emoji");
  ui_wait_frames (text, 4);
  offered = ui_find (composer, GTK_TYPE_POPOVER, NULL);
  g_assert_nonnull (offered);
  camera_take_popover (camera, offered, offers[i].name);
  gtk_popover_popdown (GTK_POPOVER (offered));
  gtk_text_buffer_set_text (buffer, "", -1);
  ui_wait_frames (text, 4);
}

void
writing_take (Camera *camera)
{
  GtkWidget *composer =
      ui_find (GTK_WIDGET (camera->ui->window), g_type_from_name ("BhcComposer"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    take_offer (camera, composer, i);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find_named (composer, "reply")), TRUE);
}
