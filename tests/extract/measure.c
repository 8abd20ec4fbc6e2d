/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* measure PROGRAM ARGUMENT…: runs it and writes to standard error how it ended (as a shell would
 * not: a signal is negative) and its peak memory in KiB.  A process inherits the peak of the one it
 * was forked from, so that whoever is large itself cannot measure. */
int
main (int argc, char **argv)
{
  struct rusage usage;
  int status = 0;
  pid_t child = argc > 1 ? fork () : -1;

  if (child == 0)
    {
      execv (argv[1], argv + 1);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child)
    return 1;
  fprintf (stderr, "\n%d %ld", WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status),
           usage.ru_maxrss);
  return 0;
}
