// SPDX-License-Identifier: AGPL-3.0-or-later
// Starts aimock, then the test program named on the command line with BHT_AIMOCK_URL set.
// BHT_AIMOCK names the folder it was installed into (tests/run.sh does); without it all is skipped.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [program, folder, ...args] = process.argv.slice(2)
const library = join(folder, 'node_modules/@copilotkit/aimock/dist/index.js')

if (!existsSync(library)) {
  console.log('1..0 # SKIP aimock is not installed: run tests/run.sh where npm reaches a registry')
  process.exit(0)
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.log('1..0 # SKIP aimock needs Node.js 20')
  process.exit(0)
}

const { LLMock } = await import(pathToFileURL(library))
const mock = new LLMock({ port: 0, logLevel: 'silent' })
// In each provider's own words.
const usage = {
  prompt_tokens: 11, completion_tokens: 7, input_tokens: 11, output_tokens: 7,
  promptTokenCount: 11, candidatesTokenCount: 7,
}
const search = { name: 'search', arguments: '{"query":"order"}', id: 'call_1' }

mock
  .onToolResult('call_1', { content: 'It is on its way.' })
  .onMessage('greet', { content: 'Grüße aus Zürich 😀', usage }, { chunkSize: 1 })
  .onMessage('two tools', { toolCalls: [search, { name: 'resolve', arguments: '{}', id: 'call_2' }] })
  .onMessage('look first', { toolCalls: [search] })
  .onMessage('broken tool', { toolCalls: [{ name: 'search', arguments: '{"query":', id: 'call_3' }] })
  .onMessage('unknown tool', { toolCalls: [{ name: 'teleport', arguments: '{}', id: 'call_4' }] })
  .onMessage('cut short', { content: 'One two three four five' }, { chunkSize: 2, truncateAfterChunks: 3 })
  .onMessage('malformed', { content: 'x' }, { chaos: { malformedRate: 1 } })
  .onMessage('hang up', { content: 'x' }, { chaos: { disconnectRate: 1 } })
  .onMessage('limit', { content: 'x' }, { chaos: { rateLimitRate: 1 } })
  .onMessage('long', { content: 'Half a sen', finishReason: 'length' })
  .onMessage('filter', { content: 'I', finishReason: 'content_filter' })
  .onMessage('refuse', { content: 'I', finishReason: 'refusal' })
  .onMessage('empty', { content: '' })
  .onMessage('overload', { error: { message: 'Overloaded', type: 'overloaded_error' }, status: 529 })
  .onMessage('forbidden', { error: { message: 'Wrong key', type: 'authentication_error' }, status: 401 })
  .onEmbedding('question', { embedding: [3, 4] })

const url = await mock.start()
const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, BHT_AIMOCK_URL: url } })

child.on('exit', async (code) => {
  await mock.stop()
  process.exit(code ?? 1)
})
