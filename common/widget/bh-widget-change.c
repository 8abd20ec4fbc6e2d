/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "common/widget/bh-members-private.h"
#include "common/widget/bh-widget-private.h"

#include <string.h>

#define KEY_MAX 32
#define RULES_MAX 10
#define OPTIONS_MAX 20
#define EXTENSIONS_MAX 40
#define EXTENSION_MAX 10
#define SIZE_MAX_BYTES (40 * 1024 * 1024)

#define TYPES "name|email|phone|text|long_text|choice|checkbox"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

/* “#abc” or “#aabbcc”, kept as the latter. */
static gboolean
read_color (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  const char *text = bh_member_text (node);
  gsize length = text != NULL ? strlen (text) : 0;
  const char *c = text != NULL ? text + 1 : "";

  if ((length != 4 && length != 7) || text[0] != '#' ||
      strspn (c, DIGITS "abcdefABCDEF") != length - 1)
    return bh_member_refuse (error, "it must be a colour such as #0ea5e9");
  bh_member_set_take (self, record,
                      length == 7 ? g_ascii_strdown (text, -1)
                                  : g_strdup_printf ("#%c%c%c%c%c%c", g_ascii_tolower (c[0]),
                                                     g_ascii_tolower (c[0]), g_ascii_tolower (c[1]),
                                                     g_ascii_tolower (c[1]), g_ascii_tolower (c[2]),
                                                     g_ascii_tolower (c[2])));
  return TRUE;
}

/* As people write a number; it becomes a tel: link. */
static gboolean
read_phone (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  const char *text = bh_member_text (node);
  guint digits = 0;

  if (text == NULL || strlen (text) > 40 || strspn (text, DIGITS " +()-./") != strlen (text) ||
      (text[0] != '\0' && strrchr (text, '+') != NULL && strrchr (text, '+') != text))
    return bh_member_refuse (error, "it must be a number such as +49 30 1234567");
  for (const char *c = text; *c != '\0'; c++)
    digits += g_ascii_isdigit (*c);
  if (*text != '\0' && (digits < 3 || digits > 15))
    return bh_member_refuse (error, "it must have 3 to 15 digits");
  return bh_member_line (self, record, node, error);
}

static gboolean
read_key (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  const char *text = bh_member_text (node);

  if (text == NULL || !g_ascii_islower (text[0]) || strlen (text) > KEY_MAX ||
      strspn (text, LOWER DIGITS "_") != strlen (text))
    return bh_member_refuse (error, "it must be a to z, 0 to 9 and “_”, a letter first");
  bh_member_set_take (self, record, g_strdup (text));
  return TRUE;
}

static gboolean
read_id (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  const char *text = bh_member_text (node);

  if (text == NULL || !bh_id_is_valid (text))
    return bh_member_refuse (error, "it must be a UUID in lower case");
  bh_member_set_take (self, record, g_strdup (text));
  return TRUE;
}

static gboolean
read_pages (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  BhWidgetRule *rule = record;

  if (!bh_member_lines (self, record, node, error))
    return FALSE;
  for (char **page = rule->pages; *page != NULL; page++)
    if (strpbrk (*page, " \"<>") != NULL)
      return bh_member_refuse (error, "“%s” is no address with “*” for anything", *page);
  return TRUE;
}

static gboolean
read_extensions (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  BhWidget *widget = record;

  if (!bh_member_lines (self, record, node, error))
    return FALSE;
  for (char **word = widget->extensions; *word != NULL; word++)
    {
      char *folded = g_ascii_strdown (**word == '.' ? *word + 1 : *word, -1);

      g_free (*word);
      *word = folded;
      if (*folded == '\0' || strspn (folded, LOWER DIGITS) != strlen (folded))
        return bh_member_refuse (error, "each must be an ending such as pdf");
    }
  return TRUE;
}

