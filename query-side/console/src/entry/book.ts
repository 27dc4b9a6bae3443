import type { CellLook, Edit, Outcome, RowLook, SheetModel } from '../grid/model'
import type { Option } from '../grid/options'
import type { Spot } from '../grid/ranges'
import type { PendingAct, RowChange } from './acts'
import { type Field, type Problem, read, type Value, written } from './cells'
import { arrived, type Draft, type EntryShown, isWaiting, newRow, type Row, rowOf, wait } from './rows'
import { type CellStep, type Step, UndoStack } from './undo'

/** Which rows are shown. */
export type Filter = 'all' | 'problems' | 'mine' | 'different'

/** Something to be looked at in a cell. */
export interface Remark {
  readonly key: string
  readonly field: string
  readonly level: 'error' | 'warning'
  readonly message: string
  readonly proposal?: string
}

/** Words that the book needs, in the reader's language. */
export interface BookWords {
  problem(field: Field, problem: Problem): string
  readonly missing: string
  readonly unsent: string
  readonly fresh: string
  row(number: number, id: number | undefined): string
}

export interface BookParts {
  readonly fields: readonly Field[]
  readonly options: (field: Field) => readonly Option[] | undefined
  readonly words: () => BookWords
  /** why nobody writes here now; undefined if one may */
  readonly closed: () => string | undefined
  /** what somebody was still typing or pasting when the share was closed to him; nobody else has it */
  readonly late: (edits: readonly Edit[]) => void
  readonly reason: () => string
  readonly act: (act: PendingAct) => void
  readonly changed: () => void
}

/** 上年: how the entries stand to last year's approved ones. */
export interface LastYear {
  /** last year's values of the cells that differ, by entry */
  readonly changed: ReadonlyMap<number, Readonly<Record<string, Value>>>
  /** entries that last year did not have */
  readonly added: ReadonlySet<number>
}

/** A row that the server does not know under the name it has here. */
export interface KeptRow {
  readonly key: string
  readonly id?: number
  readonly values: Record<string, Value>
}

const EMPTY_ROWS = 30

/** 表册: the entries of one share in this browser, what was typed into them, and what is to be looked at. */
export class EntryBook implements SheetModel {
  rows: Row[] = []
  filter: Filter = 'all'
  /** findings of the last check run, and cells named when the share was sent back */
  findings = new Map<string, Remark[]>()
  marked = new Set<string>()
  /** who wrote a cell, while that is asked for */
  author: ((entry: number, field: string) => CellLook['author']) | undefined
  /** undefined until it is asked for, and where there is no last year */
  lastYear: LastYear | undefined
  private shown: Row[] = []
  private byKey = new Map<string, Row>()
  readonly undoing = new UndoStack()

  constructor(private readonly parts: BookParts) {}

  // ---- what there is

  load(entries: readonly EntryShown[]): void {
    this.rows = entries.map(rowOf)
    this.index()
  }

  private index(): void {
    this.byKey = new Map(this.rows.map((row) => [row.key, row]))
    this.review()
  }

  row(key: string): Row | undefined {
    return this.byKey.get(key)
  }

  /** Rows that the server knows, by their entry. */
  byId(): Map<number, Row> {
    return new Map(this.rows.flatMap((row) => (row.id === undefined ? [] : [[row.id, row] as const])))
  }

  at(index: number): Row | undefined {
    return this.shown[index]
  }

  spotOf(key: string, field: string): Spot | undefined {
    const row = this.shown.findIndex((each) => each.key === key)
    const column = this.parts.fields.findIndex((each) => each.name === field)
    return row < 0 || column < 0 ? undefined : { row, column }
  }

  /** Decides again which rows are shown. */
  review(): void {
    this.shown = this.rows.filter((row) => !row.removed && this.passes(row))
    this.parts.changed()
  }

  private passes(row: Row): boolean {
    switch (this.filter) {
      case 'problems':
        return this.parts.fields.some((field) => this.remark(row, field) !== undefined)
      case 'mine':
        return row.mine
      case 'different':
        return this.parts.fields.some((field) => this.differs(row, field))
      default:
        return true
    }
  }

  get count(): number {
    return this.rows.reduce((sum, row) => sum + (row.removed ? 0 : 1), 0)
  }

  get rowCount(): number {
    const empty = this.filter === 'all' && this.parts.closed() === undefined ? EMPTY_ROWS : 0
    return Math.max(1, this.shown.length + empty)
  }

  text(row: number, column: number): string {
    const at = this.shown[row]
    return at ? this.textOf(at, this.parts.fields[column]) : ''
  }

