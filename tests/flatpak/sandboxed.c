/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/flatpak/sandboxed.h"
#include "tests/bht-patience.h"

#include <gio/gio.h>

#define WINDOW "*Bellhop*"

gboolean
sandboxed_host (const char *command, char **output)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autofree char *complained = NULL;
  int status = 0;

  g_assert_true (g_spawn_command_line_sync (command, &said, &complained, &status, &error));
  g_assert_no_error (error);
  g_test_message ("%s: %d\n%s%s", command, status, said, complained);
  if (output != NULL)
    *output = g_steal_pointer (&said);
  return status == 0;
}

gboolean
sandboxed_inside (const char *command, char **output)
{
  g_autofree char *quoted = g_shell_quote (command);
  g_autofree char *line =
      g_strdup_printf ("flatpak run --user --command=sh " SANDBOXED_APP " -c %s", quoted);

  return sandboxed_host (line, output);
}

AtspiAccessible *
sandboxed_start (void)
{
  const char *command[] = { "flatpak", "run", "--user", SANDBOXED_APP, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_async (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return bht_atspi_wait_window (WINDOW, BHT_PATIENCE_S);
}

AtspiAccessible *
sandboxed_activate (void)
{
  g_assert_true (sandboxed_host ("gdbus call --session --dest " SANDBOXED_APP
                                 " --object-path /org/bellhop/Console"
                                 " --method org.freedesktop.Application.Activate {}",
                                 NULL));
  return bht_atspi_wait_window (WINDOW, BHT_PATIENCE_S);
}

static gboolean
is_running (void)
{
  g_autofree char *running = NULL;

  g_assert_true (sandboxed_host ("flatpak ps --columns=application", &running));
  return strstr (running, SANDBOXED_APP) != NULL;
}

void
sandboxed_end (void)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (is_running ())
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      sandboxed_host ("flatpak kill " SANDBOXED_APP, NULL);
    }
}

/* What a label says is its field's name as well; only the field can be written into. */
void
sandboxed_write (AtspiAccessible *root, const char *name, const char *text)
{
  static const AtspiRole roles[] = { ATSPI_ROLE_TEXT, ATSPI_ROLE_ENTRY, ATSPI_ROLE_PASSWORD_TEXT };
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (AtspiAccessible) field = NULL;

  while (field == NULL)
    {
      for (guint i = 0; field == NULL && i < G_N_ELEMENTS (roles); i++)
        field = bht_atspi_find (root, roles[i], name);
      if (g_get_monotonic_time () > deadline)
        field = bht_atspi_wait (root, ATSPI_ROLE_TEXT, name, 0);
    }
  bht_atspi_set_text (field, text);
}
