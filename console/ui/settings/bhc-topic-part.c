/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/settings/bhc-topic-part.h"

#include "console/ui/settings/bhc-blame.h"

struct _BhcTopicPart
{
  const BhcSettingsPart *part;
  BhcSheets *sheets;
  BhcForm *form; /* the page's */
};

BhcTopicPart *
bhc_topic_part_new (BhcDesk *desk, const BhcSettingsPart *part)
{
  BhcTopicPart *self = g_new0 (BhcTopicPart, 1);

  self->part = part;
  self->sheets = bhc_sheets_new (desk, part->kind);
  self->form = BHC_FORM (bhc_form_new (part->settings));
  return self;
}

void
bhc_topic_part_free (BhcTopicPart *self)
{
  g_object_unref (self->sheets);
  g_free (self);
}

BhcSheets *
bhc_topic_part_get_sheets (BhcTopicPart *self)
{
  return self->sheets;
}

BhcForm *
bhc_topic_part_get_form (BhcTopicPart *self)
{
  return self->form;
}

gboolean
bhc_topic_part_is_loaded (BhcTopicPart *self)
{
  return bhc_sheets_get_first (self->sheets) != NULL;
}

gboolean
bhc_topic_part_is_changed (BhcTopicPart *self)
{
  return bhc_topic_part_is_loaded (self) && bhc_form_is_changed (self->form);
}

void
bhc_topic_part_show (BhcTopicPart *self)
{
  BhcSheet *sheet = bhc_sheets_get_first (self->sheets);

  if (sheet != NULL)
    bhc_form_show (self->form, bhc_sheet_get_values (sheet));
}

const char *
bhc_topic_part_find_warning (BhcTopicPart *self)
{
  g_autoptr (GVariant) changes = NULL;

  if (self->part->warns == NULL)
    return NULL;

  changes = bhc_form_read_changes (self->form);
  return self->part->warns (bhc_sheet_get_values (bhc_sheets_get_first (self->sheets)), changes);
}

gboolean
bhc_topic_part_save_async (BhcTopicPart *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GVariant) changes = bhc_form_read_changes (self->form);

  if (g_variant_n_children (changes) == 0)
    return FALSE;

  bhc_sheets_save_async (self->sheets, bhc_sheets_get_first (self->sheets), changes, callback,
                         data);
  return TRUE;
}

gboolean
bhc_topic_part_save_finish (BhcTopicPart *self, GAsyncResult *result, GError **error)
{
  GError *failure = NULL;

  if (bhc_sheets_save_finish (self->sheets, result, &failure))
    {
      bhc_topic_part_show (self);
      return TRUE;
    }

  bhc_blame (self->form, failure);
  g_propagate_error (error, failure);
  return FALSE;
}
