/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/outbound/mail/bhd-mail-account.h"

#include <glib/gstdio.h>
#include <string.h>

#define URL "smtp://mail.example.org:587"
#define FROM "desk@example.org"

typedef struct
{
  const char *name;
  BhdMailSettings settings; /* smtp_password_file: “FILE” is one that holds a password */
  const char *blamed;       /* (nullable): all is well */
} Row;

static const Row rows[] = {
  { "nothing", { .smtp_tls = TRUE } },
  { "whole", { .smtp_url = URL, .smtp_tls = TRUE, .mail_from = FROM } },
  { "smtps", { .smtp_url = "smtps://mail.example.org", .smtp_tls = TRUE, .mail_from = FROM } },
  { "named", { .smtp_url = URL, .smtp_tls = TRUE, .mail_from = "The Desk <desk@example.org>" } },
  { "signed-in",
    { .smtp_url = URL,
      .smtp_user = "u",
      .smtp_password_file = "FILE",
      .smtp_tls = TRUE,
      .mail_from = FROM } },
  { "plain-relay", { .smtp_url = "smtp://127.0.0.1", .smtp_tls = FALSE, .mail_from = FROM } },
  { "no-from", { .smtp_url = URL, .smtp_tls = TRUE }, "mail_from" },
  { "from-is-no-address", { .smtp_url = URL, .smtp_tls = TRUE, .mail_from = "Desk" }, "mail_from" },
  { "from-two",
    { .smtp_url = URL, .smtp_tls = TRUE, .mail_from = "a@example.org, b@example.org" },
    "mail_from" },
  { "only-from", { .smtp_tls = TRUE, .mail_from = FROM }, "smtp_url" },
  { "http",
    { .smtp_url = "http://mail.example.org", .smtp_tls = TRUE, .mail_from = FROM },
    "smtp_url" },
  { "host-alone",
    { .smtp_url = "mail.example.org:25", .smtp_tls = TRUE, .mail_from = FROM },
    "smtp_url" },
  { "no-host", { .smtp_url = "smtp://", .smtp_tls = TRUE, .mail_from = FROM }, "smtp_url" },
  { "password-in-url",
    { .smtp_url = "smtp://u:p@mail.example.org", .smtp_tls = TRUE, .mail_from = FROM },
    "smtp_url" },
  { "user-without-password",
    { .smtp_url = URL, .smtp_user = "u", .smtp_tls = TRUE, .mail_from = FROM },
    "smtp_user" },
  { "password-without-user",
    { .smtp_url = URL, .smtp_password_file = "FILE", .smtp_tls = TRUE, .mail_from = FROM },
    "smtp_password_file" },
  { "no-password-file",
    { .smtp_url = URL,
      .smtp_user = "u",
      .smtp_password_file = "/nowhere",
      .smtp_tls = TRUE,
      .mail_from = FROM },
    "smtp_password_file" },
  { "password-in-the-clear",
    { .smtp_url = URL,
      .smtp_user = "u",
      .smtp_password_file = "FILE",
      .smtp_tls = FALSE,
      .mail_from = FROM },
    "smtp_tls" },
  { "no-ca-file",
    { .smtp_url = URL, .smtp_tls = TRUE, .smtp_ca_file = "/nowhere", .mail_from = FROM },
    "smtp_ca_file" },
};

/* Returns: (transfer full): a file of the owner's alone. */
static char *
make_password_file (mode_t mode)
{
  char *path = NULL;
  int file = g_file_open_tmp ("bellhop-password-XXXXXX", &path, NULL);

  g_assert_cmpint (write (file, "opensesame\n", 11), ==, 11);
  g_assert_cmpint (fchmod (file, mode), ==, 0);
  close (file);
  return path;
}

static void
assert_blamed (const GError *error, const char *setting)
{
  g_autofree char *quoted = g_strdup_printf ("“%s”", setting);

  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, quoted));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_settings (gconstpointer data)
{
  const Row *row = data;
  BhdMailSettings settings = row->settings;
  g_autofree char *file = make_password_file (0600);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdMailAccount) account = NULL;

  if (g_strcmp0 (settings.smtp_password_file, "FILE") == 0)
    settings.smtp_password_file = file;
  account = bhd_mail_account_new (&settings, &error);
  g_remove (file);

  if (row->blamed != NULL)
    assert_blamed (error, row->blamed);
  else
    g_assert_no_error (error);
  g_assert_true ((account != NULL) == (row->blamed == NULL && settings.smtp_url != NULL));
}

static void
test_password_is_one_line (void)
{
  g_autofree char *file = make_password_file (0600);
  const BhdMailSettings settings = { URL, "u", file, NULL, TRUE, "The Desk <desk@example.org>" };
  g_autoptr (BhdMailAccount) account = bhd_mail_account_new (&settings, NULL);

  g_remove (file);
  g_assert_cmpstr (account->password, ==, "opensesame");
  g_assert_cmpstr (account->from, ==, "desk@example.org");
  g_assert_cmpstr (account->from_name, ==, "The Desk");
}

static void
test_password_others_may_read_is_refused (void)
{
  g_autofree char *file = make_password_file (0644);
  const BhdMailSettings settings = { URL, "u", file, NULL, TRUE, FROM };
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdMailAccount) account = bhd_mail_account_new (&settings, &error);

  g_remove (file);
  assert_blamed (error, "smtp_password_file");
  g_assert_null (strstr (error->message, "opensesame"));
}

static void
test_password_is_a_credential (void)
{
  g_autofree char *file = make_password_file (0600);
  g_autofree char *folder = g_dir_make_tmp ("bellhop-credentials-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bellhop-smtp-password", NULL);
  const BhdMailSettings settings = { URL, "u", NULL, NULL, TRUE, FROM };
  g_autoptr (BhdMailAccount) account = NULL;

  g_assert_cmpint (g_rename (file, path), ==, 0);
  g_setenv ("CREDENTIALS_DIRECTORY", folder, TRUE);
  account = bhd_mail_account_new (&settings, NULL);
  g_unsetenv ("CREDENTIALS_DIRECTORY");
  g_remove (path);
  g_rmdir (folder);
  g_assert_cmpstr (account->password, ==, "opensesame");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strconcat ("/outbound/mail-account/", rows[i].name, NULL);

      g_test_add_data_func (name, &rows[i], test_settings);
    }
  g_test_add_func ("/outbound/mail-account/password-is-one-line", test_password_is_one_line);
  g_test_add_func ("/outbound/mail-account/password-others-may-read",
                   test_password_others_may_read_is_refused);
  g_test_add_func ("/outbound/mail-account/password-is-a-credential",
                   test_password_is_a_credential);
  return g_test_run ();
}
