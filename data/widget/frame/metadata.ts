/* SPDX-License-Identifier: AGPL-3.0-or-later */

import { HostPage } from '../bridge';
import { Json } from '../records';

const TEXT_MAX = 500;

// The twelve things the desk may know of the visitor's browser; of the page, the host's, not ours.
export function metadata(page: HostPage | null): Json {
  const seen: Json = {
    userAgent: navigator.userAgent,
    language: navigator.language,
    languages: navigator.languages.join(','),
    platform: navigator.platform,
    vendor: navigator.vendor,
    screenResolution: `${screen.width}x${screen.height}`,
    viewportSize: page === null ? `${innerWidth}x${innerHeight}` : page.viewport,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timezoneOffset: new Date().getTimezoneOffset(),
    cookieEnabled: navigator.cookieEnabled,
    referrer: (page === null ? document.referrer : page.referrer) || 'direct',
    currentUrl: page === null ? location.href : page.url,
  };

  for (const name of Object.keys(seen)) {
    const value = seen[name];
    seen[name] = typeof value === 'string' ? value.slice(0, TEXT_MAX) : value;
  }
  return seen;
}
