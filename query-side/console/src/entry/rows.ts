import type { Value } from './cells'

/** A text that a cell does not take yet: kept here, never sent, until it is mended. */
export interface Draft {
  text: string
  message: string
  proposal?: string
}

/** An entry as the sheet knows it. */
export interface Row {
  /** stable within this browser, whether the server knows the entry or not */
  readonly key: string
  /** number of the entry; undefined until the server has taken it */
  id?: number
  revision: number
  owner: string | null
  /** cells as they stand here: what the server has, and what was typed since */
  values: Record<string, Value>
  drafts: Record<string, Draft>
  /** fields whose values came hidden in part */
  masked: ReadonlySet<string>
  /** acts that wait to be acknowledged, by field; '' for the row itself */
  waiting: Map<string, number>
  /** changed by this person since the page was opened */
  mine: boolean
  removed: boolean
}

/** An entry as the interface gives it. */
export interface EntryShown {
  id: number
  department: string
  revision: number
  owner: string | null
  values: Record<string, Value>
  masked: string[]
}

let made = 0

/** A row that only this browser knows. */
export function newRow(key = `n${Date.now().toString(36)}-${++made}`): Row {
  return {
    key,
    revision: 0,
    owner: null,
    values: {},
    drafts: {},
    masked: new Set(),
    waiting: new Map(),
    mine: true,
    removed: false,
  }
}

export function rowOf(entry: EntryShown): Row {
  return {
    key: `e${entry.id}`,
    id: entry.id,
    revision: entry.revision,
    owner: entry.owner,
    values: { ...entry.values },
    drafts: {},
    masked: new Set(entry.masked),
    waiting: new Map(),
    mine: false,
    removed: false,
  }
}

export function isWaiting(row: Row, field: string): boolean {
  return row.waiting.has(field)
}

export function wait(row: Row, fields: Iterable<string>): void {
  for (const field of fields) {
    row.waiting.set(field, (row.waiting.get(field) ?? 0) + 1)
  }
}

export function arrived(row: Row, fields: Iterable<string>): void {
  for (const field of fields) {
    const left = (row.waiting.get(field) ?? 0) - 1
    if (left > 0) row.waiting.set(field, left)
    else row.waiting.delete(field)
  }
}
