/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/documents/document-maker.h"
#include "tests/story/documents/document-case.h"

/* What people write and save: in many formats, languages and encodings. */

#define BYTES(text) .content = text, .length = sizeof text - 1
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

const DocumentCase ordinary_documents[] = {
  { "Hire.txt", .word = "gondolas",
    .content = "Gondolas may be hired by the hour.\n\nThe deposit is eleven euros.\n" },
  { "Navigation.md", .word = "sextant",
    .content = "# Navigation\n\n## Instruments\n\nWe lend a *sextant* to members for a week.\n" },
  { "Emoji.md", .word = "pirogue",
    .content = "# Trips \360\237\233\266\n\nThe pirogue \360\237\233\266 leaves at noon "
               "\360\237\221\251\342\200\215\360\237\221\251\342\200\215\360\237\221\247.\n" },
  { "Prices.csv", .word = "marlinspike",
    .content = "Item,Price\nMarlinspike,14 euros\n\"Rope, tarred\",9 euros\n" },
  { "Fragen.csv", .word = "Grünspan", .question = "Wie entferne ich Grünspan?",
    BYTES ("Frage;Antwort\nWie entferne ich Gr\xfcnspan?;\"Mit Essig, "
           "danach gut abwaschen.\"\n") },
  { "Tides.html", .word = "perigean",
    .content = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Tides</title><style>p{}"
               "</style></head><body><nav>Menu</nav><h1>Tides</h1><p>The perigean spring tide is "
               "the highest.</p><script>let a = 1;</script></body></html>" },
  { "Menu.html", .word = "crème",
    BYTES ("<html><head><meta charset=\"iso-8859-1\"><title>Menu</title></head><body>"
           "<p>The boathouse serves cr\xe8me br\xfbl\xe9"
           "e at four.</p></body></html>") },
  { "Latin-1.txt", .word = "blåbärssylt",
    BYTES ("Frukost p\xe5 bryggan.\r\nVi serverar bl\xe5"
           "b\xe4rssylt och kaffe.\r\n") },
  { "Windows.txt", .word = "oarlocks",
    BYTES ("The boatswain\x92s \x93oarlocks\x94 cost \x80 30 \x96 each.\r\n") },
  { "Wide.txt", .word = "bathysphere",
    BYTES ("\xff\xfeT\0h\0e\0 \0b\0a\0t\0h\0y\0s\0p\0h\0e\0r\0e\0 \0d\0i\0v\0e\0s\0.\0") },
  { "Wider.csv", .word = "orlop",
    BYTES ("\xfe\xff\0D\0e\0c\0k\0,\0U\0s\0e\0\n\0O\0r\0l\0o\0p\0,\0c\0a\0b\0l\0e\0s\0\n") },
  { "Carriage.txt", .word = "fathometer",
    .content = "Repairs\r\rThe fathometer is repaired on Tuesdays.\r" },
  { "Arabic.txt", .word = "الشراعي",
    .content = "رسوم استئجار القارب الشراعي خمسون يورو في اليوم.\n" },
  { "Hebrew.pdf", .document = "hebrew.pdf", .word = "הפיקדון" },
  { "Chinese.txt", .word = "潜水艇", .content = "潜水艇的押金是八十欧元。\n" },
  { "Japanese.md", .word = "返品", .content = "# ご案内\n\n返品は三十日以内に承ります。\n" },
  { "Office.docx", .document = "office.docx", .word = "sufficiently" },
  { "Columns.pdf", .document = "columns.pdf", .word = "moorings" },
  { "Short.pdf", make_pdf_page, .word = "windlass",
    .content = "BT /F 12 Tf 50 500 Td (The windlass is greased in spring.) Tj ET" },
  { "Bridge.docx", make_docx, .word = "binnacle",
    .content = P ("The binnacle is lit at night.") P ("Do not touch it.") },
  { "Deck.odt", make_odt, .word = "capstan",
    .content = "<text:h text:outline-level=\"1\">Deck</text:h><text:p>The capstan takes four "
               "people to turn.</text:p>" },
  { NULL },
};
