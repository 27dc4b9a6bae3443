/** A cell of the sheet as it is shown: row and column from 0. */
export interface Spot {
  readonly row: number
  readonly column: number
}

/** A rectangle of cells, both ends included. */
export interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export function between(a: Spot, b: Spot): Range {
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  }
}

export function holds(range: Range, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right
}

export function heightOf(range: Range): number {
  return range.bottom - range.top + 1
}

export function widthOf(range: Range): number {
  return range.right - range.left + 1
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}

/** Every spot of a range, row by row. */
export function* spots(range: Range): Generator<Spot> {
  for (let row = range.top; row <= range.bottom; row++) {
    for (let column = range.left; column <= range.right; column++) {
      yield { row, column }
    }
  }
}

/**
 * Where a block that is pasted lands. A single value fills the whole range; a block repeats if the range is an exact
 * multiple of it, else it is laid down once from the range's first cell.
 */
export function landing(range: Range, rows: number, columns: number): Range {
  const single = rows === 1 && columns === 1
  const tiles = heightOf(range) % rows === 0 && widthOf(range) % columns === 0
  if (single || tiles) {
    return range
  }
  return { top: range.top, left: range.left, bottom: range.top + rows - 1, right: range.left + columns - 1 }
}

/** Where Ctrl and an arrow lead: to the last cell of a run of filled or of empty cells, as in a spreadsheet. */
export function leap(from: number, step: 1 | -1, last: number, filled: (at: number) => boolean): number {
  let at = from
  const inside = (index: number) => index >= 0 && index <= last
  if (!inside(at + step)) {
    return at
  }
  if (filled(at) && filled(at + step)) {
    while (inside(at + step) && filled(at + step)) {
      at += step
    }
    return at
  }
  at += step
  while (inside(at + step) && !filled(at)) {
    at += step
  }
  return at
}
