/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-offer.h"

#include "common/bh-json-reader.h"

#include <string.h>

#define MAX_TEXT (64 * 1024)
#define MAX_CHOICES 10

void
bhc_offer_clear (BhcOffer *self)
{
  g_clear_pointer (&self->choices, g_strfreev);
  g_clear_pointer (&self->asked, g_free);
  g_clear_pointer (&self->state, g_free);
}

static char **
read_choices (JsonArray *array)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_CHOICES); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_strv_builder_add (titles, bh_json_get_string (json_node_get_object (node), "title", ""));
    }
  return g_strv_builder_end (titles);
}

void
bhc_offer_parse (BhcOffer *self, const char *extra)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = NULL, *action = NULL;

  bhc_offer_clear (self);
  if (extra != NULL)
    root = bh_json_parse_object (extra, strlen (extra), MAX_TEXT, NULL);
  if (root != NULL)
    object = json_node_get_object (root);
  if (object != NULL)
    action = bh_json_get_object (object, "action");
  self->choices = read_choices (object != NULL ? bh_json_get_array (object, "choices") : NULL);
  if (action != NULL)
    {
      self->asked = g_strdup (bh_json_get_string (action, "text", NULL));
      self->state = g_strdup (bh_json_get_string (action, "state", NULL));
    }
}
