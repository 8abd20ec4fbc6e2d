/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <glib.h>
#include <string.h>

/* Runs a fuzz target without a fuzzer: every file of its corpus, then mutations of them with a
 * fixed seed, so that each test run tries the same few thousand inputs.  Prints TAP. */

#define MUTATIONS 3000 /* unless the second argument says how many */
#define INPUT_MAX 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GPtrArray *
load_corpus (const char *directory)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      char *text = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &text, &length, NULL))
        g_ptr_array_add (inputs, g_bytes_new_take (text, length));
    }
  return g_steal_pointer (&inputs);
}

static void
try_input (const guint8 *data, gsize size)
{
  /* A copy of its own, so that the sanitizer sees a read behind the end. */
  g_autofree guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy, size);
}

static void
mutate_once (GByteArray *input, GBytes *other, GRand *rand)
{
  gsize other_size;
  const guint8 *other_data = g_bytes_get_data (other, &other_size);
  guint at = input->len > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) input->len) : 0;
  guint rest = input->len - at;
  guint some = g_rand_int (rand) % 32;

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0: /* another byte */
      if (input->len > 0)
        input->data[at] = (guint8) g_rand_int (rand);
      break;
    case 1: /* another bit */
      if (input->len > 0)
        input->data[at] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
      break;
    case 2: /* without a piece */
      g_byte_array_remove_range (input, at, MIN (rest, some));
      break;
    case 3: /* a piece twice */
      {
        g_autofree guint8 *piece = g_memdup2 (input->data + at, MIN (rest, some));

        g_byte_array_append (input, piece, MIN (rest, some));
      }
      break;
    default: /* goes on as another one */
      g_byte_array_set_size (input, at);
      if (other_size > 0)
        {
          gsize from = g_rand_int (rand) % other_size;

          g_byte_array_append (input, other_data + from, (guint) (other_size - from));
        }
      break;
    }
}

static void
try_mutation (GPtrArray *corpus, GRand *rand)
{
  GBytes *seed = g_ptr_array_index (corpus, g_rand_int (rand) % corpus->len);
  g_autoptr (GByteArray) input = g_byte_array_new ();
  guint steps = 1 + g_rand_int (rand) % 6;

  g_byte_array_append (input, g_bytes_get_data (seed, NULL), (guint) g_bytes_get_size (seed));
  for (guint i = 0; i < steps && input->len < INPUT_MAX; i++)
    mutate_once (input, g_ptr_array_index (corpus, g_rand_int (rand) % corpus->len), rand);
  try_input (input->data, input->len);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) corpus = load_corpus (argv[1]);
  guint mutations = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : MUTATIONS;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240229);

  g_print ("TAP version 13\n1..2\n");
  for (guint i = 0; i < corpus->len; i++)
    try_input (g_bytes_get_data (g_ptr_array_index (corpus, i), NULL),
               g_bytes_get_size (g_ptr_array_index (corpus, i)));
  g_print ("%s 1 - %u inputs of the corpus\n", corpus->len > 0 ? "ok" : "not ok", corpus->len);
  if (corpus->len == 0)
    return 1;

  for (guint i = 0; i < mutations; i++)
    try_mutation (corpus, rand);
  g_print ("ok 2 - %u mutations\n", mutations);
  return 0;
}
