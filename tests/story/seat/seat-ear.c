/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/seat/seat-ear.h"
#include "tests/bht-patience.h"

#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/extensions/Xdamage.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

struct _SeatEar
{
  Display *display; /* its thread only */
  Atom name;
  Atom utf8;
  int xkb_event, damage_event;
  int wake[2];
  GThread *thread;

  GMutex lock;
  GCond changed;
  char *title;     /* (nullable) */
  gint64 title_us; /* when it became so */
  gint64 drawn_us; /* first, since the title; 0: not yet */
  gint64 rang_us;  /* first, since one has forgotten; 0: not yet */
  guint n_bells;
};

/* Windows go while they are asked about. */
static int
ignore_cb (Display *display, XErrorEvent *error)
{
  return 0;
}

/* (nullable) */
static char *
read_title (SeatEar *self, Window window)
{
  unsigned long n, rest;
  unsigned char *bytes = NULL;
  char *title = NULL;
  int format;
  Atom type;

  if (XGetWindowProperty (self->display, window, self->name, 0, 1024, False, self->utf8, &type,
                          &format, &n, &rest, &bytes) == Success &&
      type == self->utf8)
    title = g_strndup ((const char *) bytes, n);
  if (bytes != NULL)
    XFree (bytes);
  return title;
}

static void
note_title (SeatEar *self, Window window, gint64 now_us)
{
  g_autofree char *title = read_title (self, window);

  if (title == NULL || strstr (title, "Bellhop") == NULL || g_strcmp0 (title, self->title) == 0)
    return;
  g_free (self->title);
  self->title = g_steal_pointer (&title);
  self->title_us = now_us;
  self->drawn_us = 0;
}

/* A bell of a window's own says that a key does nothing there; the screen's own calls. */
static void
note_bell (SeatEar *self, const XkbEvent *event, gint64 now_us)
{
  if (event->any.xkb_type != XkbBellNotify || event->bell.window != None)
    return;
  self->n_bells++;
  if (self->rang_us == 0)
    self->rang_us = now_us;
}

static void
note_drawing (SeatEar *self, gint64 now_us)
{
  if (self->drawn_us == 0)
    self->drawn_us = now_us;
}

static void
note (SeatEar *self, XEvent *event)
{
  gint64 now_us = g_get_real_time ();

  g_mutex_lock (&self->lock);
  if (event->type == CreateNotify)
    XSelectInput (self->display, event->xcreatewindow.window, PropertyChangeMask);
  else if (event->type == PropertyNotify && event->xproperty.atom == self->name)
    note_title (self, event->xproperty.window, now_us);
  else if (event->type == self->xkb_event)
    note_bell (self, (const XkbEvent *) event, now_us);
  else if (event->type == self->damage_event)
    note_drawing (self, now_us);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gpointer
listen_thread (gpointer data)
{
  SeatEar *self = data;
  GPollFD fds[] = { { ConnectionNumber (self->display), G_IO_IN, 0 },
                    { self->wake[0], G_IO_IN, 0 } };

  while (fds[1].revents == 0)
    {
      XFlush (self->display);
      while (XPending (self->display) > 0)
        {
          XEvent event;

          XNextEvent (self->display, &event);
          note (self, &event);
        }
      g_poll (fds, G_N_ELEMENTS (fds), -1);
    }
  return NULL;
}

SeatEar *
seat_ear_new (const char *screen)
{
  SeatEar *self = g_new0 (SeatEar, 1);
  int base, error_base, major = XkbMajorVersion, minor = XkbMinorVersion, opcode;
  Window root;

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  XSetErrorHandler (ignore_cb);
  self->display = XOpenDisplay (screen);
  g_assert_nonnull (self->display);
  g_assert_true (
      XkbQueryExtension (self->display, &opcode, &self->xkb_event, &base, &major, &minor));
  g_assert_true (XDamageQueryExtension (self->display, &base, &error_base));
  self->damage_event = base + XDamageNotify;
  self->name = XInternAtom (self->display, "_NET_WM_NAME", False);
  self->utf8 = XInternAtom (self->display, "UTF8_STRING", False);
  root = DefaultRootWindow (self->display);
  XSelectInput (self->display, root, SubstructureNotifyMask);
  XkbSelectEvents (self->display, XkbUseCoreKbd, XkbBellNotifyMask, XkbBellNotifyMask);
  XDamageCreate (self->display, root, XDamageReportRawRectangles);
  XSync (self->display, False);
  g_assert_cmpint (pipe (self->wake), ==, 0);
  self->thread = g_thread_new ("ear", listen_thread, self);
  return self;
}

void
seat_ear_free (SeatEar *self)
{
  while (write (self->wake[1], "", 1) < 0 && errno == EINTR)
    ;
  g_thread_join (self->thread);
  XCloseDisplay (self->display);
  close (self->wake[0]);
  close (self->wake[1]);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->title);
  g_free (self);
}

void
seat_ear_forget (SeatEar *self)
{
  g_mutex_lock (&self->lock);
  self->rang_us = 0;
  self->n_bells = 0;
  g_mutex_unlock (&self->lock);
}

typedef gint64 (*Since) (SeatEar *self, const char *pattern); /* 0: not yet */

static gint64
bell_since (SeatEar *self, const char *unused)
{
  return self->rang_us;
}

static gint64
title_since (SeatEar *self, const char *pattern)
{
  return self->title != NULL && g_pattern_match_simple (pattern, self->title) ? self->title_us : 0;
}

static gint64
drawn_since (SeatEar *self, const char *unused)
{
  return self->drawn_us;
}

static gint64
wait (SeatEar *self, Since since, const char *wanted)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  gint64 at_us;

  g_mutex_lock (&self->lock);
  while ((at_us = since (self, wanted)) == 0)
    {
      if (!g_cond_wait_until (&self->changed, &self->lock, deadline))
        g_error ("the screen never came to “%s”; its title is “%s”, its bell rang %u times", wanted,
                 self->title, self->n_bells);
    }
  g_mutex_unlock (&self->lock);
  return at_us;
}

gint64
seat_ear_wait_bell (SeatEar *self)
{
  return wait (self, bell_since, "a bell");
}

gint64
seat_ear_wait_title (SeatEar *self, const char *pattern)
{
  return wait (self, title_since, pattern);
}

gint64
seat_ear_wait_drawn (SeatEar *self)
{
  return wait (self, drawn_since, "a drawing");
}

guint
seat_ear_count_bells (SeatEar *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_bells;
  g_mutex_unlock (&self->lock);
  return n;
}
