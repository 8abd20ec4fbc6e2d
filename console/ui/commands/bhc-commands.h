/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything that can be done by a key or from the palette, said once: the keys, the palette and
 * the window of shortcuts are made of this table. */

typedef enum
{
  BHC_COMMANDS_PLACES,
  BHC_COMMANDS_VIEWS,
  BHC_COMMANDS_MOVING,
  BHC_COMMANDS_CONVERSATION,
  BHC_COMMANDS_WRITING,
  BHC_COMMANDS_KNOWLEDGE,
  BHC_COMMANDS_INSIGHTS,
  BHC_COMMANDS_SETTINGS,
  BHC_COMMANDS_GENERAL,
} BhcCommandGroup;
#define BHC_N_COMMAND_GROUPS (BHC_COMMANDS_GENERAL + 1)

typedef struct
{
  BhcCommandGroup group;
  const char *title; /* to be translated in the context “command” */
  const char *action; /* “conversation.claim”; NULL: keys that need no action, to be read about */
  const char *target; /* (nullable) as GVariant text */
  const char *keys;   /* (nullable) a trigger: “j|<Alt>Down” */
} BhcCommand;

extern const BhcCommand bhc_commands[]; /* ends with a NULL title */

const char *bhc_command_group_title (BhcCommandGroup group); /* translated */
const char *bhc_command_title (const BhcCommand *command);   /* translated */
char *bhc_command_keys_label (const BhcCommand *command);    /* as people read keys; (nullable) */

/* Gives @widget the keys of all commands whose action begins with @prefix and a dot.  They hold in
 * its whole window, while it is shown and sensitive. */
void bhc_commands_attach (GtkWidget *widget, const char *prefix);

/* The widgets below @root whose actions can be used now, by the action's name.
 * Returns: (transfer container) (element-type utf8 GtkWidget) */
GHashTable *bhc_commands_find_owners (GtkWidget *root);

/* Whether @owner would do it now. */
gboolean bhc_command_is_possible (const BhcCommand *command, GtkWidget *owner);
void bhc_command_run (const BhcCommand *command, GtkWidget *owner);

G_END_DECLS
