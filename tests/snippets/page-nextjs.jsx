// SPDX-License-Identifier: AGPL-3.0-or-later
// A layout with the snippet in it.
import { createRoot } from 'react-dom/client';
import Bellhop from 'snippet';

createRoot(document.body.appendChild(document.createElement('div'))).render(<Bellhop />);
