// SPDX-License-Identifier: AGPL-3.0-or-later
// A proxy that passes every byte on as it is and overhears the exchanges.  A test program's daemon
// connects to the Unix socket, says its port, and is told the port of its tap.
import net from 'node:net'
import { Reader } from './http-reader.mjs'

const REQUEST = /^[A-Z]+ \S+ HTTP\/1\.[01]$/
const RESPONSE = /^HTTP\/1\.[01] (\d{3})/

const statusOf = (message) => Number(RESPONSE.exec(message.start)[1])

// `heard` is called with (request or null, response) of each exchange.
function overhear(heard) {
  const waiting = []
  const requests = new Reader({
    start: REQUEST,
    found: (message) => {
      const [method, target] = message.start.split(' ')
      waiting.push({ method, target, headers: message.headers, body: message.body })
    },
  })
  const responses = new Reader({
    start: RESPONSE,
    readsToEnd: true,
    isBodiless: (head) => {
      const status = statusOf(head)
      return waiting[0]?.method === 'HEAD' || status < 200 || status === 204 || status === 304
    },
    found: (message) => {
      const status = statusOf(message)
      if (status === 100) return
      heard(waiting.shift() ?? null, { status, headers: message.headers, body: message.body })
      if (status !== 101) return
      requests.stop() // frames from here on
      responses.stop()
    },
  })
  return { requests, responses }
}

function join(from, to, reader) {
  from.on('data', (bytes) => reader.push(bytes))
  from.pipe(to)
  from.on('end', () => reader.end())
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroySoon())
}

function tapPort(port, heard, ready) {
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const daemon = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    const { requests, responses } = overhear(heard)
    join(client, daemon, requests)
    join(daemon, client, responses)
  })
  server.listen(0, '127.0.0.1', () => ready(server.address().port))
  return server
}

export function openTap(path, heard) {
  const control = net.createServer({ allowHalfOpen: true }, (daemon) => {
    let server = null
    daemon.on('data', (bytes) => {
      server = tapPort(Number(bytes.toString()), heard, (port) => daemon.write(`${port}\n`))
    })
    daemon.on('end', () => daemon.end())
    daemon.on('close', () => server?.close())
    daemon.on('error', () => server?.close())
  })
  return new Promise((resolve) => control.listen(path, () => resolve(control)))
}
