/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/bhc-time.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-dotted.h"

#include "console/ui/contact/place/bhc-contact-row.h"

struct _BhcContactRow
{
  AdwBin parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *age;
  GtkLabel *email;
  GtkLabel *facts;
};

G_DEFINE_FINAL_TYPE (BhcContactRow, bhc_contact_row, ADW_TYPE_BIN)

static void
bhc_contact_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BHC_TYPE_CONTACT_ROW);

  G_OBJECT_CLASS (bhc_contact_row_parent_class)->dispose (object);
}

static void
bhc_contact_row_class_init (BhcContactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_contact_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-contact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcContactRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, BhcContactRow, name);
  gtk_widget_class_bind_template_child (widget_class, BhcContactRow, age);
  gtk_widget_class_bind_template_child (widget_class, BhcContactRow, email);
  gtk_widget_class_bind_template_child (widget_class, BhcContactRow, facts);
}

static void
bhc_contact_row_init (BhcContactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bhc_contact_row_new (void)
{
  return g_object_new (BHC_TYPE_CONTACT_ROW, NULL);
}

static char *
fact_words (BhcContactEntry *entry)
{
  guint n = bhc_contact_entry_get_n_conversations (entry);
  g_autofree char *count = g_strdup_printf (ngettext ("%u conversation", "%u conversations", n), n);

  if (!bhc_contact_entry_is_blocked (entry))
    return g_steal_pointer (&count);

  return bhc_dotted (C_ ("contact", "Blocked"), count, NULL);
}

void
bhc_contact_row_show (BhcContactRow *self, BhcContactEntry *entry)
{
  const char *name = bhc_contact_entry_get_name (entry);
  const char *email = bhc_contact_entry_get_email (entry);
  gint64 last_us = bhc_contact_entry_get_last_us (entry);
  g_autofree char *age = last_us > 0 ? bhc_time_age (last_us, bh_clock_now_us ()) : g_strdup ("");
  g_autofree char *facts = fact_words (entry);
  g_autofree char *words = NULL;

  g_return_if_fail (BHC_IS_CONTACT_ROW (self));

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->age, age);
  gtk_label_set_label (self->email, email);
  gtk_widget_set_visible (GTK_WIDGET (self->email), *email != '\0');
  gtk_label_set_label (self->facts, facts);
  words =
      g_strjoin (", ", name, *email != '\0' ? email : facts, *email != '\0' ? facts : NULL, NULL);
  bhc_compat_label_row (GTK_WIDGET (self), words);
}
