/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-writer.h"
#include "server/ctl/bhd-call.h"

#include <stdio.h>
#include <string.h>

#include "server/ctl/bhd-command.h"

#define NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })

const BhdCommand bhd_commands[] = {
  { "organization create", "--slug SLUG --name NAME", "POST", "/v1/ctl/organizations",
    NAMES ("slug", "name") },
  { "organization list", "", "GET", "/v1/ctl/organizations" },
  { "organization change",
    "--organization SLUG [--name, --greeting, --ai-name, --webhook-url VALUE]", "PATCH",
    "/v1/ctl/organizations/:organization", NAMES ("organization"),
    NAMES ("name", "greeting", "ai-name", "webhook-url") },
  { "organization webhook-secret", "--organization SLUG", "POST",
    "/v1/ctl/organizations/:organization/webhook-secret", NAMES ("organization") },
  { "operator create", "--organization SLUG --email EMAIL --name NAME --role owner|admin|agent",
    "POST", "/v1/ctl/operators", NAMES ("organization", "email", "name", "role"),
    .asks_password = TRUE },
  { "operator password", "--email EMAIL", "POST", "/v1/ctl/operators/password", NAMES ("email"),
    .asks_password = TRUE },
  { "document add", "--organization SLUG --category NAME FILE…", "POST", "/v1/ctl/documents",
    NAMES ("organization", "category"), .sends_documents = TRUE },
  { NULL },
};

const BhdCommand *
bhd_command_find (const char *name)
{
  for (const BhdCommand *command = bhd_commands; command->name != NULL; command++)
    if (g_str_equal (command->name, name))
      return command;
  return NULL;
}

/* Options are written with a hyphen, members with an underscore. */
static void
write_options (BhJsonWriter *json, const char *const *names, BhdArguments *arguments)
{
  for (; names != NULL && *names != NULL; names++)
    {
      g_autofree char *member = g_strdelimit (g_strdup (*names), "-", '_');

      if (bhd_arguments_get (arguments, *names) != NULL)
        bh_json_string (json, member, bhd_arguments_get (arguments, *names));
    }
}

static gboolean
check_options (const BhdCommand *command, BhdArguments *arguments, GError **error)
{
  for (const char *const *name = command->required; name != NULL && *name != NULL; name++)
    if (bhd_arguments_get (arguments, *name) == NULL)
      {
        g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "“%s” needs %s", command->name,
                     command->summary);
        return FALSE;
      }
  return TRUE;
}

static char *
read_password (GError **error)
{
  char line[256];

  if (fgets (line, sizeof line, stdin) != NULL)
    return g_strdup (g_strchomp (line));
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "write the password on standard input");
  return NULL;
}

static char *
fill_path (const BhdCommand *command, BhdArguments *arguments)
{
  static const char name[] = ":organization";
  const char *hole = strstr (command->path, name);
  g_autofree char *slug = NULL;

  if (hole == NULL)
    return g_strdup (command->path);
  slug = g_uri_escape_string (bhd_arguments_get (arguments, "organization"), NULL, FALSE);
  return g_strdup_printf ("%.*s%s%s", (int) (hole - command->path), command->path, slug,
                          hole + strlen (name));
}

static gboolean
make_call (const BhdCommand *command, BhdArguments *arguments, BhJsonWriter *body, GError **error)
{
  g_autofree char *socket = bhd_arguments_socket (arguments);
  g_autofree char *path = fill_path (command, arguments);
  g_autofree char *json = NULL;
  g_autofree char *answer = NULL;

  bh_json_end_object (body);
  json = bh_json_writer_steal (body);
  answer = bhd_call (socket, command->method, path,
                     g_str_equal (command->method, "GET") ? NULL : json, error);
  if (answer == NULL)
    return FALSE;
  if (*answer != '\0')
    g_print ("%s\n", answer);
  return TRUE;
}

static gboolean
send_simple (const BhdCommand *command, BhdArguments *arguments, GError **error)
{
  g_auto (BhJsonWriter) body = BH_JSON_WRITER_INIT;
  g_autofree char *password = command->asks_password ? read_password (error) : NULL;

  if (command->asks_password && password == NULL)
    return FALSE;
  bh_json_begin_object (&body, NULL);
  write_options (&body, command->required, arguments);
  write_options (&body, command->optional, arguments);
  if (password != NULL)
    bh_json_string (&body, "password", password);
  return make_call (command, arguments, &body, error);
}

/* A Markdown file's first heading is its title; any other file is named by its file name. */
static char *
document_title (const char *file, const char *text)
{
  g_autofree char *base = g_path_get_basename (file);
  char *dot = strrchr (base, '.');
  const char *end = strchr (text, '\n');

  if (g_str_has_prefix (text, "# "))
    return g_strstrip (end != NULL ? g_strndup (text + 2, end - text - 2) : g_strdup (text + 2));
  if (dot != NULL && dot != base)
    *dot = '\0';
  return g_steal_pointer (&base);
}

static gboolean
send_document (const BhdCommand *command, BhdArguments *arguments, const char *file, GError **error)
{
  g_auto (BhJsonWriter) body = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  gsize length = 0;

  if (!g_file_get_contents (file, &text, &length, error))
    return FALSE;
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_MALFORMED, "%s is not UTF-8 text", file);
      return FALSE;
    }

  title = document_title (file, text);
  bh_json_begin_object (&body, NULL);
  write_options (&body, command->required, arguments);
  bh_json_string (&body, "title", title);
  bh_json_string (&body, "format", g_str_has_suffix (file, ".md") ? "markdown" : "text");
  bh_json_string (&body, "body", text);
  return make_call (command, arguments, &body, error);
}

gboolean
bhd_command_run (const BhdCommand *command, BhdArguments *arguments, GError **error)
{
  if (!check_options (command, arguments, error))
    return FALSE;
  if (!command->sends_documents)
    return send_simple (command, arguments, error);

  for (const char *const *file = bhd_arguments_files (arguments); *file != NULL; file++)
    if (!send_document (command, arguments, *file, error))
      return FALSE;
  return TRUE;
}
