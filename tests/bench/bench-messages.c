/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/bench/bench-crowd.h"
#include "tests/bench/bench-raw.h"
#include "tests/bench/bench-senders.h"
#include "tests/bench/bench-visitors.h"
#include "tests/process/bht-bellhopd.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* How much of everything; the smoke test only shows that it runs. */
typedef struct
{
  double seconds;
  guint senders[3];
  guint crowds[2];
  guint idle;
  guint rounds;
} Scale;

static const Scale whole = { 4, { 1, 16, 64 }, { 1000, 5000 }, 10000, 15 };
static const Scale smoke = { 0.2, { 1, 2, 4 }, { 5, 20 }, 50, 3 };

typedef struct
{
  const Scale *scale;
  BhtBellhopd *daemon;
  guint16 port;
  char *desk_token;
  GPtrArray *desk_tokens; /* that one */
  BenchVisitors *visitors;
  BenchRaw raw;
} Bench;

/* -- the daemon as the kernel sees it ------------------------------------------------------- */

static double
resident_mib (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", (int) pid);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (double) g_ascii_strtoull (strchr (text, ' '), NULL, 10) * sysconf (_SC_PAGESIZE) /
         (1024 * 1024);
}

static double
cpu_seconds (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  words = g_strsplit (strrchr (text, ')') + 2, " ", -1);
  return (double) (g_ascii_strtoull (words[11], NULL, 10) +
                   g_ascii_strtoull (words[12], NULL, 10)) /
         sysconf (_SC_CLK_TCK);
}

/* -- printing ------------------------------------------------------------------------------ */

/* @floor and @aim: 0 where there is none; for rates more is better, else less. */
static void
print_figure (const Bench *bench,
              const char *name,
              double value,
              const char *unit,
              double floor,
              double aim)
{
  gboolean more = g_str_has_suffix (unit, "/s");
  gboolean met = floor == 0 || (more ? value >= floor : value <= floor);
  gboolean aimed = aim == 0 || (more ? value >= aim : value <= aim);

  g_print ("%-44s %10.*f %-5s", name, value < 10 ? 3 : value < 100 ? 1 : 0, value, unit);
  if (floor != 0 && bench->scale == &whole)
    g_print ("  floor %g, aim %g: %s", floor, aim, aimed ? "aim reached" : met ? "held" : "MISSED");
  g_print ("\n");
}

static void
print_ratio (const char *name, double value, double raw)
{
  if (raw > 0)
    g_print ("    %-40s %10.2f\n", name, value / raw);
}

/* -- what is measured ---------------------------------------------------------------------- */

static void
measure_raw (Bench *bench)
{
  bench->raw = bench_raw_measure (bht_bellhopd_dir (bench->daemon), bench->scale->seconds / 4);
  g_print ("\nThis machine by itself\n");
  print_figure (bench, "SQLite, one fsynced row a transaction", bench->raw.insert_rate, "/s", 0, 0);
  print_figure (bench, "  median", bench->raw.insert_ms, "ms", 0, 0);
  print_figure (bench, "libsoup, a bare handler, 64 connections", bench->raw.soup_rate, "/s", 0, 0);
  print_figure (bench, "  median, 1 connection", bench->raw.soup_ms, "ms", 0, 0);
}

static void
measure_start (Bench *bench)
{
  gint64 start;

  bht_bellhopd_terminate (bench->daemon);
  start = bench_now_ns ();
  bht_bellhopd_start (bench->daemon);
  g_print ("\nThe daemon\n");
  print_figure (bench, "start to first answer", (double) (bench_now_ns () - start) / 1e6, "ms", 200,
                50);
  g_usleep (500000);
  print_figure (bench, "idle", resident_mib (bht_bellhopd_pid (bench->daemon)), "MiB", 25, 12);
}

static BenchSenders
run_senders (Bench *bench, guint senders)
{
  GPid pid = bht_bellhopd_pid (bench->daemon);
  double cpu = cpu_seconds (pid);
  BenchSenders run = bench_senders_run (bench->port, bench->desk_token, bench->visitors, senders,
                                        bench->scale->seconds);

  g_print ("%2u senders: CPU of the daemon a message %.0f us\n", senders,
           (cpu_seconds (pid) - cpu) * 1e6 / (run.rate * bench->scale->seconds));
  if (run.lost > 0)
    g_error ("%u messages were stored but not heard", run.lost);
  return run;
}

static void
measure_senders (Bench *bench)
{
  static const double floors[][3] = { { 0, 0.4, 1.5 }, { 0, 0, 0 }, { 10000, 0, 10 } };
  static const double aims[][3] = { { 0, 0.25, 0.5 }, { 0, 0, 0 }, { 25000, 0, 4 } };

  g_print ("\nDurable messages, from the visitor's POST to the operator's feed\n");
  for (guint i = 0; i < G_N_ELEMENTS (bench->scale->senders); i++)
    {
      BenchSenders run = run_senders (bench, bench->scale->senders[i]);

      print_figure (bench, "  stored and heard", run.rate, "/s", floors[i][0], aims[i][0]);
      print_figure (bench, "  send to receipt, p50", run.p50_ms, "ms", floors[i][1], aims[i][1]);
      print_figure (bench, "  send to receipt, p99", run.p99_ms, "ms", floors[i][2], aims[i][2]);
      print_ratio ("to SQLite's single inserts", run.rate, bench->raw.insert_rate);
      print_ratio ("to a bare libsoup handler", run.rate, bench->raw.soup_rate);
    }
}

