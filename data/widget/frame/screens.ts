/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Visit } from './visit';

// The screens there are.  Each is a chunk of its own, fetched when it is first gone to; that they
// are being fetched, and that something failed, the frame itself says.

export interface Screen {
  readonly node: HTMLElement;
  readonly head?: HTMLElement; // stands in the frame's header, instead of the title
  show?(argument: string): void; // comes before the eyes
  leave?(): void;
  focus(): void; // takes it where one goes on
}

export type MakeScreen = (visit: Visit) => Screen;

export interface ScreenRow {
  load(): Promise<MakeScreen>;
  title(visit: Visit): string;
  back(visit: Visit): ScreenName | ''; // where the header's arrow leads
}

export type ScreenName = 'form' | 'chat';

function nameOf(visit: Visit): string {
  const { organization, widget } = visit.app.state;

  return widget?.title || organization?.name || visit.language.words.chat;
}

export const SCREENS: Record<ScreenName, ScreenRow> = {
  form: { load: () => import('./form/form-screen').then((chunk) => chunk.makeForm), title: nameOf, back: () => '' },
  chat: { load: () => import('./chat/chat-screen').then((chunk) => chunk.makeChat), title: nameOf, back: () => '' },
};
