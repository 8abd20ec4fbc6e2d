/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/widget/bhd-widget-fields.h"

#include "server/desk/bhd-organizations.h"
#include "server/desk/widget/bhd-widgets.h"
#include "server/http/bhd-request-private.h"
#include "server/http/routes/bhd-secret-answer.h"
#include "server/store/bhd-seal.h"

/* What each may hold is common/widget/'s business, which reads what was stored as well. */
const BhdField bhd_widget_fields[] = {
  { "title", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 60 },
  { "accent_color", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 4, 7 },
  { "position", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "bottom-right|bottom-left" },
  { "input_placeholder", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 80 },
  { "suggestions", BHD_FIELD_WORDS, BHD_IN_BODY, FALSE, 0, 3 },
  { "pre_chat", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 24 * 1024 },
  { "offline", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "chat|form|hide" },
  { "proactive", BHD_FIELD_ARRAY, BHD_IN_BODY, FALSE, 0, 48 * 1024 },
  { "csat", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { "transcript", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { "sound", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { "phone", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 40 },
  { "attachments", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 4096 },
  { NULL },
};

static void
write_value (BhJsonWriter *json, const BhdField *field, const BhdValue *value)
{
  if (field->type == BHD_FIELD_OBJECT || field->type == BHD_FIELD_ARRAY)
    bh_json_raw (json, field->name, value->text);
  else if (field->type == BHD_FIELD_BOOL)
    bh_json_bool (json, field->name, value->number != 0);
  else if (field->type != BHD_FIELD_WORDS)
    bh_json_string (json, field->name, value->text);
  else
    {
      bh_json_begin_array (json, field->name);
      for (char **word = value->list; *word != NULL; word++)
        bh_json_string (json, NULL, *word);
      bh_json_end_array (json);
    }
}

/* What was given of the table, as an object again. */
static char *
given_json (const BhdRequest *request)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  for (guint i = 0; bhd_widget_fields[i].name != NULL; i++)
    if (request->values[i].given)
      write_value (&json, &bhd_widget_fields[i], &request->values[i]);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

static gboolean
write_answer (BhdTurn *turn,
              const char *organization_id,
              const BhWidget *widget,
              BhdReply *reply,
              GError **error)
{
  gboolean has = FALSE;

  if (widget == NULL || !bhd_widgets_has_secret (turn, organization_id, &has, error))
    return FALSE;
  bh_json_begin_object (&reply->json, NULL);
  bh_widget_write_json (widget, &reply->json, "widget");
  bh_json_bool (&reply->json, "has_identity_secret", has);
  bh_json_end_object (&reply->json);
  return TRUE;
}

gboolean
bhd_widget_answer (BhdTurn *turn, const char *organization_id, BhdReply *reply, GError **error)
{
  g_autoptr (BhWidget) widget = bhd_widgets_get (turn, organization_id, error);

  return write_answer (turn, organization_id, widget, reply, error);
}

gboolean
bhd_widget_patch (BhdTurn *turn,
                  const char *organization_id,
                  const BhdRequest *request,
                  BhdReply *reply,
                  GError **error)
{
  g_autofree char *change = given_json (request);
  g_autoptr (BhWidget) widget = bhd_widgets_change (turn, organization_id, change, error);

  return write_answer (turn, organization_id, widget, reply, error);
}

static gpointer
renew_secret (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (BhOrganization) organization = bhd_organizations_find (turn, data, error);

  return organization != NULL ? bhd_widgets_renew_secret (turn, organization->id, error) : NULL;
}

gboolean
bhd_widget_answer_secret (BhdStore *store,
                          const char *organization,
                          BhdReply *reply,
                          GError **error)
{
  return bhd_secret_answer (store, renew_secret, organization, reply, error);
}
