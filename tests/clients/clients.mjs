// SPDX-License-Identifier: AGPL-3.0-or-later
// Clients that others wrote, unmodified, against a real daemon.  The first argument is the folder
// they were installed into (tests/run.sh does); without it all is skipped.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { openDesk } from './desk.mjs'

const folder = process.argv[2]
if (!existsSync(join(folder, 'node_modules/openai'))) {
  console.log('1..0 # SKIP the clients are not installed: run tests/run.sh where npm reaches a registry')
  process.exit(0)
}
if (Number(process.versions.node.split('.')[0]) < 20) {
  console.log('1..0 # SKIP the clients need Node.js 20')
  process.exit(0)
}

const { resolve } = createRequire(join(folder, 'package.json'))
const load = async (name) => import(pathToFileURL(resolve(name)))
const { default: OpenAI } = await load('openai')
const { DefaultChatTransport, generateText, readUIMessageStream, streamText } = await load('ai')
const { createOpenAICompatible } = await load('@ai-sdk/openai-compatible')

const desk = await openDesk()
const openai = new OpenAI({ baseURL: `${desk.url}/v1`, apiKey: desk.widgetKey, maxRetries: 0 })
const provider = createOpenAICompatible({ name: 'bellhop', baseURL: `${desk.url}/v1`, apiKey: desk.widgetKey,
  includeUsage: true })
const QUESTION = 'How long may I return something?'
const ask = (more) => ({ model: 'bellhop', messages: [{ role: 'user', content: QUESTION }], ...more })
const stored = async () => (await desk.admin('/v1/admin/conversations')).total

const facts = {
  async 'openai completes'() {
    const answer = await openai.chat.completions.create(ask({ user: 'openai-1', temperature: 0.2 }))
    assert.match(answer.choices[0].message.content, /30 days/)
    assert.equal(answer.choices[0].finish_reason, 'stop')
    assert.equal(answer.object, 'chat.completion')
  },
  async 'openai streams'() {
    const stream = await openai.chat.completions.create(
      ask({ user: 'openai-2', stream: true, stream_options: { include_usage: true } }))
    let text = '', end, usage
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? ''
      end = chunk.choices[0]?.finish_reason ?? end
      usage = chunk.usage ?? usage
    }
    assert.match(text, /30 days/)
    assert.equal(end, 'stop')
    assert.equal(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens)
  },
  async "openai's stream helper reads the whole"() {
    const answer = await openai.chat.completions.stream(ask({ user: 'openai-3' })).finalContent()
    assert.match(answer, /30 days/)
  },
  async 'openai keeps a session'() {
    await openai.chat.completions.create(ask({ user: 'openai-4' }))
    await openai.chat.completions.create({ ...ask({ user: 'openai-4' }),
      messages: [{ role: 'user', content: 'Thank you' }] })
    const { conversations } = await desk.admin('/v1/admin/conversations')
    const { _id } = conversations.find((each) => each.sessionId === 'openai-4')
    const { messages } = await desk.admin(`/v1/admin/conversations/${_id}`)
    assert.deepEqual(messages.map((each) => each.role), ['user', 'assistant', 'user', 'assistant'])
  },
  async 'openai without a user stores nothing'() {
    const before = await stored()
    const whole = await openai.chat.completions.create(ask({}))
    let text = ''
    for await (const chunk of await openai.chat.completions.create(ask({ stream: true })))
      text += chunk.choices[0]?.delta?.content ?? ''
    assert.match(whole.choices[0].message.content, /30 days/)
    assert.equal(text, whole.choices[0].message.content)
    assert.equal(await stored(), before)
  },
  async 'openai lists models'() {
    const models = []
    for await (const model of await openai.models.list()) models.push(model.id)
    assert.deepEqual(models, ['bellhop'])
  },
  async 'openai tells a wrong key'() {
    const stranger = new OpenAI({ baseURL: `${desk.url}/v1`, apiKey: 'bhw_wrong', maxRetries: 0 })
    await assert.rejects(stranger.chat.completions.create(ask({})), OpenAI.AuthenticationError)
  },
  async 'openai tells a bad request'() {
    const refused = openai.chat.completions.create({ model: 'bellhop', messages: [] })
    await assert.rejects(refused, (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError)
      assert.equal(error.type, 'invalid_request_error')
      assert.equal(error.param, 'messages')
      return true
    })
  },
  async 'the AI SDK generates'() {
    const { text, finishReason } = await generateText({ model: provider('bellhop'), prompt: QUESTION })
    assert.match(text, /30 days/)
    assert.equal(finishReason, 'stop')
  },
  async 'the AI SDK streams'() {
    const result = streamText({ model: provider('bellhop'), prompt: QUESTION, system: 'Be a pirate.' })
    let text = ''
    for await (const piece of result.textStream) text += piece
    assert.match(text, /30 days/)
    assert.equal(await result.finishReason, 'stop')
  },
  async "useChat's transport talks"() {
    const { message, chunks } = await talk('ui-1', [user('u1', QUESTION)])
    assert.match(textOf(message), /30 days/)
    assert.ok(message.parts.some((part) => part.type === 'source-document' && part.title === 'Returns'))
    assert.equal(chunks.at(-1), 'finish')
  },
  async "useChat's transport goes on and regenerates"() {
    const first = [user('u1', QUESTION)]
    const { message } = await talk('ui-2', first)
    const second = [...first, message, user('u2', 'Thank you')]
    await talk('ui-2', second)
    const again = await talk('ui-2', second, 'regenerate-message')
    const { conversations } = await desk.admin('/v1/admin/conversations')
    const { _id } = conversations.find((each) => each.sessionId === 'ui-2')
    const { messages } = await desk.admin(`/v1/admin/conversations/${_id}`)
    assert.equal(messages.length, 4)
    assert.equal(textOf(again.message), messages[3].content)
  },
  async "useChat's transport tells a wrong key"() {
    await assert.rejects(talk('ui-3', [user('u1', 'Hi')], 'submit-message', 'no'), /Unauthorized/)
  },
  async 'system B: health'() {
    assert.equal((await curl('/health')).body, '{"status":"ok"}')
  },
  async 'system B: the bundle is JavaScript'() {
    const { head } = await curl('/widget/chat-widget.js')
    assert.match(head, /^HTTP\/1.1 200 /)
    assert.match(head, /content-type: application\/javascript; charset=utf-8/i)
  },
  async 'system B: the description'() {
    const { body } = await curl('/v1/openapi.json')
    const { openapi, paths } = JSON.parse(body)
    assert.match(openapi, /^3\.1/)
    for (const path of ['/health', '/v1/chat', '/v1/chat/stream', '/v1/admin/conversations',
      '/v1/admin/conversations/{conversationId}'])
      assert.ok(paths[path], path)
  },
  async 'system B: chat'() {
    const answer = await fetch(`${desk.url}/v1/chat`, post('x-api-key'))
    const { conversationId, message } = await answer.json()
    assert.ok(conversationId)
    assert.ok(message)
  },
  async 'system B: stream'() {
    const answer = await fetch(`${desk.url}/v1/chat/stream`, post('x-widget-api-key'))
    const lines = (await answer.text()).trim().split('\n').map((line) => JSON.parse(line))
    const done = lines.at(-1)
    assert.equal(lines[0].type, 'start')
    assert.equal(done.type, 'done')
    assert.equal(lines.filter((line) => line.type === 'token').map((line) => line.token).join('').trim(), done.message)
    assert.deepEqual(Object.keys(done), ['type', 'message', 'conversationId'])
  },
  async 'system B: chat with curl'() {
    const { body } = await curl('/v1/chat', '-H', 'Content-Type: application/json', '-H', `x-api-key: ${desk.widgetKey}`,
      '-d', JSON.stringify({ sessionId: 'curl-1', message: 'Hello' }))
    assert.ok(JSON.parse(body).message)
  },
  async 'system B: stream with curl'() {
    const { head, body } = await curl('/chat', '-N', '-H', 'Content-Type: application/json',
      '-H', `x-api-key: ${desk.widgetKey}`, '-d', JSON.stringify({ sessionId: 'curl-1', message: 'Hello again' }))
    assert.match(head, /content-type: application\/x-ndjson; charset=utf-8/i)
    assert.match(body, /"type":"done"/)
  },
  async 'system B: admin'() {
    const { body } = await curl('/v1/admin/conversations?limit=100', '-H', `x-admin-api-key: ${desk.adminKey}`)
    const { conversations, total } = JSON.parse(body)
    const one = conversations.find((each) => each.sessionId === 'curl-1')
    assert.equal(total, conversations.length)
    const { conversation, messages } = JSON.parse(
      (await curl(`/v1/admin/conversations/${one._id}`, '-H', `x-admin-api-key: ${desk.adminKey}`)).body)
    assert.deepEqual(conversation, one)
    assert.equal(messages[0].content, 'Hello')
    assert.ok(messages[0].createdAt > 1.6e12 && messages[0].createdAt < 1e13)
  },
}

