import type { Columns } from './columns'
import type { CellLook, SheetModel, SheetWords } from './model'
import { holds, type Range, type Spot } from './ranges'

export const ROW_HEIGHT = 28
const SPARE_ROWS = 6

interface PaintedCell {
  readonly el: HTMLElement
  column: number
  /** everything that the element shows, to touch the page only where it differs */
  stamp: string
}

interface PaintedRow {
  readonly el: HTMLElement
  readonly head: HTMLElement
  readonly frozen: PaintedCell[]
  readonly rest: PaintedCell[]
  index: number
  headStamp: string
}

/** What is selected while painting. */
export interface Selected {
  readonly range: Range
  readonly active: Spot
}

/**
 * The part of the sheet that is in the page: as many rows and cells as can be seen and a few more. They are taken from one
 * side and put to the other while the sheet scrolls, and only what differs about them is written.
 */
export class Painter {
  private readonly rows = new Map<number, PaintedRow>()
  private readonly spare: PaintedRow[] = []
  private readonly places = new WeakMap<Element, { row: PaintedRow; cell: PaintedCell | undefined }>()
  private headStamp = ''

  constructor(
    private readonly id: string,
    private readonly columns: Columns,
    private readonly model: () => SheetModel,
    private readonly words: () => SheetWords,
    private readonly headRows: HTMLElement,
    private readonly body: HTMLElement,
    readonly twoLevels: boolean,
  ) {}

  get headHeight(): number {
    return this.twoLevels ? 54 : 30
  }

  cellId(spot: Spot): string {
    return `${this.id}-${spot.row}-${spot.column}`
  }

  /** The cell that an element of the page belongs to. */
  place(target: Element): { row: number; column: number | undefined } | undefined {
    const found = this.places.get(target.closest('[data-c]') ?? target)
    return found && { row: found.row.index, column: found.cell?.column }
  }

  paint(view: { top: number; left: number; width: number; height: number }, selected: Selected): void {
    const count = this.model().rowCount
    const first = Math.max(0, Math.floor(view.top / ROW_HEIGHT) - SPARE_ROWS)
    const last = Math.min(count - 1, Math.ceil((view.top + view.height - this.headHeight) / ROW_HEIGHT) + SPARE_ROWS)
    const span = this.columns.window(view.left, view.width)
    this.paintHead(span, selected.range)
    for (const [index, row] of this.rows) {
      if (index < first || index > last) {
        this.rows.delete(index)
        this.spare.push(row)
      }
    }
    for (let index = first; index <= last; index++) {
      let row = this.rows.get(index)
      if (!row) {
        row = this.spare.pop() ?? this.newRow()
        row.index = index
        row.el.style.transform = `translateY(${index * ROW_HEIGHT}px)`
        row.el.setAttribute('aria-rowindex', String(index + (this.twoLevels ? 3 : 2)))
        this.rows.set(index, row)
      }
      this.paintRow(row, span, selected)
    }
    for (const row of this.spare.splice(0)) {
      row.el.remove()
    }
  }

  private newRow(): PaintedRow {
    const el = element('div', 'sheet-row', 'row')
    const head = element('div', 'sheet-gutter', 'rowheader')
    head.dataset.c = 'head'
    head.setAttribute('aria-colindex', '1')
    el.append(head)
    el.style.width = `${this.columns.total}px`
    const row: PaintedRow = { el, head, frozen: [], rest: [], index: -1, headStamp: '' }
    this.places.set(head, { row, cell: undefined })
    this.body.append(el)
    return row
  }

