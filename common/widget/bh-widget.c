/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/widget/bh-widget-private.h"

#define ACCENT "#0ea5e9"
#define MAX_SIZE (10 * 1024 * 1024)

void
bh_widget_field_free (BhWidgetField *self)
{
  g_free (self->key);
  g_free (self->type);
  g_free (self->label);
  g_strfreev (self->options);
  g_free (self);
}

void
bh_widget_rule_free (BhWidgetRule *self)
{
  g_free (self->id);
  g_strfreev (self->pages);
  g_free (self->visitors);
  g_free (self->text);
  g_free (self);
}

static BhWidgetField *
field_new (const char *key)
{
  BhWidgetField *self = g_new0 (BhWidgetField, 1);

  self->key = g_strdup (key);
  self->type = g_strdup (key);
  self->label = g_strdup ("");
  self->required = TRUE;
  self->options = g_new0 (char *, 1);
  return self;
}

BhWidget *
bh_widget_new_default (void)
{
  static const char *const extensions[] = { "png", "jpg", "jpeg", "gif",  "webp", "pdf",
                                            "txt", "csv", "docx", "xlsx", "odt",  NULL };
  BhWidget *self = g_atomic_rc_box_new0 (BhWidget);

  self->title = g_strdup ("");
  self->accent_color = g_strdup (ACCENT);
  self->position = g_strdup ("bottom-right");
  self->input_placeholder = g_strdup ("");
  self->suggestions = g_new0 (char *, 1);
  self->pre_chat = TRUE;
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_widget_field_free);
  g_ptr_array_add (self->fields, field_new ("name"));
  g_ptr_array_add (self->fields, field_new ("email"));
  self->offline = g_strdup ("chat");
  self->proactive = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_widget_rule_free);
  self->csat = self->transcript = self->sound = TRUE;
  self->phone = g_strdup ("");
  self->attachments = TRUE;
  self->max_size = MAX_SIZE;
  self->extensions = g_strdupv ((char **) extensions);
  return self;
}

BhWidget *
bh_widget_ref (BhWidget *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
widget_clear (gpointer data)
{
  BhWidget *self = data;

  g_free (self->title);
  g_free (self->accent_color);
  g_free (self->position);
  g_free (self->input_placeholder);
  g_strfreev (self->suggestions);
  g_ptr_array_unref (self->fields);
  g_free (self->offline);
  g_ptr_array_unref (self->proactive);
  g_free (self->phone);
  g_strfreev (self->extensions);
}

void
bh_widget_unref (BhWidget *self)
{
  g_atomic_rc_box_release_full (self, widget_clear);
}

BhWidget *
bh_widget_copy (const BhWidget *old)
{
  BhWidget *self = g_atomic_rc_box_new (BhWidget);

  *self = *old;
  self->title = g_strdup (old->title);
  self->accent_color = g_strdup (old->accent_color);
  self->position = g_strdup (old->position);
  self->input_placeholder = g_strdup (old->input_placeholder);
  self->suggestions = g_strdupv (old->suggestions);
  g_ptr_array_ref (self->fields); /* replaced as a whole, never changed */
  self->offline = g_strdup (old->offline);
  g_ptr_array_ref (self->proactive);
  self->phone = g_strdup (old->phone);
  self->extensions = g_strdupv (old->extensions);
  return self;
}

static void
write_words (BhJsonWriter *json, const char *name, char *const *words)
{
  bh_json_begin_array (json, name);
  for (; *words != NULL; words++)
    bh_json_string (json, NULL, *words);
  bh_json_end_array (json);
}

static void
write_field (const BhWidgetField *field, BhJsonWriter *json)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "key", field->key);
  bh_json_string (json, "type", field->type);
  bh_json_string (json, "label", field->label);
  bh_json_bool (json, "required", field->required);
  write_words (json, "options", field->options);
  bh_json_end_object (json);
}

static void
write_rule (const BhWidgetRule *rule, BhJsonWriter *json)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "id", rule->id);
  write_words (json, "pages", rule->pages);
  bh_json_int (json, "after_s", rule->after_s);
  bh_json_string (json, "visitors", rule->visitors);
  bh_json_string (json, "text", rule->text);
  bh_json_end_object (json);
}

static void
write_form (const BhWidget *self, BhJsonWriter *json)
{
  bh_json_begin_object (json, "pre_chat");
  bh_json_bool (json, "enabled", self->pre_chat);
  bh_json_begin_array (json, "fields");
  for (guint i = 0; i < self->fields->len; i++)
    write_field (g_ptr_array_index (self->fields, i), json);
  bh_json_end_array (json);
  bh_json_end_object (json);
}

static void
write_attachments (const BhWidget *self, BhJsonWriter *json)
{
  bh_json_begin_object (json, "attachments");
  bh_json_bool (json, "enabled", self->attachments);
  bh_json_int (json, "max_size", self->max_size);
  write_words (json, "extensions", self->extensions);
  bh_json_end_object (json);
}

void
bh_widget_write_json (const BhWidget *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "title", self->title);
  bh_json_string (json, "accent_color", self->accent_color);
  bh_json_string (json, "position", self->position);
  bh_json_string (json, "input_placeholder", self->input_placeholder);
  write_words (json, "suggestions", self->suggestions);
  write_form (self, json);
  bh_json_string (json, "offline", self->offline);
  bh_json_begin_array (json, "proactive");
  for (guint i = 0; i < self->proactive->len; i++)
    write_rule (g_ptr_array_index (self->proactive, i), json);
  bh_json_end_array (json);
  bh_json_bool (json, "csat", self->csat);
  bh_json_bool (json, "transcript", self->transcript);
  bh_json_bool (json, "sound", self->sound);
  bh_json_string (json, "phone", self->phone);
  write_attachments (self, json);
  bh_json_end_object (json);
}
