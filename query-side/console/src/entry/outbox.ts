import { joins, type PendingAct, type Sent } from './acts'

/** What the server answered; status 0 if it could not be reached. */
export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** How the outbox stands, for the person to see. */
export type OutboxState = 'saved' | 'saving' | 'offline' | 'signed-out' | 'stopped'

/** What the outbox asks of those around it. */
export interface OutboxPorts {
  /** the request for an act as things stand now; undefined if nothing of it is left to send */
  request(act: PendingAct): Sent | undefined
  send(sent: Sent, key: string): Promise<Reply>
  accepted(act: PendingAct, reply: Reply): void
  /** told what the server refused; answers the act to send instead, null to drop it, 'hold' to wait for the person */
  refused(act: PendingAct, reply: Reply): PendingAct | null | 'hold'
  keep(acts: readonly PendingAct[]): void
  changed(): void
  later(run: () => void, milliseconds: number): void
}

const RETRY = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]
const UNREACHABLE = new Set([0, 429, 500, 502, 503, 504])

/**
 * 待发队列: everything that was typed and is not yet acknowledged, in its order. One act is under way at a time; it keeps its
 * idempotency key and its body until it is answered, so that an answer lost on the way does no harm. Acts are kept outside
 * the page before they are sent, so that closing it loses nothing.
 */
export class Outbox {
  state: OutboxState = 'saved'
  savedAt: Date | undefined
  private acts: PendingAct[] = []
  private busy = false
  private tries = 0
  private waiting = false

  constructor(private readonly ports: OutboxPorts) {}

  get all(): readonly PendingAct[] {
    return this.acts
  }

  /** Cells that wait. */
  get cells(): number {
    return this.acts.reduce(
      (sum, act) => sum + act.changes.reduce((n, change) => n + Math.max(1, Object.keys(change.values).length), 0),
      0,
    )
  }

  /** Takes up what an earlier page left, after what waits already. */
  restore(acts: readonly PendingAct[]): void {
    this.acts.push(...acts)
    this.go()
  }

  add(act: PendingAct): void {
    const last = this.acts[this.acts.length - 1]
    if (joins(last, act)) {
      Object.assign(last.changes[0].values, act.changes[0].values)
      // a cell typed again has the later text, or none that was read otherwise
      const written = { ...last.changes[0].written }
      for (const name of Object.keys(act.changes[0].values)) delete written[name]
      last.changes[0].written = { ...written, ...act.changes[0].written }
      if (act.reason) last.reason = act.reason
    } else {
      this.acts.push(act)
    }
    this.go()
  }

  private go(): void {
    this.ports.keep(this.acts)
    if (this.state === 'saved' && this.acts.length > 0) this.state = 'saving'
    this.ports.changed()
    void this.pump()
  }

  /** Goes on: the network is back, the person is signed in again, a question was answered. */
  resume(replacement?: PendingAct | null): void {
    if (replacement !== undefined) {
      this.acts.splice(0, 1, ...(replacement ? [replacement] : []))
      this.ports.keep(this.acts)
    }
    if (this.state !== 'saved') this.state = 'saving'
    this.tries = 0
    this.ports.changed()
    void this.pump()
  }

  /** Gives up everything that waits; the caller has shown it to the person. */
  discard(): void {
    this.acts = []
    this.ports.keep(this.acts)
    this.state = 'saved'
    this.ports.changed()
  }

  private async pump(): Promise<void> {
    if (this.busy || this.state === 'stopped' || this.state === 'signed-out') {
      return
    }
    this.busy = true
    try {
      while (this.acts.length > 0 && (await this.sendFirst())) {
        // one after the other, in order
      }
    } finally {
      this.busy = false
    }
    if (this.acts.length === 0 && this.state === 'saving') {
      this.state = 'saved'
    }
    this.ports.changed()
  }

  private async sendFirst(): Promise<boolean> {
    const act = this.acts[0]
    const sent = act.sent ?? this.ports.request(act)
    if (!sent) {
      this.acts.shift()
      this.ports.keep(this.acts)
      return true
    }
    if (act.sent !== sent) {
      act.sent = sent
      this.ports.keep(this.acts)
    }
    if (this.state !== 'offline') this.state = 'saving'
    this.ports.changed()
    const reply = await this.ports.send(sent, act.id)
    return this.answered(act, reply)
  }

  private answered(act: PendingAct, reply: Reply): boolean {
    if (UNREACHABLE.has(reply.status)) {
      this.state = 'offline'
      this.retry()
      return false
    }
    this.tries = 0
    if (reply.status === 401) {
      this.state = 'signed-out'
      return false
    }
    this.state = 'saving'
    if (reply.status < 300) {
      this.acts.shift()
      this.savedAt = new Date()
      this.ports.accepted(act, reply)
      this.ports.keep(this.acts)
      return true
    }
    const instead = this.ports.refused(act, reply)
    if (instead === 'hold') {
      // a body once refused was not carried out; what is sent next is another request
      act.sent = undefined
      act.id = crypto.randomUUID()
      this.state = 'stopped'
      this.ports.keep(this.acts)
      return false
    }
    this.acts.splice(0, 1, ...(instead ? [instead] : []))
    this.ports.keep(this.acts)
    return true
  }

  private retry(): void {
    if (this.waiting) {
      return
    }
    this.waiting = true
    const pause = RETRY[Math.min(this.tries++, RETRY.length - 1)]
    this.ports.later(() => {
      this.waiting = false
      if (this.state === 'offline') void this.pump()
    }, pause)
  }
}
