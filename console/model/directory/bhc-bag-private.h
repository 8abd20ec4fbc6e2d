/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What the daemon says of one thing, as a bag of values (a{sv}).  The objects of the directory hold
 * one each and show its members as properties. */
typedef struct
{
  const char *name; /* with hyphens where the bag has underscores */
  char type; /* text “s”, “b”, number “x”, words “a” (never NULL), a GVariant “v” */
} BhcBagMember;

/* Installs a property for each member, numbered from 1; @props has one element more. */
void bhc_bag_install (GObjectClass *klass,
                      const BhcBagMember *members,
                      guint n_members,
                      GParamSpec **props);

/* What is missing or of another type is empty. */
void bhc_bag_read (GVariant *bag, const BhcBagMember *member, GValue *value);
gboolean bhc_bag_has (GVariant *bag, const char *member);
const char *bhc_bag_get_text (GVariant *bag, const char *member); /* (nullable) */
gboolean bhc_bag_get_flag (GVariant *bag, const char *member);
gint64 bhc_bag_get_number (GVariant *bag, const char *member);
gboolean bhc_bag_has_word (GVariant *bag, const char *member, const char *word);

/* Puts @news in @bag's place and notifies of what differs. */
void bhc_bag_replace (GObject *object,
                      GVariant **bag,
                      GVariant *news,
                      const BhcBagMember *members,
                      GParamSpec **props,
                      guint n_members);

G_END_DECLS
