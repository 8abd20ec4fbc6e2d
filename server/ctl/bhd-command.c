/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"
#include "server/ctl/bhd-call.h"
#include "server/ctl/bhd-import.h"

#include <stdio.h>
#include <string.h>

#include "server/ctl/bhd-command.h"

#define OPTIONS(...) ((const BhdOption[]){ __VA_ARGS__, { NULL } })
#define NEEDS(name)                                                                                \
  {                                                                                                \
    name, BHD_OPTION_TEXT, TRUE                                                                    \
  }
#define MAY(name, type)                                                                            \
  {                                                                                                \
    name, BHD_OPTION_##type, FALSE                                                                 \
  }

const BhdCommand bhd_commands[] = {
  { "organization create", "--slug SLUG --name NAME", "POST", "/v1/ctl/organizations",
    OPTIONS (NEEDS ("slug"), NEEDS ("name")) },
  { "organization list", "", "GET", "/v1/ctl/organizations" },
  { "organization change",
    "--organization SLUG [--name, --greeting, --ai-name, --webhook-url VALUE] "
    "[--ai-enabled true|false] [--allowed-origins \"https://A https://B\"]",
    "PATCH", "/v1/ctl/organizations/:organization",
    OPTIONS (NEEDS ("organization"),
             MAY ("name", TEXT),
             MAY ("greeting", TEXT),
             MAY ("ai-name", TEXT),
             MAY ("webhook-url", TEXT),
             MAY ("ai-enabled", BOOL),
             MAY ("allowed-origins", LIST)) },
  { "organization webhook-secret", "--organization SLUG", "POST",
    "/v1/ctl/organizations/:organization/webhook-secret", OPTIONS (NEEDS ("organization")) },
  { "key create", "--organization SLUG --kind widget|admin --name NAME", "POST",
    "/v1/ctl/organizations/:organization/keys",
    OPTIONS (NEEDS ("organization"), NEEDS ("kind"), NEEDS ("name")) },
  { "key list", "--organization SLUG", "GET", "/v1/ctl/organizations/:organization/keys",
    OPTIONS (NEEDS ("organization")) },
  { "key revoke", "--organization SLUG --id ID", "DELETE",
    "/v1/ctl/organizations/:organization/keys/:id",
    OPTIONS (NEEDS ("organization"), NEEDS ("id")) },
  { "organization identity-secret", "--organization SLUG", "POST",
    "/v1/ctl/organizations/:organization/identity-secret", OPTIONS (NEEDS ("organization")) },
  { "widget show", "--organization SLUG", "GET", "/v1/ctl/organizations/:organization/widget",
    OPTIONS (NEEDS ("organization")) },
  { "widget change",
    "--organization SLUG [--title, --accent-color, --position, --input-placeholder, --phone VALUE] "
    "[--offline chat|form|hide] [--csat, --transcript, --sound true|false] "
    "[--suggestions, --pre-chat, --proactive, --attachments JSON]",
    "PATCH", "/v1/ctl/organizations/:organization/widget",
    OPTIONS (NEEDS ("organization"),
             MAY ("title", TEXT),
             MAY ("accent-color", TEXT),
             MAY ("position", TEXT),
             MAY ("input-placeholder", TEXT),
             MAY ("phone", TEXT),
             MAY ("offline", TEXT),
             MAY ("csat", BOOL),
             MAY ("transcript", BOOL),
             MAY ("sound", BOOL),
             MAY ("suggestions", JSON),
             MAY ("pre-chat", JSON),
             MAY ("proactive", JSON),
             MAY ("attachments", JSON)) },
  { "operator create", "--organization SLUG --email EMAIL --name NAME --role owner|admin|agent",
    "POST", "/v1/ctl/operators",
    OPTIONS (NEEDS ("organization"), NEEDS ("email"), NEEDS ("name"), NEEDS ("role")),
    .asks_password = TRUE },
  { "operator list", "--organization SLUG", "GET", "/v1/ctl/organizations/:organization/operators",
    OPTIONS (NEEDS ("organization")) },
  { "operator disable", "--email EMAIL", "POST", "/v1/ctl/operators/disable",
    OPTIONS (NEEDS ("email")) },
  { "operator enable", "--email EMAIL", "POST", "/v1/ctl/operators/enable",
    OPTIONS (NEEDS ("email")) },
  { "operator password", "--email EMAIL", "POST", "/v1/ctl/operators/password",
    OPTIONS (NEEDS ("email")), .asks_password = TRUE },
  { "document add", "--organization SLUG --category NAME FILE…", "POST", "/v1/ctl/documents",
    OPTIONS (NEEDS ("organization"), NEEDS ("category")), .sends_documents = TRUE },
  { "document import", "--organization SLUG [--category NAME] FILE…", "POST", "/v1/ctl/uploads",
    OPTIONS (NEEDS ("organization"), MAY ("category", TEXT)), .sends_files = TRUE },
  { "contact export", "--organization SLUG --id ID", "GET",
    "/v1/ctl/organizations/:organization/contacts/:id/export",
    OPTIONS (NEEDS ("organization"), NEEDS ("id")) },
  { "contact erase", "--organization SLUG --id ID --confirm E-MAIL-OR-ID", "POST",
    "/v1/ctl/organizations/:organization/contacts/:id/erase",
    OPTIONS (NEEDS ("organization"), NEEDS ("id"), NEEDS ("confirm")) },
  { "mail test", "--to ADDRESS", "POST", "/v1/ctl/mail/test", OPTIONS (NEEDS ("to")) },
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

static void
write_list (BhJsonWriter *json, const char *member, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);

  bh_json_begin_array (json, member);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      bh_json_string (json, NULL, *word);
  bh_json_end_array (json);
}