static const BhMember field_members[] = {
  { "key", read_key, G_STRUCT_OFFSET (BhWidgetField, key) },
  { "type", bh_member_choice, G_STRUCT_OFFSET (BhWidgetField, type), .choice = TYPES },
  { "label", bh_member_line, G_STRUCT_OFFSET (BhWidgetField, label), 0, 80 },
  { "required", bh_member_flag, G_STRUCT_OFFSET (BhWidgetField, required) },
  { "options", bh_member_lines, G_STRUCT_OFFSET (BhWidgetField, options), 80, OPTIONS_MAX },
  { NULL },
};

static const BhMember rule_members[] = {
  { "id", read_id, G_STRUCT_OFFSET (BhWidgetRule, id) },
  { "pages", read_pages, G_STRUCT_OFFSET (BhWidgetRule, pages), 500, 10 },
  { "after_s", bh_member_number, G_STRUCT_OFFSET (BhWidgetRule, after_s), 0, 3600 },
  { "visitors", bh_member_choice, G_STRUCT_OFFSET (BhWidgetRule, visitors),
    .choice = "any|new|returning" },
  { "text", bh_member_prose, G_STRUCT_OFFSET (BhWidgetRule, text), 1, 500 },
  { NULL },
};

static gboolean
has_field (GPtrArray *fields, const char *key)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((const BhWidgetField *) g_ptr_array_index (fields, i))->key, key))
      return TRUE;
  return FALSE;
}

static gboolean
check_field (BhWidgetField *self, GPtrArray *before, GError **error)
{
  gboolean own;

  if (self->key == NULL || self->type == NULL)
    return bh_member_refuse (error, "it needs a key and a type");
  own = g_str_equal (self->key, "name") || g_str_equal (self->key, "email");
  if (has_field (before, self->key))
    return bh_member_refuse (error, "the key “%s” is there already", self->key);
  if (own && !g_str_equal (self->key, self->type))
    return bh_member_refuse (error, "“%s” is the contact's own: its type is %s", self->key,
                             self->key);
  if (!own && *self->label == '\0')
    return bh_member_refuse (error, "“%s” needs a label", self->key);
  if (g_str_equal (self->type, "choice") != (self->options[0] != NULL))
    return bh_member_refuse (error, "“%s”: a choice, and nothing else, has options", self->key);
  return TRUE;
}

static gpointer
read_field (JsonObject *object, GPtrArray *before, GError **error)
{
  BhWidgetField *self = g_new0 (BhWidgetField, 1);

  self->label = g_strdup ("");
  self->options = g_new0 (char *, 1);
  if (bh_members_read (field_members, self, object, NULL, error) &&
      check_field (self, before, error))
    return self;
  bh_widget_field_free (self);
  return NULL;
}

static gboolean
check_rule (BhWidgetRule *self, GPtrArray *before, GError **error)
{
  if (self->text == NULL)
    return bh_member_refuse (error, "it needs a text");
  for (guint i = 0; i < before->len; i++)
    if (g_str_equal (((const BhWidgetRule *) g_ptr_array_index (before, i))->id, self->id))
      return bh_member_refuse (error, "its id is there already");
  return TRUE;
}

static gpointer
read_rule (JsonObject *object, GPtrArray *before, GError **error)
{
  BhWidgetRule *self = g_new0 (BhWidgetRule, 1);

  self->id = bh_id_new ();
  self->pages = g_new0 (char *, 1);
  self->visitors = g_strdup ("any");
  if (bh_members_read (rule_members, self, object, NULL, error) && check_rule (self, before, error))
    return self;
  bh_widget_rule_free (self);
  return NULL;
}

typedef gpointer (*ItemFunc) (JsonObject *object, GPtrArray *before, GError **error);

/* An array of at most @self->max objects takes the place of the one that was. */
static gboolean
read_items (const BhMember *self,
            GPtrArray **place,
            JsonNode *node,
            ItemFunc read,
            GDestroyNotify item_free,
            GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) > self->max)
    return bh_member_refuse (error, "it must be an array of at most %d objects", (int) self->max);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      g_autoptr (GError) reason = NULL;
      gpointer made =
          JSON_NODE_HOLDS_OBJECT (item) ? read (json_node_get_object (item), items, &reason) : NULL;

      if (!JSON_NODE_HOLDS_OBJECT (item))
        return bh_member_refuse (error, "number %u is no object", i + 1);
      if (made == NULL)
        {
          g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "number %u: %s", i + 1, reason->message);
          return FALSE;
        }
      g_ptr_array_add (items, made);
    }
  g_ptr_array_unref (*place);
  *place = g_steal_pointer (&items);
  return TRUE;
}

