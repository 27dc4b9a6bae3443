import type { CellLook } from './model'
import type { Spot } from './ranges'

/** milliseconds of rest before a cell is told about */
const REST = 450
const GAP = 6

/** What a tip asks about the cell under the pointer. */
export interface TipSource {
  /** the cell an element belongs to; undefined outside of all cells */
  place(target: Element): Spot | undefined
  look(spot: Spot): CellLook
  tone(look: CellLook): string | undefined
  /** what else is known about a cell, fetched when somebody rests on it */
  told?(spot: Spot): Promise<readonly string[]>
}

/**
 * 单元格提示: says beside the cell on which the pointer rests what is wrong or special about it, and who wrote it last. It stays
 * while the pointer is on the cell or on the tip, and goes at Escape, at a click and when the sheet moves.
 */
export class Tip {
  private spot: Spot | undefined
  private waiting = 0
  /** counts what was rested on; what is told about an earlier cell comes too late */
  private turn = 0

  constructor(
    private readonly host: HTMLElement,
    view: HTMLElement,
    private readonly el: HTMLElement,
    private readonly source: TipSource,
    signal: AbortSignal,
  ) {
    el.setAttribute('role', 'tooltip')
    el.hidden = true
    view.addEventListener('mouseover', (event) => this.over(event), { signal })
    view.addEventListener('mousedown', () => this.hide(), { signal })
    view.addEventListener('scroll', () => this.hide(), { signal, passive: true })
    host.addEventListener('mouseleave', () => this.hide(), { signal })
    host.addEventListener('keydown', (event) => event.key !== 'Alt' && this.hide(), { signal, capture: true })
    signal.addEventListener('abort', () => this.hide())
  }

  hide(): void {
    clearTimeout(this.waiting)
    this.turn++
    this.spot = undefined
    this.el.hidden = true
  }

  private over(event: MouseEvent): void {
    const target = event.target as Element
    const spot = this.source.place(target)
    if (spot && this.spot && spot.row === this.spot.row && spot.column === this.spot.column) return
    this.hide()
    if (!spot || event.buttons !== 0) return
    this.spot = spot
    this.waiting = window.setTimeout(() => void this.show(spot, target), REST)
  }

  private async show(spot: Spot, target: Element): Promise<void> {
    const turn = this.turn
    const look = this.source.look(spot)
    const lines = [look.message, this.source.tone(look), look.author?.name].filter((line): line is string => !!line)
    this.lay(target, lines)
    const told = await this.source.told?.(spot).catch(() => [])
    if (turn === this.turn && told?.length) this.lay(target, [...lines, ...told])
  }

  private lay(target: Element, lines: readonly string[]): void {
    this.el.hidden = lines.length === 0
    this.el.replaceChildren(
      ...lines.map((line) => {
        const each = document.createElement('div')
        each.textContent = line
        return each
      }),
    )
    if (this.el.hidden) return
    const cell = target.getBoundingClientRect()
    const frame = this.host.getBoundingClientRect()
    const right = cell.right - frame.left + GAP
    const fits = right + this.el.offsetWidth <= frame.width
    this.el.style.left = `${Math.max(0, fits ? right : cell.left - frame.left - this.el.offsetWidth - GAP)}px`
    this.el.style.top = `${Math.max(0, Math.min(cell.top - frame.top, frame.height - this.el.offsetHeight - GAP))}px`
  }
}
