/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-character.h"

#define LIGATURES 0xfb00

/* 0x80 to 0x9f of Windows-1252; 0: nothing stands there. */
static const gunichar windows_1252[] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

gboolean
bhd_character_is_unwanted (gunichar c)
{
  return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) /* control characters */
         || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xad ||
         c == 0xfeff || c == 0x200b /* soft hyphen, mark, zero width space */
         || !g_unichar_validate (c) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

gboolean
bhd_character_is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

const char *
bhd_character_letters (gunichar c)
{
  return c >= LIGATURES && c < LIGATURES + G_N_ELEMENTS (ligatures) ? ligatures[c - LIGATURES]
                                                                    : NULL;
}

gunichar
bhd_character_from_windows_1252 (guint8 byte)
{
  return byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}
