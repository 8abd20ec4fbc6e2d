/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/atspi/bht-atspi.h"

#include <string.h>

#define LOOK_AGAIN_US (50 * G_TIME_SPAN_MILLISECOND)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiSelection, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiValue, g_object_unref)

typedef gboolean (*Visit) (AtspiAccessible *object, int depth, gpointer data);

/* libatspi remembers what it has seen; what is there now is what counts. */
static void
forget (AtspiAccessible *root)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  atspi_accessible_clear_cache (root);
}

char *
bht_atspi_name (AtspiAccessible *object)
{
  char *name = atspi_accessible_get_name (object, NULL);

  return name != NULL ? name : g_strdup ("");
}

gboolean
bht_atspi_has_state (AtspiAccessible *object, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (object);

  return states != NULL && atspi_state_set_contains (states, state);
}

/* GTK 4.8 knows no “showing”: what is hidden is not “visible”, and neither is what it holds.
 * Depth first; @visit says whether to stop.  Returns: whether it did */
static gboolean
walk (AtspiAccessible *object, int depth, Visit visit, gpointer data)
{
  int n = atspi_accessible_get_child_count (object, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (object, i, NULL);

      if (child == NULL || !bht_atspi_has_state (child, ATSPI_STATE_VISIBLE))
        continue;
      if (visit (child, depth, data) || walk (child, depth + 1, visit, data))
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  AtspiRole role;
  GPatternSpec *pattern;
  AtspiAccessible *found;
  guint count;
} Search;

/* Buttons that stay pressed are plain ones up to GTK 4.8, and fields of passwords plain texts. */
static gboolean
has_role (AtspiAccessible *object, AtspiRole wanted)
{
  AtspiRole role = atspi_accessible_get_role (object, NULL);

  return wanted == BHT_ATSPI_ANY || role == wanted ||
         (wanted == ATSPI_ROLE_PUSH_BUTTON && role == ATSPI_ROLE_TOGGLE_BUTTON) ||
         (wanted == ATSPI_ROLE_TEXT && role == ATSPI_ROLE_PASSWORD_TEXT);
}

static gboolean
matches (AtspiAccessible *object, Search *search)
{
  g_autofree char *name = NULL;

  if (!has_role (object, search->role))
    return FALSE;

  name = bht_atspi_name (object);
  return g_pattern_spec_match_string (search->pattern, name);
}

static gboolean
find_visit (AtspiAccessible *object, int depth, gpointer data)
{
  Search *search = data;

  if (!matches (object, search))
    return FALSE;

  search->found = g_object_ref (object);
  return TRUE;
}

static gboolean
count_visit (AtspiAccessible *object, int depth, gpointer data)
{
  Search *search = data;

  search->count += matches (object, search) ? 1 : 0;
  return FALSE;
}

AtspiAccessible *
bht_atspi_find (AtspiAccessible *root, AtspiRole role, const char *name)
{
  Search search = { .role = role, .pattern = g_pattern_spec_new (name) };

  forget (root);
  walk (root, 0, find_visit, &search);
  g_pattern_spec_free (search.pattern);

  return search.found;
}

guint
bht_atspi_count (AtspiAccessible *root, AtspiRole role, const char *name)
{
  Search search = { .role = role, .pattern = g_pattern_spec_new (name) };

  forget (root);
  walk (root, 0, count_visit, &search);
  g_pattern_spec_free (search.pattern);

  return search.count;
}

static void G_GNUC_NORETURN
give_up (AtspiAccessible *root, const char *wanted, AtspiRole role, const char *name)
{
  g_autofree char *role_name = atspi_role_get_name (role);
  g_autofree char *tree = root != NULL ? bht_atspi_dump (root) : NULL;

  g_error ("%s “%s” (%s); shown was\n%s", wanted, name, role_name, tree != NULL ? tree : "nothing");
}

AtspiAccessible *
bht_atspi_wait (AtspiAccessible *root, AtspiRole role, const char *name, int seconds)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  AtspiAccessible *found;

  while ((found = bht_atspi_find (root, role, name)) == NULL)
    {
      if (g_get_monotonic_time () > deadline)
        give_up (root, "there is no", role, name);
      g_usleep (LOOK_AGAIN_US);
    }

  return found;
}

