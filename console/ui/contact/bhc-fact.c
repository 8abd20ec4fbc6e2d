/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/contact/bhc-fact.h"

struct _BhcFact
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *value;
};

typedef enum
{
  PROP_TITLE = 1,
} BhcFactProperty;
static GParamSpec *props[PROP_TITLE + 1];

G_DEFINE_FINAL_TYPE (BhcFact, bhc_fact, ADW_TYPE_BIN)

static void
bhc_fact_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((BhcFactProperty) prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_label (BHC_FACT (object)->title, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_fact_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BHC_TYPE_FACT);

  G_OBJECT_CLASS (bhc_fact_parent_class)->dispose (object);
}

static void
bhc_fact_class_init (BhcFactClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_fact_dispose;
  object_class->set_property = bhc_fact_set_property;

  props[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/bellhop/Console/bhc-fact.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcFact, title);
  gtk_widget_class_bind_template_child (widget_class, BhcFact, value);
}

static void
bhc_fact_init (BhcFact *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bhc_fact_set_value (BhcFact *self, const char *value)
{
  g_return_if_fail (BHC_IS_FACT (self));

  gtk_label_set_text (self->value, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL && *value != '\0');
}

void
bhc_fact_set_address (BhcFact *self, const char *value)
{
  g_autofree char *escaped = NULL;
  g_autofree char *link = NULL;

  g_return_if_fail (BHC_IS_FACT (self));

  bhc_fact_set_value (self, value);
  if (value == NULL ||
      !(g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://")))
    return;

  escaped = g_markup_escape_text (value, -1);
  link = g_strdup_printf ("<a href=\"%s\">%s</a>", escaped, escaped);
  gtk_label_set_markup (self->value, link);
}
