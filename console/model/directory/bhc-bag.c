/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/directory/bhc-bag-private.h"

static GParamSpec *
make_spec (const BhcBagMember *member)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  switch (member->type)
    {
    case 'b':
      return g_param_spec_boolean (member->name, NULL, NULL, FALSE, flags);
    case 'x':
      return g_param_spec_int64 (member->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case 'a':
      return g_param_spec_boxed (member->name, NULL, NULL, G_TYPE_STRV, flags);
    case 'v':
      return g_param_spec_variant (member->name, NULL, NULL, G_VARIANT_TYPE_ANY, NULL, flags);
    default:
      return g_param_spec_string (member->name, NULL, NULL, NULL, flags);
    }
}

void
bhc_bag_install (GObjectClass *klass,
                 const BhcBagMember *members,
                 guint n_members,
                 GParamSpec **props)
{
  for (guint i = 0; i < n_members; i++)
    props[i + 1] = make_spec (&members[i]);
  g_object_class_install_properties (klass, n_members + 1, props);
}

gboolean
bhc_bag_has (GVariant *bag, const char *member)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (bag, member, NULL);

  return value != NULL;
}

const char *
bhc_bag_get_text (GVariant *bag, const char *member)
{
  const char *text = NULL;

  g_variant_lookup (bag, member, "&s", &text);
  return text;
}

gboolean
bhc_bag_get_flag (GVariant *bag, const char *member)
{
  gboolean flag = FALSE;

  g_variant_lookup (bag, member, "b", &flag);
  return flag;
}

gint64
bhc_bag_get_number (GVariant *bag, const char *member)
{
  gint64 number = 0;

  g_variant_lookup (bag, member, "x", &number);
  return number;
}

gboolean
bhc_bag_has_word (GVariant *bag, const char *member, const char *word)
{
  g_autofree const char **words = NULL;

  return g_variant_lookup (bag, member, "^a&s", &words) && g_strv_contains (words, word);
}

static char *
wire_name (const BhcBagMember *member)
{
  return g_strdelimit (g_strdup (member->name), "-", '_');
}

void
bhc_bag_read (GVariant *bag, const BhcBagMember *member, GValue *value)
{
  g_autofree char *name = wire_name (member);
  char **words = NULL;

  switch (member->type)
    {
    case 'b':
      g_value_set_boolean (value, bhc_bag_get_flag (bag, name));
      break;
    case 'x':
      g_value_set_int64 (value, bhc_bag_get_number (bag, name));
      break;
    case 'a':
      if (!g_variant_lookup (bag, name, "^as", &words))
        words = g_new0 (char *, 1);
      g_value_take_boxed (value, words);
      break;
    case 'v':
      g_value_take_variant (value, g_variant_lookup_value (bag, name, NULL));
      break;
    default:
      g_value_set_string (value, bhc_bag_get_text (bag, name));
    }
}

static gboolean
differs (GVariant *one, GVariant *other, const BhcBagMember *member)
{
  g_autofree char *name = wire_name (member);
  g_autoptr (GVariant) before = g_variant_lookup_value (one, name, NULL);
  g_autoptr (GVariant) after = g_variant_lookup_value (other, name, NULL);

  if (before == NULL || after == NULL)
    return before != after;

  return !g_variant_equal (before, after);
}

void
bhc_bag_replace (GObject *object,
                 GVariant **bag,
                 GVariant *news,
                 const BhcBagMember *members,
                 GParamSpec **props,
                 guint n_members)
{
  g_autoptr (GVariant) old = *bag;

  *bag = g_variant_ref (news);
  if (old == NULL)
    return;

  g_object_freeze_notify (object);
  for (guint i = 0; i < n_members; i++)
    if (differs (old, news, &members[i]))
      g_object_notify_by_pspec (object, props[i + 1]);
  g_object_thaw_notify (object);
}
