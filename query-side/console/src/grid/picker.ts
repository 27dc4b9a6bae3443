import { type Option, suggestions } from './options'

const MOST = 60

/** 代码下拉: the list below a cell that takes a value of a code list. */
export class Picker {
  private found: Option[] = []
  private at = -1
  private touched = false

  constructor(
    private readonly list: HTMLElement,
    private readonly id: string,
    private readonly chosen: (option: Option) => void,
    private readonly said: (option: Option, place: number, count: number) => void,
  ) {
    list.addEventListener('mousedown', (event) => {
      event.preventDefault()
      const place = (event.target as HTMLElement).closest<HTMLElement>('[data-place]')?.dataset.place
      if (place !== undefined) {
        this.chosen(this.found[Number(place)])
      }
    })
  }

  get open(): boolean {
    return !this.list.hidden
  }

  /** The option that Enter takes: the one gone to, or the likeliest for what was typed. */
  get current(): Option | undefined {
    return this.open && (this.touched || this.typed !== '') ? this.found[this.at] : undefined
  }

  get currentId(): string | undefined {
    return this.open && this.touched ? `${this.id}-${this.at}` : undefined
  }

  private typed = ''

  /** Shows the options for what was typed; of all of them, the present one stands out. */
  show(options: readonly Option[], typed: string, spot: { left: number; top: number; width: number }, present = ''): void {
    this.typed = typed
    this.found = suggestions(options, typed).slice(0, MOST)
    this.at = this.found.length > 0 ? Math.max(0, this.found.findIndex((option) => option.label === present)) : -1
    this.touched = false
    this.list.hidden = this.found.length === 0
    this.list.replaceChildren(...this.found.map((option, i) => this.line(option, i)))
    this.lay(spot)
  }

  /** Shows options that somebody else found for what was typed, and what there is to say about them. */
  offer(options: readonly Option[], note: string | undefined, spot: { left: number; top: number; width: number }): void {
    this.typed = ''
    this.found = options.slice(0, MOST)
    this.at = this.found.length > 0 ? 0 : -1
    this.touched = false
    this.list.hidden = this.found.length === 0 && !note
    this.list.replaceChildren(...this.found.map((option, i) => this.line(option, i)))
    if (note) {
      const line = document.createElement('div')
      line.setAttribute('role', 'option')
      line.setAttribute('aria-disabled', 'true')
      line.className = 'note'
      line.textContent = note
      this.list.append(line)
    }
    this.lay(spot)
  }

  /** Below the cell, and within what is seen of the sheet. */
  private lay(spot: { left: number; top: number; width: number }): void {
    const { style } = this.list
    style.minWidth = `${Math.max(spot.width, 160)}px`
    style.top = `${spot.top}px`
    style.left = `${spot.left}px`
    const view = this.list.closest('.sheet-view')
    if (view) {
      const most = view.scrollLeft + view.clientWidth - this.list.offsetWidth - 4
      style.left = `${Math.max(view.scrollLeft, Math.min(spot.left, most))}px`
    }
  }

  hide(): void {
    this.list.hidden = true
    this.found = []
    this.at = -1
    this.touched = false
  }

  move(step: number): void {
    if (this.found.length === 0) {
      return
    }
    this.at = Math.max(0, Math.min(this.found.length - 1, this.touched || this.typed !== '' ? this.at + step : this.at))
    this.touched = true
    ;[...this.list.querySelectorAll('[data-place]')].forEach((line, i) => line.setAttribute('aria-selected', String(i === this.at)))
    this.list.children[this.at]?.scrollIntoView({ block: 'nearest' })
    this.said(this.found[this.at], this.at + 1, this.found.length)
  }

  private line(option: Option, place: number): HTMLElement {
    const line = document.createElement('div')
    line.setAttribute('role', 'option')
    line.id = `${this.id}-${place}`
    line.dataset.place = String(place)
    line.setAttribute('aria-selected', String(place === this.at && this.typed !== ''))
    const code = document.createElement('span')
    code.className = 'code'
    code.textContent = option.code
    const label = document.createElement('span')
    label.textContent = option.label
    line.append(code, label)
    return line
  }
}
