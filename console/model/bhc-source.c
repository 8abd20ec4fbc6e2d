/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-source-private.h"

struct _BhcSource
{
  GObject parent_instance;

  char *title;
  char *heading;
  char *quote;
  char *document_id; /* (nullable) */
  char *passage_id;  /* (nullable) */
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_HEADING,
  PROP_QUOTE,
  PROP_DOCUMENT_ID,
  PROP_PASSAGE_ID,
} BhcSourceProperty;

static GParamSpec *props[PROP_PASSAGE_ID + 1];

G_DEFINE_FINAL_TYPE (BhcSource, bhc_source, G_TYPE_OBJECT)

static void
bhc_source_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcSource *self = BHC_SOURCE (object);

  switch ((BhcSourceProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      break;
    case PROP_QUOTE:
      g_value_set_string (value, self->quote);
      break;
    case PROP_DOCUMENT_ID:
      g_value_set_string (value, self->document_id);
      break;
    case PROP_PASSAGE_ID:
      g_value_set_string (value, self->passage_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_source_finalize (GObject *object)
{
  BhcSource *self = BHC_SOURCE (object);

  g_free (self->title);
  g_free (self->heading);
  g_free (self->quote);
  g_free (self->document_id);
  g_free (self->passage_id);

  G_OBJECT_CLASS (bhc_source_parent_class)->finalize (object);
}

static void
bhc_source_class_init (BhcSourceClass *klass)
{
  static const char *const names[] = { NULL,    "title",       "heading",
                                       "quote", "document-id", "passage-id" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bhc_source_get_property;
  object_class->finalize = bhc_source_finalize;

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    props[i] =
        g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_source_init (BhcSource *self)
{
}

BhcSource *
bhc_source_new (const BhcCitation *citation)
{
  BhcSource *self = g_object_new (BHC_TYPE_SOURCE, NULL);

  self->title = g_strdup (citation->title);
  self->heading = g_strdup (citation->heading);
  self->quote = g_strdup (citation->quote);
  self->document_id = g_strdup (citation->document_id);
  self->passage_id = g_strdup (citation->passage_id);

  return self;
}

GListModel *
bhc_sources_parse (const char *sources)
{
  g_autoptr (GPtrArray) citations = bhc_citations_parse (sources);
  GListStore *store;

  if (citations->len == 0)
    return NULL;

  store = g_list_store_new (BHC_TYPE_SOURCE);
  for (guint i = 0; i < citations->len; i++)
    {
      g_autoptr (BhcSource) source = bhc_source_new (g_ptr_array_index (citations, i));

      g_list_store_append (store, source);
    }

  return G_LIST_MODEL (store);
}
