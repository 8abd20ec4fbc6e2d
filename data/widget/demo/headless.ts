// SPDX-License-Identifier: AGPL-3.0-or-later
// The page that tries the headless API.  What is typed is kept nowhere.

export {}

type Line = { type: string; token?: string; message?: string; error?: string }

const find = <T extends HTMLElement>(selector: string): T => document.querySelector<T>(selector)!
const address = find<HTMLInputElement>('#address')
const key = find<HTMLInputElement>('#key')
const session = find<HTMLInputElement>('#session')
const message = find<HTMLTextAreaElement>('#message')
const send = find<HTMLButtonElement>('button')
const talk = find('#talk')
const wire = find('#wire')

const add = (text: string, kind: string): HTMLElement => {
  const bubble = document.createElement('div')
  bubble.className = kind
  bubble.textContent = text
  talk.append(bubble)
  return bubble
}

const log = (line: string): void => {
  wire.textContent += line + '\n'
  wire.scrollTop = wire.scrollHeight
}

const fail = (bubble: HTMLElement, text: string): void => {
  bubble.className = 'bad'
  bubble.textContent = text
}

/** Calls back for each line of an NDJSON body. */
const eachLine = async (body: ReadableStream<Uint8Array>, take: (event: Line) => void): Promise<void> => {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      log(line)
      take(JSON.parse(line) as Line)
    }
    if (done) return
  }
}

const showStream = async (answer: Response, bubble: HTMLElement): Promise<void> => {
  let ended = false
  await eachLine(answer.body!, (event) => {
    if (event.type === 'token') bubble.textContent += event.token!
    if (event.type === 'done') bubble.textContent = event.message!
    if (event.type === 'error') fail(bubble, event.error!)
    ended = ended || event.type === 'done' || event.type === 'error'
  })
  if (!ended) fail(bubble, 'The answer broke off.')
}

const showWhole = async (answer: Response, bubble: HTMLElement): Promise<void> => {
  const text = await answer.text()
  log(text)
  const body = JSON.parse(text) as { message?: string; error?: string }
  if (answer.ok) bubble.textContent = body.message!
  else fail(bubble, body.error ?? text)
}

const ask = async (text: string, bubble: HTMLElement): Promise<void> => {
  const stream = find<HTMLInputElement>('[name=way]:checked').value === 'stream'
  const path = stream ? '/v1/chat/stream' : '/v1/chat'
  const body = JSON.stringify({ sessionId: session.value, message: text, messageId: crypto.getRandomValues(new Uint32Array(4)).join('-') })
  log(`POST ${path}\n${body}`)
  const answer = await fetch(address.value.replace(/\/$/, '') + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Api-Key': key.value },
    body,
  })
  log(`${answer.status} ${answer.headers.get('Content-Type')}`)
  await (stream && answer.ok ? showStream(answer, bubble) : showWhole(answer, bubble))
}

find('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const text = message.value
  message.value = ''
  send.disabled = true
  add(text, 'mine')
  const bubble = add('', 'theirs')
  try {
    await ask(text, bubble)
  } catch {
    fail(bubble, 'The daemon could not be reached, or does not allow this page.')
  }
  send.disabled = false
  message.focus()
})

message.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  find<HTMLFormElement>('form').requestSubmit()
})

address.value = location.origin
session.value = 'demo-' + crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)
