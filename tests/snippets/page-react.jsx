// SPDX-License-Identifier: AGPL-3.0-or-later
// An application that mounts the snippet, twice over as React does in development.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Bellhop } from 'snippet';

const root = createRoot(document.body.appendChild(document.createElement('div')));

window.leave = () => root.render(<StrictMode><p>Gone</p></StrictMode>);
root.render(<StrictMode><Bellhop /></StrictMode>);
