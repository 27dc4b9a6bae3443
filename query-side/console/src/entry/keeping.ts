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
 * page of the same person and share takes up what no open page holds.
 */
export class Keeping {
  private readonly name: string
  private release: (() => void) | undefined
  private last: Promise<unknown> = Promise.resolve()
  private newest: Kept | undefined

  constructor(private readonly scope: string) {
    this.name = `${scope}|${crypto.randomUUID()}`
  }

  /** What pages that are closed now have left behind. */
  async begin(): Promise<Kept[]> {
    await this.hold(this.name)
    const keys = (await run('readonly', (store) => store.getAllKeys())).map(String)
    const found: Kept[] = []
    for (const key of keys.filter((each) => each.startsWith(`${this.scope}|`) && each !== this.name)) {
      if (await isFree(key)) {
        const kept = (await run('readonly', (store) => store.get(key) as IDBRequest<Kept | undefined>)) as Kept | undefined
        if (kept) found.push(kept)
        await run('readwrite', (store) => store.delete(key))
      }
    }
    return found
  }

  /** Keeps this much now; of several in a row, the newest is written. */
  keep(kept: Kept): void {
    const first = this.newest === undefined
    this.newest = kept
    if (first) {
      this.last = this.last.then(() => this.write()).catch(() => undefined)
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

  /** Everything kept so far is written. */
  settled(): Promise<unknown> {
    return this.last
  }

  end(): void {
    this.release?.()
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

async function isFree(name: string): Promise<boolean> {
  if (!navigator.locks) {
    return true
  }
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => lock !== null)
}
