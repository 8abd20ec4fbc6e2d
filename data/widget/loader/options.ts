/* SPDX-License-Identifier: AGPL-3.0-or-later */

// What the script tag and init() may say.  The names are those of the tag's data-attributes.

export interface Options {
  organizationId?: string;
  apiKey?: string; // a widget key, instead of the organisation
  apiUrl?: string; // the desk's origin, where it is not the script's
  position?: string;
  title?: string;
  welcomeMessage?: string;
  inputPlaceholder?: string;
  accentColor?: string;
  language?: string;
}

const FILE = /\/chat-widget\.js([?#]|$)/;

// The tag that runs, else (a module, an injected script) the one that names this file.
export function findScript(): HTMLScriptElement | undefined {
  return (document.currentScript || Array.from(document.scripts).filter((script) => FILE.test(script.src)).pop()) as HTMLScriptElement | undefined;
}

export function optionsOf(script?: HTMLScriptElement): Options {
  return script === undefined ? {} : { ...script.dataset };
}

export function originOf(address: string): string {
  try {
    return new URL(address, location.href).origin;
  } catch {
    return '';
  }
}

// “left” is what others called it.
export function isLeft(position: string | undefined): boolean {
  return /^(bottom-)?left$/.test(position || '');
}

// A colour as the browser writes it, or nothing where it is none that covers what lies below.
export function colorOf(text: string | undefined): string {
  const context = document.createElement('canvas').getContext('2d');
  const read = (before: string): string => {
    context!.fillStyle = before;
    context!.fillStyle = text!;
    return context!.fillStyle as string;
  };

  return text && context && read('#000') === read('#fff') && !/^rgba/.test(context.fillStyle as string) ? (context.fillStyle as string) : '';
}

// Black or white, whichever is easier to read on it.
export function inkOn(color: string): string {
  const part = (i: number): number => (parseInt(color.slice(i, i + 2), 16) / 255) ** 2.2;

  return color[0] === '#' && 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) > 0.2 ? '#111' : '#fff';
}
