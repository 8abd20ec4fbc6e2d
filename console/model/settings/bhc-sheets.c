/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/settings/bhc-sheets.h"

#include "console/model/bhc-desk-ask.h"

#include <string.h>

struct _BhcSheets
{
  GObject parent_instance;

  BhcDesk *desk;
  const BhcSheetKind *kind;
  GListStore *list; /* of BhcSheet */
  BhcSheetsState state;
  char *problem;    /* (nullable) */
  GVariant *answer; /* (nullable) to the last load */
};

enum
{
  CHANGED,
  SECRET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
bhc_sheets_get_item_type (GListModel *model)
{
  return BHC_TYPE_SHEET;
}

static guint
bhc_sheets_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (BHC_SHEETS (model)->list));
}

static gpointer
bhc_sheets_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (BHC_SHEETS (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bhc_sheets_get_item_type;
  iface->get_n_items = bhc_sheets_get_n_items;
  iface->get_item = bhc_sheets_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcSheets,
                               bhc_sheets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bhc_sheets_finalize (GObject *object)
{
  BhcSheets *self = BHC_SHEETS (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->list);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->answer, g_variant_unref);

  G_OBJECT_CLASS (bhc_sheets_parent_class)->finalize (object);
}

static void
bhc_sheets_class_init (BhcSheetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_sheets_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_SHEETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[SECRET] = g_signal_new ("secret", BHC_TYPE_SHEETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, BHC_TYPE_SHEET, G_TYPE_STRING);
}

static void
items_changed_cb (BhcSheets *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
bhc_sheets_init (BhcSheets *self)
{
  self->list = g_list_store_new (BHC_TYPE_SHEET);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

BhcSheets *
bhc_sheets_new (BhcDesk *desk, const BhcSheetKind *kind)
{
  BhcSheets *self = g_object_new (BHC_TYPE_SHEETS, NULL);

  self->desk = g_object_ref (desk);
  self->kind = kind;

  return self;
}

static void
set_state (BhcSheets *self, BhcSheetsState state, const char *problem)
{
  self->state = state;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The sheets of an answer: @list or, where there is only one, @record. */
static GPtrArray *
read_sheets (BhcSheets *self)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func (g_object_unref);
  const char *member = self->kind->list != NULL ? self->kind->list : self->kind->record;
  g_autoptr (GVariant) value = g_variant_lookup_value (self->answer, member, NULL);

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    g_ptr_array_add (sheets, bhc_sheet_new (value));
  else if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE ("aa{sv}")))
    for (gsize i = 0; i < g_variant_n_children (value); i++)
      {
        g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

        g_ptr_array_add (sheets, bhc_sheet_new (child));
      }
  return sheets;
}

/* (transfer full): what stood for the same record before, as it is now; else @sheet itself */
static BhcSheet *
keep_known (BhcSheets *self, BhcSheet *sheet)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcSheet) known = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (!g_str_equal (bhc_sheet_get_id (known), bhc_sheet_get_id (sheet)))
        continue;
      bhc_sheet_set_values (known, bhc_sheet_get_values (sheet));
      return g_steal_pointer (&known);
    }
  return g_object_ref (sheet);
}

static gboolean
shows (BhcSheets *self, GPtrArray *sheets)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n && n == sheets->len; i++)
    {
      g_autoptr (BhcSheet) shown = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (shown != sheets->pdata[i])
        return FALSE;
    }
  return n == sheets->len;
}

/* Rows stay where their records do: somebody may stand on one. */
static void
show_all (BhcSheets *self, GPtrArray *sheets)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < sheets->len; i++)
    g_ptr_array_add (kept, keep_known (self, sheets->pdata[i]));
  if (!shows (self, kept))
    g_list_store_splice (self->list, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)),
                         kept->pdata, kept->len);
}

static void
take_answer (BhcSheets *self, BhcDesk *desk, GAsyncResult *result, gboolean more)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (desk, result, &error);
  g_autoptr (GPtrArray) sheets = NULL;

  if (answer == NULL)
    {
      set_state (self, BHC_SHEETS_FAILED, error->message);
      return;
    }
  g_clear_pointer (&self->answer, g_variant_unref);
  self->answer = g_steal_pointer (&answer);
  sheets = read_sheets (self);
  if (more)
    g_list_store_splice (self->list, g_list_model_get_n_items (G_LIST_MODEL (self->list)), 0,
                         sheets->pdata, sheets->len);
  else
    show_all (self, sheets);
  set_state (self, BHC_SHEETS_READY, NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcSheets) self = data;

  take_answer (self, BHC_DESK (source), result, FALSE);
}

