/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/gallery/scene.h"
#include "tests/browser/bht-quote.h"

#include <string.h>

static const Speech speeches[] = {
  {
      .language = "en",
      .shop = "Northwind Cycles",
      .question = "How long do I have to return a bike?",
      .answer = "You have **30 days** from delivery:\n\n- ridden less than 50 km\n- with all its "
                "parts\n\n| Part | Fee |\n|---|---|\n| Saddle | `12 €` |\n\n"
                "We collect it [from your door](https://example.org/).",
      .operator_text = "Hello Ada, a wipe with a cloth is enough!",
      .source = "Returns and refunds",
      .quote = "You may send a bicycle back within 30 days of delivery.",
      .label = "Order number",
      .option = "Repair",
  },
  {
      .language = "ar",
      .shop = "دراجات الشمال",
      .question = "كم من الوقت لدي لإرجاع الدراجة؟",
      .answer = "لديك **30 يومًا** من تاريخ التسليم:\n\n- مسافة أقل من 50 كم\n- مع جميع "
                "القطع\n\n| القطعة | الرسوم |\n|---|---|\n| السرج | `12 €` |\n\n"
                "نستلمها [من باب بيتك](https://example.org/).",
      .operator_text = "مرحبًا آدا، يكفي مسحها بقطعة قماش!",
      .source = "الإرجاع والاسترداد",
      .quote = "يمكنك إعادة الدراجة خلال 30 يومًا من التسليم.",
      .label = "رقم الطلب",
      .option = "إصلاح",
  },
  {
      .language = "de",
      .shop = "Fahrradersatzteilversandhandelsgesellschaft",
      .question = "Wo steht die Fahrradersatzteillieferverzögerungsentschädigungsregelung?",
      .answer = "Im **Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungsanhang**:"
                "\n\n- Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz\n\n| "
                "Verkehrswegeplanungsbeschleunigungsgesetz | Aufwandsentschädigungsverordnung |\n"
                "|---|---|\n| Sattelstützenklemmschellenbefestigungsschraube | `12 €` |",
      .operator_text = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"
                       "gesellschaft hilft.",
      .source = "Rücksendekostenerstattungsbedingungen",
      .quote = "Arbeiterunfallversicherungsgesetzesänderungsantragsformular.",
      .label = "Fahrradrahmennummernkennzeichnungsnachweis",
      .option = "Vorderradnabenschaltungsinstandsetzungsauftrag",
  },
};

const Speech *
speech_find (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (speeches); i++)
    if (strcmp (speeches[i].language, language) == 0)
      return &speeches[i];
  g_assert_not_reached ();
}

void
scenes_each (void (*take) (const Scene *scene))
{
  static const Scene *const all[] = { scenes_around, scenes_screens, scenes_chat };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (const Scene *scene = all[i]; scene->name != NULL; scene++)
      take (scene);
}

void
scene_visit (Stage *stage, const Speech *speech)
{
  g_autofree char *attributes =
      g_strdup_printf ("data-organization-id=\"demo\" data-language=\"%s\"", speech->language);
  g_autofree char *body =
      g_strdup_printf ("<main lang=\"%s\" dir=\"auto\"><h1>%s</h1><p>%s</p></main>",
                       speech->language, speech->shop, speech->quote);

  stage_build_shop (
      stage, attributes,
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>main { overflow-wrap: anywhere }</style>",
      body);
  stage_open_shop (stage);
  bht_page_wait (stage->page, BHT_TOP, "document.querySelector('bellhop-widget')");
}

void
scene_open (Stage *stage, const Speech *speech)
{
  scene_visit (stage, speech);
  bht_page_run (stage->page, BHT_TOP, "Bellhop.show()");
}

void
scene_press (Stage *stage, const char *selector)
{
  g_autofree char *find = g_strdup_printf ("document.querySelector('%s')", selector);
  g_autofree char *press = g_strconcat (find, ".click()", NULL);

  stage_wait (stage, find);
  bht_page_run (stage->page, FRAME, press);
}

void
scene_introduce (Stage *stage)
{
  stage_wait (stage, "document.getElementById('email')");
  bht_page_run (stage->page, FRAME,
                "document.getElementById('name').value = 'Ada'; "
                "document.getElementById('email').value = 'ada@example.org'");
  scene_press (stage, ".primary");
  stage_wait (stage, "document.querySelector('textarea')");
  stage_wait_feed (stage, 1);
  stage_wait (stage, "document.querySelector('.banner.live')");
}

void
scene_start (Stage *stage, const Speech *speech)
{
  scene_open (stage, speech);
  scene_introduce (stage);
}

void
scene_write (Stage *stage, const char *text)
{
  g_autofree char *quoted = bht_quote (text);
  g_autofree char *script = g_strdup_printf (
      "(t => { t.value = %s; t.dispatchEvent(new Event('input', { bubbles: true })) })"
      "(document.querySelector('.composer textarea'))",
      quoted);

  bht_page_run (stage->page, FRAME, script);
  scene_press (stage, ".send:not([aria-disabled])");
}

void
scene_settle (Stage *stage, const Scene *scene)
{
  static const char twice[] =
      "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))";

  bht_page_run (stage->page, BHT_TOP, twice);
  if (scene->in_frame)
    bht_page_run (stage->page, FRAME, twice);
}
