/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What leaves the house as comma-separated values. */
#include "console/model/insights/bhc-csv.h"
#include "console/model/insights/bhc-table.h"
#include "tests/console/insights/figures-tests.h"

#include <math.h>
#include <string.h>

#define MARK "\xEF\xBB\xBF"

/* Behind its mark.  Returns: (transfer full) */
static char *
text_of (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_assert_cmpuint (length, >=, strlen (MARK));
  g_assert_cmpmem (text, strlen (MARK), MARK, strlen (MARK));
  return g_strndup (text + strlen (MARK), length - strlen (MARK));
}

static void
assert_field (const char *text, const char *expected)
{
  BhcCsv csv = bhc_csv_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *written = NULL;

  bhc_csv_add_text (&csv, text);
  bytes = bhc_csv_finish (&csv);
  written = text_of (bytes);
  g_assert_cmpstr (written, ==, expected);
}

static void
test_plain_text_stays (void)
{
  assert_field ("Billing", "Billing");
  assert_field ("Größe 5", "Größe 5");
  assert_field ("a-b+c=d@e", "a-b+c=d@e");
  assert_field ("", "");
  assert_field (NULL, "");
}

static void
test_what_divides_is_quoted (void)
{
  assert_field ("a,b", "\"a,b\"");
  assert_field ("a;b", "\"a;b\"");
  assert_field ("say \"hi\"", "\"say \"\"hi\"\"\"");
  assert_field ("two\nlines", "\"two\nlines\"");
  assert_field ("two\r\nlines", "\"two\r\nlines\"");
}

static void
test_formulas_are_defused (void)
{
  assert_field ("=1+1", "\"'=1+1\"");
  assert_field ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  assert_field ("+49 30 1234", "\"'+49 30 1234\"");
  assert_field ("-2+3", "\"'-2+3\"");
  assert_field ("@SUM(A1)", "\"'@SUM(A1)\"");
}

static void
test_hidden_formulas_are_defused (void)
{
  assert_field (" =1", "\"' =1\"");
  assert_field ("\t=1", "\"'\t=1\"");
  assert_field ("\r=1", "\"'\r=1\"");
  assert_field ("\n=1", "\"'\n=1\"");
  assert_field ("\tplain", "\"'\tplain\"");
  assert_field ("\xC2\xA0=1", "\"'\xC2\xA0=1\"");         /* no-break space */
  assert_field ("\xE2\x80\x8B=1", "\"'\xE2\x80\x8B=1\""); /* zero width space */
  assert_field ("＝1", "\"'＝1\"");
  assert_field ("\x01=1", "\"'\x01=1\"");
}

static void
test_no_bytes_break_it (void)
{
  assert_field ("\xFF\xFE", "\xEF\xBF\xBD\xEF\xBF\xBD");
  assert_field ("=\xFF", "\"'=\xEF\xBF\xBD\"");
}

static void
assert_number (double number, guint digits, const char *expected)
{
  BhcCsv csv = bhc_csv_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *written = NULL;

  bhc_csv_add_number (&csv, number, digits);
  bytes = bhc_csv_finish (&csv);
  written = text_of (bytes);
  g_assert_cmpstr (written, ==, expected);
}

static void
test_numbers_are_plain (void)
{
  assert_number (1200, 0, "1200");
  assert_number (-5, 0, "-5");
  assert_number (0.25, 6, "0.25");
  assert_number (3, 3, "3");
  assert_number (100, 2, "100");
  assert_number (NAN, 2, "");
  assert_number (INFINITY, 2, "");
}

static void
test_largest_number_fits (void)
{
  BhcCsv csv = bhc_csv_new ();
  g_autoptr (GBytes) bytes = NULL;

  bhc_csv_add_number (&csv, -G_MAXDOUBLE, 99);
  bytes = bhc_csv_finish (&csv);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 300);
}

static BhcTable *
make_table (void)
{
  const double first[] = { 3, 90.5e6 };
  const double second[] = { 1, NAN };
  BhcTable *table = bhc_table_new ("People", "Operator");

  bhc_table_add_column (table, "Conversations", BHC_UNIT_COUNT);
  bhc_table_add_column (table, "First response", BHC_UNIT_TIME);
  bhc_table_add_row (table, "Mia, Brandt", NULL, NULL, first);
  bhc_table_add_row (table, "=cmd|' /C calc'!A0", NULL, NULL, second);
  return table;
}

static void
test_table_is_a_line_for_each_row (void)
{
  g_autoptr (BhcTable) table = make_table ();
  g_autoptr (GBytes) bytes = bhc_table_to_csv (table);
  g_autofree char *text = text_of (bytes);

  g_assert_cmpstr (text, ==,
                   "Operator,Conversations,First response (seconds)\r\n"
                   "\"Mia, Brandt\",3,90.5\r\n"
                   "\"'=cmd|' /C calc'!A0\",1,\r\n");
}

static void
test_tables_are_a_line_for_each_number (void)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (tables, make_table ());
  bytes = bhc_tables_to_csv (tables);
  text = text_of (bytes);
  g_assert_cmpstr (text, ==,
                   "Table,Row,Figure,Number,Unit\r\n"
                   "People,\"Mia, Brandt\",Conversations,3,\r\n"
                   "People,\"Mia, Brandt\",First response,90.5,seconds\r\n"
                   "People,\"'=cmd|' /C calc'!A0\",Conversations,1,\r\n"
                   "People,\"'=cmd|' /C calc'!A0\",First response,,seconds\r\n");
}

static void
test_moments_are_exported_for_programs (void)
{
  g_autoptr (BhcTable) table = bhc_table_new ("Costs", "Day");
  const double cost = 1234567;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  bhc_table_add_column (table, "Estimated cost", BHC_UNIT_COST);
  bhc_table_add_row (table, "Saturday, 21 November", "21 Nov", "2026-11-21", &cost);
  bytes = bhc_table_to_csv (table);
  text = text_of (bytes);
  g_assert_cmpstr (text, ==, "Day,Estimated cost\r\n2026-11-21,1.234567\r\n");
}

static void
test_table_knows_its_top (void)
{
  g_autoptr (BhcTable) table = make_table ();

  bhc_table_set_drawn (table, 1);
  g_assert_cmpfloat (bhc_table_get_top (table), ==, 3);
  g_assert_false (bhc_table_is_blank (table));
  bhc_table_set_drawn (table, 2);
  g_assert_cmpfloat (bhc_table_get_top (table), ==, 90.5e6);
}

void
add_export_tests (void)
{
  g_test_add_func ("/console/csv/plain-text-stays", test_plain_text_stays);
  g_test_add_func ("/console/csv/what-divides-is-quoted", test_what_divides_is_quoted);
  g_test_add_func ("/console/csv/formulas-are-defused", test_formulas_are_defused);
  g_test_add_func ("/console/csv/hidden-formulas-are-defused", test_hidden_formulas_are_defused);
  g_test_add_func ("/console/csv/no-bytes-break-it", test_no_bytes_break_it);
  g_test_add_func ("/console/csv/numbers-are-plain", test_numbers_are_plain);
  g_test_add_func ("/console/csv/largest-number-fits", test_largest_number_fits);
  g_test_add_func ("/console/table/line-for-each-row", test_table_is_a_line_for_each_row);
  g_test_add_func ("/console/table/line-for-each-number", test_tables_are_a_line_for_each_number);
  g_test_add_func ("/console/table/moments-for-programs", test_moments_are_exported_for_programs);
  g_test_add_func ("/console/table/knows-its-top", test_table_knows_its_top);
}