  private paintRow(row: PaintedRow, span: { first: number; last: number }, selected: Selected): void {
    const look = this.model().head(row.index)
    const chosen = row.index >= selected.range.top && row.index <= selected.range.bottom
    const stamp = `${look.label}|${look.tone ?? ''}|${chosen}|${look.title}`
    if (row.headStamp !== stamp) {
      row.headStamp = stamp
      row.head.className = `sheet-gutter${chosen ? ' chosen' : ''}${look.tone ? ` is-${look.tone}` : ''}`
      row.head.textContent = look.label
      row.head.title = look.title
      if (look.title) row.head.setAttribute('aria-label', look.title)
    }
    row.el.style.width = `${this.columns.total}px`
    this.fit(row, row.frozen, 0, this.columns.frozen - 1, true)
    this.fit(row, row.rest, span.first, span.last, false)
    for (const cell of row.frozen) this.paintCell(row, cell, selected)
    for (const cell of row.rest) this.paintCell(row, cell, selected)
  }

  /** Gives a row as many cells as the span has columns, each in its place. */
  private fit(row: PaintedRow, cells: PaintedCell[], first: number, last: number, frozen: boolean): void {
    const wanted = Math.max(0, last - first + 1)
    while (cells.length > wanted) {
      cells.pop()!.el.remove()
    }
    while (cells.length < wanted) {
      const el = element('div', '', 'gridcell')
      el.dataset.c = 'cell'
      const cell: PaintedCell = { el, column: -1, stamp: '' }
      this.places.set(el, { row, cell })
      if (frozen) {
        const before = row.rest[0]?.el ?? null
        row.el.insertBefore(el, before)
      } else {
        row.el.append(el)
      }
      cells.push(cell)
    }
    cells.forEach((cell, i) => {
      const column = first + i
      if (cell.column !== column) {
        cell.column = column
        cell.stamp = ''
        cell.el.setAttribute('aria-colindex', String(column + 2))
      }
      const left = `${this.columns.lefts[column]}px`
      const width = `${this.columns.widths[column]}px`
      if (cell.el.style.left !== left) cell.el.style.left = left
      if (cell.el.style.width !== width) cell.el.style.width = width
    })
  }

  private paintCell(row: PaintedRow, cell: PaintedCell, selected: Selected): void {
    const look = this.model().look(row.index, cell.column)
    const { range, active } = selected
    const classes = this.classes(look, row.index, cell.column, range, active)
    const isActive = active.row === row.index && active.column === cell.column
    const stamp = `${classes}|${look.text}|${look.message ?? ''}|${look.author?.name ?? ''}|${isActive ? this.cellId(active) : ''}`
    if (cell.stamp === stamp) {
      return
    }
    cell.stamp = stamp
    const el = cell.el
    el.className = classes
    el.textContent = look.text
    if (look.level === 'error') el.setAttribute('aria-invalid', 'true')
    else el.removeAttribute('aria-invalid')
    if (look.tone === 'closed' || look.tone === 'computed') el.setAttribute('aria-readonly', 'true')
    else el.removeAttribute('aria-readonly')
    el.setAttribute('aria-selected', holds(range, row.index, cell.column) ? 'true' : 'false')
    if (isActive) el.id = this.cellId(active)
    else el.removeAttribute('id')
  }

  private classes(look: CellLook, row: number, column: number, range: Range, active: Spot): string {
    const all = ['sheet-cell']
    if (column < this.columns.frozen) all.push('frozen')
    if (column === this.columns.frozen - 1) all.push('edge')
    if (this.columns.all[column].align === 'end') all.push('end')
    if (look.tone) all.push(`is-${look.tone}`)
    if (look.level) all.push(`has-${look.level}`)
    if (look.pending) all.push('is-pending')
    if (look.differs) all.push('is-different')
    if (look.marked) all.push('is-marked')
    if (look.author) all.push(`by-${look.author.tint}`)
    if (holds(range, row, column)) {
      all.push('selected')
      if (row === range.top) all.push('at-top')
      if (row === range.bottom) all.push('at-bottom')
      if (column === range.left) all.push('at-left')
      if (column === range.right) all.push('at-right')
      if (row === range.bottom && column === range.right) all.push('corner')
    }
    if (active.row === row && active.column === column) all.push('active')
    return all.join(' ')
  }

