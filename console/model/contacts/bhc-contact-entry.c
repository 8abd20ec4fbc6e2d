/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/contacts/bhc-contact-entry.h"

#include "console/model/directory/bhc-bag-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define TAIL 4 /* of an id: enough to tell people apart */

struct _BhcContactEntry
{
  GObject parent_instance;

  GVariant *contact; /* a bag */
  char *name;
  guint n_conversations;
  gint64 last_us;
};

G_DEFINE_FINAL_TYPE (BhcContactEntry, bhc_contact_entry, G_TYPE_OBJECT)

static void
bhc_contact_entry_finalize (GObject *object)
{
  BhcContactEntry *self = BHC_CONTACT_ENTRY (object);

  g_clear_pointer (&self->contact, g_variant_unref);
  g_free (self->name);

  G_OBJECT_CLASS (bhc_contact_entry_parent_class)->finalize (object);
}

static void
bhc_contact_entry_class_init (BhcContactEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_contact_entry_finalize;
}

static void
bhc_contact_entry_init (BhcContactEntry *self)
{
}

static const char *
get_text (GVariant *bag, const char *member)
{
  const char *text = bhc_bag_get_text (bag, member);

  return text != NULL ? text : "";
}

/* As people tell contacts apart: who gave neither name nor address has a piece of the id. */
static char *
make_name (GVariant *contact)
{
  const char *name = get_text (contact, "name");
  const char *id = get_text (contact, "id");
  gsize length = strlen (id);

  if (*name != '\0' && !g_str_equal (name, "Visitor"))
    return g_strdup (name);
  if (*get_text (contact, "email") != '\0')
    return g_strdup (get_text (contact, "email"));
  return g_strdup_printf (_ ("Visitor %s"), length > TAIL ? id + length - TAIL : id);
}

BhcContactEntry *
bhc_contact_entry_new (GVariant *row)
{
  BhcContactEntry *self = g_object_new (BHC_TYPE_CONTACT_ENTRY, NULL);

  self->contact = g_variant_lookup_value (row, "contact", G_VARIANT_TYPE_VARDICT);
  if (self->contact == NULL)
    self->contact = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
  self->name = make_name (self->contact);
  self->n_conversations = (guint) bhc_bag_get_number (row, "conversations");
  self->last_us = bhc_bag_get_number (row, "last_us");
  return self;
}

const char *
bhc_contact_entry_get_id (BhcContactEntry *self)
{
  return get_text (self->contact, "id");
}

const char *
bhc_contact_entry_get_name (BhcContactEntry *self)
{
  return self->name;
}

const char *
bhc_contact_entry_get_email (BhcContactEntry *self)
{
  return get_text (self->contact, "email");
}

const char *
bhc_contact_entry_get_external_id (BhcContactEntry *self)
{
  return bhc_bag_get_text (self->contact, "external_id");
}

guint
bhc_contact_entry_get_n_conversations (BhcContactEntry *self)
{
  return self->n_conversations;
}

gint64
bhc_contact_entry_get_last_us (BhcContactEntry *self)
{
  return self->last_us;
}

gboolean
bhc_contact_entry_is_blocked (BhcContactEntry *self)
{
  return bhc_bag_get_flag (self->contact, "blocked");
}

gboolean
bhc_contact_entry_is_verified (BhcContactEntry *self)
{
  return bhc_bag_get_flag (self->contact, "verified");
}
