/** One cell before and after, as texts. */
export interface CellStep {
  readonly key: string
  readonly field: string
  readonly from: string
  readonly to: string
}

/** One thing that can be undone: a typed cell, or a whole paste. */
export interface Step {
  readonly cells: readonly CellStep[]
  /** rows that came into being with it */
  readonly added: readonly string[]
  /** rows that went with it */
  readonly removed: readonly string[]
}

/** 撤销与重做: a paste is one step. Every undo is itself an act in the ledger; nothing is erased. */
export class UndoStack {
  private readonly done: Step[] = []
  private readonly undone: Step[] = []

  constructor(private readonly most = 200) {}

  push(step: Step): void {
    this.done.push(step)
    if (this.done.length > this.most) this.done.shift()
    this.undone.length = 0
  }

  undo(): Step | undefined {
    const step = this.done.pop()
    if (step) this.undone.push(step)
    return step
  }

  redo(): Step | undefined {
    const step = this.undone.pop()
    if (step) this.done.push(step)
    return step
  }

  get canUndo(): boolean {
    return this.done.length > 0
  }

  get canRedo(): boolean {
    return this.undone.length > 0
  }

  clear(): void {
    this.done.length = 0
    this.undone.length = 0
  }
}
