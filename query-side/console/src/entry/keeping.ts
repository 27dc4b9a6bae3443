import type { PendingAct } from './acts'
import type { EntryBook } from './book'

/** What of one share is kept in the browser until the server has it. */
export interface Kept {
  acts: PendingAct[]
  book: ReturnType<EntryBook['kept']>
}

const DATABASE = 'mingzhang'
const STORE = 'unsent'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

async function run<T>(mode: IDBTransactionMode, what: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const asked = what(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

/**
 * 本机暂存: unsent work outlives the page. Every open page keeps its own, under a lock that ends with the page; the next
 * page of the same person and share takes up what no open page holds, or what one holds as soon as it has ended.
 */
export class Keeping {
  private readonly name: string
  private readonly ended = new AbortController()
  private release: (() => void) | undefined
  private last: Promise<void> = Promise.resolve()
  private newest: Kept | undefined

  constructor(private readonly scope: string) {
    this.name = `${scope}|${crypto.randomUUID()}`
  }

  /** Hands over what pages that are closed now have left behind, and later what those leave that are just closing. */
  async begin(take: (kept: Kept) => void): Promise<void> {
    await this.hold(this.name)
    const keys = (await run('readonly', (store) => store.getAllKeys())).map(String)
    for (const key of keys.filter((each) => each.startsWith(`${this.scope}|`) && each !== this.name)) {
      if (!(await this.takeUp(key, take))) {
        void this.whenFree(key, () => this.move(key, take)).catch(() => undefined)
      }
    }
  }

  /** Takes up what was kept under a name; false if the page that kept it is still there. */
  private async takeUp(key: string, take: (kept: Kept) => void): Promise<boolean> {
    if (navigator.locks) {
      return navigator.locks.request(key, { ifAvailable: true }, async (lock) => {
        if (lock) await this.move(key, take)
        return lock !== null
      })
    }
    await this.move(key, take)
    return true
  }

  private async whenFree(key: string, move: () => Promise<void>): Promise<void> {
    await navigator.locks.request(key, { signal: this.ended.signal }, move)
  }

  /** What is taken up is kept under this page's name before it goes under the other. */
  private async move(key: string, take: (kept: Kept) => void): Promise<void> {
    const kept = (await run('readonly', (store) => store.get(key) as IDBRequest<Kept | undefined>)) as Kept | undefined
    if (kept && !this.ended.signal.aborted) {
      take(kept)
      await this.settled()
      await run('readwrite', (store) => store.delete(key))
    }
  }

  /** Keeps this much now; of several in a row, the newest is written. */
  keep(kept: Kept): void {
    const first = this.newest === undefined
    this.newest = kept
    if (first) {
      this.last = this.last.catch(() => undefined).then(() => this.write())
      this.last.catch(() => undefined)
    }
  }

  private async write(): Promise<void> {
    const kept = this.newest
    this.newest = undefined
    if (!kept) {
      return
    }
    const empty = kept.acts.length === 0 && kept.book.drafts.length === 0 && kept.book.rows.length === 0
    const plain = JSON.parse(JSON.stringify(kept)) as Kept
    await run('readwrite', (store) => (empty ? store.delete(this.name) : store.put(plain, this.name)) as IDBRequest<unknown>)
  }

  /** Everything kept so far is written; fails if the last of it could not be. */
  settled(): Promise<void> {
    return this.last
  }

  /** What was kept stays for the next page. */
  end(): void {
    this.ended.abort()
    void this.last.catch(() => undefined).then(() => this.release?.())
  }

  private hold(name: string): Promise<void> {
    if (!navigator.locks) {
      return Promise.resolve()
    }
    return new Promise((held) => {
      void navigator.locks.request(name, () => {
        held()
        return new Promise<void>((release) => (this.release = release))
      })
    })
  }
}