static void
more_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcSheets) self = data;

  take_answer (self, BHC_DESK (source), result, TRUE);
}

void
bhc_sheets_load (BhcSheets *self)
{
  g_return_if_fail (BHC_IS_SHEETS (self));

  if (self->state == BHC_SHEETS_FAILED)
    set_state (self, BHC_SHEETS_LOADING, NULL);
  bhc_desk_ask_async (self->desk, "GET",
                      self->kind->from != NULL ? self->kind->from : self->kind->path, NULL,
                      self->kind->raw, loaded_cb, g_object_ref (self));
}

/* (nullable) */
static const char *
get_next (BhcSheets *self)
{
  const char *next = NULL;

  if (self->answer != NULL)
    g_variant_lookup (self->answer, "next", "&s", &next);
  return next;
}

gboolean
bhc_sheets_has_more (BhcSheets *self)
{
  g_return_val_if_fail (BHC_IS_SHEETS (self), FALSE);

  return get_next (self) != NULL;
}

void
bhc_sheets_load_more (BhcSheets *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (BHC_IS_SHEETS (self));

  if (get_next (self) == NULL)
    return;
  path = g_strdup_printf ("%s%cafter=%s", self->kind->path,
                          strchr (self->kind->path, '?') != NULL ? '&' : '?', get_next (self));
  g_clear_pointer (&self->answer, g_variant_unref); /* asked once */
  bhc_desk_ask_async (self->desk, "GET", path, NULL, self->kind->raw, more_cb, g_object_ref (self));
}

BhcSheetsState
bhc_sheets_get_state (BhcSheets *self)
{
  g_return_val_if_fail (BHC_IS_SHEETS (self), BHC_SHEETS_FAILED);

  return self->state;
}

const char *
bhc_sheets_get_problem (BhcSheets *self)
{
  g_return_val_if_fail (BHC_IS_SHEETS (self), NULL);

  return self->problem;
}

BhcSheet *
bhc_sheets_get_first (BhcSheets *self)
{
  g_autoptr (BhcSheet) first = NULL;

  g_return_val_if_fail (BHC_IS_SHEETS (self), NULL);

  first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  return first; /* the list holds it */
}

static char *
path_of (BhcSheets *self, BhcSheet *sheet)
{
  const char *id = sheet != NULL ? bhc_sheet_get_id (sheet) : "";

  if (self->kind->list == NULL || *id == '\0')
    return g_strdup (self->kind->path);
  return g_strdup_printf ("%s/%s", self->kind->path, id);
}

static void
tell_secret (BhcSheets *self, BhcSheet *sheet, GVariant *answer)
{
  const char *secret = NULL;

  if (g_variant_lookup (answer, "secret", "&s", &secret))
    g_signal_emit (self, signals[SECRET], 0, sheet, secret);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcSheets *self = g_task_get_source_object (task);
  BhcSheet *sheet = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  g_autoptr (GVariant) record = NULL;

  if (answer != NULL)
    record = g_variant_lookup_value (answer, self->kind->record, G_VARIANT_TYPE_VARDICT);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (record != NULL && sheet != NULL)
    bhc_sheet_set_values (sheet, record);
  else if (record != NULL)
    {
      g_autoptr (BhcSheet) made = bhc_sheet_new (record);

      g_list_store_append (self->list, made);
      tell_secret (self, made, answer);
    }
  g_task_return_boolean (task, TRUE);
}

void
bhc_sheets_save_async (BhcSheets *self,
                       BhcSheet *sheet,
                       GVariant *changes,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (BHC_IS_SHEETS (self));

  path = path_of (self, sheet);
  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, bhc_sheets_save_async);
  if (sheet != NULL)
    g_task_set_task_data (task, g_object_ref (sheet), g_object_unref);
  bhc_desk_ask_async (self->desk, sheet != NULL ? "PATCH" : "POST", path, changes, self->kind->raw,
                      saved_cb, task);
}

gboolean
bhc_sheets_save_finish (BhcSheets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcSheets *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  guint position;

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_list_store_find (self->list, g_task_get_task_data (task), &position))
    g_list_store_remove (self->list, position);
  g_task_return_boolean (task, TRUE);
}

void
bhc_sheets_remove_async (BhcSheets *self,
                         BhcSheet *sheet,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (BHC_IS_SHEETS (self));

  path = path_of (self, sheet);
  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, bhc_sheets_remove_async);
  g_task_set_task_data (task, g_object_ref (sheet), g_object_unref);
  bhc_desk_ask_async (self->desk, "DELETE", path, NULL, NULL, removed_cb, task);
}

gboolean
bhc_sheets_remove_finish (BhcSheets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
