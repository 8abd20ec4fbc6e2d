/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-html.h"

#include "server/extract/bhd-extract.h"

typedef struct
{
  const char *name;
  const char *bytes;
  gsize length;
  const char *text;
} Case;

#define BYTES(literal) literal, sizeof literal - 1

static const Case cases[] = {
  { "paragraphs-are-parted", BYTES ("<p>a <b>b</b>c<p>d"), "a bc\n\nd" },
  { "lists-nest", BYTES ("<ul><li>a<ul><li>b</ul><li>c</ul>"), "- a\n  - b\n- c" },
  { "lists-count", BYTES ("<ol start=3><li>a<li><p>b</p></ol>"), "3. a\n4. b" },
  { "tables-are-rows", BYTES ("<table><tr><th>a<th>b<tr><td><p>1<td>2</table>c"),
    "| a | b |\n| --- | --- |\n| 1 | 2 |\n\nc" },
  { "tables-in-tables-lay-out",
    BYTES ("<table><tr><td><h2>H</h2><p>x</p><table><tr><td>1<td>2</table></td></tr></table>"),
    "## H\n\nx\n\n| 1 | 2 |\n| --- | --- |" },
  { "what-is-no-text-goes",
    BYTES ("<style>s</style><nav>n</nav><p>a</p><script>if (a<b) x</script><footer>f</footer>"
           "<template>t</template><noscript>o</noscript>b"),
    "a\n\nb" },
  { "what-is-hidden-goes",
    BYTES ("<p hidden>a</p><p style='Display : NONE'>b</p><p aria-hidden=true>c</p><p>d</p>"),
    "d" },
  { "entities-are-letters", BYTES ("<p>5&nbsp;&euro; &amp; &#252;"), "5 € & ü" },
  { "ligatures-are-letters", BYTES ("<p>suﬃcient ﬁsh"), "sufficient fish" },
  { "charset-of-the-page", BYTES ("<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2"),
    "Привет" },
  { "charset-by-its-older-name",
    BYTES ("<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'><p>\x93\xfa"),
    "日" },
  { "charset-that-is-wrong", BYTES ("<meta charset=iso-8859-1><p>Größe"), "Größe" },
  { "charset-nobody-knows", BYTES ("<meta charset=../../x><p>caf\xe9"), "café" },
  { "utf16", BYTES ("\xff\xfe<\0p\0>\0h\0i\0"), "hi" },
  { "pre-keeps-its-lines", BYTES ("<pre>a\n  b*</pre>"), "```\na\n  b*\n```" },
  { "questions-that-fold", BYTES ("<details><summary>How much?</summary>5 €</details>"),
    "### How much?\n\n5 €" },
  { "terms-and-descriptions", BYTES ("<dl><dt>Raft<dd>95<dt>Canoe<dd>49</dl>"),
    "Raft\n95\n\nCanoe\n49" },
  { "lines-break", BYTES ("<p>a<br>b<br><br>c"), "a\nb\nc" },
  { "marks-are-escaped", BYTES ("<p>*a* # b</p><p># c</p>"), "\\*a\\* # b\n\n\\# c" },
  { "control-characters-go",
    BYTES ("<p>a&#1;b\x01"
           "c"),
    "abc" },
  { "other-pages-are-not-fetched",
    BYTES ("<base href='http://a/'><iframe src=b></iframe><!DOCTYPE x SYSTEM 'file:///etc/passwd'>"
           "<p>a<object data=c>d</object>"),
    "a" },
};

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (BhdMarkup) out = bhd_markup_new (10000);

  g_assert_cmpint (bhd_html_extract ((const guint8 *) each->bytes, each->length, out), ==,
                   BH_EXTRACTION_DONE);
  g_assert_cmpstr (bhd_markup_text (out)->str, ==, each->text);
}

static void
test_title_is_not_text (void)
{
  static const char page[] = "<title> Boats\n&amp; more </title><p>a<svg><title>b</title></svg>";
  g_autoptr (BhdMarkup) out = bhd_markup_new (10000);

  bhd_html_extract ((const guint8 *) page, sizeof page - 1, out);
  g_assert_cmpstr (bhd_markup_title (out), ==, "Boats & more");
  g_assert_cmpstr (bhd_markup_text (out)->str, ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bhd_extract_prepare ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/extract/html/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/extract/html/title-is-not-text", test_title_is_not_text);
  return g_test_run ();
}