  private textOf(row: Row, field: Field): string {
    return row.drafts[field.name]?.text ?? written(field, row.values[field.name] ?? null, this.parts.options(field))
  }

  look(row: number, column: number): CellLook {
    const field = this.parts.fields[column]
    const at = this.shown[row]
    if (!at) {
      return this.parts.closed() === undefined ? { text: '' } : { text: '', tone: 'closed' }
    }
    const remark = this.remark(at, field)
    return {
      text: this.textOf(at, field).replace(/\n/g, ' ↵ '),
      tone: this.toneOf(at, field),
      level: remark?.level,
      message: remark?.message,
      pending: isWaiting(at, field.name),
      differs: this.differs(at, field),
      author: at.id === undefined ? undefined : this.author?.(at.id, field.name),
      marked: at.id !== undefined && this.marked.has(`${at.id}/${field.name}`),
    }
  }

  private toneOf(row: Row, field: Field): CellLook['tone'] {
    if (row.masked.has(field.name) && !row.drafts[field.name]) {
      return 'masked'
    }
    return this.parts.closed() !== undefined ? 'closed' : field.reference ? 'reference' : undefined
  }

  head(row: number): RowLook {
    const at = this.shown[row]
    if (!at) {
      return { label: row === this.shown.length && this.parts.closed() === undefined ? '＋' : '', title: '' }
    }
    const bad = Object.keys(at.drafts).length > 0
    const title = this.parts.words().row(row + 1, at.id)
    return { label: String(row + 1), title, tone: bad ? 'error' : at.id === undefined ? 'new' : at.mine ? 'own' : undefined }
  }

  whyNot(): string | undefined {
    return this.parts.closed()
  }

  // ---- what is to be looked at

  remark(row: Row, field: Field): Remark | undefined {
    const draft = row.drafts[field.name]
    if (draft) {
      const message = `${draft.message}${this.parts.words().unsent}`
      return { key: row.key, field: field.name, level: 'error', message, proposal: draft.proposal }
    }
    const found = row.id === undefined ? undefined : this.findings.get(`${row.id}/${field.name}`)
    if (found && found.length > 0) {
      return { ...found[0], key: row.key }
    }
    const value = row.values[field.name] ?? null
    return field.required && value === null
      ? { key: row.key, field: field.name, level: 'warning', message: this.parts.words().missing }
      : undefined
  }

  /** Cells whose text their columns do not take. */
  get drafts(): number {
    return this.rows.reduce((sum, row) => sum + (row.removed ? 0 : Object.keys(row.drafts).length), 0)
  }

  /** Everything to be looked at, row by row. */
  remarks(): Remark[] {
    const all: Remark[] = []
    const required = this.parts.fields.filter((field) => field.required)
    for (const row of this.rows) {
      if (!row.removed) {
        for (const field of this.findings.size > 0 || Object.keys(row.drafts).length > 0 ? this.parts.fields : required) {
          const remark = this.remark(row, field)
          if (remark) all.push(remark)
        }
      }
    }
    return all
  }

  private differs(row: Row, field: Field): boolean {
    const before = row.id === undefined ? undefined : this.lastYear?.changed.get(row.id)
    return before !== undefined && field.name in before && before[field.name] !== (row.values[field.name] ?? null)
  }

  /** How many rows differ from last year's entry. */
  get different(): number {
    return this.rows.reduce((sum, row) => sum + (!row.removed && this.parts.fields.some((field) => this.differs(row, field)) ? 1 : 0), 0)
  }

  /** What last year had in a cell that differs now; "same" or "new" if there is nothing to show. */
  before(index: number, field: Field): { text: string } | 'same' | 'new' | undefined {
    const row = this.shown[index]
    if (!this.lastYear || row?.id === undefined) return undefined
    if (this.lastYear.added.has(row.id)) return 'new'
    return this.differs(row, field) ? { text: written(field, this.lastYear.changed.get(row.id)![field.name] ?? null, this.parts.options(field)) } : 'same'
  }

  // ---- what somebody does

  write(edits: readonly Edit[], manner: 'typed' | 'block'): Outcome {
    if (this.parts.closed() !== undefined) {
      this.parts.late(edits)
      return { changed: 0, wrong: 0, skipped: edits.length }
    }
    const added: string[] = []
    const fresh = new Map<number, Row>()
    const cells: CellStep[] = []
    for (const edit of edits) {
      const row = this.shown[edit.row] ?? fresh.get(edit.row) ?? this.create(edit, fresh, added)
      const field = this.parts.fields[edit.column]
      if (row && field) {
        const from = this.textOf(row, field)
        if (from !== edit.text) {
          cells.push({ key: row.key, field: field.name, from: row.masked.has(field.name) ? '' : from, to: edit.text })
        }
      }
    }
    const step = { cells, added, removed: [] }
    const wrong = this.carryOut(step, manner, 'to')
    if (cells.length > 0) this.undoing.push(step)
    return { changed: cells.length, wrong, skipped: 0 }
  }

