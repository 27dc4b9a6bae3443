import type { Option, Suggestions } from './options'
import { clamp } from './ranges'

/** A column of the sheet. */
export interface Column {
  readonly id: string
  readonly title: string
  /** heading above it and its neighbours of the same name */
  readonly group?: string
  readonly width: number
  readonly align: 'start' | 'end'
  readonly required: boolean
  /** what the form says about it */
  readonly note?: string
  /** the closed list its values come from */
  readonly options?: readonly Option[]
  /** values that fit what was typed, where others may stand too; the cell takes the code of the one chosen */
  readonly suggest?: (typed: string) => Promise<Suggestions>
  /** what tells its cells from others besides their tint, said in a word beside the heading */
  readonly mark?: string
}

export const NARROWEST = 48
export const WIDEST = 640

/** Where the columns lie, from the left edge of the first. */
export class Columns {
  readonly lefts: number[] = []
  total = 0

  constructor(
    readonly all: readonly Column[],
    readonly widths: number[],
    readonly gutter: number,
    public frozen: number,
  ) {
    this.measure()
  }

  get count(): number {
    return this.all.length
  }

  private measure(): void {
    let left = this.gutter
    this.widths.forEach((width, i) => {
      this.lefts[i] = left
      left += width
    })
    this.total = left
  }

  resize(column: number, width: number): void {
    this.widths[column] = clamp(Math.round(width), NARROWEST, WIDEST)
    this.measure()
  }

  /** Right edge of what stays while the rest scrolls. */
  get frozenEdge(): number {
    return this.frozen === 0 ? this.gutter : this.lefts[this.frozen - 1] + this.widths[this.frozen - 1]
  }

  /** The scrolling columns to be seen, with one more on either side. */
  window(scrollLeft: number, width: number): { first: number; last: number } {
    const edge = this.frozenEdge
    let first = this.frozen
    while (first < this.count - 1 && this.lefts[first] + this.widths[first] <= scrollLeft + edge) {
      first++
    }
    let last = first
    while (last < this.count - 1 && this.lefts[last + 1] < scrollLeft + width) {
      last++
    }
    return { first: Math.max(this.frozen, first - 1), last: Math.min(this.count - 1, last + 1) }
  }

  /** The column at a distance from the left edge of the viewport. */
  at(x: number, scrollLeft: number): number {
    const inside = x < this.frozenEdge ? x : x + scrollLeft
    let column = 0
    while (column < this.count - 1 && this.lefts[column + 1] <= inside) {
      column++
    }
    return column
  }

  /** Runs of neighbours that share a group heading, within a span of columns. */
  groups(first: number, last: number): { title: string; first: number; last: number }[] {
    const runs: { title: string; first: number; last: number }[] = []
    for (let i = first; i <= last; i++) {
      const title = this.all[i].group ?? ''
      const run = runs[runs.length - 1]
      if (run && run.title === title && title !== '') {
        run.last = i
      } else {
        runs.push({ title, first: i, last: i })
      }
    }
    return runs
  }
}
