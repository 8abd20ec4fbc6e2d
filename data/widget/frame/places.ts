/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { ScreenName } from './screens';
import { Visit } from './visit';

// Where one begins, and whether there is anything to choose from.

// Where a new conversation begins.
export function beginning(visit: Visit): ScreenName {
  const { widget, presence } = visit.app.state;

  if (widget !== null && presence !== null && !presence.open && widget.offline !== 'chat') {
    return widget.offline === 'form' ? 'offline' : 'away';
  }
  return !visit.session.isOpen && widget !== null && widget.fields.length > 0 ? 'form' : 'chat';
}

// A home with one way out is no home.
export function homeOf(visit: Visit): ScreenName | '' {
  const { widget } = visit.app.state;
  return visit.session.isOpen || (widget !== null && widget.phone !== '') ? 'home' : '';
}