  private create(edit: Edit, fresh: Map<number, Row>, added: string[]): Row | undefined {
    if (edit.text.trim() === '') {
      return undefined
    }
    const row = newRow()
    fresh.set(edit.row, row)
    this.rows.push(row)
    this.shown.push(row)
    this.byKey.set(row.key, row)
    added.push(row.key)
    return row
  }

  /** Sets cells to one side of a step and hands the act on; answers how many texts their columns do not take. */
  private carryOut(step: Step, manner: 'typed' | 'block', side: 'from' | 'to', gone: readonly string[] = []): number {
    const changes = new Map<string, RowChange>()
    let wrong = 0
    for (const cell of step.cells) {
      const row = this.byKey.get(cell.key)
      const field = this.parts.fields.find((each) => each.name === cell.field)
      if (row && field && !gone.includes(cell.key)) {
        row.mine = true
        const said = this.set(row, field, cell[side])
        if (said === undefined) {
          wrong++
        } else {
          const change: RowChange = changes.get(row.key) ?? { key: row.key, op: 'WRITE', values: {} }
          change.values[field.name] = said.value
          if (said.tidied) change.written = { ...change.written, [field.name]: cell[side] }
          changes.set(row.key, change)
        }
      }
    }
    for (const key of gone) {
      this.byKey.get(key)!.removed = true
      changes.set(key, { key, op: 'REMOVE', values: {} })
    }
    this.send([...changes.values()], manner)
    if (gone.length > 0) this.review()
    this.parts.changed()
    return wrong
  }

  /** Puts a text into a cell; answers the value and whether it is another form of the text, or undefined if the text is none. */
  private set(row: Row, field: Field, text: string): { value: Value; tidied: boolean } | undefined {
    const options = this.parts.options(field)
    const said = read(field, text, options)
    row.masked = row.masked.has(field.name) ? new Set([...row.masked].filter((name) => name !== field.name)) : row.masked
    if (!said.ok) {
      const message = this.parts.words().problem(field, said.problem)
      row.drafts[field.name] = { text, message, proposal: said.proposal }
      return undefined
    }
    delete row.drafts[field.name]
    // what a check found was about another value
    if (row.id !== undefined) this.findings.delete(`${row.id}/${field.name}`)
    row.values[field.name] = said.value
    return said
  }

  private send(changes: RowChange[], manner: 'typed' | 'block'): void {
    if (changes.length === 0) {
      return
    }
    for (const change of changes) {
      const row = this.byKey.get(change.key)
      if (row) wait(row, change.op === 'REMOVE' ? [''] : Object.keys(change.values))
    }
    this.parts.act({
      id: crypto.randomUUID(),
      manner: changes.length > 1 ? 'block' : manner,
      changes,
      reason: this.parts.reason(),
    })
  }

  /** 删除: rows go; they stay in the ledger, with whoever took them out and why. */
  remove(keys: readonly string[]): number {
    const gone = keys.filter((key) => {
      const row = this.byKey.get(key)
      return row !== undefined && !row.removed
    })
    if (gone.length === 0 || this.parts.closed() !== undefined) {
      return 0
    }
    const step = { cells: this.cellsOf(gone), added: [], removed: gone }
    this.carryOut({ cells: [], added: [], removed: gone }, 'block', 'to', gone)
    // what came hidden in part cannot be put back from here
    if (gone.every((key) => this.byKey.get(key)!.masked.size === 0)) this.undoing.push(step)
    return gone.length
  }

  private cellsOf(keys: readonly string[]): CellStep[] {
    return keys.flatMap((key) => {
      const row = this.byKey.get(key)!
      return this.parts.fields.map((field) => ({ key, field: field.name, from: this.textOf(row, field), to: '' }))
    })
  }

  undo(): Spot | undefined {
    const step = this.undoing.undo()
    return step && this.replay(step, 'from', step.added, step.removed)
  }

  redo(): Spot | undefined {
    const step = this.undoing.redo()
    return step && this.replay(step, 'to', step.removed, step.added)
  }

