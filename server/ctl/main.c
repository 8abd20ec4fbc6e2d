/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "server/ctl/bhd-command.h"

#include <locale.h>

/* Into @print: g_print where it was asked for, g_printerr where something else was. */
static void
print_usage (void (*print) (const char *format, ...))
{
  print ("Usage: bellhopctl [--socket PATH] COMMAND [--NAME VALUE …] [FILE …]\n\nCommands:\n");
  for (const BhdCommand *command = bhd_commands; command->name != NULL; command++)
    print ("  %-24s %s\n", command->name, command->summary);
  print ("\nA password is read from standard input, so that it stands in no list of processes.\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdArguments) arguments = NULL;
  const BhdCommand *command = NULL;

  setlocale (LC_ALL, "");
  if (g_strv_contains ((const char *const *) argv, "--help"))
    {
      print_usage (g_print);
      return 0;
    }
  arguments = bhd_arguments_parse (argc, (const char *const *) argv, &error);
  if (arguments != NULL)
    command = bhd_command_find (bhd_arguments_command (arguments));
  if (error == NULL && command == NULL)
    {
      print_usage (g_printerr);
      return 2;
    }
  if (error != NULL || !bhd_command_run (command, arguments, &error))
    {
      g_printerr ("bellhopctl: %s\n", error->message);
      return 1;
    }
  return 0;
}
