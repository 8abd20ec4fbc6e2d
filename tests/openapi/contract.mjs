// SPDX-License-Identifier: AGPL-3.0-or-later
// Holds exchanges to the description of the API.
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { header } from './http-reader.mjs'

const SUCCESS = (status) => status >= 200 && status < 300

// A client passes over members it does not know; that the daemon sends none that nobody described is
// for this test to see.  The parts of an “allOf” are closed by what they refer to.
function close(schema, open = false) {
  if (Array.isArray(schema)) return schema.map((each) => close(each, open))
  if (schema === null || typeof schema !== 'object') return schema
  const closed = {}
  for (const [name, value] of Object.entries(schema))
    closed[name] =
      name === 'properties'
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, close(each)]))
        : close(value, name === 'allOf')
  if (closed.properties && closed.additionalProperties === undefined && !open)
    closed.additionalProperties = false
  return closed
}

const template = (path) =>
  new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '([^/]+)')}$`)

function decode(text) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

const COERCED = {
  integer: (text) => (/^[+-]?\d+$/.test(text) ? Number(text) : text),
  number: (text) => (text.trim() === '' ? text : Number(text)),
  boolean: (text) => ({ true: true, false: false })[text] ?? text,
}

function parseQuery(text) {
  const query = new Map()
  for (const pair of text.split('&').filter((each) => each !== '')) {
    const [name, ...rest] = pair.split('=')
    const key = decode(name)
    query.set(key, [...(query.get(key) ?? []), decode(rest.join('='))])
  }
  return query
}

export class Contract {
  #document
  #ajv
  #paths
  #compiled = new Map()
  used = new Set() // “GET /health 200”

  constructor(document, modules) {
    const require = createRequire(resolve(modules, 'node_modules/x'))
    const Ajv = require('ajv/dist/2020').default
    const addFormats = require('ajv-formats').default
    this.#document = document
    this.#ajv = new Ajv({ strict: false, allErrors: false })
    addFormats(this.#ajv)
    this.#ajv.addSchema({ $id: 'asked', components: document.components })
    this.#ajv.addSchema({ $id: 'told', components: close(document.components) })
    this.#paths = Object.entries(document.paths)
      .map(([path, item]) => ({ path, item, pattern: template(path), names: [...path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1]) }))
      .sort((a, b) => a.names.length - b.names.length) // whole words before parameters
  }

  #resolve(node) {
    return node?.$ref === undefined
      ? node
      : node.$ref.slice(2).split('/').reduce((at, name) => at[name], this.#document)
  }

  // The reason why @value does not fit, or null.
  #misfit(schema, value, side) {
    const key = side + JSON.stringify(schema)
    if (!this.#compiled.has(key)) {
      const text = JSON.stringify(side === 'told' ? close(schema) : schema).replaceAll('"#/components/', `"${side}#/components/`)
      this.#compiled.set(key, this.#ajv.compile(JSON.parse(text)))
    }
    const fits = this.#compiled.get(key)
    if (fits(value)) return null
    const [first] = fits.errors
    return `${first.instancePath || 'it'} ${first.message} ${JSON.stringify(first.params)}`
  }

  #find(target) {
    const [path, query = ''] = target.split('?')
    for (const each of this.#paths) {
      const match = each.pattern.exec(path)
      if (match) return { ...each, values: match.slice(1).map(decode), query: parseQuery(query) }
    }
    return null
  }

  #valuesOf(place, parameter) {
    if (parameter.in === 'path') return [place.values[place.names.indexOf(parameter.name)]]
    return place.query.get(parameter.name) ?? []
  }

  #misfitOfParameter(place, parameter) {
    const values = this.#valuesOf(place, parameter)
    if (values.length === 0) return parameter.required ? 'is required' : null
    if (values.length > 1) return 'is there twice'
    if (values[0] === undefined) return 'is no text'
    const coerce = COERCED[parameter.schema.type] ?? ((text) => text)
    return this.#misfit(parameter.schema, coerce(values[0]), 'asked')
  }

  #misfitOfBody(operation, request) {
    const body = operation.requestBody
    if (body === undefined) return null
    if (request.body.length === 0) return body.required ? 'the body is required' : null
    const content = body.content['application/json']
    if (content === undefined) return null // raw bytes
    try {
      const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body))
      return this.#misfit(content.schema, value, 'asked')
    } catch {
      return 'the body is no JSON'
    }
  }

  // Why the request does not fit the description, or null.
  misfitOfRequest(place, operation, request) {
    for (const parameter of operation.parameters ?? []) {
      const misfit = this.#misfitOfParameter(place, parameter)
      if (misfit !== null) return `“${parameter.name}” ${misfit}`
    }
    return this.#misfitOfBody(operation, request)
  }

  #misfitOfText(content, type, response) {
    const text = response.body.toString('utf8')
    const json = (schema, piece) => {
      try {
        return this.#misfit(schema, JSON.parse(piece), 'told')
      } catch {
        return 'no JSON'
      }
    }
    const each = (pieces) => pieces.map((piece) => json(content['x-itemSchema'], piece)).find((misfit) => misfit !== null) ?? null
    if (type === 'application/x-ndjson') return each(text.split('\n').filter((line) => line !== ''))
    if (type === 'text/event-stream')
      return each(text.split('\n').filter((line) => line.startsWith('data: ') && line !== 'data: [DONE]').map((line) => line.slice(6)))
    return type === 'application/json' ? json(content.schema, text) : null
  }

  #misfitOfContent(described, response, isHead) {
    const type = (header(response, 'content-type') ?? '').split(';')[0].trim()
    if (described.content === undefined)
      return response.body.length > 0 ? 'there is a body, and none was described' : null
    const content = described.content[type] ?? described.content[type.replace(/\/.*/, '/*')] ?? described.content['*/*']
    if (content === undefined) return `“${type}” is not among ${Object.keys(described.content)}`
    return isHead ? null : this.#misfitOfText(content, type, response)
  }

  #misfitOfError(response) {
    return this.#misfitOfContent(this.#document.components.responses.Error, response, false)
  }

  // What every response owes, whatever it is.
  #misfitOfHeaders(response) {
    if (response.status === 101) return null
    if (header(response, 'x-request-id') === undefined) return 'X-Request-Id is missing'
    if ([429, 503].includes(response.status) && !/^\d+$/.test(header(response, 'retry-after') ?? ''))
      return 'Retry-After is missing'
    return null
  }

  #misfitOfResponse(operation, response, isHead) {
    const fallback = response.status >= 400 ? operation.responses.default : undefined
    const described = this.#resolve(operation.responses[response.status] ?? fallback)
    if (described === undefined) return `${response.status} was not described`
    return this.#misfitOfContent(described, response, isHead)
  }

  #hasCredential(request) {
    return ['authorization', 'x-api-key', 'x-widget-api-key', 'x-admin-api-key', 'sec-websocket-protocol'].some((name) => request.headers.has(name))
  }

  #faultOfOperation(place, operation, request, response) {
    const misfit = this.misfitOfRequest(place, operation, request)
    const refused = response.status >= 400
    if (misfit !== null && !refused) return `was taken although ${misfit}`
    if (operation.security?.length > 0 && !refused && !this.#hasCredential(request))
      return 'was taken without a credential'
    return this.#misfitOfResponse(operation, response, request.method === 'HEAD')
  }

  // What is wrong with an exchange, or null.
  fault(request, response) {
    const headers = this.#misfitOfHeaders(response)
    if (headers !== null) return headers
    if (request === null || request.method === 'OPTIONS')
      return response.status >= 400 ? this.#misfitOfError(response) : null
    const place = this.#find(request.target)
    const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase()
    const operation = place?.item[method]
    if (operation !== undefined) {
      this.used.add(`${method.toUpperCase()} ${place.path} ${response.status}`)
      return this.#faultOfOperation(place, operation, request, response)
    }
    if (response.status < 400) return 'is not described at all'
    if (place !== null && response.status === 405 && header(response, 'allow') === undefined) return 'Allow is missing'
    return request.method === 'HEAD' ? null : this.#misfitOfError(response)
  }

  // “GET /health 200”: every success there could have been.
  successes() {
    return this.#paths.flatMap(({ path, item }) =>
      Object.entries(item).flatMap(([method, operation]) =>
        Object.keys(operation.responses)
          .filter((status) => SUCCESS(Number(status)))
          .map((status) => `${method.toUpperCase()} ${path} ${status}`)))
  }
}