void
bht_atspi_wait_gone (AtspiAccessible *root, AtspiRole role, const char *name, int seconds)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (bht_atspi_count (root, role, name) > 0)
    {
      if (g_get_monotonic_time () > deadline)
        give_up (root, "there still is", role, name);
      g_usleep (LOOK_AGAIN_US);
    }
}

typedef gboolean (*Accept) (AtspiAccessible *application, gconstpointer data);

static gboolean
is_of_process (AtspiAccessible *application, gconstpointer pid)
{
  return (GPid) atspi_accessible_get_process_id (application, NULL) == *(const GPid *) pid;
}

static gboolean
has_window (AtspiAccessible *application, gconstpointer name)
{
  g_autoptr (AtspiAccessible) window = bht_atspi_find (application, ATSPI_ROLE_FRAME, name);

  return window != NULL;
}

/* (nullable) */
static AtspiAccessible *
find_application (AtspiAccessible *desktop, Accept accept, gconstpointer data)
{
  int n = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && atspi_accessible_get_child_count (child, NULL) > 0 &&
          accept (child, data))
        return g_steal_pointer (&child);
    }

  return NULL;
}

/* An application that comes or goes at this moment is warned of, which GTest takes for a fault. */
static void
say_nothing (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

static gboolean
is_fault (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return g_strcmp0 (domain, "dbind") != 0;
}

static AtspiAccessible *
wait_application (Accept accept, gconstpointer data, int seconds)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  g_log_set_handler ("dbind", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, say_nothing, NULL);
  g_test_log_set_fatal_handler (is_fault, NULL);

  for (;;)
    {
      g_autoptr (AtspiAccessible) desktop = NULL;
      AtspiAccessible *application;

      atspi_init ();
      desktop = atspi_get_desktop (0);
      forget (desktop);
      application = find_application (desktop, accept, data);
      if (application != NULL)
        return application;
      if (g_get_monotonic_time () > deadline)
        give_up (desktop, "there is no such application", BHT_ATSPI_ANY, "");
      g_usleep (LOOK_AGAIN_US);
    }
}

AtspiAccessible *
bht_atspi_wait_application (GPid pid, int seconds)
{
  return wait_application (is_of_process, &pid, seconds);
}

AtspiAccessible *
bht_atspi_wait_window (const char *name, int seconds)
{
  return wait_application (has_window, name, seconds);
}

/* A row is pressed by selecting it in its list. */
static gboolean
select_row (AtspiAccessible *row)
{
  g_autoptr (AtspiAccessible) list = atspi_accessible_get_parent (row, NULL);
  g_autoptr (AtspiSelection) selection =
      list != NULL ? atspi_accessible_get_selection_iface (list) : NULL;
  int index = atspi_accessible_get_index_in_parent (row, NULL);

  return selection != NULL && atspi_selection_select_child (selection, index, NULL);
}

void
bht_atspi_press (AtspiAccessible *object)
{
  g_autoptr (AtspiAction) action = NULL;
  g_autofree char *name = bht_atspi_name (object);

  if (atspi_accessible_get_role (object, NULL) == ATSPI_ROLE_LIST_ITEM && select_row (object))
    return;

  action = atspi_accessible_get_action_iface (object);
  if (action == NULL || !atspi_action_do_action (action, 0, NULL))
    g_error ("“%s” cannot be pressed", name);
}

void
bht_atspi_wait_press (AtspiAccessible *root, AtspiRole role, const char *name, int seconds)
{
  g_autoptr (AtspiAccessible) object = bht_atspi_wait (root, role, name, seconds);

  bht_atspi_press (object);
}

void
bht_atspi_set_text (AtspiAccessible *object, const char *text)
{
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (object);
  g_autofree char *name = bht_atspi_name (object);

  if (editable == NULL || !atspi_editable_text_set_text_contents (editable, text, NULL))
    g_error ("nothing can be written into “%s”", name);
}

