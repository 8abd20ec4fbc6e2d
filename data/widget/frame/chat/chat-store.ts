/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { Store } from '../store';
import { ChatState, START } from './chat-state';
import { Action, reduce } from './reduce';

export class ChatStore extends Store<ChatState> {
  constructor() {
    super(START);
  }

  dispatch(action: Action): void {
    this.replace(reduce(this.state, action));
  }
}
