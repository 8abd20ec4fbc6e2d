/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/guard/bhd-guard-pii.h"

#include <string.h>

#define IBAN_MAX 34

/* Keeps the digits of @text, at most @max.  Returns: how many there are in all. */
static guint
digits_of (const char *text, gsize length, char *digits, guint max)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (text[i]))
      {
        if (n < max)
          digits[n] = text[i];
        n++;
      }
  return n;
}

static gboolean
passes_luhn (const char *digits, guint n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    {
      guint digit = (guint) (digits[n - 1 - i] - '0') * (i % 2 == 0 ? 1 : 2);

      sum += digit > 9 ? digit - 9 : digit;
    }
  return sum % 10 == 0;
}

static gboolean
is_card (const char *text, gsize *length)
{
  char digits[19];
  guint n = digits_of (text, *length, digits, sizeof digits);

  return n >= 13 && n <= sizeof digits && digits[0] >= '2' && digits[0] <= '6' &&
         passes_luhn (digits, n);
}

/* 2024-01-17, 17.01.2024 */
static gboolean
is_date (const char *text, gsize length)
{
  static const char *const shapes[] = { "dddd-dd-dd", "dd.dd.dddd", "dd-dd-dddd",
                                        "dddd.dd.dd", "dd/dd/dddd", "dddd/dd/dd" };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      gsize n = 0;

      if (strlen (shapes[i]) > length)
        continue;
      while (shapes[i][n] != '\0' &&
             (shapes[i][n] == 'd' ? g_ascii_isdigit (text[n]) : shapes[i][n] == text[n]))
        n++;
      if (shapes[i][n] == '\0')
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_machine_address (const char *text, gsize length)
{
  guint dots = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] == '.')
      dots++;
    else if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return dots == 3;
}

/* A bare number may be that of an order: it needs a country, a leading 0, or groups. */
static gboolean
is_phone (const char *text, gsize *length)
{
  char digits[15];
  guint n = digits_of (text, *length, digits, sizeof digits);
  gboolean grouped = n < *length - (text[0] == '+');

  return n >= 7 && n <= sizeof digits && (text[0] == '+' || digits[0] == '0' || grouped) &&
         !is_date (text, *length) && !is_machine_address (text, *length);
}

/* How long an IBAN of a country is. */
static const struct
{
  char country[3];
  guint8 length;
} ibans[] = {
  { "AD", 24 }, { "AE", 23 }, { "AL", 28 }, { "AT", 20 }, { "AZ", 28 }, { "BA", 20 }, { "BE", 16 },
  { "BG", 22 }, { "BH", 22 }, { "BR", 29 }, { "BY", 28 }, { "CH", 21 }, { "CR", 22 }, { "CY", 28 },
  { "CZ", 24 }, { "DE", 22 }, { "DK", 18 }, { "DO", 28 }, { "EE", 20 }, { "EG", 29 }, { "ES", 24 },
  { "FI", 18 }, { "FO", 18 }, { "FR", 27 }, { "GB", 22 }, { "GE", 22 }, { "GI", 23 }, { "GL", 18 },
  { "GR", 27 }, { "GT", 28 }, { "HR", 21 }, { "HU", 28 }, { "IE", 22 }, { "IL", 23 }, { "IQ", 23 },
  { "IS", 26 }, { "IT", 27 }, { "JO", 30 }, { "KW", 30 }, { "KZ", 20 }, { "LB", 28 }, { "LI", 21 },
  { "LT", 20 }, { "LU", 20 }, { "LV", 21 }, { "LY", 25 }, { "MC", 27 }, { "MD", 24 }, { "ME", 22 },
  { "MK", 19 }, { "MR", 27 }, { "MT", 31 }, { "MU", 30 }, { "NL", 18 }, { "NO", 15 }, { "PK", 24 },
  { "PL", 28 }, { "PS", 29 }, { "PT", 25 }, { "QA", 29 }, { "RO", 24 }, { "RS", 22 }, { "SA", 24 },
  { "SC", 31 }, { "SD", 18 }, { "SE", 24 }, { "SI", 19 }, { "SK", 24 }, { "SM", 27 }, { "ST", 25 },
  { "SV", 28 }, { "TL", 23 }, { "TN", 24 }, { "TR", 26 }, { "UA", 29 }, { "VA", 22 }, { "VG", 24 },
  { "XK", 20 },
};

static guint
iban_length (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (ibans); i++)
    if (g_ascii_strncasecmp (ibans[i].country, text, 2) == 0)
      return ibans[i].length;
  return 0;
}

/* The first four behind the rest, letters as numbers from 10: what is left of 97 is 1. */
static gboolean
passes_iban (const char *compact, guint n)
{
  guint rest = 0;

  for (guint i = 0; i < n; i++)
    {
      char c = compact[(i + 4) % n];

      rest = g_ascii_isdigit (c) ? (rest * 10 + (guint) (c - '0')) % 97
                                 : (rest * 100 + (guint) (g_ascii_toupper (c) - 'A') + 10) % 97;
    }
  return rest == 1;
}

/* Words may follow that look as if they belonged to it. */
static gboolean
is_iban (const char *text, gsize *length)
{
  guint wanted = iban_length (text);
  char compact[IBAN_MAX];
  guint n = 0;
  gsize at = 0;

  for (; at < *length && n < wanted; at++)
    if (g_ascii_isalnum (text[at]))
      compact[n++] = text[at];
  if (wanted == 0 || n < wanted || !passes_iban (compact, n))
    return FALSE;
  *length = at;
  return TRUE;
}

#define ALONE_BEFORE "(?<![\\p{L}\\p{N}])"
#define ALONE_BEHIND "(?![\\p{L}\\p{N}])"

const BhdGuardPii bhd_guard_pii[] = {
  { "email", "[\\p{L}\\p{N}._%+\\-]{1,64}@(?:[\\p{L}\\p{N}\\-]{1,63}\\.){1,8}\\p{L}{2,24}", NULL },
  { "iban", ALONE_BEFORE "[A-Z]{2}[0-9]{2}(?:[ \\-]?[A-Z0-9]){11,30}", is_iban },
  { "card", ALONE_BEFORE "(?:[0-9][ \\-]?){12,18}[0-9]" ALONE_BEHIND, is_card },
  { "ssn",
    ALONE_BEFORE
    "(?!000|666|9[0-9]{2})[0-9]{3}([ \\-])(?!00)[0-9]{2}\\1(?!0000)[0-9]{4}" ALONE_BEHIND,
    NULL },
  { "phone",
    "(?<!\\p{N}[.\\-/])" ALONE_BEFORE
    "(?:\\+|\\()?[0-9](?:[ ().\\-/]{0,2}[0-9]){6,14}" ALONE_BEHIND,
    is_phone },
  { NULL },
};

const BhdGuardPii *
bhd_guard_pii_find (const char *name)
{
  for (const BhdGuardPii *row = bhd_guard_pii; row->name != NULL; row++)
    if (g_ascii_strcasecmp (row->name, name) == 0)
      return row;
  return NULL;
}
