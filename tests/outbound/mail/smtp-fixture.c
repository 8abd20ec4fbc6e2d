/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "tests/outbound/mail/smtp-fixture.h"

#define CERTIFICATE                                                                                \
  "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "             \
  "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout %s/key.pem -out %s/cert.pem"

static void
make_certificate (const char *folder)
{
  g_autofree char *command = g_strdup_printf (CERTIFICATE, folder, folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *said = NULL;
  int status = 1;

  g_assert_true (g_spawn_command_line_sync (command, &words, &said, &status, &error));
  g_assert_cmpint (status, ==, 0);
}

static void
start (SmtpFixture *self, const char *words)
{
  g_autofree char *line = g_strdup_printf ("%s %s %s", SMTP_SERVER, self->folder, words);
  g_auto (GStrv) argv = g_strsplit (g_strstrip (line), " ", -1);
  g_autoptr (GError) error = NULL;
  g_autofree char *port = NULL;

  self->process =
      g_subprocess_newv ((const char *const *) argv,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->letters = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  port = g_data_input_stream_read_line (self->letters, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (port);
  self->port = (guint16) g_ascii_strtoull (port, NULL, 10);
}

void
smtp_fixture_set_up (SmtpFixture *self, const char *words)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("bellhop-smtp-XXXXXX", &error);
  g_assert_no_error (error);
  words = words != NULL ? words : "";
  self->account.tls = strstr (words, "starttls") != NULL;
  if (self->account.tls)
    {
      make_certificate (self->folder);
      self->account.ca_file = g_build_filename (self->folder, "cert.pem", NULL);
    }
  if (strstr (words, "auth") != NULL)
    {
      self->account.user = g_strdup ("bellhop");
      self->account.password = g_strdup ("opensesame");
    }
  start (self, words);
  self->account.url = g_strdup_printf ("smtp://127.0.0.1:%u", self->port);
  self->account.from = g_strdup ("desk@example.org");
}

void
smtp_fixture_tear_down (SmtpFixture *self)
{
  static const char *const names[] = { "cert.pem", "key.pem" };
  char *const strings[] = { self->account.url,  self->account.user,    self->account.password,
                            self->account.from, self->account.ca_file, self->account.from_name };

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->letters);
  g_object_unref (self->process);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
}

JsonObject *
smtp_fixture_next (SmtpFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (self->letters, NULL, NULL, &error);
  g_autoptr (JsonNode) node = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (line);
  node = json_from_string (line, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}
