/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-form.h"

#include "common/bh-email.h"
#include "common/bh-json-reader.h"
#include "server/desk/ai/bhd-refuse-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define NAME_MAX_CHARACTERS 80

void
bhd_form_answers_clear (BhdFormAnswers *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->attributes, g_free);
}

static gboolean
check_text (const char *key, const char *text, glong max, gboolean lines, GError **error)
{
  for (const char *c = text; *c != '\0'; c++)
    if (((guchar) *c < 0x20 && !(lines && strchr ("\n\r\t", *c) != NULL)) || *c == 0x7f)
      return bhd_refuse_field (error, key,
                               lines ? N_ ("it must be plain text") : N_ ("it must be one line"));
  return g_utf8_strlen (text, -1) <= max ||
         bhd_refuse_field (error, key, "it may have at most %ld characters", max);
}

static gboolean
read_line (const BhWidgetField *field, char **text, GError **error)
{
  return check_text (field->key, *text, BH_WIDGET_LINE, FALSE, error);
}

static gboolean
read_long (const BhWidgetField *field, char **text, GError **error)
{
  return check_text (field->key, *text, BH_WIDGET_LONG, TRUE, error);
}

static gboolean
read_name (const BhWidgetField *field, char **text, GError **error)
{
  return check_text (field->key, *text, NAME_MAX_CHARACTERS, FALSE, error);
}

static gboolean
read_email (const BhWidgetField *field, char **text, GError **error)
{
  char *email = bh_email_normalize (*text);

  if (email == NULL)
    return bhd_refuse_field (error, field->key, "it must be an e-mail address");
  g_free (*text);
  *text = email;
  return TRUE;
}

static gboolean
read_phone (const BhWidgetField *field, char **text, GError **error)
{
  guint digits = 0;

  for (const char *c = *text; *c != '\0'; c++)
    digits += g_ascii_isdigit (*c);
  return (strspn (*text, "0123456789 +()-./") == strlen (*text) && digits >= 3 && digits <= 15) ||
         bhd_refuse_field (error, field->key, "it must be a telephone number");
}

static gboolean
read_choice (const BhWidgetField *field, char **text, GError **error)
{
  return g_strv_contains ((const char *const *) field->options, *text) ||
         bhd_refuse_field (error, field->key, "it must be one of the options");
}

static gboolean
read_checkbox (const BhWidgetField *field, char **text, GError **error)
{
  if (field->required && g_str_equal (*text, "false"))
    return bhd_refuse_field (error, field->key, "it is required");
  return g_str_equal (*text, "true") || g_str_equal (*text, "false") ||
         bhd_refuse_field (error, field->key, "it must be true or false");
}

/* Of a text that is not blank; may replace it. */
static const struct
{
  const char *type;
  gboolean (*read) (const BhWidgetField *field, char **text, GError **error);
} readers[] = {
  { "name", read_name },         { "email", read_email },    { "phone", read_phone },
  { "text", read_line },         { "long_text", read_long }, { "choice", read_choice },
  { "checkbox", read_checkbox },
};

static gboolean
check (const BhWidgetField *field, gboolean required, char **text, GError **error)
{
  g_strstrip (*text);
  if (**text == '\0')
    return !required || bhd_refuse_field (error, field->key, "it is required");
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i].type, field->type))
      return readers[i].read (field, text, error);
  g_assert_not_reached ();
}

/* Returns: (transfer full) (nullable): NULL where it is neither text nor a tick. */
static char *
text_of (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : NULL;
}

static JsonObject *
object_of (JsonNode *node)
{
  return node != NULL ? json_node_get_object (node) : NULL;
}

/* What was written for @key, under it or, for the contact's own two, beside the form.
 * Returns: (transfer full) (nullable): NULL with @error set. */
static char *
find_value (const char *key, const char *beside, JsonObject *fields, GError **error)
{
  JsonNode *node = fields != NULL ? json_object_get_member (fields, key) : NULL;
  char *text = node == NULL && beside != NULL ? g_strdup (beside) : text_of (node);

  if (text == NULL)
    bhd_refuse_field (error, key, "it must be text");
  return text;
}

static gboolean
read_own (const BhWidget *widget,
          const char *key,
          const char *beside,
          const BhdFormInput *input,
          JsonObject *fields,
          char **value,
          GError **error)
{
  BhWidgetField own = { (char *) key, (char *) key };
  gboolean required = input->reachable;

  for (guint i = 0; widget->pre_chat && i < widget->fields->len; i++)
    {
      const BhWidgetField *field = g_ptr_array_index (widget->fields, i);

      required = required || (field->required && g_str_equal (field->key, key));
    }
  *value = find_value (key, beside, fields, error);
  return *value != NULL && check (&own, required && !input->vouched, value, error);
}

static gboolean
write_attribute (const BhWidgetField *field, JsonObject *fields, BhJsonWriter *json, GError **error)
{
  g_autofree char *text = find_value (field->key, NULL, fields, error);

  if (text == NULL || !check (field, field->required, &text, error))
    return FALSE;
  if (*text != '\0')
    bh_json_string (json, field->key, text);
  return TRUE;
}

static gboolean
is_own (const BhWidgetField *field)
{
  return g_str_equal (field->key, "name") || g_str_equal (field->key, "email");
}

static gboolean
read_attributes (const BhWidget *widget, JsonObject *fields, char **attributes, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  for (guint i = 0; widget->pre_chat && i < widget->fields->len; i++)
    {
      const BhWidgetField *field = g_ptr_array_index (widget->fields, i);

      if (!is_own (field) && !write_attribute (field, fields, &json, error))
        return FALSE;
    }
  bh_json_end_object (&json);
  if (!g_str_equal (json.text->str, "{}"))
    *attributes = bh_json_writer_steal (&json);
  return TRUE;
}

gboolean
bhd_form_read (const BhWidget *widget,
               const BhdFormInput *input,
               BhdFormAnswers *answers,
               GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *fields;

  *answers = (BhdFormAnswers){ NULL };
  if (input->fields != NULL)
    {
      node = bh_json_parse_object (input->fields, strlen (input->fields), BHD_FORM_MAX_FIELDS_JSON,
                                   error);
      if (node == NULL)
        return FALSE;
    }
  fields = object_of (node);
  if (read_own (widget, "name", input->name, input, fields, &answers->name, error) &&
      read_own (widget, "email", input->email, input, fields, &answers->email, error) &&
      read_attributes (widget, fields, &answers->attributes, error))
    return TRUE;
  bhd_form_answers_clear (answers);
  return FALSE;
}

/* Our own words, read above. */
static JsonNode *
parse (const char *text)
{
  return bh_json_parse_object (text, strlen (text), G_MAXSIZE, NULL);
}

char *
bhd_form_merge_attributes (const char *under, const char *over)
{
  g_autoptr (JsonNode) below = under != NULL ? parse (under) : NULL;
  g_autoptr (JsonNode) above = over != NULL ? parse (over) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (below == NULL || above == NULL)
    return g_strdup (below == NULL ? over : under);
  json_object_iter_init (&iter, json_node_get_object (above));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (json_node_get_object (below), name, json_node_copy (value));
  return json_to_string (below, FALSE);
}
