/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Ends as the program did. */
static void
end_like (int status)
{
  if (WIFEXITED (status))
    exit (WEXITSTATUS (status));
  signal (WTERMSIG (status), SIG_DFL);
  raise (WTERMSIG (status));
}

/* weigh REPORT PROGRAM ARGUMENT…: runs it in its own place, and adds a line to REPORT: its peak
 * memory in KiB, and how many seconds it took. */
int
main (int argc, char **argv)
{
  int report = argc > 2 ? open (argv[1], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
  double start = now ();
  struct rusage usage;
  int status = 0;
  pid_t child = report >= 0 ? fork () : -1;

  if (child == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      execv (argv[2], argv + 2);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child)
    return 1;
  dprintf (report, "%ld %.3f\n", usage.ru_maxrss, now () - start);
  end_like (status);
  return 1;
}
