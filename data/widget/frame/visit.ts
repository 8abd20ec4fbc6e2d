/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { HostPage, Identity, Looks } from '../bridge';
import { Settings } from '../protocol';
import { Transport } from './api/transport';
import { AppState, START } from './app-state';
import { Host } from './host';
import { Keep } from './keep';
import { dress } from './page/looks';
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
  identity: Identity | null = null; // for whom the site vouches
  greeting = ''; // id of the one that was taken up, for the next conversation
  private looks: Looks | null = null;
  private settings: Settings | null = null;

  constructor(readonly organization: string, readonly language: Language, readonly host: Host) {
    this.keep = new Keep(organization);
    this.session = new Session(this);
    this.view = new FrameView(document.body, this);
    this.router = new Router(this);
  }

  know(settings: Settings | null): void {
    this.settings = settings;
    if (settings !== null) {
      this.app.set(dress(settings, this.looks));
    }
  }

  dress(looks: Looks): void {
    this.looks = looks;
    this.app.set({ welcome: looks.welcome });
    if (this.settings !== null) {
      this.know(this.settings);
    }
  }
}
