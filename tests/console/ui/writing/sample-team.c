/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/writing/sample-team.h"

#include "console/model/directory/bhc-directory-private.h"
#include "tests/console/ui/fake-desk.h"

static GVariant *
record (const char *const *members)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  for (guint i = 0; members[i] != NULL; i += 2)
    g_variant_dict_insert (&dict, members[i], "s", members[i + 1]);
  return g_variant_dict_end (&dict);
}

static GVariant *
canned (void)
{
  GVariant *rows[] = {
    record ((const char *[]){ "id", "k1", "shortcut", "hello", "title", "Greeting", "body",
                              "Hello {{contact.first_name|there}}, {{agent.first_name}} here.",
                              NULL }),
    record ((const char *[]){ "id", "k2", "shortcut", "order", "title", "Where is my order?",
                              "body", "Your order {{contact.order}} is on its way.", NULL }),
    record ((const char *[]){ "id", "k3", "shortcut", "returns", "title", "Returns", "body",
                              "You can send it back within 30 days.\nThe label is in the box.",
                              NULL }),
  };

  return g_variant_new_array (G_VARIANT_TYPE_VARDICT, rows, G_N_ELEMENTS (rows));
}

static GVariant *
colleagues (void)
{
  GVariant *rows[] = {
    record ((const char *[]){ "id", FAKE_ME, "name", "Mia Brandt", "email", "mia@northwind.example",
                              NULL }),
    record ((const char *[]){ "id", "op-sam", "name", "Sam Okafor", "email",
                              "sam@northwind.example", NULL }),
    record ((const char *[]){ "id", "op-lea", "name", "Léa Dubois", "email",
                              "lea@northwind.example", NULL }),
  };

  return g_variant_new_array (G_VARIANT_TYPE_VARDICT, rows, G_N_ELEMENTS (rows));
}

static GVariant *
teams (void)
{
  static const char *const members[] = { "op-sam", "op-lea" };
  GVariantDict dict;
  GVariant *row;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "id", "s", "t1");
  g_variant_dict_insert (&dict, "name", "s", "Workshop");
  g_variant_dict_insert_value (&dict, "members", g_variant_new_strv (members, 2));
  row = g_variant_dict_end (&dict);
  return g_variant_new_array (G_VARIANT_TYPE_VARDICT, &row, 1);
}

void
sample_team_fill (BhcDesk *desk)
{
  g_autoptr (GVariant) values = NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "canned", canned ());
  g_variant_dict_insert_value (&dict, "operators", colleagues ());
  g_variant_dict_insert_value (&dict, "teams", teams ());
  values = g_variant_ref_sink (g_variant_dict_end (&dict));
  bhc_directory_show (bhc_desk_get_directory (desk), values);
}
