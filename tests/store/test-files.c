/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/store/files/bhd-blobs.h"
#include "server/store/files/bhd-parts.h"
#include "tests/bht-folder.h"

#include <string.h>
#include <unistd.h>

typedef struct
{
  char *directory;
  BhdBlobs *blobs;
  BhdParts *parts;
  char *a; /* organisations */
  char *b;
  BhdUpload upload; /* of a */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->directory = g_dir_make_tmp ("bellhop-files-XXXXXX", &error);
  f->blobs = bhd_blobs_new (f->directory, &error);
  g_assert_no_error (error);
  f->parts = bhd_parts_new (f->directory, &error);
  g_assert_no_error (error);
  f->a = bh_id_new ();
  f->b = bh_id_new ();
  f->upload.organization_id = f->a;
  f->upload.id = bh_id_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bhd_blobs_free (f->blobs);
  bhd_parts_free (f->parts);
  bht_folder_remove (f->directory);
  g_free (f->directory);
  g_free (f->a);
  g_free (f->b);
  g_free (f->upload.id);
}

/* Returns: (transfer full): the hash */
static char *
add (Fixture *f, const char *organization_id, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  char *hash = bhd_blobs_add (f->blobs, organization_id, bytes, &error);

  g_assert_no_error (error);
  return hash;
}

/* Returns: (transfer full) (nullable) */
static char *
read_blob (Fixture *f, const char *organization_id, const char *hash)
{
  g_autoptr (GError) error = NULL;
  char buffer[100] = "";
  int fd = bhd_blobs_open (f->blobs, organization_id, hash, &error);

  if (fd < 0)
    {
      g_assert_error (error, BH_ERROR, BH_ERROR_NOT_FOUND);
      return NULL;
    }
  g_assert_cmpint (read (fd, buffer, sizeof buffer - 1), >=, 0);
  close (fd);
  return g_strdup (buffer);
}

static void
count_cb (const char *organization_id, const char *hash, gpointer count)
{
  (*(guint *) count)++;
}

static guint
count (Fixture *f)
{
  guint blobs = 0;

  bhd_blobs_each (f->blobs, count_cb, &blobs);
  return blobs;
}

static void
write_part (Fixture *f, gint64 offset, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (bhd_parts_write (f->parts, &f->upload, offset, bytes, &error));
  g_assert_no_error (error);
}

static void
test_added_is_read (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = add (f, f->a, "some words");
  g_autofree char *text = read_blob (f, f->a, hash);
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "some words", -1);

  g_assert_cmpstr (text, ==, "some words");
  g_assert_cmpstr (hash, ==, expected);
}

static void
test_same_bytes_are_kept_once (Fixture *f, gconstpointer data)
{
  g_autofree char *first = add (f, f->a, "some words");
  g_autofree char *second = add (f, f->a, "some words");

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (count (f), ==, 1);
}

static void
test_tenants_share_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = add (f, f->a, "some words");
  g_autofree char *others = read_blob (f, f->b, hash);
  g_autofree char *own = add (f, f->b, "some words");
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (others);
  g_assert_cmpuint (count (f), ==, 2);
  g_assert_true (bhd_blobs_remove (f->blobs, f->a, hash, &error));
  left = read_blob (f, f->b, own);
  g_assert_cmpstr (left, ==, "some words");
}

static void
test_removed_is_gone (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = add (f, f->a, "some words");
  g_autoptr (GError) error = NULL;

  g_assert_true (bhd_blobs_remove (f->blobs, f->a, hash, &error));
  g_assert_true (bhd_blobs_remove (f->blobs, f->a, hash, &error));
  g_assert_null (read_blob (f, f->a, hash));
  g_assert_cmpuint (count (f), ==, 0);
}

static void
test_names_stay_inside (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = g_strnfill (64, 'a');

  g_assert_null (read_blob (f, "../../etc", hash));
  g_assert_null (read_blob (f, f->a, "../../../../../../etc/passwd"));
  g_assert_null (read_blob (f, f->a, ""));
}

static void
test_half_written_is_forgotten (Fixture *f, gconstpointer data)
{
  g_autofree char *half = g_build_filename (f->directory, "blobs", "new", "half", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (half, "ha", -1, NULL));
  bhd_blobs_free (f->blobs);
  f->blobs = bhd_blobs_new (f->directory, &error);
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count (f), ==, 0);
}

static void
test_chunks_add_up (Fixture *f, gconstpointer data)
{
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "some words", -1);
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;

  write_part (f, 0, "some");
  write_part (f, 4, " words");
  g_assert_cmpint (bhd_parts_size (f->parts, &f->upload), ==, 10);
  hash = bhd_parts_hash (f->parts, &f->upload, &error);
  g_assert_cmpstr (hash, ==, expected);
}

static void
test_part_becomes_a_blob (Fixture *f, gconstpointer data)
{
  g_autofree char *path = bhd_parts_path (f->parts, &f->upload);
  g_autofree char *hash = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  write_part (f, 0, "some words");
  hash = bhd_parts_hash (f->parts, &f->upload, &error);
  g_assert_true (bhd_blobs_adopt (f->blobs, f->a, hash, path, &error));
  g_assert_true (bhd_blobs_adopt (f->blobs, f->a, hash, path, &error));
  bhd_parts_remove (f->parts, f->a, f->upload.id);
  text = read_blob (f, f->a, hash);
  g_assert_cmpstr (text, ==, "some words");
  g_assert_cmpint (bhd_parts_size (f->parts, &f->upload), ==, 0);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/files/added-is-read", test_added_is_read);
  TEST ("/store/files/same-bytes-are-kept-once", test_same_bytes_are_kept_once);
  TEST ("/store/files/tenants-share-nothing", test_tenants_share_nothing);
  TEST ("/store/files/removed-is-gone", test_removed_is_gone);
  TEST ("/store/files/names-stay-inside", test_names_stay_inside);
  TEST ("/store/files/half-written-is-forgotten", test_half_written_is_forgotten);
  TEST ("/store/files/chunks-add-up", test_chunks_add_up);
  TEST ("/store/files/part-becomes-a-blob", test_part_becomes_a_blob);
  return g_test_run ();
}
