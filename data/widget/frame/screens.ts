/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { homeOf } from './places';
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

export type ScreenName = 'home' | 'form' | 'chat' | 'inbox' | 'contact' | 'offline' | 'away';

function nameOf(visit: Visit): string {
  const { organization, widget } = visit.app.state;

  return widget?.title || organization?.name || visit.language.words.chat;
}

// The chat's two halves are wanted together.
function loadChat(): Promise<MakeScreen> {
  import('./chat/talk').catch(() => undefined);
  return import('./chat/chat-screen').then((chunk) => chunk.makeChat);
}

const home = (): ScreenName => 'home';
const nowhere = (): '' => '';

export const SCREENS: Record<ScreenName, ScreenRow> = {
  home: { load: () => import('./home/home-screen').then((chunk) => chunk.makeHome), title: nameOf, back: nowhere },
  form: { load: () => import('./form/form-screen').then((chunk) => chunk.makeForm), title: nameOf, back: homeOf },
  chat: { load: loadChat, title: nameOf, back: homeOf },
  inbox: { load: () => import('./inbox/inbox-screen').then((chunk) => chunk.makeInbox), title: (visit) => visit.language.words.inbox, back: home },
  contact: { load: () => import('./contact/contact-screen').then((chunk) => chunk.makeContact), title: (visit) => visit.language.words.contact, back: home },
  offline: { load: () => import('./offline/offline-screen').then((chunk) => chunk.makeOffline), title: nameOf, back: homeOf },
  away: { load: () => import('./offline/offline-screen').then((chunk) => chunk.makeAway), title: nameOf, back: homeOf },
};
