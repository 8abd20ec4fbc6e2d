/* SPDX-License-Identifier: AGPL-3.0-or-later */

// An answer while it is being written.  Its pieces carry the offset they belong at, may come twice,
// late or never; shown is what has no hole before it.

export interface Stream {
  run_id: string;
  message_id: string;
  text: string;
  length: number; // of text, in Unicode characters
  early: readonly Piece[]; // pieces beyond a hole
  heard: number; // milliseconds, for letting it lapse
}

export interface Piece {
  offset: number;
  text: string;
}

const EARLY_MAX = 64;

export function startStream(run_id: string, message_id: string, now: number): Stream {
  return { run_id, message_id, text: '', length: 0, early: [], heard: now };
}

export function addPiece(stream: Stream, piece: Piece, now: number): Stream {
  let { text, length } = stream;
  const waiting = [...stream.early, piece].sort((a, b) => a.offset - b.offset);
  const early: Piece[] = [];

  for (const next of waiting) {
    const characters = [...next.text];

    if (next.offset > length) {
      early.push(next);
    } else if (next.offset + characters.length > length) {
      const fresh = characters.slice(length - next.offset);
      text += fresh.join('');
      length += fresh.length;
    }
  }
  return { ...stream, text, length, early: early.slice(0, EARLY_MAX), heard: now };
}
