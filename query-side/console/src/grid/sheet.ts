import { type Column, Columns } from './columns'
import { continued, repeated } from './fill'
import type { CellLook, Edit, Outcome, SheetEvents, SheetModel, SheetWords } from './model'
import { exactly, type Suggestions } from './options'
import { Painter, ROW_HEIGHT } from './painter'
import { Picker } from './picker'
import { between, clamp, heightOf, landing, leap, type Range, type Spot, spots, widthOf } from './ranges'
import { Tip } from './tip'
import { formatBlock, parseBlock } from './tsv'

const GUTTER = 52
const MOST_CELLS = 200_000
/** milliseconds of rest before typing becomes a question */
const PAUSE = 150
let sheets = 0

/** Everything a sheet is made of. */
export interface SheetParts {
  readonly columns: readonly Column[]
  readonly widths: number[]
  readonly frozen: number
  readonly model: SheetModel
  readonly words: SheetWords
  readonly events: SheetEvents
}

/**
 * 数据表格: the sheet that people fill in. One textarea lies on the active cell, unseen, and always has the focus; it turns
 * visible with the first key or the first stroke of an input method. So somebody may select a cell and start typing
 * Chinese, the candidates appear where he looks, and the clipboard needs no permission.
 */
export class Sheet {
  private active: Spot = { row: 0, column: 0 }
  private extent: Spot = { row: 0, column: 0 }
  private editing = false
  /** the question for suggestions that was asked last; answers to earlier ones come too late */
  private asked = 0
  private leaving = false
  private dragging: 'none' | 'select' | 'fill' | 'resize' = 'none'
  private fillEnd: Spot | undefined
  private resizing = { column: 0, from: 0, width: 0 }
  private frame = 0
  private readonly columns: Columns
  private readonly painter: Painter
  private readonly picker: Picker
  private readonly view: HTMLElement
  private readonly canvas: HTMLElement
  private readonly grid: HTMLElement
  private readonly body: HTMLElement
  private readonly editor: HTMLTextAreaElement
  private readonly live: HTMLElement
  private readonly watch: ResizeObserver
  private readonly letGo = new AbortController()

  constructor(
    private readonly host: HTMLElement,
    private readonly parts: SheetParts,
  ) {
    const id = `sheet${++sheets}`
    const twoLevels = parts.columns.some((column) => column.group)
    this.columns = new Columns(parts.columns, parts.widths, GUTTER, parts.frozen)
    this.view = make('div', 'sheet-view')
    this.canvas = make('div', 'sheet-canvas')
    this.grid = make('div', 'sheet-grid')
    this.grid.id = id
    this.grid.setAttribute('role', 'grid')
    this.grid.setAttribute('aria-multiselectable', 'true')
    this.grid.setAttribute('aria-label', parts.words.grid)
    const head = make('div', 'sheet-head')
    head.setAttribute('role', 'rowgroup')
    this.body = make('div', 'sheet-body')
    this.body.setAttribute('role', 'rowgroup')
    this.editor = document.createElement('textarea')
    this.editor.className = 'sheet-editor'
    this.editor.rows = 1
    this.editor.spellcheck = false
    this.editor.setAttribute('autocomplete', 'off')
    this.editor.setAttribute('aria-controls', id)
    const list = make('div', 'sheet-picker')
    list.id = `${id}-list`
    list.setAttribute('role', 'listbox')
    list.setAttribute('aria-label', parts.words.options)
    list.hidden = true
    this.live = make('div', 'unseen')
    this.live.setAttribute('aria-live', 'polite')
    this.grid.append(head, this.body)
    this.canvas.append(this.grid, this.editor, list)
    this.view.append(this.canvas)
    const tip = make('div', 'sheet-tip')
    host.replaceChildren(this.view, tip, this.live)
    host.classList.add('sheet')
    this.painter = new Painter(id, this.columns, () => parts.model, () => parts.words, head, this.body, twoLevels)
    const about = {
      place: (target: Element) => {
        const place = this.painter.place(target)
        return place?.column === undefined ? undefined : { row: place.row, column: place.column }
      },
      look: (spot: Spot) => parts.model.look(spot.row, spot.column),
      tone: (look: CellLook) => look.tone && parts.words.tones[look.tone],
      told: parts.events.told && ((spot: Spot) => parts.events.told!(spot)),
    }
    new Tip(host, this.view, tip, about, this.letGo.signal)
    this.picker = new Picker(
      list,
      `${id}-option`,
      (option) => {
        this.editor.value = this.columns.all[this.active.column].suggest ? option.code : option.label
        this.picker.hide()
        this.commit()
        this.go({ row: this.active.row + 1, column: this.active.column })
      },
      (option, place, count) => this.say(parts.words.suggestion(`${option.code} ${option.label}`, place, count)),
    )
    this.listen()
    this.watch = new ResizeObserver(() => this.later())
    this.watch.observe(this.view)
    this.refresh()
  }

