// SPDX-License-Identifier: AGPL-3.0-or-later
// A real daemon with an organisation, an article and keys, for clients that others wrote.
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ARTICLE = '# Returns\n\nYou may return everything within 30 days of receiving it.\n'

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function until(what, attempt) {
  for (let i = 0; i < 2000; i++) {
    const found = await attempt().catch(() => false)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${what} did not come`)
}

export async function openDesk() {
  const directory = await mkdtemp(join(tmpdir(), 'bellhop-clients-'))
  const socket = join(directory, 'ctl')
  const url = `http://127.0.0.1:${await freePort()}`
  const daemon = spawn(process.env.BHT_BELLHOPD, ['--die-with-parent'], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: {
      ...process.env,
      BELLHOP_LISTEN: url.slice('http://'.length),
      BELLHOP_STATE_DIR: join(directory, 'state'),
      BELLHOP_LOCAL_SOCKET: socket,
      BELLHOP_KEY_FILE: join(directory, 'key'),
      BELLHOP_EXTRACT: process.env.BHT_EXTRACT,
      BELLHOP_RATE_SCALE: '100',
    },
  })
  const ctl = async (...words) =>
    (await run(process.env.BHT_BELLHOPCTL, ['--socket', socket, ...words])).stdout
  const key = async (kind) =>
    JSON.parse(await ctl('key', 'create', '--organization', 'demo', '--kind', kind, '--name', 'Test')).secret

  await until('the daemon', async () => (await ctl('organization', 'list')) !== '')
  await ctl('organization', 'create', '--slug', 'demo', '--name', 'Demo')
  await writeFile(join(directory, 'returns.md'), ARTICLE)
  await ctl('document', 'add', '--organization', 'demo', '--category', 'Help', join(directory, 'returns.md'))
  const desk = { url, widgetKey: await key('widget'), adminKey: await key('admin') }
  // The article is indexed in the background.
  await until('the article', async () => {
    const answer = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${desk.widgetKey}` },
      body: JSON.stringify({ messages: [{ role: 'user', content: 'How long may I return something?' }] }),
    })
    return (await answer.text()).includes('30 days')
  })
  desk.admin = async (path) =>
    (await fetch(url + path, { headers: { 'x-admin-api-key': desk.adminKey } })).json()
  desk.close = async () => {
    const gone = new Promise((resolve) => daemon.once('exit', resolve))
    daemon.kill()
    await gone
    await rm(directory, { recursive: true })
  }
  return desk
}
