/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Looks } from '../../bridge';
import { Page, Settings } from '../../protocol';

// The script tag wins over what the organisation decided.
export function dress(settings: Settings, looks: Looks | null): Settings {
  if (looks === null) {
    return settings;
  }
  const { widget } = settings;

  return {
    ...settings,
    widget: {
      ...widget,
      title: looks.title || widget.title,
      accent_color: looks.accent || widget.accent_color,
      input_placeholder: looks.placeholder || widget.input_placeholder,
    },
  };
}

// The greeting that is stored is the organisation's; a tag may have its own, shown in its place.
export function greeted(page: Page, greeting: string, welcome: string): Page {
  const [first, ...others] = page.messages;

  return welcome === '' || first === undefined || first.author === 'visitor' || first.body !== greeting ?
    page : { ...page, messages: [{ ...first, body: welcome }, ...others] };
}
