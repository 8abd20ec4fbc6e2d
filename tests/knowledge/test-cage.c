/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-cage.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is tried inside; a child process of the test, which links the cage, does it. */
typedef struct
{
  const char *name;
  void (*act) (void);
  gboolean dies;
} Trial;

static void
do_nothing (void)
{
}

static void
write_a_line (void)
{
  if (write (STDOUT_FILENO, "", 0) != 0)
    _exit (1);
}

static void
ask_for_memory (void)
{
  char *block = malloc (8 * 1024 * 1024);

  if (block == NULL)
    _exit (1);
  memset (block, 1, 8 * 1024 * 1024);
  free (block);
}

static void
find_no_file (void)
{
  if (open ("/etc/hostname", O_RDONLY) >= 0 || errno != ENOENT)
    _exit (1);
}

static void
make_no_file (void)
{
  if (open ("made-in-the-cage", O_WRONLY | O_CREAT, 0600) >= 0 || errno != ENOENT)
    _exit (1);
}

static void
see_no_file (void)
{
  if (access ("/etc/hostname", F_OK) == 0 || errno != ENOENT)
    _exit (1);
}

static void
remove_a_file (void)
{
  unlink ("made-in-the-cage");
}

static void
ask_a_name_server (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = 53 };

  connect (STDIN_FILENO, (struct sockaddr *) &address, sizeof address);
}

static void *
do_nothing_in_a_thread (void *data)
{
  return data;
}

static void
start_a_thread (void)
{
  pthread_t thread;

  pthread_create (&thread, NULL, do_nothing_in_a_thread, NULL);
}

static void
open_a_socket (void)
{
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0)
    _exit (0);
}

static void
start_a_process (void)
{
  if (fork () == 0)
    _exit (0);
}

static void
run_a_program (void)
{
  execl ("/bin/true", "true", NULL);
}

static void
read_another_descriptor (void)
{
  char byte;

  if (read (STDERR_FILENO, &byte, 1) >= 0)
    _exit (0);
}

static void
leave_by_signal (void)
{
  kill (getppid (), 0);
}

static const Trial trials[] = {
  { "nothing", do_nothing, FALSE },
  { "writing", write_a_line, FALSE },
  { "memory", ask_for_memory, FALSE },
  { "no-file-to-be-found", find_no_file, FALSE },
  { "no-file-to-be-made", make_no_file, FALSE },
  { "no-file-to-be-seen", see_no_file, FALSE },
  { "removing-a-file", remove_a_file, TRUE },
  { "opening-a-socket", open_a_socket, TRUE },
  { "connecting", ask_a_name_server, TRUE },
  { "starting-a-thread", start_a_thread, TRUE },
  { "starting-a-process", start_a_process, TRUE },
  { "running-a-program", run_a_program, TRUE },
  { "reading-another-descriptor", read_another_descriptor, TRUE },
  { "signalling-another-process", leave_by_signal, TRUE },
};

static int
run_trial (const Trial *trial)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      if (!bhd_cage_enter (1024 * 1024, NULL))
        _exit (2);
      trial->act ();
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status;
}

static void
test_trial (gconstpointer data)
{
  const Trial *trial = data;
  int status = run_trial (trial);

  if (trial->dies)
    {
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);
      return;
    }
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (trials); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/cage/", trials[i].dies ? "kills-" : "allows-",
                                           trials[i].name, NULL);

      g_test_add_data_func (path, &trials[i], test_trial);
    }
  return g_test_run ();
}
