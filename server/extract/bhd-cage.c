/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-cage.h"

#include "common/bh-error.h"

#include <errno.h>
#include <linux/close_range.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define MEMORY_MAX (256 * 1024 * 1024) /* bytes of address space */
#define CPU_SECONDS 15

static gboolean
fail (GError **error, const char *what, int number)
{
  g_set_error (error, BH_ERROR, BH_ERROR_INTERNAL, "could not %s: %s", what, g_strerror (number));
  return FALSE;
}

static gboolean
limit_resources (gsize output_max, GError **error)
{
  const struct
  {
    int resource;
    rlim_t most;
  } limits[] = {
#ifndef BHD_SANITIZED /* a sanitizer maps terabytes of shadow memory */
    { RLIMIT_AS, MEMORY_MAX },
#endif
    { RLIMIT_CPU, CPU_SECONDS },  { RLIMIT_NOFILE, STDERR_FILENO + 1 },
    { RLIMIT_FSIZE, output_max }, { RLIMIT_CORE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      /* At the first limit of time a signal says what it was. */
      struct rlimit limit = { limits[i].most, limits[i].most + (limits[i].resource == RLIMIT_CPU) };

      if (setrlimit (limits[i].resource, &limit) != 0)
        return fail (error, "limit resources", errno);
    }
  return TRUE;
}

/* System calls that are allowed whatever their arguments. */
static const int free_calls[] = {
  SCMP_SYS (brk),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (madvise),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (futex), /* what runs once */
  SCMP_SYS (clock_gettime),
  SCMP_SYS (sysinfo),        /* qsort(): how much memory there is */
  SCMP_SYS (rt_sigprocmask), /* to end by abort(), as the next three */
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
#ifdef BHD_SANITIZED /* what the sanitizers' run time does besides */
  SCMP_SYS (mmap),
  SCMP_SYS (mprotect),
  SCMP_SYS (sigaltstack),
  SCMP_SYS (sched_yield),
  SCMP_SYS (getrlimit),
  SCMP_SYS (prlimit64),
#endif
};

/* Libraries look for files they can do without: fonts, tables of characters, time zones.  To them
 * the disk is empty. */
static const int empty_calls[] = {
  SCMP_SYS (open),       SCMP_SYS (openat),     SCMP_SYS (access),     SCMP_SYS (faccessat),
  SCMP_SYS (faccessat2), SCMP_SYS (stat),       SCMP_SYS (newfstatat), SCMP_SYS (statx),
  SCMP_SYS (readlink),   SCMP_SYS (readlinkat),
};

static int
allow_calls (scmp_filter_ctx filter)
{
  int status = 0;

  for (guint i = 0; i < G_N_ELEMENTS (free_calls) && status == 0; i++)
    status = seccomp_rule_add (filter, SCMP_ACT_ALLOW, free_calls[i], 0);
  if (status == 0)
    status = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (read), 1,
                               SCMP_A0 (SCMP_CMP_EQ, STDIN_FILENO));
  for (guint i = 0; i < G_N_ELEMENTS (empty_calls) && status == 0; i++)
    status = seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOENT), empty_calls[i], 0);
  if (status == 0) /* a signal to itself: abort() */
    status = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                               SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ()));
  for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO && status == 0; fd++)
    status = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (write), 1,
                               SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) fd));
#ifndef BHD_SANITIZED
  /* Memory, but none that can be executed and none that is a file. */
  if (status == 0)
    status = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 2,
                               SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                               SCMP_A3 (SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS));
  if (status == 0)
    status = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                               SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
#endif
  return status;
}

static gboolean
filter_calls (GError **error)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  int status;

  if (filter == NULL)
    return fail (error, "make the system call filter", ENOMEM);
  status = allow_calls (filter);
  if (status == 0)
    status = seccomp_load (filter);
  seccomp_release (filter);
  return status == 0 || fail (error, "load the system call filter", -status);
}

gboolean
bhd_cage_enter (gsize output_max, GError **error)
{
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    return fail (error, "give up privileges", errno);
  if (close_range (STDERR_FILENO + 1, G_MAXUINT, 0) != 0)
    return fail (error, "close inherited files", errno);
  return limit_resources (output_max, error) && filter_calls (error);
}
