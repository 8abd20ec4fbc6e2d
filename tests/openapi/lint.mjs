// SPDX-License-Identifier: AGPL-3.0-or-later
// The description of the API as linters see it: no error, no warning.  No rule is switched off.
//   lint.mjs MODULES PRINT-DESCRIPTION
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const [modules, printer] = process.argv.slice(2)
const program = (name) => resolve(modules, 'node_modules/.bin', name)

if (!existsSync(program('redocly')) || !existsSync(program('spectral'))) {
  console.log('1..0 # SKIP the linters are not installed: run tests/run.sh where npm reaches a registry')
  process.exit(0)
}

const directory = mkdtempSync(join(tmpdir(), 'bellhop-lint-'))
const file = join(directory, 'openapi.json')
const rules = join(directory, 'spectral.yaml')
writeFileSync(file, execFileSync(printer, { maxBuffer: 1 << 26 }))
writeFileSync(rules, 'extends: ["spectral:oas"]\n')

const linters = [
  ['redocly', ['lint', '--extends', 'recommended', '--format', 'json', file]],
  ['spectral', ['lint', '--ruleset', rules, '--fail-severity', 'hint', '--format', 'json', file]],
]
const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' }

// Each writes its findings as JSON, redocly with a heading of words.
function findings(name, text) {
  const from = text.indexOf(name === 'redocly' ? '{' : '[')
  if (from < 0) return null
  const parsed = JSON.parse(text.slice(from, text.lastIndexOf(name === 'redocly' ? '}' : ']') + 1))
  return name === 'redocly'
    ? parsed.problems.map((each) => `${each.severity} ${each.ruleId}: ${each.message} ${each.location?.[0]?.pointer ?? ''}`)
    : parsed.map((each) => `${each.severity} ${each.code}: ${each.message} ${each.path.join('/')}`)
}

console.log(`1..${linters.length}`)
let failed = 0
linters.forEach(([name, args], at) => {
  const { status, stdout, stderr } = spawnSync(program(name), args, { cwd: directory, env, encoding: 'utf8', maxBuffer: 1 << 26 })
  const found = findings(name, stdout)
  const fine = status === 0 && found !== null && found.length === 0
  failed += fine ? 0 : 1
  console.log(`${fine ? 'ok' : 'not ok'} ${at + 1} ${name} finds nothing`)
  for (const line of found ?? [`${stdout}${stderr}`.slice(0, 2000).replaceAll('\n', ' ')]) console.log(`# ${line}`)
})
rmSync(directory, { recursive: true })
process.exit(failed === 0 ? 0 : 1)
