// SPDX-License-Identifier: AGPL-3.0-or-later
// Calls every operation that is described, with the examples of the description, through a validating
// proxy that others wrote.  It answers what does not fit itself, with a problem: neither our examples
// nor what the daemon answers may be one, and the daemon must see sense in each example.  The suites of
// proxy.mjs cannot go this way: this proxy frames every message anew, answers CORS and nonsense itself,
// and knows no WebSockets, which is what many of them are about.
//   prism.mjs MODULES PRINT-DESCRIPTION SERVE-TENANT
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readline from 'node:readline'

const [modules, printer, server] = process.argv.slice(2)
const prism = join(modules, 'node_modules/.bin/prism')

if (!existsSync(prism)) {
  console.log('1..0 # SKIP prism is not installed: run tests/run.sh where npm reaches a registry')
  process.exit(0)
}

async function firstLine(child, pattern) {
  for await (const line of readline.createInterface({ input: child.stdout })) {
    const match = pattern.exec(line)
    if (match) return match
  }
  throw new Error('the program ended without a word')
}

const directory = mkdtempSync(join(tmpdir(), 'bellhop-prism-'))
const daemon = spawn(server, [], { stdio: ['pipe', 'pipe', 'ignore'] })
const tenant = JSON.parse((await firstLine(daemon, /^\{.*\}$/))[0])
const upstream = `http://127.0.0.1:${tenant.port}`
const file = join(directory, 'openapi.json')
const description = JSON.parse(execFileSync(printer, [upstream], { maxBuffer: 1 << 26 }))
writeFileSync(file, JSON.stringify(description))

const proxy = spawn(prism, ['proxy', file, upstream, '--errors', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
const address = (await firstLine(proxy, /listening on (http:\S+)/))[1]
proxy.stdout.resume()

// Paths tell what their ids are of.
const IDS = [
  [/^\/v1\/(widget|desk)\/conversations\//, tenant.conversation_id],
  [/^\/v1\/desk\/documents\//, tenant.document_id],
  [/^\/v1\/desk\/runs\//, tenant.run_id],
]

async function makeKey(kind) {
  const id = `0199c2f0-7a3e-7c51-9d3b-2f64c0a1b7e${kind === 'widget' ? 1 : 2}`
  const answer = await fetch(`${upstream}/v1/desk/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tenant.owner_token}` },
    body: JSON.stringify({ id, kind, name: kind }),
  })
  return (await answer.json()).secret
}

const keys = { widget: await makeKey('widget'), admin: await makeKey('admin') }
const CREDENTIALS = {
  visitor: { authorization: `Bearer ${tenant.visitor_token}` },
  operator: { authorization: `Bearer ${tenant.owner_token}` },
  widgetKey: { 'x-api-key': keys.widget },
  adminKey: { 'x-admin-api-key': keys.admin },
}

// What ends a session or removes a thing comes after all that needs it.
const ORDER = { get: 0, post: 1, put: 2, patch: 3, delete: 4 }
const isLast = (path, method) => (path.endsWith('/sign-out') || (path.endsWith('/session') && method === 'delete') ? 1 : 0)
const operations = Object.entries(description.paths)
  .flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })))
  .sort((a, b) => isLast(a.path, a.method) - isLast(b.path, b.method) || ORDER[a.method] - ORDER[b.method])

function sample(parameter) {
  const { schema } = parameter
  if (parameter.example !== undefined) return parameter.example
  if (schema.enum) return schema.enum[0]
  if (parameter.name === 'wait') return 0
  return { integer: schema.minimum ?? 1, boolean: true }[schema.type] ?? 'text'
}

function targetOf({ path, operation }) {
  const known = IDS.find(([pattern]) => pattern.test(path))?.[1]
  const target = path.replace(/\{([^}]+)\}/, (all) => known ?? all).replace(/\{([^}]+)\}/g, (all, name) =>
    sample(operation.parameters.find((each) => each.name === name)))
  const query = operation.parameters
    .filter((each) => each.in === 'query' && (each.required || each.name === 'after') && each.schema.format !== 'uuid')
    .map((each) => `${each.name}=${encodeURIComponent(sample(each))}`)
  return query.length > 0 ? `${target}?${query.join('&')}` : target
}

function bodyOf({ operation }) {
  const content = operation.requestBody?.content ?? {}
  const [type, media] = Object.entries(content)[0] ?? []
  if (type === undefined) return {}
  const body = type === 'application/json' ? JSON.stringify(media.example ?? {}) : 'bytes'
  return { body, headers: { 'content-type': type } }
}

async function call(each) {
  const { body, headers } = bodyOf(each)
  const credential = CREDENTIALS[Object.keys(each.operation.security[0] ?? {})[0]] ?? {}
  const answer = await fetch(address + targetOf(each), {
    method: each.method.toUpperCase(), body, redirect: 'manual', headers: { ...headers, ...credential },
  })
  const text = await answer.text()
  const isProblem = (answer.headers.get('content-type') ?? '').startsWith('application/problem+json')
  // An id of the examples names nobody here.
  const namesNobody = answer.status === 400 && /"field":"\w+_id"/.test(text)
  const isTaken = answer.status !== 400 || namesNobody || each.operation.requestBody?.content['application/json'] === undefined
  return { status: answer.status, text, fine: !isProblem && isTaken && (answer.status < 500 || answer.status === 503) }
}

console.log(`1..${operations.length}`)
let failed = 0
let number = 0
for (const each of operations) {
  if (each.operation.tags[0] === 'Chat' && each.method === 'post') {
    console.log(`ok ${++number} ${each.path} # SKIP waits for an AI, and this daemon has none`)
    continue
  }
  const { status, text, fine } = await call(each)
  failed += fine ? 0 : 1
  console.log(`${fine ? 'ok' : 'not ok'} ${++number} ${each.method.toUpperCase()} ${each.path} ${status}`)
  if (!fine || status >= 400) console.log(`# ${text.slice(0, 600).replaceAll('\n', ' ')}`)
}
proxy.kill()
daemon.stdin.end()
rmSync(directory, { recursive: true })
process.exitCode = failed === 0 ? 0 : 1
