/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/search/bhc-found.h"

#include "common/find/bh-find-match.h"

#define EXCERPT 200 /* characters */

struct _BhcFound
{
  GObject parent_instance;

  BhcFoundFields fields; /* its strings are our own */
  GArray *marks;         /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BhcFound, bhc_found, G_TYPE_OBJECT)

static const gsize strings[] = {
  G_STRUCT_OFFSET (BhcFoundFields, id),      G_STRUCT_OFFSET (BhcFoundFields, conversation),
  G_STRUCT_OFFSET (BhcFoundFields, contact), G_STRUCT_OFFSET (BhcFoundFields, email),
  G_STRUCT_OFFSET (BhcFoundFields, title),   G_STRUCT_OFFSET (BhcFoundFields, author_name),
};

static void
bhc_found_finalize (GObject *object)
{
  BhcFound *self = BHC_FOUND (object);

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (G_STRUCT_MEMBER (char *, &self->fields, strings[i]));
  g_free ((char *) self->fields.text);
  g_strfreev ((char **) self->fields.labels);
  g_clear_pointer (&self->marks, g_array_unref);

  G_OBJECT_CLASS (bhc_found_parent_class)->finalize (object);
}

static void
bhc_found_class_init (BhcFoundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_found_finalize;
}

static void
bhc_found_init (BhcFound *self)
{
}

BhcFound *
bhc_found_new (const BhcFoundFields *fields, const BhFindQuery *query)
{
  BhcFound *self = g_object_new (BHC_TYPE_FOUND, NULL);

  self->fields = *fields;
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    G_STRUCT_MEMBER (char *, &self->fields, strings[i]) =
        g_strdup (G_STRUCT_MEMBER (char *, fields, strings[i]));
  self->fields.labels = (const char *const *) g_strdupv ((char **) fields->labels);
  if (fields->text != NULL)
    self->fields.text = bh_find_excerpt (query, fields->text, EXCERPT, &self->marks);

  return self;
}

const BhcFoundFields *
bhc_found_get (BhcFound *self)
{
  g_return_val_if_fail (BHC_IS_FOUND (self), NULL);

  return &self->fields;
}

const GArray *
bhc_found_get_marks (BhcFound *self)
{
  g_return_val_if_fail (BHC_IS_FOUND (self), NULL);

  return self->marks;
}

/* Messages by their number, the others as they came. */
int
bhc_found_compare (BhcFound *one, BhcFound *other)
{
  const BhcFoundFields *a = &one->fields, *b = &other->fields;

  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  if (a->kind != BHC_FOUND_MESSAGE || a->seq == b->seq)
    return 0;

  return a->seq > b->seq ? -1 : 1;
}
