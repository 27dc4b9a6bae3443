import { reactive } from 'vue'
import { exchange } from './api/client'
import type { Projections } from './api/types'
import { session } from './session'

/** 实时: how far the ledger has come. What is on a page is fetched anew when it moves. */
export const live = reactive({
  head: 0,
  /** events that a view still has to take in */
  behind: 0,
  reachable: true,
})

const PAUSE = 5_000
let timer: ReturnType<typeof setTimeout> | undefined

async function look(): Promise<void> {
  if (session.me && !session.lost && document.visibilityState === 'visible') {
    const { status, body } = await exchange('GET', '/projections')
    live.reachable = status !== 0 && status < 502
    if (status === 200) {
      const shown = body as Projections
      live.head = shown.head
      live.behind = Math.max(0, ...shown.items.map((each) => each.lag))
    }
  }
  timer = setTimeout(() => void look(), PAUSE)
}

export function watchLedger(): void {
  if (!timer) {
    void look()
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') {
        clearTimeout(timer)
        void look()
      }
    })
    window.addEventListener('online', () => {
      clearTimeout(timer)
      void look()
    })
  }
}
