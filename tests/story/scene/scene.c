/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/scene/scene.h"

#include "tests/story/day/keyboard.h"

void
scene_open (Scene *self, const char *const *settings)
{
  g_autofree char *token = NULL;

  self->daemon = bht_bellhopd_new (settings);
  token = bht_bellhopd_furnish (self->daemon);
  self->mia = desk_sign_in (self->daemon, "mia", &self->mia_id);
  self->sam = desk_hire (self->daemon, "Sam", &self->sam_id);
  self->visitors = g_ptr_array_new_with_free_func ((GDestroyNotify) visitor_free);
}

StoryConsole *
scene_show_for (Scene *self, const char *name)
{
  return story_console_open (self->daemon, name);
}

void
scene_show (Scene *self)
{
  keyboard_start ();
  self->window = scene_show_for (self, "mia");
  story_console_wait (self->window, ATSPI_ROLE_LIST_ITEM, "Waiting, *");
}

void
scene_close (Scene *self)
{
  g_clear_pointer (&self->window, story_console_free);
  g_ptr_array_unref (self->visitors);
  bht_api_free (self->sam);
  bht_api_free (self->mia);
  bht_bellhopd_free (self->daemon);
  g_free (self->mia_id);
  g_free (self->sam_id);
}

static Visitor *
keep (Scene *self, Visitor *visitor)
{
  g_ptr_array_add (self->visitors, visitor);
  return visitor;
}

Visitor *
scene_meet (Scene *self, const char *name, const char *words)
{
  return keep (self, visitor_new (self->daemon, name, words));
}

Visitor *
scene_meet_waiting (Scene *self, const char *name, const char *words)
{
  return keep (self, visitor_new_waiting (self->daemon, name, words));
}
