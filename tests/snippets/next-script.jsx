// SPDX-License-Identifier: AGPL-3.0-or-later
// Stands in for next/script, as far as its documentation says what it does: the tag is made once, with
// all attributes that are not its own.
import { useEffect } from 'react';

export default function Script({ src, strategy, onReady, ...attributes }) {
  useEffect(() => {
    const script = document.createElement('script');

    script.src = src;
    script.dataset.strategy = strategy;
    script.onload = onReady;
    Object.keys(attributes).forEach((name) => script.setAttribute(name, attributes[name]));
    document.body.append(script);
  }, []);
  return null;
}
