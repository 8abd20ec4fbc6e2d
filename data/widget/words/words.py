# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the widget's English texts (en.ts) and their translations (a compiled catalogue of po/)."""
import gettext
import json
import pathlib
import re

CONTEXT = 'widget'
TEXT = r'"((?:[^"\\]|\\.)*)"'
ENTRY = re.compile(rf'  (\w+): (?:C_\("{CONTEXT}", {TEXT}\)|npgettext\("{CONTEXT}", {TEXT}, {TEXT}\)),$')
PLACE = re.compile(r'\{(\w+)\}')


class Word:
    """One text: its key, its English, and the English of many, or None."""

    def __init__(self, key, text, many):
        self.key, self.text, self.many = key, text, many

    @property
    def msgid(self):
        """What the catalogue knows it by."""
        return f'{CONTEXT}\x04{self.text}'


def read_words(path):
    """The words of en.ts, in order.  A line within the table that is no entry is a fault."""
    words = []
    inside = False
    for number, line in enumerate(pathlib.Path(path).read_text().splitlines(), 1):
        if line.startswith('export const en = {'):
            inside = True
        elif line.startswith('}'):
            inside = False
        elif inside and line.strip() and not line.lstrip().startswith('//'):
            entry = ENTRY.match(line)
            if entry is None:
                raise SystemExit(f'{path}:{number}: not an entry, see the head of the file: {line.strip()}')
            key, text, one, many = (json.loads(f'"{group}"') if group is not None else None for group in entry.groups())
            words.append(Word(key, text if text is not None else one, many))
    doubles = {word.key for word in words if [other.key for other in words].count(word.key) > 1}
    if doubles or not words:
        raise SystemExit(f'{path}: no entries, or the same key twice: {sorted(doubles)}')
    return words


class Catalogue:
    """The translations of one language; of English, none, and none are needed."""

    def __init__(self, path=None):
        self.texts, self.rule, self.forms = {}, 'count != 1', 2
        if path is not None:
            with open(path, 'rb') as file:
                translations = gettext.GNUTranslations(file)
            self.texts = translations._catalog  # msgid → text, (msgid, form) → text
            plural = translations.info()['plural-forms']
            self.forms = int(re.search(r'nplurals\s*=\s*(\d+)', plural).group(1))
            self.rule = re.search(r'plural\s*=\s*([n\d\s()?:&|!=<>%]+)', plural).group(1).strip().replace('n', 'count')

    def find(self, word):
        """The text, or the list of its forms; None where there is no translation."""
        if word.many is None:
            return self.texts.get(word.msgid)
        forms = [self.texts.get((word.msgid, form)) for form in range(self.forms)]
        return forms if all(forms) else None

    def text(self, word):
        """What a visitor reads: English where nothing else is there."""
        if word.many is None:
            return self.find(word) or word.text
        english = [word.text] * (self.forms > 1) + [word.many] * max(1, self.forms - 1)
        return self.find(word) or english
