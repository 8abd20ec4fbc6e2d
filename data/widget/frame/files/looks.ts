/* SPDX-License-Identifier: AGPL-3.0-or-later */

export const FILE = 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5';

// “1.2 MB”, the visitor's way.
export function sizeText(bytes: number, tag: string): string {
  const [unit, by] = bytes < 1 << 20 ? ['kilobyte', 1 << 10] as const : ['megabyte', 1 << 20] as const;

  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(bytes / by);
}