static void
check_ok (guint index, guint status, const char *body, gsize length, gpointer data)
{
  if (status / 100 != 2)
    g_error ("refused: %u %.*s", status, (int) length, body);
}

static char *
ask_message (guint index, gpointer data)
{
  Bench *bench = data;
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/messages",
                                           (char *) bench->visitors->conversations->pdata[0]);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"body\":\"To all of you\"}", id);

  return bench_request ("POST", path, bench->visitors->tokens->pdata[0], body);
}

static void
say_one (gpointer data)
{
  Bench *bench = data;
  BenchErrand errand = { ask_message, check_ok, bench };

  bench_run_errand (bench->port, &errand, 1, 1);
}

static void
measure_fan_out (Bench *bench)
{
  static const double floors[] = { 0, 60 }, aims[] = { 0, 25 };

  g_print ("\nOne message until the last of many operators has it\n");
  for (guint i = 0; i < G_N_ELEMENTS (bench->scale->crowds); i++)
    {
      guint count = bench->scale->crowds[i];
      g_autoptr (BenchCrowd) crowd =
          bench_crowd_new (bench->port, "/v1/feed", bench->desk_tokens, count, -1);
      g_autofree char *name = g_strdup_printf ("%u subscribers", count);

      print_figure (bench, name, bench_crowd_fan_out (crowd, bench->scale->rounds, say_one, bench),
                    "ms", floors[i], aims[i]);
    }
}

static void
measure_idle (Bench *bench)
{
  guint count = bench->scale->idle;
  g_autoptr (BenchVisitors) many = bench_visitors_new (bench->port, count, FALSE);
  g_autoptr (BenchCrowd) crowd = NULL;
  g_autoptr (BenchCrowd) warm = NULL; /* what opening needs for a moment is not what each keeps */
  GPid pid;
  double before;
  BenchSenders run, alone;

  g_print ("\n%u visitors who only listen\n", count);
  bht_bellhopd_terminate (bench->daemon);
  bht_bellhopd_start (bench->daemon);
  alone = run_senders (bench, 1);
  warm = bench_crowd_new (bench->port, "/v1/widget/feed", many->tokens, count / 40, -1);
  pid = bht_bellhopd_pid (bench->daemon);
  before = resident_mib (pid);

  crowd = bench_crowd_new (bench->port, "/v1/widget/feed", many->tokens, count, -1);
  print_figure (bench, "all connected after a restart", crowd->seconds, "s", 3, 1);
  g_usleep (500000);
  print_figure (bench, "memory of each", (resident_mib (pid) - before) * 1024 / count, "KiB", 2, 1);
  print_figure (bench, "the daemon with all of them", resident_mib (pid), "MiB", 0, 0);
  run = run_senders (bench, 1);
  print_figure (bench, "send to receipt among them, p50", run.p50_ms, "ms", 0, 0);
  print_figure (bench, "  without them", alone.p50_ms, "ms", 0, 0);
  print_figure (bench, "  more", (run.p50_ms / alone.p50_ms - 1) * 100, "%", 25, 5);
}

static char *
ask_ai (guint index, gpointer data)
{
  return bench_request ("PATCH", "/v1/desk/organization", ((Bench *) data)->desk_token,
                        index == 0 ? "{\"ai_enabled\":false}" : "{\"ai_enabled\":true}");
}

static void
measure_with_ai (Bench *bench)
{
  BenchErrand on = { ask_ai, check_ok, bench };
  BenchSenders run;

  bench_run_errand (bench->port, &on, 2, 1);
  g_print ("\nWith the AI on: every message makes a run wait\n");
  run = run_senders (bench, bench->scale->senders[2]);
  print_figure (bench, "  stored and heard", run.rate, "/s", 0, 0);
  print_figure (bench, "  send to receipt, p99", run.p99_ms, "ms", 0, 0);
}

static void
raise_file_limit (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

static void
set_up (Bench *bench)
{
  BenchErrand ai_off = { ask_ai, check_ok, bench };

  bench->daemon = bht_bellhopd_new (NULL);
  bench->port =
      (guint16) g_ascii_strtoull (strrchr (bht_bellhopd_url (bench->daemon), ':') + 1, NULL, 10);
  bench->desk_token = bht_bellhopd_furnish (bench->daemon);
  bench->desk_tokens = g_ptr_array_new ();
  g_ptr_array_add (bench->desk_tokens, bench->desk_token);
  bench_run_errand (bench->port, &ai_off, 1, 1);
  bench->visitors = bench_visitors_new (bench->port, bench->scale->senders[2], TRUE);
}

static void
tear_down (Bench *bench)
{
  bench_visitors_free (bench->visitors);
  g_ptr_array_unref (bench->desk_tokens);
  g_free (bench->desk_token);
  bht_bellhopd_free (bench->daemon);
}

static const struct
{
  const char *name;
  void (*measure) (Bench *bench);
} sections[] = {
  { "raw", measure_raw },         { "start", measure_start }, { "messages", measure_senders },
  { "fan-out", measure_fan_out }, { "idle", measure_idle },   { "ai", measure_with_ai },
};

static gboolean
is_wanted (const char *name, int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], name))
      return TRUE;
  return argc == 1;
}

/* bench-messages [--smoke | SECTION…] */
int
main (int argc, char **argv)
{
  gboolean small = argc > 1 && g_str_equal (argv[1], "--smoke");
  Bench bench = { .scale = small ? &smoke : &whole };

  raise_file_limit ();
  set_up (&bench);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    if (small || is_wanted (sections[i].name, argc, argv))
      sections[i].measure (&bench);
  tear_down (&bench);
  return 0;
}
