/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/hostile/texts.h"

#define MARKS_8 "\314\200\314\201\314\202\314\203\314\204\314\206\314\207\314\210"

const char *const hostile_texts[] = {
  /* elements and their attributes */
  "<script>hacked=1</script><x-foreign>",
  "<img src=x onerror=hacked=1><x-foreign>",
  "<img src=BEACON>",
  "<svg onload=hacked=1><x-foreign/></svg>",
  "<iframe srcdoc='<script>top.hacked=1</script>'>",
  /* out of an attribute, an element, a script */
  "\"><x-foreign onfocus=hacked=1 autofocus tabindex=0>",
  "x' autofocus onfocus='hacked=1",
  "</title></textarea></script><script>hacked=1</script>",
  "</script><!--<script>hacked=1</script>",
  "\\\"};hacked=1;//",
  "\342\200\250hacked=1\342\200\251",
  /* addresses */
  "javascript:hacked=1",
  "[press](javascript:hacked=1)",
  "[press](data:text/html,<script>hacked=1</script>)",
  "[press](JaVaScRiPt&#58;hacked=1)",
  "![look](BEACON)",
  "<javascript:hacked=1> <a href=javascript:hacked=1>x</a>",
  "[a](https://a.example/\"onmouseover=\"hacked=1)",
  /* templates, entities, other markup */
  "{{constructor.constructor('hacked=1')()}} ${hacked=1}",
  "%s%n%x <%= hacked=1 %> #{hacked=1}",
  "&lt;script&gt;hacked=1&lt;/script&gt; &amp; &",
  "<b>x</b> <span size='xx-large'>x</span> <a href='file:///'>",
  "<i>open </b> &nosuch;",
  /* what turns or piles up characters */
  "Ada \342\200\256gpj.exe\342\200\254 \342\201\246x",
  "Z" MARKS_8 MARKS_8 MARKS_8 MARKS_8 "!",
};

const guint hostile_n_texts = G_N_ELEMENTS (hostile_texts);

char *
hostile_text (guint i, const char *beacon)
{
  g_autoptr (GString) text = g_string_new (hostile_texts[i]);

  g_string_replace (text, "BEACON", beacon, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
