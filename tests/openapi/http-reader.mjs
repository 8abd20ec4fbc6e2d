// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads HTTP/1.1 messages out of one direction of a connection.  What makes no sense to it ends the
// reading, never the connection: tests send nonsense on purpose, and the bytes pass all the same.

const END_OF_HEAD = Buffer.from('\r\n\r\n')

function parseHead(text) {
  const [start, ...lines] = text.split('\r\n')
  const headers = new Map()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1) return null
    const name = line.slice(0, colon).toLowerCase()
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()])
  }
  return { start, headers }
}

export const header = (message, name) => message.headers.get(name)?.join(', ')

// One chunked body; null while it is not all there.
function readChunks(bytes, from) {
  const pieces = []
  for (;;) {
    const line = bytes.indexOf('\r\n', from)
    if (line < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', from, line), 16)
    if (!(size >= 0)) throw new Error('no chunk')
    if (bytes.length < line + 2 + size + 2) return null
    if (size === 0) return { body: Buffer.concat(pieces), end: line + 4 }
    pieces.push(bytes.subarray(line + 2, line + 2 + size))
    from = line + 2 + size + 2
  }
}

export class Reader {
  #bytes = Buffer.alloc(0)
  #head = null
  #dead = false
  #start // the pattern of the first line
  #found // what to do with a whole message
  #isBodiless // of this head, whatever it says of a length
  #readsToEnd

  constructor({ start, found, isBodiless = () => false, readsToEnd = false }) {
    this.#start = start
    this.#found = found
    this.#isBodiless = isBodiless
    this.#readsToEnd = readsToEnd
  }

  stop() {
    this.#dead = true
    this.#bytes = Buffer.alloc(0)
  }

  push(bytes) {
    if (this.#dead) return
    this.#bytes = Buffer.concat([this.#bytes, bytes])
    try {
      while (!this.#dead && this.#bytes.length > 0 && this.#step());
    } catch {
      this.stop()
    }
  }

  // The other side has closed: what has no length ends here.
  end() {
    if (this.#dead || this.#head === null || !this.#readsToEnd) return
    if (this.#lengthOf(this.#head) === null) this.#finish(this.#bytes, this.#bytes.length)
  }

  #lengthOf(head) {
    if (this.#isBodiless(head)) return 0
    if (/chunked/i.test(header(head, 'transfer-encoding') ?? '')) return 'chunked'
    const length = header(head, 'content-length')
    if (length !== undefined) return /^\d+$/.test(length) ? Number(length) : NaN
    return this.#readsToEnd ? null : 0
  }

  #finish(body, end) {
    const message = { ...this.#head, body: Buffer.from(body) }
    this.#head = null
    this.#bytes = this.#bytes.subarray(end)
    this.#found(message)
    return true
  }

  #readHead() {
    const end = this.#bytes.indexOf(END_OF_HEAD)
    if (end < 0) return false
    this.#head = parseHead(this.#bytes.toString('latin1', 0, end))
    if (this.#head === null || !this.#start.test(this.#head.start)) throw new Error('no head')
    this.#bytes = this.#bytes.subarray(end + END_OF_HEAD.length)
    return true
  }

  #step() {
    if (this.#head === null && !this.#readHead()) return false
    const length = this.#lengthOf(this.#head)
    if (Number.isNaN(length)) throw new Error('no length')
    if (length === null) return false
    if (length === 'chunked') {
      const chunks = readChunks(this.#bytes, 0)
      return chunks !== null && this.#finish(chunks.body, chunks.end)
    }
    return this.#bytes.length >= length && this.#finish(this.#bytes.subarray(0, length), length)
  }
}