  destroy(): void {
    this.letGo.abort()
    this.watch.disconnect()
    cancelAnimationFrame(this.frame)
    this.host.replaceChildren()
  }

  /** Rows or values changed elsewhere. */
  refresh(): void {
    this.grid.setAttribute('aria-rowcount', String(this.parts.model.rowCount + (this.painter.twoLevels ? 2 : 1)))
    this.grid.setAttribute('aria-colcount', String(this.columns.count + 1))
    this.active = this.inside(this.active)
    this.extent = this.inside(this.extent)
    this.layOut()
    this.paint()
    this.place()
  }

  focus(): void {
    this.editor.focus({ preventScroll: true })
  }

  get selection(): Range {
    return between(this.active, this.extent)
  }

  get spot(): Spot {
    return this.active
  }

  get frozen(): number {
    return this.columns.frozen
  }

  /** 冻结列: the first so many columns stay while the others scroll. */
  freeze(count: number): void {
    this.columns.frozen = clamp(count, 0, Math.min(6, this.columns.count - 1))
    this.refresh()
  }

  /** Goes to a cell, as the list of problems and the search do. */
  show(spot: Spot): void {
    this.commit()
    this.go(spot)
    this.focus()
  }

  fillDown(): void {
    const range = this.selection
    this.spread(range, (column) => {
      const seed = [this.parts.model.text(range.top, column)]
      return repeated(seed, heightOf(range) - 1).map((text, i) => ({ row: range.top + 1 + i, column, text }))
    })
  }

  private spread(range: Range, ofColumn: (column: number) => Edit[]): void {
    const edits: Edit[] = []
    for (let column = range.left; column <= range.right; column++) {
      edits.push(...ofColumn(column))
    }
    this.write(edits, 'block')
  }

  private fillRight(): void {
    const range = this.selection
    const edits: Edit[] = []
    for (let row = range.top; row <= range.bottom; row++) {
      const text = this.parts.model.text(row, range.left)
      for (let column = range.left + 1; column <= range.right; column++) {
        edits.push({ row, column, text })
      }
    }
    this.write(edits, 'block')
  }

  undo(): void {
    this.commit()
    this.after(this.parts.model.undo())
  }

  redo(): void {
    this.commit()
    this.after(this.parts.model.redo())
  }

  private after(spot: Spot | undefined): void {
    this.refresh()
    if (spot) {
      this.go(spot)
    }
    this.focus()
  }

  // ---- painting

  private layOut(): void {
    const height = this.painter.headHeight + this.parts.model.rowCount * ROW_HEIGHT
    this.canvas.style.width = `${this.columns.total}px`
    this.canvas.style.height = `${height}px`
    this.body.style.height = `${this.parts.model.rowCount * ROW_HEIGHT}px`
  }

