/* SPDX-License-Identifier: AGPL-3.0-or-later */

// The organisation's colour, and what has to be known of it to stay readable: the text upon it, and
// a shade of it that can be read on paper, in the light and in the dark.

type Colour = readonly [number, number, number];

const HEX = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;
const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [16, 18, 26];
const NIGHT: Colour = [21, 23, 28];
const READABLE = 4.5;
const STEPS = 20;

function parse(text: string): Colour | null {
  const found = HEX.exec(text.trim());

  if (found === null) {
    return null;
  }
  const digits = found[1].length === 3 ? [...found[1]].map((digit) => digit + digit).join('') : found[1];
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as unknown as Colour;
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });

  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function mix(colour: Colour, other: Colour, part: number): Colour {
  return colour.map((value, i) => Math.round(value + (other[i] - value) * part)) as unknown as Colour;
}

// As little of @towards as makes it readable on @ground.
function readable(colour: Colour, ground: Colour, towards: Colour): Colour {
  for (let step = 0; step < STEPS; step += 1) {
    const shade = mix(colour, towards, step / STEPS);
    if (contrast(shade, ground) >= READABLE) {
      return shade;
    }
  }
  return towards;
}

export function setAccent(text: string, root: HTMLElement, isDark: boolean): void {
  const accent = parse(text);

  if (accent === null) {
    ['accent', 'accent-hover', 'accent-text', 'on-accent'].forEach((name) => root.style.removeProperty(`--${name}`));
    return;
  }
  const on = contrast(accent, WHITE) >= READABLE || contrast(accent, WHITE) > contrast(accent, BLACK) ? WHITE : BLACK;
  const ground = isDark ? NIGHT : WHITE;
  const colours: Record<string, Colour> = {
    'accent': accent,
    'accent-hover': mix(accent, on === WHITE ? BLACK : WHITE, 0.14),
    'on-accent': on,
    'accent-text': readable(accent, ground, isDark ? WHITE : BLACK),
  };
  Object.keys(colours).forEach((name) => root.style.setProperty(`--${name}`, `rgb(${colours[name].join(' ')})`));
}
