// SPDX-License-Identifier: AGPL-3.0-or-later
// Lighthouse on the pages that the daemon serves: accessibility and best practices must be 100.
// The first argument is the folder it was installed into (tests/run.sh does); without it all is
// skipped.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openDesk } from '../clients/desk.mjs'

const folder = process.argv[2]
if (!existsSync(join(folder, 'node_modules/lighthouse'))) {
  console.log('1..0 # SKIP Lighthouse is not installed: run tests/run.sh where npm reaches a registry')
  process.exit(0)
}

const PAGES = ['/demo', '/demo/headless', '/widget/frame?organization=demo']
const CATEGORIES = ['accessibility', 'best-practices']
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-quic',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions',
  '--disable-dev-shm-usage', '--no-proxy-server', '--password-store=basic', '--lang=en-US',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  '--remote-debugging-port=0']

const { resolve } = createRequire(join(folder, 'package.json'))
const { default: lighthouse } = await import(pathToFileURL(resolve('lighthouse')))

async function startBrowser() {
  const profile = await mkdtemp(join(tmpdir(), 'bellhop-lighthouse-'))
  const process_ = spawn(process.env.BHT_CHROMIUM ?? 'chromium', [...FLAGS, `--user-data-dir=${profile}`],
    { stdio: 'ignore' })
  for (let i = 0; i < 2000; i++) {
    const lines = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')
    if (lines.includes('\n')) return { process: process_, profile, port: Number(lines.split('\n')[0]) }
    await new Promise((wake) => setTimeout(wake, 50))
  }
  throw new Error('the browser did not come up')
}

// Every audit that counts and fails, with what it found.
function faults(report, category) {
  return report.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && report.audits[id].score !== null && report.audits[id].score < 1)
    .map(({ id }) => `${id}: ${report.audits[id].title} ${JSON.stringify(report.audits[id].details?.items ?? []).slice(0, 1500)}`)
}

const desk = await openDesk()
const browser = await startBrowser()
let number = 0
let failed = false
console.log(`1..${PAGES.length * CATEGORIES.length}`)
for (const page of PAGES) {
  const { lhr } = await lighthouse(desk.url + page,
    { port: browser.port, onlyCategories: CATEGORIES, logLevel: 'silent', output: 'json' })
  for (const category of CATEGORIES) {
    const score = Math.round(lhr.categories[category].score * 100)
    const found = faults(lhr, category)
    console.log(`${score === 100 ? 'ok' : 'not ok'} ${++number} - ${page} ${category} ${score}`)
    for (const fault of found) console.log(`# ${fault}`)
    failed ||= score !== 100
  }
}
const gone = new Promise((done) => browser.process.once('exit', done))
browser.process.kill()
await gone
// The browser’s processes write for a moment after it has ended.
await rm(browser.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
await desk.close()
process.exit(failed ? 1 : 0)
