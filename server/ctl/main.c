/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "server/ctl/bhd-command.h"

#include <locale.h>

static void
print_usage (void)
{
  g_printerr ("Usage: bellhopctl [--socket PATH] COMMAND [--NAME VALUE …] [FILE …]\n\nCommands:\n");
  for (const BhdCommand *command = bhd_commands; command->name != NULL; command++)
    g_printerr ("  %-24s %s\n", command->name, command->summary);
  g_printerr (
      "\nA password is read from standard input, so that it stands in no list of processes.\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdArguments) arguments = NULL;
  const BhdCommand *command = NULL;

  setlocale (LC_ALL, "");
  arguments = bhd_arguments_parse (argc, (const char *const *) argv, &error);
  if (arguments != NULL)
    command = bhd_command_find (bhd_arguments_command (arguments));
  if (error == NULL && command == NULL)
    {
      print_usage ();
      return 2;
    }
  if (error != NULL || !bhd_command_run (command, arguments, &error))
    {
      g_printerr ("bellhopctl: %s\n", error->message);
      return 1;
    }
  return 0;
}
