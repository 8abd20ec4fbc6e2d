/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What strangers write stays text in letters and in the console, which shows it as it was written
 * and has nothing to complain about. */
#include "tests/bht-patience.h"
#include "tests/story/hostile/foreign.h"
#include "tests/story/hostile/texts.h"
#include "tests/story/story-desktop.h"

#include <string.h>

#define CONSOLE_LOG "console.log"

static Foreign story;
static StoryConsole *eve;

static char *
path_for (const char *part, guint i)
{
  return g_strdup_printf ("/story/hostile/%s/text-%02u-stays-text", part, i);
}

/* ---- letters ---- */

static void
assert_one_line (JsonObject *letter, const char *name)
{
  const char *value = json_object_get_string_member (letter, name);

  for (const char *c = value; *c != '\0'; c++)
    if ((guchar) *c < 0x20)
      g_error ("%s is not one line: %s", name, value);
}

/* The names of the headers are ours, whatever stands in them. */
static void
assert_headers (JsonObject *letter)
{
  static const char *const ours[] = {
    "From",         "To",           "Subject",      "Date",
    "Message-Id",   "Message-ID",   "MIME-Version", "Auto-Submitted",
    "Mime-Version", "Content-Type", NULL,
  };
  JsonArray *names = json_object_get_array_member (letter, "names");

  for (guint i = 0; i < json_array_get_length (names); i++)
    if (!g_strv_contains (ours, json_array_get_string_element (names, i)))
      g_error ("a header that is not ours: %s", json_array_get_string_element (names, i));
  assert_one_line (letter, "subject");
  assert_one_line (letter, "from");
  assert_one_line (letter, "to");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (letter, "recipients")), ==,
                    1);
}

static void
assert_holds (const char *whole, const char *part)
{
  if (strstr (whole, part) == NULL)
    g_error ("no “%s” in: %s", part, whole);
}

/* The frame of the page is ours; between its tags stands no other. */
static void
assert_only_text (const char *html)
{
  const char *inside = strstr (html, "40em\">");
  const char *end = strstr (html, "</div>\n</body>");

  g_assert_nonnull (inside);
  g_assert_nonnull (end);
  inside = strchr (inside, '>') + 1;
  for (const char *c = inside; c < end; c++)
    if (*c == '<' || *c == '>')
      g_error ("a tag that is not ours: %s", c);
}

static void
test_letter (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (ForeignVisitor) visitor = { NULL };
  g_autoptr (JsonObject) letter = NULL;
  g_autofree char *escaped = NULL;
  const char *html;

  foreign_decide (&story, i);
  foreign_play (&story, i, &visitor);
  letter = foreign_end (&story, &visitor);
  html = json_object_get_string_member (letter, "html");
  escaped = g_markup_escape_text (visitor.text, -1);
  assert_headers (letter);
  assert_holds (json_object_get_string_member (letter, "text"), visitor.text);
  assert_holds (html, escaped);
  assert_only_text (html);
}

/* What would end a header, and what ends a text in C, is refused where it comes in. */
static void
test_lines_and_nulls_are_refused (void)
{
  static const char *const bodies[] = {
    "{\"organization\":\"demo\",\"name\":\"Ada\\r\\nBcc: eve@example.org\",\"email\":\"a@b.example\"}",
    "{\"organization\":\"demo\",\"name\":\"Ada\\nBcc: eve@example.org\",\"email\":\"a@b.example\"}",
    "{\"organization\":\"demo\",\"name\":\"Ada\\u0000\",\"email\":\"a@b.example\"}",
    "{\"organization\":\"demo\",\"name\":\"Ada\",\"email\":\"a@b.example\\r\\nBcc: eve@example.org\"}",
    "{\"organization\":\"demo\",\"name\":\"Ada\",\"email\":\"a@b.example, eve@example.org\"}",
    "{\"organization\":\"demo\",\"name\":\"Ada\",\"email\":\"<a@b.example>\"}",
  };
  g_autoptr (BhtApi) nobody = bht_api_new (bht_bellhopd_url (story.daemon), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      guint status = bht_api_call (nobody, "POST", "/v1/widget/sessions", bodies[i], NULL);

      if (status != 400)
        g_error ("%u for %s", status, bodies[i]);
    }
}

/* ---- the console ---- */

/* Pango and GTK say so where text was taken for markup. */
static void
assert_no_complaints (const char *text)
{
  static const char *const words[] = { "markup",       "Gtk-WARNING", "Gtk-CRITICAL",
                                       "Pango-",       "Adwaita-",    "GLib-GObject-CRITICAL",
                                       "GLib-CRITICAL" };
  g_autofree char *log = foreign_read_log (&story, CONSOLE_LOG);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (log, words[i]) != NULL)
      g_error ("with “%s” the console says:\n%s", text, log);
}

