/* SPDX-License-Identifier: AGPL-3.0-or-later */

// Paths of the frame's own icons; those of one screen stand beside that screen.
export const BACK = 'M15 5l-7 7 7 7';
export const SOUND = 'M4 10v4h4l5 4V6L8 10zM17 9a4 4 0 0 1 0 6';
export const MUTED = 'M4 10v4h4l5 4V6L8 10zM16 10l5 4M21 10l-5 4';
export const CLOSE = 'M6 6l12 12M18 6L6 18';
export const BELL = 'M4 17h16M6 17a6 6 0 0 1 12 0M12 11V8M10 7.5h4M3 20h18';
