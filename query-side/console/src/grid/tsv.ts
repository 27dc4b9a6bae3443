/** The form in which spreadsheets put a block of cells on the clipboard: tabs, line ends, quotes where a cell holds either. */

/** Reads a block; a quoted cell may hold tabs, line ends and doubled quotes. Every row has the same number of cells. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  let fresh = true
  const source = text.replace(/\r\n?/g, '\n')
  const end = source.endsWith('\n') ? source.length - 1 : source.length
  const next = () => {
    row.push(cell)
    cell = ''
    fresh = true
  }
  for (let i = 0; i < end; i++) {
    const char = source[i]
    if (quoted) {
      if (char === '"' && source[i + 1] === '"') {
        cell += '"'
        i++
      } else if (char === '"') {
        quoted = false
      } else {
        cell += char
      }
    } else if (char === '"' && fresh && closes(source, i + 1, end)) {
      quoted = true
      fresh = false
    } else if (char === '\t') {
      next()
    } else if (char === '\n') {
      next()
      rows.push(row)
      row = []
    } else {
      cell += char
      fresh = false
    }
  }
  next()
  rows.push(row)
  const width = Math.max(...rows.map((each) => each.length))
  return rows.map((each) => (each.length < width ? each.concat(Array<string>(width - each.length).fill('')) : each))
}

/** Whether a quote that opens a cell also closes it just before a separator; a lone quote is a mere character. */
function closes(source: string, from: number, end: number): boolean {
  for (let i = from; i < end; i++) {
    if (source[i] === '"') {
      if (source[i + 1] === '"') {
        i++
      } else {
        return i + 1 >= end || source[i + 1] === '\t' || source[i + 1] === '\n'
      }
    }
  }
  return false
}

/** Writes a block as a spreadsheet would. */
export function formatBlock(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quote).join('\t')).join('\r\n')
}

function quote(cell: string): string {
  return /[\t\n\r"]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell
}
