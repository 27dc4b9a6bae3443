import type { Spot } from './ranges'

/** 查找: where a text stands, row by row. */
export function findAll(
  rows: number,
  columns: number,
  textAt: (row: number, column: number) => string,
  wanted: string,
  whole: boolean,
): Spot[] {
  const found: Spot[] = []
  const needle = wanted.toLowerCase()
  if (needle === '') {
    return found
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const text = textAt(row, column).toLowerCase()
      if (whole ? text === needle : text.includes(needle)) {
        found.push({ row, column })
      }
    }
  }
  return found
}

/** 替换: every occurrence in a text, whatever its case. */
export function replaced(text: string, wanted: string, by: string, whole: boolean): string {
  if (wanted === '') {
    return text
  }
  if (whole) {
    return text.toLowerCase() === wanted.toLowerCase() ? by : text
  }
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi')
  return text.replace(pattern, () => by)
}