static gboolean
read_fields (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  return read_items (self, &((BhWidget *) record)->fields, node, read_field,
                     (GDestroyNotify) bh_widget_field_free, error);
}

static gboolean
read_rules (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  return read_items (self, &((BhWidget *) record)->proactive, node, read_rule,
                     (GDestroyNotify) bh_widget_rule_free, error);
}

static const BhMember form_members[] = {
  { "enabled", bh_member_flag, G_STRUCT_OFFSET (BhWidget, pre_chat) },
  { "fields", read_fields, 0, 0, BH_WIDGET_MAX_FIELDS },
  { NULL },
};

static const BhMember attachment_members[] = {
  { "enabled", bh_member_flag, G_STRUCT_OFFSET (BhWidget, attachments) },
  { "max_size", bh_member_number, G_STRUCT_OFFSET (BhWidget, max_size), 1024, SIZE_MAX_BYTES },
  { "extensions", read_extensions, G_STRUCT_OFFSET (BhWidget, extensions), EXTENSION_MAX + 1,
    EXTENSIONS_MAX },
  { NULL },
};

static gboolean
read_part (const BhMember *table, gpointer record, JsonNode *node, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return bh_member_refuse (error, "it must be an object");
  return bh_members_read (table, record, json_node_get_object (node), NULL, error);
}

static gboolean
read_form (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  return read_part (form_members, record, node, error);
}

static gboolean
read_attachments (const BhMember *self, gpointer record, JsonNode *node, GError **error)
{
  return read_part (attachment_members, record, node, error);
}

static const BhMember widget_members[] = {
  { "title", bh_member_line, G_STRUCT_OFFSET (BhWidget, title), 0, 60 },
  { "accent_color", read_color, G_STRUCT_OFFSET (BhWidget, accent_color) },
  { "position", bh_member_choice, G_STRUCT_OFFSET (BhWidget, position),
    .choice = "bottom-right|bottom-left" },
  { "input_placeholder", bh_member_line, G_STRUCT_OFFSET (BhWidget, input_placeholder), 0, 80 },
  { "suggestions", bh_member_lines, G_STRUCT_OFFSET (BhWidget, suggestions), 100, 3 },
  { "pre_chat", read_form },
  { "offline", bh_member_choice, G_STRUCT_OFFSET (BhWidget, offline), .choice = "chat|form|hide" },
  { "proactive", read_rules, 0, 0, RULES_MAX },
  { "csat", bh_member_flag, G_STRUCT_OFFSET (BhWidget, csat) },
  { "transcript", bh_member_flag, G_STRUCT_OFFSET (BhWidget, transcript) },
  { "sound", bh_member_flag, G_STRUCT_OFFSET (BhWidget, sound) },
  { "phone", read_phone, G_STRUCT_OFFSET (BhWidget, phone), 0, 40 },
  { "attachments", read_attachments },
  { NULL },
};

BhWidget *
bh_widget_change (const BhWidget *old, JsonObject *change, GError **error)
{
  g_autoptr (BhWidget) self = bh_widget_copy (old);
  g_autoptr (GError) reason = NULL;
  g_autofree char *field = NULL;
  const char *blamed = NULL;
  GError *refusal = NULL;

  if (bh_members_read (widget_members, self, change, &blamed, &reason))
    return g_steal_pointer (&self);

  field = g_strdup_printf ("\"%s\"", blamed);
  g_set_error (&refusal, BH_ERROR, BH_ERROR_INVALID, "could not take “%s”: %s", blamed,
               reason->message);
  bh_error_set_detail (refusal, "field", field);
  g_propagate_error (error, refusal);
  return NULL;
}
