/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/voice/bhd-phone.h"

#include <string.h>

/* How people write a number, and what must not pass for one. */

static void
assert_reads (const char *written, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *read = bhd_phone_read (written, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, number);
}

/* @word: of the sentence. */
static void
assert_refuses (const char *written, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_phone_read (written, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, "\"phone\"");
}

static void
test_plain (void)
{
  assert_reads ("+491701234567", "+491701234567");
}

static void
test_signs (void)
{
  assert_reads ("+49 170 1234567", "+491701234567");
  assert_reads (" +49-170/123.45.67 ", "+491701234567");
  assert_reads ("+1 (212) 555-0100", "+12125550100");
  assert_reads ("(+49) 170 1234567", "+491701234567");
}

static void
test_double_zero (void)
{
  assert_reads ("0049 170 1234567", "+491701234567");
}

static void
test_home_zero (void)
{
  assert_reads ("+49 (0) 170 1234567", "+491701234567");
  assert_reads ("0049(0)1701234567", "+491701234567");
}

static void
test_bounds (void)
{
  assert_reads ("+123456", "+123456");
  assert_reads ("+123456789012345", "+123456789012345");
  assert_refuses ("+12345", "6 to 15 digits");
  assert_refuses ("+1234567890123456", "6 to 15 digits");
}

static void
test_national (void)
{
  assert_refuses ("0170 1234567", "country code");
  assert_refuses ("(0) 170 1234567", "country code");
  assert_refuses ("170 1234567", "country code");
  assert_refuses ("+0170 1234567", "country code");
  assert_refuses ("0000 170 1234567", "country code");
}

static void
test_nothing (void)
{
  assert_refuses ("", "6 to 15 digits");
  assert_refuses ("+", "6 to 15 digits");
  assert_refuses (" ()-./ ", "6 to 15 digits");
  assert_refuses ("+(0)(0)(0)(0)(0)(0)", "6 to 15 digits");
}

static void
test_hostile (void)
{
  static const char *const numbers[] = {
    "call me",
    "+49 170 ABC",
    "+49170;ext=1",
    "++491701234567",
    "+49+1701234567",
    "+49 170 123\n4567",
    "+49 170 <b>1234567",
    "+49 ١٧٠ ١٢٣٤٥٦٧",
    "+４９１７０１２３",
    "+49\xc2\xa0"
    "1701234",
    "+49\xff"
    "1701234567",
    "tel:+491701234567",
    "+49 170 123456'",
    "+49170123456%0A",
    "+49 (0",
  };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (numbers); i++)
    assert_refuses (numbers[i], "digits, blanks");
  assert_refuses (numbers[G_N_ELEMENTS (numbers) - 1], "6 to 15 digits");
}

static void
test_long (void)
{
  g_autofree char *nines = g_strnfill (1000000, '9');
  g_autofree char *number = g_strconcat ("+", nines, NULL);

  assert_refuses (number, "6 to 15 digits");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/voice/phone/e164-stays", test_plain);
  g_test_add_func ("/voice/phone/signs-are-dropped", test_signs);
  g_test_add_func ("/voice/phone/00-is-plus", test_double_zero);
  g_test_add_func ("/voice/phone/zero-in-parentheses-is-dropped", test_home_zero);
  g_test_add_func ("/voice/phone/six-to-fifteen-digits", test_bounds);
  g_test_add_func ("/voice/phone/national-is-refused", test_national);
  g_test_add_func ("/voice/phone/nothing-is-refused", test_nothing);
  g_test_add_func ("/voice/phone/other-signs-are-refused", test_hostile);
  g_test_add_func ("/voice/phone/endless-is-refused", test_long);
  return g_test_run ();
}
