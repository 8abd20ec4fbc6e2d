/* SPDX-License-Identifier: AGPL-3.0-or-later */

export const CLIP = 'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.3 3.3 0 0 1 4.7 4.7l-8.6 8.6a1.7 1.7 0 0 1-2.4-2.4l7.9-7.9';
export const SEND = 'M12 19V5M6 11l6-6 6 6';
export const PERSON = 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0';
export const PHONE = 'M7 3.5H4.5a1.5 1.5 0 0 0-1.5 1.6A17 17 0 0 0 18.9 21a1.5 1.5 0 0 0 1.6-1.5V16.5l-5-2-2 2.5a13 13 0 0 1-6.5-6.5l2.5-2z';
export const UP_THUMB = 'M8 20V10l4-7a2 2 0 0 1 2 2v5h5a1.5 1.5 0 0 1 1.5 1.8l-1.4 7A1.5 1.5 0 0 1 17.6 20zM4 10v10';
export const DOWN_THUMB = 'M8 4v10l4 7a2 2 0 0 0 2-2v-5h5a1.5 1.5 0 0 0 1.5-1.8l-1.4-7A1.5 1.5 0 0 0 17.6 4zM4 14V4';
export const DOWN = 'M12 5v14M6 13l6 6 6-6';
export const MORE = 'M5 12h.01M12 12h.01M19 12h.01';
