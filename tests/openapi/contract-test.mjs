// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether the proxy sees what is wrong: exchanges that never were, against the real description.
//   contract-test.mjs MODULES PRINT-DESCRIPTION
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Reader } from './http-reader.mjs'

const [modules, printer] = process.argv.slice(2)

if (!existsSync(join(modules, 'node_modules/ajv'))) {
  console.log('1..0 # SKIP ajv is not installed: run tests/run.sh where npm reaches a registry')
  process.exit(0)
}

const { Contract } = await import('./contract.mjs')
const contract = new Contract(JSON.parse(execFileSync(printer, { maxBuffer: 1 << 26 })), modules)

const ID = '0199c2f0-7a3e-7c51-9d3b-2f64c0a1b7e8'
const JSON_TYPE = ['application/json; charset=utf-8']
const error = (code, more = {}) => ({ error: 'no', code, request_id: ID, ...more })
const request = (method, target, body, headers = { authorization: ['Bearer x'] }) => ({
  method, target, headers: new Map(Object.entries(headers)), body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
})
const response = (status, body, headers = {}) => ({
  status,
  headers: new Map(Object.entries({ 'x-request-id': [ID], 'content-type': JSON_TYPE, ...headers })),
  body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
})
const operator = { id: ID, name: 'Mia', email: 'mia@example.org', role: 'agent', avatar: null, teams: [], status: 'online', disabled: false }

// What happens, the exchange, and a word of the fault; null: there is none.
const cases = [
  ['takes what is described', request('GET', '/v1/desk/operators'), response(200, { operators: [operator] }), null],
  ['sees a member nobody described', request('GET', '/v1/desk/operators'), response(200, { operators: [{ ...operator, shoe_size: 41 }] }), 'additional properties'],
  ['sees a missing member', request('GET', '/v1/desk/operators'), response(200, {}), 'operators'],
  ['sees a wrong type', request('GET', '/v1/desk/operators'), response(200, { operators: [{ ...operator, name: 7 }] }), 'must be string'],
  ['sees an unknown word', request('GET', '/v1/desk/operators'), response(200, { operators: [{ ...operator, role: 'king' }] }), 'allowed values'],
  ['sees a status nobody described', request('GET', '/v1/desk/operators'), response(202, {}), '202'],
  ['sees a path nobody described', request('GET', '/v1/secret'), response(200, {}), 'not described'],
  ['sees a body where there is none', request('POST', '/v1/desk/sign-out', {}), response(204, {}), 'none was described'],
  ['sees a request that should have been refused', request('GET', '/v1/desk/search?q=a&limit=9999'), response(200, { passages: [], band: 'person' }), 'limit'],
  ['sees a missing field that was taken', request('POST', '/v1/desk/sign-in', { email: 'a@b.example' }), response(200, {}), 'password'],
  ['sees a stranger let in', request('GET', '/v1/desk/operators', undefined, {}), response(200, { operators: [] }), 'credential'],
  ['takes a refusal', request('GET', '/v1/desk/operators'), response(401, error('unauthorized')), null],
  ['sees an error with a code of another status', request('GET', '/v1/desk/operators'), response(401, error('not_found')), 'allowed values'],
  ['sees an error that is no JSON', request('GET', '/v1/nothing'), response(404, undefined, { 'content-type': ['text/html'] }), 'text/html'],
  ['sees a missing Retry-After', request('GET', '/v1/desk/operators'), response(429, error('rate_limited')), 'Retry-After'],
  ['sees a missing Allow', request('POST', '/health', {}), response(405, error('method_not_allowed')), 'Allow'],
]

function readTwo() {
  const found = []
  const reader = new Reader({ start: /^GET \S+ HTTP\/1\.1$/, found: (message) => found.push(message.body.toString()) })
  for (const byte of 'GET /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\n')
    reader.push(Buffer.from(byte))
  return found.join() === 'abc,de'
}

const results = cases.map(([name, asked, told, word]) => {
  const fault = contract.fault(asked, told)
  return [name, word === null ? fault === null : fault !== null && fault.includes(word), fault]
})
results.push(['reads requests byte by byte', readTwo(), null])

console.log(`1..${results.length}`)
results.forEach(([name, fine, fault], at) => console.log(`${fine ? 'ok' : 'not ok'} ${at + 1} ${name}${fine ? '' : ` # ${fault}`}`))
process.exit(results.every(([, fine]) => fine) ? 0 : 1)
