/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/seat/seat-notes.h"

#include "tests/bht-patience.h"
#include "tests/story/seat/seat-guest.h"

#define CLOSED_BY_USER 2

typedef struct
{
  guint32 id;
  char *words; /* “title: body” */
  char **actions;
  gboolean shown;
} Note;

struct _SeatNotes
{
  SeatGuest *guest;

  GMutex lock;
  GPtrArray *notes;
  gboolean locked;
};

static const char xml[] =
    "<node><interface name='org.freedesktop.Notifications'>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
    "<arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
    "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
    "</interface><interface name='org.gnome.ScreenSaver'>"
    "<method name='GetActive'><arg type='b' direction='out'/></method>"
    "<signal name='ActiveChanged'><arg type='b'/></signal>"
    "</interface><interface name='org.gnome.SessionManager'>"
    "<method name='RegisterClient'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='o' direction='out'/></method>"
    "</interface></node>";

enum
{
  NOTIFICATIONS,
  SCREEN,
  SESSION,
  N_PLACES
};

/* Each has its interface as its name, too.  GTK asks for the screen only where there is a
 * session. */
static const SeatPlace places[N_PLACES + 1] = {
  [NOTIFICATIONS] = { "/org/freedesktop/Notifications", "org.freedesktop.Notifications" },
  [SCREEN] = { "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver" },
  [SESSION] = { "/org/gnome/SessionManager", "org.gnome.SessionManager" },
};

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->words);
  g_strfreev (note->actions);
  g_free (note);
}

/* (nullable) */
static Note *
find_id (SeatNotes *self, guint32 id)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      Note *note = g_ptr_array_index (self->notes, i);

      if (note->id == id)
        return note;
    }
  return NULL;
}

static void
show (SeatNotes *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  const char *title, *body;
  guint32 replaces;
  Note *note = g_new0 (Note, 1);
  Note *before;

  g_variant_get (parameters, "(&su&s&s&s^as@a{sv}i)", NULL, &replaces, NULL, &title, &body,
                 &note->actions, NULL, NULL);
  before = find_id (self, replaces);
  if (before != NULL)
    before->shown = FALSE;
  note->id = self->notes->len + 1;
  note->words = g_strdup_printf ("%s: %s", title, body);
  note->shown = TRUE;
  g_ptr_array_add (self->notes, note);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", note->id));
}

/* (nullable) */
static GVariant *
answer (SeatNotes *self, const char *method)
{
  static const char *const capabilities[] = { "actions", "body", NULL };

  if (g_str_equal (method, "GetCapabilities"))
    return g_variant_new ("(^as)", capabilities);
  if (g_str_equal (method, "GetActive"))
    return g_variant_new ("(b)", self->locked);
  if (g_str_equal (method, "RegisterClient"))
    return g_variant_new ("(o)", "/org/gnome/SessionManager/Client1");
  return NULL;
}

static void
close_note (SeatNotes *self, guint32 id)
{
  Note *note = find_id (self, id);

  if (note != NULL)
    note->shown = FALSE;
}

static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  SeatNotes *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint32 id;

  if (g_str_equal (method, "Notify"))
    {
      show (self, parameters, invocation);
      return;
    }
  if (g_str_equal (method, "CloseNotification"))
    {
      g_variant_get (parameters, "(u)", &id);
      close_note (self, id);
    }
  g_dbus_method_invocation_return_value (invocation, answer (self, method));
}

SeatNotes *
seat_notes_new (const char *bus)
{
  SeatNotes *self = g_new0 (SeatNotes, 1);

  g_mutex_init (&self->lock);
  self->notes = g_ptr_array_new_with_free_func (note_free);
  self->guest = seat_guest_new (bus, places[NOTIFICATIONS].interface, xml, places, call_cb, self);
  seat_guest_own (self->guest, places[SCREEN].interface);
  seat_guest_own (self->guest, places[SESSION].interface);
  return self;
}

void
seat_notes_free (SeatNotes *self)
{
  seat_guest_free (self->guest);
  g_mutex_clear (&self->lock);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* (nullable): the newest */
static Note *
find (SeatNotes *self, const char *pattern)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = self->notes->len; i > 0; i--)
    {
      Note *note = g_ptr_array_index (self->notes, i - 1);

      if (note->shown && g_pattern_match_simple (pattern, note->words))
        return note;
    }
  return NULL;
}

static void G_GNUC_NORETURN
give_up (SeatNotes *self, const char *problem, const char *pattern)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < self->notes->len; i++)
    {
      const Note *note = g_ptr_array_index (self->notes, i);

      g_string_append_printf (all, "“%s”%s\n", note->words, note->shown ? "" : " (closed)");
    }
  g_error ("%s a notification “%s”; there were\n%s", problem, pattern, all->str);
}

void
seat_notes_wait (SeatNotes *self, const char *pattern)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (find (self, pattern) == NULL)
    {
      if (g_get_monotonic_time () > deadline)
        give_up (self, "there never was", pattern);
      g_usleep (5000);
    }
}

void
seat_notes_wait_none (SeatNotes *self, const char *pattern)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (find (self, pattern) != NULL)
    {
      if (g_get_monotonic_time () > deadline)
        give_up (self, "there still is", pattern);
      g_usleep (5000);
    }
}

guint
seat_notes_count (SeatNotes *self, const char *pattern)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint n = 0;

  for (guint i = 0; i < self->notes->len; i++)
    n += g_pattern_match_simple (pattern, ((Note *) g_ptr_array_index (self->notes, i))->words);
  return n;
}

/* Buttons are pairs: what they do, what they are called. */
static const char *
find_action (const Note *note, const char *label)
{
  for (guint i = 0; note->actions[i] != NULL && note->actions[i + 1] != NULL; i += 2)
    {
      if (g_str_equal (label, "") ? g_str_equal (note->actions[i], "default")
                                  : g_str_equal (note->actions[i + 1], label))
        return note->actions[i];
    }
  g_error ("“%s” has no button “%s”", note->words, label);
}

static void
tell (SeatNotes *self, const char *signal, GVariant *what)
{
  seat_guest_tell (self->guest, &places[NOTIFICATIONS], signal, what);
}

/* What has been pressed is closed by the desktop. */
void
seat_notes_press (SeatNotes *self, const char *pattern, const char *label)
{
  Note *note;

  seat_notes_wait (self, pattern);
  note = find (self, pattern);
  g_mutex_lock (&self->lock);
  note->shown = FALSE;
  g_mutex_unlock (&self->lock);
  tell (self, "ActionInvoked", g_variant_new ("(us)", note->id, find_action (note, label)));
  tell (self, "NotificationClosed", g_variant_new ("(uu)", note->id, CLOSED_BY_USER));
}

void
seat_notes_lock (SeatNotes *self, gboolean locked)
{
  self->locked = locked;
  seat_guest_tell (self->guest, &places[SCREEN], "ActiveChanged", g_variant_new ("(b)", locked));
}
