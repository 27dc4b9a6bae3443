/** 接口: how the pages ask the server. */

/** Why something was refused (RFC 9457). */
export interface ProblemBody {
  type?: string
  title?: string
  status?: number
  detail?: string
  place?: string
  correlation?: string
  errors?: { pointer: string; field?: string; rule: string; message: string }[]
  conflicts?: Conflict[]
  [more: string]: unknown
}

/** A cell that somebody else changed meanwhile. */
export interface Conflict {
  entry: number
  field: string
  base: string | number | boolean | null
  mine: string | number | boolean | null
  theirs: string | number | boolean | null
  by: string
  at: string
  revision: number
}

/** An answer that is none: a refusal, or no answer at all (status 0). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: ProblemBody,
  ) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`)
  }

  /** Stable code of the reason, such as {@code cell-conflict}. */
  get code(): string {
    return codeOf(this.problem)
  }
}

/** Milliseconds after which is asked again what cannot be told yet. */
export const SOON = 2000

/** Does it once more soon, if it failed because a view is behind; nobody must load the page anew for that. */
export function whenWhole(failure: unknown, again: () => unknown): void {
  if (failure instanceof Refused && failure.code === 'view-behind') setTimeout(again, SOON)
}

export function codeOf(problem: ProblemBody): string {
  return problem.type?.replace(/^.*\//, '') ?? ''
}

export interface Options {
  body?: unknown
  key?: string
  ifMatch?: number
  query?: Record<string, string | number | boolean | null | undefined>
  /** the answer may lag behind what was written from here */
  stale?: boolean
}

let language = 'zh-CN'
const POSITION = 'mingzhang.position'
let position = Number(sessionStorage.getItem(POSITION) ?? 0)
const whenSignedOut: (() => void)[] = []

export function speak(tongue: string): void {
  language = tongue
}

let moment = ''

/** From now on reads are of a moment of the past, as the address writes it, and nothing is written; empty for now. */
export function lookBack(at: string): void {
  moment = at
}

/** Reads that are of now whatever is looked at: who is here, what there is to choose from, what the program itself says. */
const OF_NOW = /^\/(me$|me\/tokens|campaigns$|demo|catalogues|projections|session|occasion|ledger|retention|presence|setup)|\/(opening|snapshots|ministry|presence)(\/|$)/

/** Writes that change no data and go on while the past is shown. */
const WHILE_LOOKING_BACK = /^\/(session|me\/notices|inspections|occasion|ledger)/

function isOfThePast(method: string, path: string, options: Options): boolean {
  const about = (options.body ?? {}) as { asOf?: unknown }
  return moment !== '' && method !== 'GET' && !WHILE_LOOKING_BACK.test(path) && !about.asOf
}

/** Called when an answer says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): void {
  whenSignedOut.push(listener)
}

/**
 * Last ledger position that was written or shown here; outlives a reload, so that no page misses what was written from here
 * (an import says where it was stored only when it is read), and none goes back behind another.
 */
export function seen(): number {
  return position
}

export function forgetPosition(): void {
  position = 0
  sessionStorage.removeItem(POSITION)
}

function saw(at: number): void {
  if (at > position) {
    position = at
    sessionStorage.setItem(POSITION, String(at))
  }
}

export async function get<T>(path: string, query?: Options['query']): Promise<T> {
  return ask<T>('GET', path, { query })
}

export async function post<T>(path: string, body?: unknown, options: Options = {}): Promise<T> {
  return ask<T>('POST', path, { ...options, body })
}

export async function put<T>(path: string, body?: unknown): Promise<T> {
  return ask<T>('PUT', path, { body })
}

export async function remove<T>(path: string, options: Options = {}): Promise<T> {
  return ask<T>('DELETE', path, options)
}

export async function ask<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const { status, body } = await exchange(method, path, options)
  if (status >= 200 && status < 300) {
    return body as T
  }
  if (status === 401 && codeOf(body as ProblemBody) === 'not-signed-in') {
    whenSignedOut.forEach((listener) => listener())
  }
  throw new Refused(status, (body ?? {}) as ProblemBody)
}

/** One request; a token that has changed is shown again, once. Never throws: status 0 means no answer. */
export async function exchange(
  method: string,
  path: string,
  options: Options = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  if (isOfThePast(method, path, options)) {
    const detail = language.startsWith('zh') ? '正在查看历史时点，不能修改；请先回到现在。' : 'A moment of the past is shown; go back to now to change anything.'
    return { status: 409, body: { type: '/problems/past', title: detail, detail }, headers: new Headers() }
  }
  const first = await once(method, path, options)
  if (first.status === 403 && codeOf((first.body ?? {}) as ProblemBody) === 'csrf-token-missing') {
    await once('GET', '/me', {})
    return once(method, path, options)
  }
  return first
}

async function once(method: string, path: string, options: Options) {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language }
  if (method !== 'GET') {
    headers['X-XSRF-TOKEN'] = token()
    headers['Idempotency-Key'] = options.key ?? crypto.randomUUID()
    if (options.body !== undefined && !(options.body instanceof FormData)) headers['Content-Type'] = 'application/json'
    if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`
  }
  try {
    const response = await fetch(address(method, path, options), {
      method,
      headers,
      body: options.body === undefined || options.body instanceof FormData ? options.body : JSON.stringify(options.body),
      credentials: 'same-origin',
      cache: 'no-store',
    })
    saw(Number(response.headers.get('Ledger-Position') ?? 0))
    return { status: response.status, body: await contents(response), headers: response.headers }
  } catch {
    return { status: 0, body: { title: '', detail: '' }, headers: new Headers() }
  }
}

async function contents(response: Response): Promise<unknown> {
  const type = response.headers.get('Content-Type') ?? ''
  if (response.status === 204 || !type.includes('json')) {
    return undefined
  }
  return response.json()
}

/** A read waits until the views show what was written or seen here. */
function address(method: string, path: string, options: Options): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  if (method === 'GET' && moment && !query.has('asOf') && !OF_NOW.test(path)) query.set('asOf', moment)
  if (method === 'GET' && position > 0 && !options.stale && !query.has('asOf') && waits(path)) {
    query.set('minPosition', String(position))
  }
  const asked = query.toString()
  return `/api/v1${path}${asked ? `?${asked}` : ''}`
}

/** Reads of views; what the law answers itself is never behind. */
function waits(path: string): boolean {
  return !/^\/(me$|demo|catalogues|projections|session)|\/(opening|check-runs|snapshots)(\/|$)/.test(path)
}

function token(): string {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? ''
}

/** All pages of a list. */
export async function all<T>(path: string, query: Options['query'] = {}, most = 100_000): Promise<T[]> {
  const items: T[] = []
  let cursor: string | null | undefined
  do {
    const page = await get<{ items: T[]; cursor?: string | null }>(path, { ...query, limit: /\/(entries|diff)$/.test(path) ? 2_000 : 500, cursor })
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor && items.length < most)
  return items
}