  private replay(step: Step, side: 'from' | 'to', gone: readonly string[], back: readonly string[]): Spot | undefined {
    for (const key of back) {
      const row = this.byKey.get(key)
      if (row) {
        // the ledger never takes a removal back; the row comes again as a new entry
        row.removed = false
        row.id = undefined
        row.revision = 0
      }
    }
    if (back.length > 0) this.review()
    this.carryOut({ ...step, cells: back.length > 0 || gone.length === 0 ? step.cells : step.cells.filter((cell) => !gone.includes(cell.key)) }, 'block', side, gone)
    const first = step.cells[0]
    return first && this.spotOf(first.key, first.field)
  }

  // ---- what came of it

  /** The server took a row. */
  stored(key: string, id: number, revision: number, fields: readonly string[]): void {
    const row = this.byKey.get(key)
    if (row) {
      const twin = this.rows.find((each) => each.id === id && each !== row)
      if (twin) {
        // the answer to an earlier page's request: the entry had been read already
        this.rows = this.rows.filter((each) => each !== twin)
        this.shown = this.shown.filter((each) => each !== twin)
        this.byKey.delete(twin.key)
      }
      row.id = id
      row.revision = revision
      arrived(row, fields)
    }
  }

  /** The server took a row out. */
  gone(key: string): void {
    const row = this.byKey.get(key)
    if (row) arrived(row, [''])
  }

  /** A cell came back: its text stays here with the server's words beside it. */
  sentBack(key: string, field: string, message: string): void {
    const row = this.byKey.get(key)
    const known = this.parts.fields.find((each) => each.name === field)
    if (row && known) {
      row.drafts[field] = { text: this.textOf(row, known), message }
      arrived(row, [field])
    }
  }

  /** Somebody else's value takes the place of mine. */
  yielded(key: string, field: string, value: Value, revision: number): void {
    const row = this.byKey.get(key)
    if (row) {
      row.values[field] = value
      delete row.drafts[field]
      row.revision = revision
      arrived(row, [field])
    }
  }

  /** News from the server: cells that nobody here is typing into take its values. */
  merge(entries: readonly EntryShown[], removed: readonly number[]): number {
    let others = 0
    const known = this.byId()
    for (const entry of entries) {
      const row = known.get(entry.id)
      if (!row) {
        const fresh = rowOf(entry)
        this.rows.push(fresh)
        this.byKey.set(fresh.key, fresh)
        others++
      } else if (entry.revision > row.revision) {
        this.take(row, entry)
        others++
      }
    }
    for (const id of removed) {
      const row = known.get(id)
      if (row && !row.removed && row.waiting.size === 0) {
        row.removed = true
        others++
      }
    }
    if (others > 0) this.review()
    return others
  }

  private take(row: Row, entry: EntryShown): void {
    for (const [field, value] of Object.entries(entry.values)) {
      if (!isWaiting(row, field) && !row.drafts[field]) {
        row.values[field] = value
      }
    }
    row.masked = new Set(entry.masked.filter((field) => !isWaiting(row, field)))
    if (row.waiting.size === 0) {
      row.revision = entry.revision
    }
  }

  // ---- what outlives the page

  /** Drafts, and rows that the server does not know. */
  kept(): { drafts: [string, Record<string, Draft>][]; rows: KeptRow[] } {
    return {
      drafts: this.rows
        .filter((row) => !row.removed && Object.keys(row.drafts).length > 0)
        .map((row) => [row.id === undefined ? row.key : `e${row.id}`, row.drafts]),
      rows: this.rows
        .filter((row) => !row.removed && (row.id === undefined || (row.key !== `e${row.id}` && row.waiting.size > 0)))
        .map((row) => ({ key: row.key, id: row.id, values: row.values })),
    }
  }

  /** Takes up what an earlier page kept, with the acts that were still to be sent. */
  restore(kept: ReturnType<EntryBook['kept']>, acts: readonly PendingAct[]): void {
    for (const { key, id, values } of kept.rows) {
      const known = id === undefined ? undefined : this.byKey.get(`e${id}`)
      if (known) {
        this.byKey.set(key, known)
      } else if (!this.byKey.has(key)) {
        const row = newRow(key)
        row.values = { ...values }
        this.rows.push(row)
        this.byKey.set(key, row)
      }
    }
    for (const act of acts) {
      for (const change of act.changes) {
        const row = this.byKey.get(change.key)
        if (row) {
          row.mine = true
          if (change.op === 'REMOVE') row.removed = true
          else Object.assign(row.values, change.values)
          wait(row, change.op === 'REMOVE' ? [''] : Object.keys(change.values))
        }
      }
    }
    for (const [key, drafts] of kept.drafts) {
      const row = this.byKey.get(key)
      if (row) Object.assign(row.drafts, drafts)
    }
    this.review()
  }
}