  private paintHead(span: { first: number; last: number }, range: Range): void {
    const stamp = `${span.first}|${span.last}|${this.columns.widths.join()}|${this.columns.frozen}|${range.left}|${range.right}|${this.words().grid}`
    if (stamp === this.headStamp) {
      return
    }
    this.headStamp = stamp
    const rows: HTMLElement[] = []
    if (this.twoLevels) {
      rows.push(this.groupRow(span))
    }
    rows.push(this.titleRow(span, range))
    this.headRows.replaceChildren(...rows)
  }

  private groupRow(span: { first: number; last: number }): HTMLElement {
    const row = element('div', 'sheet-head-row groups', 'row')
    row.setAttribute('aria-rowindex', '1')
    row.style.width = `${this.columns.total}px`
    row.append(this.headGutter(''))
    const runs = [
      ...(this.columns.frozen > 0 ? this.columns.groups(0, this.columns.frozen - 1) : []),
      ...this.columns.groups(span.first, span.last),
    ]
    for (const run of runs) {
      const el = element('div', `sheet-title group${run.first < this.columns.frozen ? ' frozen' : ''}`, 'columnheader')
      el.setAttribute('aria-colindex', String(run.first + 2))
      el.setAttribute('aria-colspan', String(run.last - run.first + 1))
      el.style.left = `${this.columns.lefts[run.first]}px`
      const end = this.columns.lefts[run.last] + this.columns.widths[run.last]
      el.style.width = `${end - this.columns.lefts[run.first]}px`
      el.textContent = run.title
      row.append(el)
    }
    return row
  }

  private titleRow(span: { first: number; last: number }, range: Range): HTMLElement {
    const row = element('div', 'sheet-head-row', 'row')
    row.setAttribute('aria-rowindex', this.twoLevels ? '2' : '1')
    row.style.width = `${this.columns.total}px`
    row.append(this.headGutter(this.words().rowNumber))
    for (let i = 0; i < this.columns.frozen; i++) row.append(this.title(i, range))
    for (let i = span.first; i <= span.last; i++) row.append(this.title(i, range))
    return row
  }

  private headGutter(label: string): HTMLElement {
    const el = element('div', 'sheet-gutter corner-head', 'columnheader')
    el.setAttribute('aria-colindex', '1')
    const hidden = element('span', 'unseen')
    hidden.textContent = label
    el.append(hidden)
    return el
  }

  private title(index: number, range: Range): HTMLElement {
    const column = this.columns.all[index]
    const frozen = index < this.columns.frozen
    const chosen = index >= range.left && index <= range.right
    const el = element(
      'div',
      `sheet-title${frozen ? ' frozen' : ''}${index === this.columns.frozen - 1 ? ' edge' : ''}${chosen ? ' chosen' : ''}${column.align === 'end' ? ' end' : ''}`,
      'columnheader',
    )
    el.setAttribute('aria-colindex', String(index + 2))
    el.style.left = `${this.columns.lefts[index]}px`
    el.style.width = `${this.columns.widths[index]}px`
    el.dataset.title = String(index)
    if (column.required) {
      const star = element('b', 'star')
      star.textContent = '*'
      star.title = this.words().required
      el.append(star)
    }
    const text = element('span', 'words')
    text.textContent = column.title
    el.append(text)
    if (column.mark) {
      const word = element('span', 'word')
      word.textContent = column.mark
      el.append(word)
    }
    el.title = [column.title, column.note].filter(Boolean).join('\n')
    const grip = element('i', 'grip')
    grip.dataset.grip = String(index)
    el.append(grip)
    return el
  }
}

function element(tag: string, classes: string, role?: string): HTMLElement {
  const el = document.createElement(tag)
  if (classes) el.className = classes
  if (role) el.setAttribute('role', role)
  return el
}
