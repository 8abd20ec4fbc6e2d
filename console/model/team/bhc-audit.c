/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/team/bhc-audit.h"

#include "console/model/bhc-desk-ask.h"
#include "console/model/directory/bhc-bag-private.h"

struct _BhcAudit
{
  GObject parent_instance;

  BhcDesk *desk;
  GListStore *list;  /* of BhcSheet */
  char *operator_id; /* (nullable) */
  char *action;      /* (nullable) */
  gint64 since_us;
  char *next;    /* (nullable) where the next page begins */
  char *problem; /* (nullable) */
  GVariant *actions;
  guint asked; /* counts questions: only the last one's answer is of interest */
  gboolean loading;
  gboolean all;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
bhc_audit_get_item_type (GListModel *model)
{
  return BHC_TYPE_SHEET;
}

static guint
bhc_audit_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (BHC_AUDIT (model)->list));
}

static gpointer
bhc_audit_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (BHC_AUDIT (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bhc_audit_get_item_type;
  iface->get_n_items = bhc_audit_get_n_items;
  iface->get_item = bhc_audit_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcAudit,
                               bhc_audit,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bhc_audit_finalize (GObject *object)
{
  BhcAudit *self = BHC_AUDIT (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->list);
  g_clear_pointer (&self->actions, g_variant_unref);
  g_free (self->operator_id);
  g_free (self->action);
  g_free (self->next);
  g_free (self->problem);

  G_OBJECT_CLASS (bhc_audit_parent_class)->finalize (object);
}

static void
bhc_audit_class_init (BhcAuditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_audit_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_AUDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
items_changed_cb (BhcAudit *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
bhc_audit_init (BhcAudit *self)
{
  self->list = g_list_store_new (BHC_TYPE_SHEET);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

BhcAudit *
bhc_audit_new (BhcDesk *desk)
{
  BhcAudit *self = g_object_new (BHC_TYPE_AUDIT, NULL);

  self->desk = g_object_ref (desk);

  return self;
}

/* Newest first: what is older than asked for ends the list. */
static void
append_page (BhcAudit *self, GVariant *answer)
{
  g_autoptr (GVariant) entries =
      g_variant_lookup_value (answer, "entries", G_VARIANT_TYPE ("aa{sv}"));

  g_free (self->next);
  self->next = g_strdup (bhc_bag_get_text (answer, "next"));
  for (gsize i = 0; entries != NULL && i < g_variant_n_children (entries); i++)
    {
      g_autoptr (GVariant) values = g_variant_get_child_value (entries, i);
      g_autoptr (BhcSheet) sheet = bhc_sheet_new (values);

      if (bhc_bag_get_number (values, "at_us") < self->since_us)
        {
          g_clear_pointer (&self->next, g_free);
          return;
        }
      g_list_store_append (self->list, sheet);
    }
}

static void ask_page (BhcAudit *self);

typedef struct
{
  BhcAudit *self; /* held */
  guint asked;
} Asking;

static void
take_page (BhcAudit *self, GVariant *answer)
{
  g_autoptr (GVariant) actions =
      g_variant_lookup_value (answer, "actions", G_VARIANT_TYPE_STRING_ARRAY);

  append_page (self, answer);
  if (actions != NULL)
    {
      g_clear_pointer (&self->actions, g_variant_unref);
      self->actions = g_steal_pointer (&actions);
    }
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Asking *asking = data;
  g_autoptr (BhcAudit) self = asking->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (asking->asked != self->asked)
    return;
  self->loading = FALSE;
  if (answer != NULL)
    take_page (self, answer);
  else
    self->problem = g_strdup (error->message);
  if (answer != NULL && self->all && bhc_audit_has_more (self))
    ask_page (self);
  else
    self->all = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
make_path (BhcAudit *self)
{
  GString *path = g_string_new (NULL);

  g_string_printf (path, "/v1/desk/audit?limit=%d", self->all ? 200 : 50);
  if (self->operator_id != NULL)
    g_string_append_printf (path, "&operator_id=%s", self->operator_id);
  if (self->action != NULL)
    g_string_append_printf (path, "&action=%s", self->action);
  if (self->next != NULL)
    g_string_append_printf (path, "&before=%s", self->next);
  return g_string_free (path, FALSE);
}

static void
ask_page (BhcAudit *self)
{
  g_autofree char *path = make_path (self);
  Asking *asking = g_new0 (Asking, 1);

  *asking = (Asking){ g_object_ref (self), ++self->asked };
  self->loading = TRUE;
  g_clear_pointer (&self->problem, g_free);
  bhc_desk_ask_async (self->desk, "GET", path, NULL, NULL, page_cb, asking);
}

void
bhc_audit_ask (BhcAudit *self, const char *operator_id, const char *action, gint64 since_us)
{
  g_autofree char *old_operator = NULL;
  g_autofree char *old_action = NULL;

  g_return_if_fail (BHC_IS_AUDIT (self));

  old_operator = self->operator_id;
  old_action = self->action;
  self->operator_id = g_strdup (operator_id);
  self->action = g_strdup (action);
  self->since_us = since_us;
  self->all = FALSE;
  g_clear_pointer (&self->next, g_free);
  g_list_store_remove_all (self->list);
  ask_page (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
bhc_audit_load_more (BhcAudit *self)
{
  g_return_if_fail (BHC_IS_AUDIT (self));

  if (self->loading || !bhc_audit_has_more (self))
    return;
  ask_page (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
bhc_audit_load_all (BhcAudit *self)
{
  g_return_if_fail (BHC_IS_AUDIT (self));

  self->all = TRUE;
  bhc_audit_load_more (self);
}

gboolean
bhc_audit_has_more (BhcAudit *self)
{
  g_return_val_if_fail (BHC_IS_AUDIT (self), FALSE);

  return self->next != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) < BHC_AUDIT_MAX;
}

gboolean
bhc_audit_is_loading (BhcAudit *self)
{
  g_return_val_if_fail (BHC_IS_AUDIT (self), FALSE);

  return self->loading;
}

const char *
bhc_audit_get_problem (BhcAudit *self)
{
  g_return_val_if_fail (BHC_IS_AUDIT (self), NULL);

  return self->problem;
}

GVariant *
bhc_audit_get_actions (BhcAudit *self)
{
  g_return_val_if_fail (BHC_IS_AUDIT (self), NULL);

  return self->actions;
}
