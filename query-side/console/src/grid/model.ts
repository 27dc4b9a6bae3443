import type { Spot } from './ranges'

/** How a cell is shown. */
export interface CellLook {
  readonly text: string
  /** what is special about it, told apart by tint and by word: closed and computed ones cannot be typed in */
  readonly tone?: 'closed' | 'computed' | 'reference' | 'masked'
  readonly level?: 'error' | 'warning'
  /** what is wrong, in words */
  readonly message?: string
  /** the person's own, not yet acknowledged */
  readonly pending?: boolean
  /** other than last year */
  readonly differs?: boolean
  /** named when the share was sent back */
  readonly marked?: boolean
  /** who wrote it, shown on hovering and spoken, and a tint of that person's from 0 */
  readonly author?: { readonly name: string; readonly tint: number }
}

/** How the head of a row is shown. */
export interface RowLook {
  readonly label: string
  /** spoken and shown on hovering */
  readonly title: string
  readonly tone?: 'new' | 'own' | 'error'
}

/** A cell that somebody wants to hold another text. */
export interface Edit {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** What became of a block of edits. */
export interface Outcome {
  readonly changed: number
  /** of these, cells whose text is not what their column takes */
  readonly wrong: number
  /** cells left as they were because nobody types there */
  readonly skipped: number
}

/** What the sheet shows and writes to; it keeps nothing of its own. */
export interface SheetModel {
  /** rows to be seen, the empty ones at the end included */
  readonly rowCount: number
  text(row: number, column: number): string
  look(row: number, column: number): CellLook
  head(row: number): RowLook
  /** why this cell cannot be edited; undefined if it can */
  whyNot(row: number, column: number): string | undefined
  write(edits: readonly Edit[], manner: 'typed' | 'block'): Outcome
  undo(): Spot | undefined
  redo(): Spot | undefined
}

/** What the sheet tells those around it. */
export interface SheetEvents {
  moved(active: Spot, rows: number, columns: number): void
  history(spot: Spot): void
  find(): void
  resized(column: number, width: number): void
  /** something a person should hear, such as why a key did nothing */
  said(words: string): void
  /** asked at Escape; true if whoever came from elsewhere was led back there */
  back?(): boolean
  /** what is known about a cell on which the pointer rests, each line by itself */
  told?(spot: Spot): Promise<readonly string[]>
}

/** Words of the sheet, in the reader's language. */
export interface SheetWords {
  readonly grid: string
  readonly rowNumber: string
  cell(title: string, row: string, text: string, message: string, state: string): string
  changed(outcome: Outcome): string
  readonly empty: string
  readonly leave: string
  readonly options: string
  readonly tones: Readonly<Record<'closed' | 'computed' | 'reference' | 'masked', string>>
  readonly required: string
  suggestion(option: string, place: number, count: number): string
}