/* Options are written with a hyphen, members with an underscore. */
static void
write_option (BhJsonWriter *json, const BhdOption *option, const char *value)
{
  g_autofree char *member = g_strdelimit (g_strdup (option->name), "-", '_');

  switch (option->type)
    {
    case BHD_OPTION_TEXT:
      bh_json_string (json, member, value);
      return;
    case BHD_OPTION_BOOL:
      bh_json_bool (json, member, g_str_equal (value, "true"));
      return;
    case BHD_OPTION_LIST:
      write_list (json, member, value);
      return;
    case BHD_OPTION_JSON:
      bh_json_raw (json, member, value);
      return;
    default:
      g_assert_not_reached ();
    }
}

static void
write_options (BhJsonWriter *json, const BhdCommand *command, BhdArguments *arguments)
{
  for (const BhdOption *option = command->options; option != NULL && option->name != NULL; option++)
    {
      const char *value = bhd_arguments_get (arguments, option->name);

      if (value != NULL)
        write_option (json, option, value);
    }
}

static gboolean
refuse (const BhdCommand *command, const char *what, GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "%s; write: %s %s", what, command->name,
               command->summary);
  return FALSE;
}

static gboolean
check_option (const BhdCommand *command, const BhdOption *option, const char *value, GError **error)
{
  g_autofree char *what = NULL;

  if (value == NULL && option->required)
    what = g_strdup_printf ("--%s is missing", option->name);
  else if (value != NULL && option->type == BHD_OPTION_BOOL && !g_str_equal (value, "true") &&
           !g_str_equal (value, "false"))
    what = g_strdup_printf ("--%s cannot be “%s”", option->name, value);
  else if (value != NULL && option->type == BHD_OPTION_JSON &&
           !bh_json_check (value, strlen (value), strlen (value), NULL))
    what = g_strdup_printf ("--%s is no JSON", option->name);
  return what == NULL || refuse (command, what, error);
}

static gboolean
has_option (const BhdCommand *command, const char *name)
{
  for (const BhdOption *option = command->options; option != NULL && option->name != NULL; option++)
    if (g_str_equal (option->name, name))
      return TRUE;
  return g_str_equal (name, "socket");
}

static gboolean
check_names (const BhdCommand *command, BhdArguments *arguments, GError **error)
{
  g_autofree const char **names = bhd_arguments_names (arguments);

  for (guint i = 0; names[i] != NULL; i++)
    if (!has_option (command, names[i]))
      {
        g_autofree char *what = g_strdup_printf ("there is no --%s here", names[i]);

        return refuse (command, what, error);
      }
  return TRUE;
}

/* What is misspelt must not be taken for left out. */
static gboolean
check_arguments (const BhdCommand *command, BhdArguments *arguments, GError **error)
{
  const char *file = bhd_arguments_files (arguments)[0];
  gboolean takes_files = command->sends_documents || command->sends_files;

  if (!check_names (command, arguments, error))
    return FALSE;
  for (const BhdOption *option = command->options; option != NULL && option->name != NULL; option++)
    if (!check_option (command, option, bhd_arguments_get (arguments, option->name), error))
      return FALSE;
  if (takes_files && file == NULL)
    return refuse (command, "name a file", error);
  if (!takes_files && file != NULL)
    {
      g_autofree char *what = g_strdup_printf ("“%s” is too much", file);

      return refuse (command, what, error);
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

/* What the path says “:name” for is the option of that name. */
static char *
fill_path (const BhdCommand *command, BhdArguments *arguments)
{
  g_auto (GStrv) pieces = g_strsplit (command->path, "/", -1);

  for (char **piece = pieces; *piece != NULL; piece++)
    if (**piece == ':')
      {
        char *filled = g_uri_escape_string (bhd_arguments_get (arguments, *piece + 1), NULL, FALSE);

        g_free (*piece);
        *piece = filled;
      }
  return g_strjoinv ("/", pieces);
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
  write_options (&body, command, arguments);
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
  write_options (&body, command, arguments);
  bh_json_string (&body, "title", title);
  bh_json_string (&body, "format", g_str_has_suffix (file, ".md") ? "markdown" : "text");
  bh_json_string (&body, "body", text);
  return make_call (command, arguments, &body, error);
}

static gboolean
send_file (const BhdCommand *command, BhdArguments *arguments, const char *file, GError **error)
{
  g_autofree char *socket = bhd_arguments_socket (arguments);
  g_autofree char *answer =
      bhd_import_file (socket, bhd_arguments_get (arguments, "organization"),
                       bhd_arguments_get (arguments, "category"), file, error);

  if (answer == NULL)
    {
      g_prefix_error (error, "%s: ", file);
      return FALSE;
    }
  g_print ("%s\n", answer);
  return TRUE;
}

gboolean
bhd_command_run (const BhdCommand *command, BhdArguments *arguments, GError **error)
{
  gboolean (*send) (const BhdCommand *, BhdArguments *, const char *, GError **) =
      command->sends_files ? send_file : send_document;

  if (!check_arguments (command, arguments, error))
    return FALSE;
  if (!command->sends_documents && !command->sends_files)
    return send_simple (command, arguments, error);

  for (const char *const *file = bhd_arguments_files (arguments); *file != NULL; file++)
    if (!send (command, arguments, *file, error))
      return FALSE;
  return TRUE;
}
