/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/gate/bhd-head-rules.h"

#include <arpa/inet.h>
#include <string.h>

#define MAX_LENGTH_DIGITS 12

const char *const bhd_head_methods[] = { "GET",   "HEAD",   "POST",    "PUT",
                                         "PATCH", "DELETE", "OPTIONS", NULL };

typedef struct
{
  const char *text;
  gsize length;
} Span;

typedef BhdRefusal (*HeaderRule) (BhdGuard *guard, Span value);

static gboolean
span_equals (Span span, const char *text)
{
  return span.length == strlen (text) && memcmp (span.text, text, span.length) == 0;
}

static gboolean
is_token_byte (char byte)
{
  return g_ascii_isalnum (byte) || (byte != '\0' && strchr ("!#$%&'*+-.^_`|~", byte) != NULL);
}

static gboolean
is_token (Span span)
{
  for (gsize i = 0; i < span.length; i++)
    if (!is_token_byte (span.text[i]))
      return FALSE;
  return span.length > 0;
}

gboolean
bhd_head_rules_may_start (char byte)
{
  return is_token_byte (byte);
}

/* A tab is the only control byte HTTP allows, and only in values. */
static gboolean
has_control_byte (Span span, gboolean tabs)
{
  for (gsize i = 0; i < span.length; i++)
    {
      guchar byte = (guchar) span.text[i];

      if ((byte < 0x20 && !(tabs && byte == '\t')) || byte == 0x7f)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_escape (Span rest)
{
  return rest.length >= 3 && g_ascii_isxdigit (rest.text[1]) && g_ascii_isxdigit (rest.text[2]) &&
         !(rest.text[1] == '0' && rest.text[2] == '0');
}

/* A path and perhaps a query, in visible ASCII with whole escapes: nothing that two readers could
 * take apart differently. */
static gboolean
is_target (Span target)
{
  if (target.length == 0 || target.text[0] != '/')
    return FALSE;

  for (gsize i = 0; i < target.length; i++)
    {
      Span rest = { target.text + i, target.length - i };
      guchar byte = (guchar) target.text[i];

      if (byte <= 0x20 || byte >= 0x7f || strchr ("#\\\"<>", byte) != NULL)
        return FALSE;
      if (byte == '%' && !is_escape (rest))
        return FALSE;
    }
  return TRUE;
}

static const char *
find_method (Span word)
{
  for (guint i = 0; bhd_head_methods[i] != NULL; i++)
    if (span_equals (word, bhd_head_methods[i]))
      return bhd_head_methods[i];
  return NULL;
}

static BhdRefusal
check_request_line (BhdGuard *guard, Span line)
{
  const char *first = memchr (line.text, ' ', line.length);
  const char *last = memrchr (line.text, ' ', line.length);
  Span method, target, version;
  const char *query;

  if (first == NULL || first == last)
    return BHD_REFUSAL_REQUEST_LINE;

  method = (Span){ line.text, (gsize) (first - line.text) };
  target = (Span){ first + 1, (gsize) (last - first - 1) };
  version = (Span){ last + 1, line.length - (gsize) (last + 1 - line.text) };
  if (!is_token (method))
    return BHD_REFUSAL_REQUEST_LINE;
  if (!span_equals (version, "HTTP/1.1") && !span_equals (version, "HTTP/1.0"))
    return BHD_REFUSAL_VERSION;
  if (!is_target (target))
    return BHD_REFUSAL_TARGET;

  query = memchr (target.text, '?', target.length);
  guard->path_length = query != NULL ? (gsize) (query - target.text) : target.length;
  guard->minor = version.text[7] == '1' ? 1 : 0;
  guard->method = find_method (method);
  return guard->method != NULL ? BHD_REFUSAL_NONE : BHD_REFUSAL_METHOD;
}

static gboolean
is_port (Span port)
{
  guint value = 0;

  for (gsize i = 0; i < port.length; i++)
    {
      if (!g_ascii_isdigit (port.text[i]))
        return FALSE;
      value = value * 10 + (guint) g_ascii_digit_value (port.text[i]);
    }
  return port.length > 0 && port.length <= 5 && value <= G_MAXUINT16;
}

static gboolean
is_ipv6 (Span address)
{
  char text[INET6_ADDRSTRLEN];
  struct in6_addr parsed;

  if (address.length >= sizeof text)
    return FALSE;

  memcpy (text, address.text, address.length);
  text[address.length] = '\0';
  return inet_pton (AF_INET6, text, &parsed) == 1;
}

static gboolean
is_host_name (Span name)
{
  for (gsize i = 0; i < name.length; i++)
    if (!g_ascii_isalnum (name.text[i]) && strchr ("-._", name.text[i]) == NULL)
      return FALSE;
  return name.length > 0 && name.length <= 253;
}

static gboolean
is_host (Span value)
{
  gboolean bracketed = value.length > 0 && value.text[0] == '[';
  const char *close = bracketed ? memchr (value.text, ']', value.length) : NULL;
  const char *from = close != NULL ? close + 1 : value.text;
  gsize rest = value.length - (gsize) (from - value.text);
  const char *colon = memchr (from, ':', rest);
  gsize name_length = colon != NULL ? (gsize) (colon - value.text) : value.length;

  if (colon != NULL && !is_port ((Span){ colon + 1, value.length - name_length - 1 }))
    return FALSE;
  if (!bracketed)
    return is_host_name ((Span){ value.text, name_length });
  return close != NULL && (gsize) (close - value.text) + 1 == name_length &&
         is_ipv6 ((Span){ value.text + 1, name_length - 2 });
}

static BhdRefusal
check_host (BhdGuard *guard, Span value)
{
  if (guard->has_host)
    return BHD_REFUSAL_HOST_REPEATED;

  guard->has_host = TRUE;
  return is_host (value) ? BHD_REFUSAL_NONE : BHD_REFUSAL_HOST;
}

static BhdRefusal
check_length (BhdGuard *guard, Span value)
{
  if (guard->has_length)
    return BHD_REFUSAL_LENGTH_REPEATED;

  guard->has_length = TRUE;
  for (gsize i = 0; i < value.length; i++)
    if (!g_ascii_isdigit (value.text[i]))
      return BHD_REFUSAL_LENGTH;
  if (value.length == 0)
    return BHD_REFUSAL_LENGTH;
  if (value.length > MAX_LENGTH_DIGITS)
    return BHD_REFUSAL_BODY_SIZE;

  for (gsize i = 0; i < value.length; i++)
    guard->length = guard->length * 10 + (guint64) g_ascii_digit_value (value.text[i]);
  return guard->length <= guard->body_limit ? BHD_REFUSAL_NONE : BHD_REFUSAL_BODY_SIZE;
}

static BhdRefusal
check_encoding (BhdGuard *guard, Span value)
{
  if (guard->chunked)
    return BHD_REFUSAL_ENCODING_REPEATED;

  guard->chunked = TRUE;
  return span_equals (value, "chunked") ? BHD_REFUSAL_NONE : BHD_REFUSAL_ENCODING;
}

static BhdRefusal
check_expectation (BhdGuard *guard, Span value)
{
  guard->expects_continue = TRUE;
  return span_equals (value, "100-continue") ? BHD_REFUSAL_NONE : BHD_REFUSAL_EXPECTATION;
}

static const struct
{
  const char *name;
  HeaderRule rule;
} rules[] = {
  { "host", check_host },
  { "content-length", check_length },
  { "transfer-encoding", check_encoding },
  { "expect", check_expectation },
};

static Span
trim (Span span)
{
  while (span.length > 0 && strchr (" \t", span.text[0]) != NULL)
    span = (Span){ span.text + 1, span.length - 1 };
  while (span.length > 0 && strchr (" \t", span.text[span.length - 1]) != NULL)
    span.length--;
  return span;
}

static BhdRefusal
check_header (BhdGuard *guard, Span line)
{
  const char *colon = memchr (line.text, ':', line.length);
  gsize name_length = colon != NULL ? (gsize) (colon - line.text) : 0;
  Span value;

  if (++guard->headers > BHD_GUARD_MAX_HEADERS)
    return BHD_REFUSAL_HEADER_COUNT;
  if (line.text[0] == ' ' || line.text[0] == '\t')
    return BHD_REFUSAL_FOLDED;
  if (!is_token ((Span){ line.text, name_length }))
    return BHD_REFUSAL_HEADER_NAME;

  value = trim ((Span){ colon + 1, line.length - name_length - 1 });
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strlen (rules[i].name) == name_length &&
        g_ascii_strncasecmp (rules[i].name, line.text, name_length) == 0)
      return rules[i].rule (guard, value);
  return BHD_REFUSAL_NONE;
}

BhdRefusal
bhd_head_rules_check_line (BhdGuard *guard, const char *line, gsize length)
{
  Span span = { line, length };

  if (has_control_byte (span, guard->method != NULL))
    return BHD_REFUSAL_CONTROL_BYTE;
  return guard->method == NULL ? check_request_line (guard, span) : check_header (guard, span);
}

BhdRefusal
bhd_head_rules_check_end (const BhdGuard *guard)
{
  gboolean takes_body = strcmp (guard->method, "POST") == 0 || strcmp (guard->method, "PUT") == 0 ||
                        strcmp (guard->method, "PATCH") == 0 ||
                        strcmp (guard->method, "DELETE") == 0;

  if (!guard->has_host)
    return BHD_REFUSAL_HOST_MISSING;
  if (guard->chunked && guard->has_length)
    return BHD_REFUSAL_LENGTH_AND_ENCODING;
  if (guard->chunked && guard->minor == 0)
    return BHD_REFUSAL_ENCODING;
  if (!takes_body && (guard->chunked || guard->length > 0))
    return BHD_REFUSAL_BODY_UNEXPECTED;
  return BHD_REFUSAL_NONE;
}
