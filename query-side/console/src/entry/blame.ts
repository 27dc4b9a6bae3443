import { exchange } from '../api/client'
import type { Who } from '../api/types'

/** Who last wrote a cell. */
export interface Writer {
  readonly by: string
  readonly post: string
  readonly at: string
  readonly position: number
  readonly how: string
}

/** 逐格溯人 of a share at one moment: the writers by entry and field, and how many cells each person wrote, the most first. */
export interface Blame {
  readonly cells: ReadonlyMap<string, Writer>
  readonly people: readonly { who: Who; count: number }[]
}

interface Page {
  items: { entry: number; cells: Record<string, Writer> }[]
  people: Who[]
  cursor: string | null
}

export async function blame(table: string, department: string, asOf: string | undefined): Promise<Blame | undefined> {
  const cells = new Map<string, Writer>()
  const people = new Map<string, Who>()
  const counts = new Map<string, number>()
  let cursor: string | null | undefined
  do {
    const { status, body } = await exchange('GET', `${table}/blame`, { query: { department, asOf, limit: 500, cursor } })
    if (status !== 200) return undefined
    const page = body as Page
    page.people.forEach((who) => people.set(who.staffNo, who))
    for (const item of page.items) {
      for (const [field, writer] of Object.entries(item.cells)) {
        cells.set(`${item.entry}/${field}`, writer)
        counts.set(writer.by, (counts.get(writer.by) ?? 0) + 1)
      }
    }
    cursor = page.cursor
  } while (cursor)
  return {
    cells,
    people: [...counts].sort((a, b) => b[1] - a[1]).map(([by, count]) => ({ who: people.get(by) ?? { staffNo: by, name: null }, count })),
  }
}

/** So many people have a tint of their own; the rest share the last. */
export const TINTS = 6