const user = (id, text) => ({ id, role: 'user', parts: [{ type: 'text', text }] })
const textOf = (message) =>
  message.parts.filter((part) => part.type === 'text').map((part) => part.text).join('')

const post = (header) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', [header]: desk.widgetKey },
  body: JSON.stringify({ sessionId: 'my-session-id', message: 'Hello' }),
})

async function talk(chatId, messages, trigger = 'submit-message', key = desk.widgetKey) {
  const transport = new DefaultChatTransport({ api: `${desk.url}/v1/chat/ui`, headers: { 'X-Api-Key': key } })
  const stream = await transport.sendMessages({ chatId, messages, trigger, abortSignal: undefined })
  const [one, two] = stream.tee()
  const chunks = []
  for await (const chunk of one) chunks.push(chunk.type)
  let message
  for await (const state of readUIMessageStream({ stream: two })) message = state
  return { message, chunks }
}

async function curl(path, ...words) {
  const { stdout } = await promisify(execFile)('curl', ['-s', '-i', ...words, desk.url + path])
  const at = stdout.indexOf('\r\n\r\n')
  return { head: stdout.slice(0, at), body: stdout.slice(at + 4) }
}

const names = Object.keys(facts)
let failed = 0
console.log(`1..${names.length}`)
for (const [i, name] of names.entries()) {
  try {
    await facts[name]()
    console.log(`ok ${i + 1} ${name}`)
  } catch (error) {
    failed++
    console.log(`not ok ${i + 1} ${name}`)
    console.log(String(error.stack ?? error).replace(/^/gm, '# '))
  }
}
await desk.close()
process.exit(failed > 0 ? 1 : 0)
