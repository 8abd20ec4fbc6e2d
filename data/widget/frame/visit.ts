/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { HostPage } from '../bridge';
import { Transport } from './api/transport';
import { AppState, START } from './app-state';
import { Host } from './host';
import { Keep } from './keep';
import { Router } from './router';
import { Session } from './session/session';
import { Store } from './store';
import { FrameView } from './views/frame-view';
import { Language } from './words';

// What one visit has, from the frame's first breath to its last.  Every screen is handed it.

export class Visit {
  readonly app = new Store<AppState>(START);
  readonly transport = new Transport();
  readonly keep: Keep;
  readonly session: Session;
  readonly view: FrameView;
  readonly router: Router;
  hostPage: HostPage | null = null;

  constructor(readonly organization: string, readonly language: Language, readonly host: Host) {
    this.keep = new Keep(organization);
    this.session = new Session(this);
    this.view = new FrameView(document.body, this);
    this.router = new Router(this);
  }
}
