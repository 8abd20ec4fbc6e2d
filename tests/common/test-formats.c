/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-formats.h"

static const char *
name_of (const BhFormat *format)
{
  return format != NULL ? format->name : NULL;
}

static void
test_every_format_is_found_by_all_its_names (void)
{
  for (const BhFormat *each = bh_formats; each->name != NULL; each++)
    {
      g_assert_true (bh_format_by_name (each->name) == each);
      g_assert_nonnull (each->label);
      for (const char *const *word = each->media_types; *word != NULL; word++)
        g_assert_true (bh_format_for_media_type (*word) == each);
      for (const char *const *word = each->extensions; *word != NULL; word++)
        {
          g_autofree char *file = g_strconcat ("a.b.", *word, NULL);

          g_assert_true (bh_format_for_name (file) == each);
        }
    }
}

static void
test_case_of_the_extension_does_not_matter (void)
{
  g_assert_cmpstr (name_of (bh_format_for_name ("Price List.PDF")), ==, "pdf");
}

static void
test_parameters_of_a_media_type_do_not_matter (void)
{
  g_assert_cmpstr (name_of (bh_format_for_media_type ("Text/HTML; charset=utf-8")), ==, "html");
}

static void
test_what_cannot_be_read_has_no_format (void)
{
  g_assert_null (bh_format_for_name ("a.doc"));
  g_assert_null (bh_format_for_name ("pdf"));
  g_assert_null (bh_format_for_name ("a.pdf."));
  g_assert_null (bh_format_for_name (NULL));
  g_assert_null (bh_format_for_media_type ("application/zip"));
  g_assert_null (bh_format_for_media_type (""));
  g_assert_null (bh_format_by_name ("exe"));
  g_assert_null (bh_format_by_name (NULL));
}

static void
test_accept_names_every_extension (void)
{
  g_autofree char *accept = bh_formats_to_accept (TRUE);
  g_auto (GStrv) words = g_strsplit (accept, ",", -1);
  guint count = 0;

  for (guint i = 0; words[i] != NULL; i++)
    g_assert_nonnull (bh_format_for_name (words[i]));
  for (const BhFormat *each = bh_formats; each->name != NULL; each++)
    count += g_strv_length ((char **) each->extensions);
  g_assert_cmpuint (g_strv_length (words), ==, count);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/formats/every-format-is-found-by-all-its-names",
                   test_every_format_is_found_by_all_its_names);
  g_test_add_func ("/common/formats/case-of-the-extension-does-not-matter",
                   test_case_of_the_extension_does_not_matter);
  g_test_add_func ("/common/formats/parameters-of-a-media-type-do-not-matter",
                   test_parameters_of_a_media_type_do_not_matter);
  g_test_add_func ("/common/formats/what-cannot-be-read-has-no-format",
                   test_what_cannot_be_read_has_no_format);
  g_test_add_func ("/common/formats/accept-names-every-extension",
                   test_accept_names_every_extension);
  return g_test_run ();
}
