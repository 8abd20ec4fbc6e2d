/* SPDX-License-Identifier: AGPL-3.0-or-later */

export const PEN = 'M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19z';
export const LIST = 'M4 6h16v11H9l-5 4zM8 10h8M8 13h5';
export const PHONE = 'M7 3.5H4.5a1.5 1.5 0 0 0-1.5 1.6A17 17 0 0 0 18.9 21a1.5 1.5 0 0 0 1.6-1.5V16.5l-5-2-2 2.5a13 13 0 0 1-6.5-6.5l2.5-2z';
