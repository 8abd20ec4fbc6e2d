/* SPDX-License-Identifier: AGPL-3.0-or-later */

import type { EmojiView } from '../emoji/emoji-view';
import { button, icon } from '../views/dom';
import { Visit } from '../visit';
import { ComposerView } from './composer-view';

const FACE = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.01M15 9.5v.01';

// The button beside the text that fetches and opens the emoji.
export function addEmojiTool(visit: Visit, composer: ComposerView): void {
  const { words } = visit.language;
  let view: EmojiView | null = null;
  const tool = button('plain tool', '', () => {
    import('../emoji/emoji-view').then(({ EmojiView: Made }) => {
      view = view || new Made(visit, composer, tool);
      view.toggle();
    }).catch(() => visit.view.announce(words.failedChunk));
  });

  tool.title = words.emoji;
  tool.setAttribute('aria-label', words.emoji);
  tool.setAttribute('aria-expanded', 'false');
  tool.append(icon(FACE));
  composer.tools.append(tool);
}
