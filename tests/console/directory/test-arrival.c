/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/arrival/bhc-arrival.h"

#define ME "0190a000-0000-7000-8000-000000000001"
#define SAM "0190a000-0000-7000-8000-000000000002"
#define MINE                                                                                       \
  {                                                                                                \
    .assignee_id = (char *) ME                                                                     \
  }
#define SAMS                                                                                       \
  {                                                                                                \
    .assignee_id = (char *) SAM                                                                    \
  }
#define MENTIONING                                                                                 \
  {                                                                                                \
    .assignee_id = (char *) SAM, .mentions = (char *) "[\"" ME "\"]"                               \
  }
#define WRITTEN(who, whom, what)                                                                   \
  {                                                                                                \
    .author = who, .author_id = (char *) whom, .kind = what                                        \
  }
#define NOTICE(code, by)                                                                           \
  {                                                                                                \
    .author = BH_AUTHOR_SYSTEM, .author_id = (char *) by, .kind = BH_MESSAGE_NOTICE,               \
    .notice = (char *) code                                                                        \
  }

static const struct
{
  const char *name;
  BhMessage message;
  BhConversation conversation;
  BhcArrival expected;
} cases[] = {
  { "my-visitor", WRITTEN (BH_AUTHOR_VISITOR, "v", BH_MESSAGE_TEXT), MINE, BHC_ARRIVAL_SAID },
  { "sams-visitor", WRITTEN (BH_AUTHOR_VISITOR, "v", BH_MESSAGE_TEXT), SAMS, BHC_ARRIVAL_NONE },
  { "nobodys-visitor",
    WRITTEN (BH_AUTHOR_VISITOR, NULL, BH_MESSAGE_TEXT),
    { 0 },
    BHC_ARRIVAL_NONE },
  { "assistant", WRITTEN (BH_AUTHOR_AI, NULL, BH_MESSAGE_TEXT), MINE, BHC_ARRIVAL_NONE },
  { "mention", WRITTEN (BH_AUTHOR_OPERATOR, SAM, BH_MESSAGE_NOTE), MENTIONING,
    BHC_ARRIVAL_MENTION },
  { "note", WRITTEN (BH_AUTHOR_OPERATOR, SAM, BH_MESSAGE_NOTE), MINE, BHC_ARRIVAL_NONE },
  { "own-mention", WRITTEN (BH_AUTHOR_OPERATOR, ME, BH_MESSAGE_NOTE), MENTIONING,
    BHC_ARRIVAL_NONE },
  { "handed", NOTICE ("transferred", SAM), MINE, BHC_ARRIVAL_HANDED },
  { "handed-by-nobody-known", NOTICE ("transferred", NULL), MINE, BHC_ARRIVAL_HANDED },
  { "handed-to-sam", NOTICE ("transferred", "another"), SAMS, BHC_ARRIVAL_NONE },
  { "taken", NOTICE ("transferred", ME), MINE, BHC_ARRIVAL_NONE },
  { "claimed", NOTICE ("operator_joined", NULL), MINE, BHC_ARRIVAL_NONE },
};

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  g_assert_cmpint (bhc_arrival_of (&cases[i].message, &cases[i].conversation, ME), ==,
                   cases[i].expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/console/arrival/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
    }
  return g_test_run ();
}