  private later(): void {
    if (!this.frame) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0
        this.paint()
        this.place()
      })
    }
  }

  private paint(): void {
    const { scrollTop, scrollLeft, clientWidth, clientHeight } = this.view
    const range = this.dragging === 'fill' && this.fillEnd ? this.fillRange() : this.selection
    this.painter.paint(
      { top: scrollTop, left: scrollLeft, width: clientWidth, height: clientHeight },
      { range, active: this.active },
    )
  }

  /** Puts the textarea on the active cell and says what is there. */
  private place(): void {
    const { row, column } = this.active
    const box = this.box(this.active)
    const style = this.editor.style
    style.left = `${box.left}px`
    style.top = `${box.top}px`
    style.width = `${this.editing ? Math.max(box.width, 120) : box.width}px`
    style.height = `${this.editing ? this.editorHeight() : ROW_HEIGHT}px`
    const look = this.parts.model.look(row, column)
    const words = this.parts.words
    this.editor.setAttribute('aria-activedescendant', this.picker.currentId ?? this.painter.cellId(this.active))
    this.editor.setAttribute(
      'aria-label',
      words.cell(
        this.columns.all[column].title,
        this.parts.model.head(row).label || String(row + 1),
        look.text || words.empty,
        look.author?.name ?? look.message ?? '',
        look.tone ? words.tones[look.tone] : '',
      ),
    )
  }

  private editorHeight(): number {
    const lines = this.editor.value.split('\n').length
    return Math.min(6, lines) * 20 + 8
  }

  private box(spot: Spot): { left: number; top: number; width: number } {
    const shift = spot.column < this.columns.frozen ? this.view.scrollLeft : 0
    return {
      left: this.columns.lefts[spot.column] + shift,
      top: this.painter.headHeight + spot.row * ROW_HEIGHT,
      width: this.columns.widths[spot.column],
    }
  }

  private reveal(spot: Spot): void {
    const view = this.view
    const top = spot.row * ROW_HEIGHT
    const room = view.clientHeight - this.painter.headHeight
    if (top < view.scrollTop) {
      view.scrollTop = top
    } else if (top + ROW_HEIGHT > view.scrollTop + room) {
      view.scrollTop = top + ROW_HEIGHT - room
    }
    if (spot.column >= this.columns.frozen) {
      const left = this.columns.lefts[spot.column]
      const edge = this.columns.frozenEdge
      if (left < view.scrollLeft + edge) {
        view.scrollLeft = left - edge
      } else if (left + this.columns.widths[spot.column] > view.scrollLeft + view.clientWidth) {
        view.scrollLeft = left + this.columns.widths[spot.column] - view.clientWidth
      }
    }
  }

  // ---- moving

  private inside(spot: Spot): Spot {
    return {
      row: clamp(spot.row, 0, Math.max(0, this.parts.model.rowCount - 1)),
      column: clamp(spot.column, 0, this.columns.count - 1),
    }
  }

  private go(spot: Spot, extend = false): void {
    const to = this.inside(spot)
    if (extend) {
      this.extent = to
    } else {
      this.active = to
      this.extent = to
    }
    this.leaving = false
    this.reveal(to)
    if (!this.editing) {
      this.editor.value = ''
    }
    this.paint()
    this.place()
    const range = this.selection
    this.parts.events.moved(this.active, heightOf(range), widthOf(range))
  }

  private leapTo(from: Spot, down: number, right: number): Spot {
    const { model } = this.parts
    if (down !== 0) {
      const row = leap(from.row, down > 0 ? 1 : -1, model.rowCount - 1, (at) => model.text(at, from.column) !== '')
      return { row, column: from.column }
    }
    const column = leap(from.column, right > 0 ? 1 : -1, this.columns.count - 1, (at) => model.text(from.row, at) !== '')
    return { row: from.row, column }
  }

  // ---- writing

  private write(edits: readonly Edit[], manner: 'typed' | 'block'): void {
    if (edits.length === 0) {
      return
    }
    if (edits.length > MOST_CELLS) {
      return
    }
    const outcome: Outcome = this.parts.model.write(edits, manner)
    this.refresh()
    this.say(this.parts.words.changed(outcome))
  }

  private begin(keep: boolean): void {
    if (this.editing) {
      return
    }
    const why = this.parts.model.whyNot(this.active.row, this.active.column)
    if (why !== undefined) {
      this.editor.value = ''
      this.say(why)
      this.parts.events.said(why)
      return
    }
    this.editing = true
    this.held = this.selection
    this.extent = this.active
    this.reveal(this.active)
    this.editor.classList.add('open')
    this.canvas.classList.add('editing')
    if (keep) {
      this.editor.value = this.parts.model.text(this.active.row, this.active.column)
      this.editor.setSelectionRange(this.editor.value.length, this.editor.value.length)
    }
    this.paint()
    this.place()
  }

  /** Takes what was typed; with a drop-down open, the option that stands out. */
  private commit(into?: Range): void {
    if (!this.editing) {
      return
    }
    const { row, column } = this.active
    const { options, suggest } = this.columns.all[column]
    let text = this.editor.value
    if (suggest && this.picker.currentId) {
      text = this.picker.current?.code ?? text
    } else if (options && text.trim() !== '' && !exactly(options, text)) {
      text = this.picker.current?.label ?? text
    } else if (options && this.picker.currentId) {
      text = this.picker.current?.label ?? text
    }
    this.close()
    if (into) {
      this.write(
        [...spots(into)].map((spot) => ({ ...spot, text })),
        'block',
      )
    } else if (text !== this.parts.model.text(row, column)) {
      this.write([{ row, column, text }], 'typed')
    }
  }

  private close(): void {
    this.editing = false
    this.asked++
    this.editor.classList.remove('open')
    this.canvas.classList.remove('editing')
    this.editor.value = ''
    this.picker.hide()
    this.place()
  }

  private suggest(): void {
    const { options, suggest } = this.columns.all[this.active.column]
    if (this.editing && suggest) {
      void this.ask(suggest, this.editor.value, PAUSE)
      return
    }
    if (!this.editing || !options) {
      this.picker.hide()
      return
    }
    this.picker.show(options, this.editor.value, this.below())
    this.place()
  }

  /** Asks for suggestions once the typing rests; only the answer to the last question is shown. */
  private async ask(suggest: (typed: string) => Promise<Suggestions>, typed: string, pause: number): Promise<void> {
    const question = ++this.asked
    await new Promise((rested) => setTimeout(rested, pause))
    if (question !== this.asked) return
    const { options, note } = await suggest(typed)
    if (question !== this.asked || !this.editing) return
    this.picker.offer(options, note, this.below())
    this.place()
    if (note) this.say(note)
  }

  private below(): { left: number; top: number; width: number } {
    const box = this.box(this.active)
    return { ...box, top: box.top + ROW_HEIGHT }
  }

  private clear(): void {
    this.write(
      [...spots(this.selection)].map((spot) => ({ ...spot, text: '' })),
      heightOf(this.selection) * widthOf(this.selection) === 1 ? 'typed' : 'block',
    )
  }

  /** Lays a block down, as if it had been copied from a spreadsheet. */
  paste(block: readonly (readonly string[])[]): void {
    const rows = block.length
    const columns = block[0].length
    const range = landing(this.selection, rows, columns)
    const right = Math.min(range.right, this.columns.count - 1)
    const edits: Edit[] = []
    for (let row = range.top; row <= range.bottom; row++) {
      for (let column = range.left; column <= right; column++) {
        edits.push({ row, column, text: block[(row - range.top) % rows][(column - range.left) % columns] })
      }
    }
    this.active = { row: range.top, column: range.left }
    this.write(edits, 'block')
    this.extent = this.inside({ row: range.bottom, column: right })
    this.paint()
    this.place()
    this.parts.events.moved(this.active, heightOf(this.selection), widthOf(this.selection))
  }

  private copied(): string {
    const range = this.selection
    const rows: string[][] = []
    for (let row = range.top; row <= range.bottom; row++) {
      const cells: string[] = []
      for (let column = range.left; column <= range.right; column++) {
        cells.push(this.parts.model.text(row, column))
      }
      rows.push(cells)
    }
    return formatBlock(rows)
  }

  say(words: string): void {
    this.live.textContent = words
  }

  // ---- listening

  private listen(): void {
    const options = { signal: this.letGo.signal }
    this.view.addEventListener('scroll', () => this.later(), { ...options, passive: true })
    this.view.addEventListener('mousedown', (event) => this.pressed(event), options)
    this.view.addEventListener('dblclick', (event) => this.doubled(event), options)
    window.addEventListener('mousemove', (event) => this.dragged(event), options)
    window.addEventListener('mouseup', () => this.released(), options)
    const editor = this.editor
    editor.addEventListener('keydown', (event) => this.key(event), options)
    editor.addEventListener(
      'compositionstart',
      () => this.begin(false),
      options,
    )
    editor.addEventListener(
      'compositionend',
      () => {
        if (!this.editing) editor.value = ''
        this.suggest()
      },
      options,
    )
    editor.addEventListener(
      'input',
      () => {
        this.begin(false)
        this.suggest()
        this.place()
      },
      options,
    )
    editor.addEventListener('copy', (event) => this.onClipboard(event, false), options)
    editor.addEventListener('cut', (event) => this.onClipboard(event, true), options)
    editor.addEventListener(
      'paste',
      (event) => {
        if (!this.editing) {
          event.preventDefault()
          const text = event.clipboardData?.getData('text/plain') ?? ''
          if (text !== '') this.paste(parseBlock(text))
        }
      },
      options,
    )
    editor.addEventListener('focus', () => this.host.classList.add('focused'), options)
    editor.addEventListener(
      'blur',
      () => {
        this.host.classList.remove('focused')
        this.leaving = false
        // a click elsewhere takes what was typed, as a spreadsheet does
        this.commit()
      },
      options,
    )
  }

  private onClipboard(event: ClipboardEvent, cut: boolean): void {
    if (this.editing) {
      return
    }
    event.preventDefault()
    event.clipboardData?.setData('text/plain', this.copied())
    if (cut) {
      this.clear()
    }
  }

  private spotOf(event: MouseEvent): Spot {
    const frame = this.view.getBoundingClientRect()
    const y = event.clientY - frame.top - this.painter.headHeight + this.view.scrollTop
    return this.inside({
      row: Math.floor(y / ROW_HEIGHT),
      column: this.columns.at(event.clientX - frame.left, this.view.scrollLeft),
    })
  }

  private pressed(event: MouseEvent): void {
    const target = event.target as HTMLElement
    if (event.button !== 0 || (target === this.editor && this.editing) || target.closest('.sheet-picker')) {
      return
    }
    const grip = target.closest<HTMLElement>('[data-grip]')
    if (grip) {
      event.preventDefault()
      const column = Number(grip.dataset.grip)
      this.resizing = { column, from: event.clientX, width: this.columns.widths[column] }
      this.dragging = 'resize'
      return
    }
    const title = target.closest<HTMLElement>('[data-title]')
    if (title) {
      event.preventDefault()
      this.commit()
      this.selectColumn(Number(title.dataset.title))
      return
    }
    const place = this.painter.place(target)
    if (!place) {
      return
    }
    event.preventDefault()
    this.commit()
    if (place.column === undefined) {
      this.active = { row: place.row, column: 0 }
      this.extent = { row: place.row, column: this.columns.count - 1 }
      this.go(this.extent, true)
    } else if (this.onHandle(event, target)) {
      this.dragging = 'fill'
    } else {
      this.go({ row: place.row, column: place.column }, event.shiftKey)
      this.dragging = 'select'
    }
    this.focus()
  }

  private selectColumn(column: number): void {
    this.active = { row: 0, column }
    this.extent = { row: this.parts.model.rowCount - 1, column }
    this.paint()
    this.place()
    this.focus()
    this.parts.events.moved(this.active, this.parts.model.rowCount, 1)
  }

  private onHandle(event: MouseEvent, target: HTMLElement): boolean {
    if (!target.classList.contains('corner')) {
      return false
    }
    const box = target.getBoundingClientRect()
    return event.clientX > box.right - 9 && event.clientY > box.bottom - 9
  }

  private doubled(event: MouseEvent): void {
    const place = this.painter.place(event.target as HTMLElement)
    if (place?.column !== undefined) {
      this.begin(true)
      this.suggest()
    }
  }

  private dragged(event: MouseEvent): void {
    if (this.dragging === 'resize') {
      this.columns.resize(this.resizing.column, this.resizing.width + event.clientX - this.resizing.from)
      this.layOut()
      this.later()
    } else if (this.dragging !== 'none') {
      const spot = this.spotOf(event)
      if (this.dragging === 'select') {
        if (spot.row !== this.extent.row || spot.column !== this.extent.column) {
          this.go(spot, true)
        }
      } else {
        this.fillEnd = spot
        this.reveal(spot)
        this.later()
      }
    }
  }

  private released(): void {
    const was = this.dragging
    this.dragging = 'none'
    if (was === 'resize') {
      this.parts.events.resized(this.resizing.column, this.columns.widths[this.resizing.column])
    } else if (was === 'fill' && this.fillEnd) {
      const seed = this.selection
      this.dragging = 'fill'
      const range = this.fillRange()
      this.dragging = 'none'
      this.fillEnd = undefined
      this.continueSeries(seed, range)
    }
  }

  /** The selection drawn out to where the handle is: downwards or to the right, whichever is further. */
  private fillRange(): Range {
    const seed = this.selection
    const end = this.fillEnd ?? this.extent
    const down = end.row - seed.bottom
    const right = end.column - seed.right
    return down >= right
      ? { ...seed, bottom: Math.max(seed.bottom, end.row) }
      : { ...seed, right: Math.max(seed.right, end.column) }
  }

  private continueSeries(seed: Range, range: Range): void {
    const { model } = this.parts
    const edits: Edit[] = []
    if (range.bottom > seed.bottom) {
      for (let column = seed.left; column <= seed.right; column++) {
        const values = Array.from({ length: heightOf(seed) }, (_, i) => model.text(seed.top + i, column))
        continued(values, range.bottom - seed.bottom).forEach((text, i) =>
          edits.push({ row: seed.bottom + 1 + i, column, text }),
        )
      }
    } else {
      for (let row = seed.top; row <= seed.bottom; row++) {
        const values = Array.from({ length: widthOf(seed) }, (_, i) => model.text(row, seed.left + i))
        continued(values, range.right - seed.right).forEach((text, i) =>
          edits.push({ row, column: seed.right + 1 + i, text }),
        )
      }
    }
    this.active = { row: range.top, column: range.left }
    this.extent = { row: range.bottom, column: range.right }
    this.write(edits, 'block')
  }

  // ---- keys

  private key(event: KeyboardEvent): void {
    // Enter that accepts a candidate of the input method is none of ours
    if (event.isComposing || event.keyCode === 229) {
      return
    }
    if (this.editing ? this.keyWhileEditing(event) : this.keyWhileMoving(event)) {
      event.preventDefault()
    }
  }

  private keyWhileEditing(event: KeyboardEvent): boolean {
    const { row, column } = this.active
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (!this.picker.open) return false
        this.picker.move(event.key === 'ArrowDown' ? 1 : -1)
        this.place()
        return true
      case 'Enter':
        if (event.altKey) {
          this.editor.setRangeText('\n', this.editor.selectionStart, this.editor.selectionEnd, 'end')
          this.place()
        } else if (event.ctrlKey) {
          this.commit(this.held ?? this.selection)
        } else {
          this.commit()
          this.go({ row: row + (event.shiftKey ? -1 : 1), column })
        }
        return true
      case 'Tab':
        this.commit()
        this.go({ row, column: column + (event.shiftKey ? -1 : 1) })
        return true
      case 'Escape':
        this.close()
        this.paint()
        return true
      default:
        return false
    }
  }

  /** The selection as it was before typing began, for Ctrl+Enter. */
  private held: Range | undefined

  private keyWhileMoving(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event
    const ctrl = event.ctrlKey || event.metaKey
    if (event.altKey) {
      return this.keyWithAlt(key, shiftKey)
    }
    const from = shiftKey && key.startsWith('Arrow') ? this.extent : this.active
    const arrows: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    }
    const step = arrows[key]
    if (step) {
      const to = ctrl ? this.leapTo(from, step[0], step[1]) : { row: from.row + step[0], column: from.column + step[1] }
      this.go(to, shiftKey)
      return true
    }
    return ctrl ? this.keyWithCtrl(key, shiftKey) : this.plainKey(key, shiftKey)
  }

  private plainKey(key: string, shift: boolean): boolean {
    const { row, column } = this.active
    const page = Math.max(1, Math.floor((this.view.clientHeight - this.painter.headHeight) / ROW_HEIGHT) - 1)
    switch (key) {
      case 'Enter':
        this.go({ row: row + (shift ? -1 : 1), column })
        return true
      case 'Tab':
        if (this.leaving) return false
        this.go({ row, column: column + (shift ? -1 : 1) })
        return true
      case 'Escape':
        if (this.parts.events.back?.()) return true
        this.leaving = true
        this.say(this.parts.words.leave)
        return true
      case 'Home':
        this.go({ row: shift ? this.extent.row : row, column: 0 }, shift)
        return true
      case 'End':
        this.go({ row: shift ? this.extent.row : row, column: this.columns.count - 1 }, shift)
        return true
      case 'PageDown':
        this.go({ row: (shift ? this.extent.row : row) + page, column: shift ? this.extent.column : column }, shift)
        return true
      case 'PageUp':
        this.go({ row: (shift ? this.extent.row : row) - page, column: shift ? this.extent.column : column }, shift)
        return true
      case 'F2':
        this.begin(true)
        this.suggest()
        return true
      case 'Delete':
      case 'Backspace':
        this.clear()
        return true
      case ' ':
        if (shift) {
          this.active = { row, column: 0 }
          this.go({ row, column: this.columns.count - 1 }, true)
          return true
        }
        return false
      default:
        return false
    }
  }

  private keyWithCtrl(key: string, shift: boolean): boolean {
    switch (key.toLowerCase()) {
      case 'z':
        if (shift) this.redo()
        else this.undo()
        return true
      case 'y':
        this.redo()
        return true
      case 'd':
        this.fillDown()
        return true
      case 'r':
        this.fillRight()
        return true
      case 'f':
      case 'h':
        this.parts.events.find()
        return true
      case 'a':
        this.active = { row: 0, column: 0 }
        this.extent = this.inside({ row: this.parts.model.rowCount - 1, column: this.columns.count - 1 })
        this.paint()
        this.place()
        return true
      case ' ':
        this.selectColumn(this.active.column)
        return true
      case 'home':
        this.go({ row: 0, column: 0 }, shift)
        return true
      case 'end':
        this.go(this.lastFilled(), shift)
        return true
      default:
        return false
    }
  }

  private lastFilled(): Spot {
    const { model } = this.parts
    let row = model.rowCount - 1
    while (row > 0 && this.columns.all.every((_, column) => model.text(row, column) === '')) {
      row--
    }
    return { row, column: this.columns.count - 1 }
  }

  private keyWithAlt(key: string, shift: boolean): boolean {
    if (key === 'ArrowDown') {
      this.begin(true)
      if (this.editing) {
        const { options, suggest } = this.columns.all[this.active.column]
        this.editor.select()
        if (suggest) {
          void this.ask(suggest, '', 0)
        } else if (options) {
          this.picker.show(options, '', this.below(), this.editor.value)
          this.picker.move(0)
        }
        this.place()
      }
      return true
    }
    if (key.toLowerCase() === 'h') {
      this.parts.events.history(this.active)
      return true
    }
    if (shift && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      const { column } = this.active
      this.columns.resize(column, this.columns.widths[column] + (key === 'ArrowRight' ? 16 : -16))
      this.layOut()
      this.later()
      this.parts.events.resized(column, this.columns.widths[column])
      return true
    }
    return false
  }
}

function make(tag: string, classes: string): HTMLElement {
  const el = document.createElement(tag)
  el.className = classes
  return el
}
