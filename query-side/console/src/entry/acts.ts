import type { Value } from './cells'

/** What somebody did to one row. */
export interface RowChange {
  readonly key: string
  readonly op: 'WRITE' | 'REMOVE'
  values: Record<string, Value>
  /** what was written, where it was read in another form */
  written?: Record<string, string>
  /** revision the person chose over, after a conflict */
  over?: number
}

/** A request as it was first sent; sent again, it is the same to the letter. */
export interface Sent {
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body: unknown
  readonly ifMatch?: number
  /** keys of the rows, in the order of the answer */
  readonly rows: string[]
}

/** 一次操作: a typed cell, a pasted block, an undo. It is carried out once, whatever the network does. */
export interface PendingAct {
  /** its idempotency key */
  id: string
  readonly manner: 'typed' | 'block'
  changes: RowChange[]
  reason: string
  sent?: Sent
}

/** Whether an act may be joined to one that has not been sent: typing along one row is one act. */
export function joins(last: PendingAct | undefined, next: PendingAct): boolean {
  return (
    last !== undefined &&
    last.sent === undefined &&
    last.manner === 'typed' &&
    next.manner === 'typed' &&
    last.changes.length === 1 &&
    next.changes.length === 1 &&
    last.changes[0].key === next.changes[0].key &&
    last.changes[0].op === 'WRITE' &&
    next.changes[0].op === 'WRITE' &&
    last.changes[0].over === undefined
  )
}

function kept<T>(of: Record<string, T>, without: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(of).filter(([name]) => !without.has(name)))
}

/** Takes cells out of an act; without any left, the change goes as well. */
export function without(act: PendingAct, refused: ReadonlyMap<string, ReadonlySet<string>>): PendingAct {
  const changes = act.changes
    .map((change) => {
      const fields = refused.get(change.key)
      return fields
        ? { ...change, values: kept(change.values, fields), written: change.written && kept(change.written, fields) }
        : change
    })
    .filter((change) => change.op === 'REMOVE' || Object.keys(change.values).length > 0)
  return { id: crypto.randomUUID(), manner: act.manner, changes, reason: act.reason }
}
