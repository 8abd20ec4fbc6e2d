/* SPDX-License-Identifier: AGPL-3.0-or-later */

// Times as people say them.

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [['day', 86400], ['hour', 3600], ['minute', 60]];
const WEEK_S = 7 * 86400;

// “5 minutes ago”; after a week the date.
export function timeAgo(at_us: number, tag: string, now: Date): string {
  const seconds = Math.max(0, now.getTime() / 1000 - at_us / 1e6);
  const unit = UNITS.find(([, length]) => seconds >= length);

  if (seconds >= WEEK_S) {
    return new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric' }).format(at_us / 1000);
  }
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' });
  return unit === undefined ? format.format(0, 'second') : format.format(-Math.floor(seconds / unit[1]), unit[0]);
}

// “9:00” today, “Monday 9:00” else.
export function timeNext(at_us: number, tag: string, now: Date): string {
  const at = new Date(at_us / 1000);
  const day: Intl.DateTimeFormatOptions = at.toDateString() === now.toDateString() ? {} :
    at_us / 1e6 - now.getTime() / 1000 < WEEK_S ? { weekday: 'long' } : { day: 'numeric', month: 'long' };

  return new Intl.DateTimeFormat(tag, { ...day, hour: 'numeric', minute: '2-digit' }).format(at);
}
