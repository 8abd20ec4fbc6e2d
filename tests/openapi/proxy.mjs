// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs every HTTP test program through a proxy that holds each exchange to the description of the
// API: what is answered must be as described, what breaks the description must have been refused.
//   proxy.mjs MODULES PRINT-DESCRIPTION FOLDER…: all programs “test-http-…” below these
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const [modules, printer, ...folders] = process.argv.slice(2)

if (!existsSync(join(modules, 'node_modules/ajv'))) {
  console.log('1..0 # SKIP ajv is not installed: run tests/run.sh where npm reaches a registry')
  process.exit(0)
}

const { Contract } = await import('./contract.mjs')
const { openTap } = await import('./tap.mjs')

const AT_ONCE = 2
const MENTIONED = 20 // faults of one program

const contract = new Contract(JSON.parse(execFileSync(printer, { maxBuffer: 1 << 26 })), modules)

// Those that have a daemon: the others open no tap, and are run elsewhere.
function programsBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => /^test-http-[a-z-]+$/.test(basename(file)) && statSync(file).isFile())
    .sort()
}

function run(program, path) {
  return new Promise((resolve) => {
    const output = []
    const child = spawn(program, ['--tap'], { env: { ...process.env, BHT_TAP: path } })
    child.stdout.on('data', (bytes) => output.push(bytes))
    child.stderr.on('data', (bytes) => output.push(bytes))
    child.on('close', (code, signal) =>
      resolve({ code: code ?? signal, output: Buffer.concat(output).toString() }))
  })
}

const mention = (request) => (request === null ? 'a request cut short' : `${request.method} ${request.target}`)

async function hold(program, directory) {
  const faults = new Set()
  let count = 0
  const path = join(directory, `${basename(program)}.tap`)
  const control = await openTap(path, (request, response) => {
    count++
    const fault = contract.fault(request, response)
    if (fault !== null)
      faults.add(`${mention(request)}: ${response.status}: ${fault}: ${response.body.toString('utf8', 0, 300)}`)
  })
  const { code, output } = await run(program, path)
  control.close()
  return { program, count, faults: [...faults], code, output }
}

function tell(number, { program, count, faults, code, output }) {
  const fine = code === 0 && faults.length === 0
  console.log(`${fine ? 'ok' : 'not ok'} ${number} ${basename(program)}: ${count} exchanges`)
  for (const fault of faults.slice(0, MENTIONED)) console.log(`# ${fault.replaceAll('\n', ' ')}`)
  if (faults.length > MENTIONED) console.log(`# and ${faults.length - MENTIONED} more`)
  if (code !== 0)
    for (const line of output.split('\n').filter((each) => /^not ok|ERROR|Bail/.test(each)))
      console.log(`# ${program} (${code}): ${line}`)
  return fine
}

const directory = mkdtempSync(join(tmpdir(), 'bellhop-tap-'))
const programs = folders.flatMap(programsBelow)
console.log(`1..${programs.length}`)
const queue = [...programs]
let number = 0
let fine = true
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    while (queue.length > 0) {
      const held = await hold(queue.shift(), directory)
      fine = tell(++number, held) && fine
    }
  }),
)
rmSync(directory, { recursive: true })
const missed = contract.successes().filter((each) => !contract.used.has(each))
console.log(`# ${contract.successes().length - missed.length} of ${contract.successes().length} successes were met; not: ${missed.join(', ')}`)
process.exit(fine ? 0 : 1)