char *
bht_atspi_get_text (AtspiAccessible *object)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (object);
  int n = text != NULL ? atspi_text_get_character_count (text, NULL) : 0;
  char *content = text != NULL ? atspi_text_get_text (text, 0, n, NULL) : NULL;

  return content != NULL ? content : g_strdup ("");
}

double
bht_atspi_get_value (AtspiAccessible *object)
{
  g_autoptr (AtspiValue) value = atspi_accessible_get_value_iface (object);
  g_autofree char *name = bht_atspi_name (object);

  if (value == NULL)
    g_error ("“%s” has no value", name);
  return atspi_value_get_current_value (value, NULL);
}

static gboolean
dump_visit (AtspiAccessible *object, int depth, gpointer data)
{
  g_autofree char *role = atspi_accessible_get_role_name (object, NULL);
  g_autofree char *name = bht_atspi_name (object);

  if (*name != '\0' && atspi_accessible_get_role (object, NULL) != ATSPI_ROLE_FILLER)
    g_string_append_printf (data, "%*s%s “%s”%s%s\n", depth * 2, "", role, name,
                            bht_atspi_has_state (object, ATSPI_STATE_SENSITIVE) ? ""
                                                                                : " insensitive",
                            bht_atspi_has_state (object, ATSPI_STATE_CHECKED) ? " checked" : "");

  return FALSE;
}

char *
bht_atspi_dump (AtspiAccessible *root)
{
  GString *text = g_string_new (NULL);

  forget (root);
  walk (root, 0, dump_visit, text);

  return g_string_free (text, FALSE);
}

/* What has to have a name of its own: everything that can be used or holds something. */
static gboolean
needs_name (AtspiRole role)
{
  static const AtspiRole roles[] = {
    ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_CHECK_BOX, ATSPI_ROLE_ENTRY,
    ATSPI_ROLE_TEXT,        ATSPI_ROLE_LIST,          ATSPI_ROLE_LIST_ITEM, ATSPI_ROLE_LINK,
    ATSPI_ROLE_MENU_ITEM,   ATSPI_ROLE_FRAME,         ATSPI_ROLE_DIALOG,    ATSPI_ROLE_PASSWORD_TEXT
  };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (roles[i] == role)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_type_name (const char *name)
{
  return g_type_from_name (name) != G_TYPE_INVALID ||
         g_regex_match_simple ("^(Gtk|Adw|Bhc|Gdk)[A-Z][A-Za-z]*$", name, 0, 0);
}

/* GTK 4.24 tells of a label's links besides of its text, which has their words, and names none. */
static gboolean
is_link_in_text (AtspiRole role, AtspiAccessible *parent)
{
  return role == ATSPI_ROLE_LINK && parent != NULL &&
         atspi_accessible_get_role (parent, NULL) == ATSPI_ROLE_LABEL;
}

static gboolean
nameless_visit (AtspiAccessible *object, int depth, gpointer data)
{
  AtspiRole role = atspi_accessible_get_role (object, NULL);
  g_autofree char *role_name = atspi_accessible_get_role_name (object, NULL);
  g_autofree char *name = bht_atspi_name (object);
  g_autoptr (AtspiAccessible) parent = NULL;
  g_autofree char *parent_name = NULL;

  if (role == ATSPI_ROLE_FILLER) /* means nothing, and is passed over */
    return FALSE;
  if (!is_type_name (name) && (*name != '\0' || !needs_name (role)))
    return FALSE;

  parent = atspi_accessible_get_parent (object, NULL);
  if (is_link_in_text (role, parent))
    return FALSE;
  parent_name = parent != NULL ? bht_atspi_name (parent) : NULL;
  g_string_append_printf (data, "%s “%s” in “%s”\n", role_name, name, parent_name);

  return FALSE;
}

char *
bht_atspi_list_nameless (AtspiAccessible *root)
{
  GString *text = g_string_new (NULL);

  forget (root);
  walk (root, 0, nameless_visit, text);

  return g_string_free (text, FALSE);
}

void
bht_atspi_picture (const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (file);
  const char *command[] = { "import", "-window", "root", file, NULL };

  g_mkdir_with_parents (folder, 0755);
  if (!g_spawn_sync (NULL, (char **) command, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, NULL, &error))
    g_test_message ("no picture: %s", error->message);
}