static void
assert_shown (const char *text, guint times, const char *where)
{
  g_autofree char *shown = bht_atspi_dump (eve->root);
  guint count = 0;

  for (const char *at = strstr (shown, text); at != NULL; at = strstr (at + 1, text))
    count++;
  if (count < times)
    g_error ("“%s” is shown %u times, not %u, in %s:\n%s", text, count, times, where, shown);
}

static void
wait_in_transcript (const char *text, guint times)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autofree char *lines = story_console_transcript (eve);
      guint count = 0;

      for (const char *at = strstr (lines, text); at != NULL; at = strstr (at + 1, text))
        count++;
      if (count >= times)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” is read out %u times, not %u:\n%s", text, count, times, lines);
      g_usleep (100000);
    }
}

/* As a notification does: over AT-SPI a row is chosen besides the one that is open already. */
static void
open_conversation (const char *id)
{
  g_autofree char *key = g_strconcat (bht_bellhopd_url (story.daemon), " eve@example.org", NULL);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;
  GVariantBuilder target;

  g_variant_builder_init (&target, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&target, "v", g_variant_new ("(ss)", key, id));
  answer = g_dbus_connection_call_sync (
      bus, "org.bellhop.Console.eve", "/org/bellhop/Console/eve", "org.gtk.Actions", "Activate",
      g_variant_new ("(sava{sv})", "open-conversation", &target, NULL), NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* The newest row of the inbox, its thread, and who the visitor is. */
static void
test_conversation (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (ForeignVisitor) visitor = { NULL };
  g_autofree char *pattern = NULL;

  foreign_decide (&story, i);
  foreign_play (&story, i, &visitor);
  pattern = g_strconcat (visitor.text, ", *", NULL);
  story_console_wait (eve, ATSPI_ROLE_LIST_ITEM, pattern);
  open_conversation (visitor.conversation);
  wait_in_transcript (visitor.text, 3);        /* the visitor's, the colleague's, the note */
  assert_shown (visitor.text, 6, "the inbox"); /* and the row, the contact, the pages … */
  assert_no_complaints (visitor.text);
}

static void
test_settings (void)
{
  static const char *const topics[] = { "Assistant", "Persona",  "Guardrails", "Tools",
                                        "Widget",    "API Keys", "Webhooks" };
  const char *last = hostile_texts[hostile_n_texts - 3];

  foreign_decide (&story, hostile_n_texts - 3);
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      story_console_press (eve, ATSPI_ROLE_PUSH_BUTTON, "Settings");
      story_console_press (eve, ATSPI_ROLE_LIST_ITEM, topics[i]);
      if (g_str_equal (topics[i], "Guardrails"))
        {
          g_autofree char *row = g_strconcat (last, "*", NULL);

          story_console_wait (eve, ATSPI_ROLE_LIST_ITEM, row);
        }
      assert_no_complaints (topics[i]);
    }
}

static void
test_knowledge (void)
{
  g_autofree char *row = g_strconcat (hostile_texts[hostile_n_texts - 3], ", *", NULL);

  foreign_decide (&story, hostile_n_texts - 3);
  story_console_press (eve, BHT_ATSPI_ANY, "Knowledge");
  bht_atspi_wait_gone (eve->root, ATSPI_ROLE_LIST, "Messages", BHT_PATIENCE_S);
  story_console_wait (eve, ATSPI_ROLE_LIST_ITEM, row);
  assert_no_complaints ("the knowledge base");
}

static void
set_up (void)
{
  story_notifications_own ();
  foreign_open (&story);
  foreign_listen (&story, "BELLHOP_CONSOLE", CONSOLE_LOG);
  eve = story_console_open (story.daemon, "eve");
  story_console_press (eve, ATSPI_ROLE_LIST_ITEM, "All, *");
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  for (guint i = 0; i < hostile_n_texts; i++)
    {
      g_autofree char *letter = path_for ("letters", i);
      g_autofree char *console = path_for ("console", i);

      g_test_add_data_func (letter, GUINT_TO_POINTER (i), test_letter);
      g_test_add_data_func (console, GUINT_TO_POINTER (i), test_conversation);
    }
  g_test_add_func ("/story/hostile/letters/lines-and-nulls-are-refused",
                   test_lines_and_nulls_are_refused);
  g_test_add_func ("/story/hostile/console/knowledge-shows-text", test_knowledge);
  g_test_add_func ("/story/hostile/console/settings-show-text", test_settings);
  status = g_test_run ();
  story_console_free (eve);
  foreign_close (&story);
  return status;
}
