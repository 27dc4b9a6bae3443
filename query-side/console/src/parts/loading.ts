import { onBeforeUnmount, ref, watch, type Ref, type WatchSource } from 'vue'
import { Refused, whenWhole } from '../api/client'
import { live } from '../live'
import { tell } from '../session'
import { say } from '../i18n'

/** Something fetched for a page: not there yet, there, or refused. */
export interface Loaded<T> {
  readonly data: Ref<T | undefined>
  readonly problem: Ref<string>
  again(): Promise<void>
}

/** Fetches for a page, anew when one of its sources changes or, if wished, when the ledger moves. */
export function load<T>(fetch: () => Promise<T>, sources: WatchSource[] = [], follow = false): Loaded<T> {
  const data = ref<T>() as Ref<T | undefined>
  const problem = ref('')
  let asked = 0
  let gone = false
  const again = async () => {
    const mine = ++asked
    try {
      const got = await fetch()
      if (mine === asked && !gone) {
        data.value = got
        problem.value = ''
      }
    } catch (failure) {
      if (mine === asked && !gone && (data.value === undefined || !(failure instanceof Refused && failure.status === 0))) {
        problem.value = words(failure)
        whenWhole(failure, () => mine === asked && !gone && void again())
      }
    }
  }
  onBeforeUnmount(() => (gone = true))
  watch(sources, () => void again(), { immediate: true })
  if (follow) watch(() => live.head, (_head, before) => before > 0 && void again())
  return { data, problem, again }
}

/** Fetches something that is under way, and again while it goes on, so that whoever comes back to the page finds how it goes. */
export function follow<T>(fetch: () => Promise<T>, goesOn: (now: T | undefined) => boolean, pause: number): { data: Ref<T | undefined>; look(): Promise<void> } {
  const data = ref<T>() as Ref<T | undefined>
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false
  const look = async () => {
    clearTimeout(timer)
    data.value = await fetch().catch(() => data.value)
    if (!gone && goesOn(data.value)) timer = setTimeout(() => void look(), pause)
  }
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
  })
  return { data, look }
}

/** What a failure is called. */
export function words(failure: unknown): string {
  if (failure instanceof Refused) {
    return failure.status === 0 ? say('连接不上服务器', 'The server cannot be reached') : failure.message
  }
  return failure instanceof Error ? failure.message : String(failure)
}

/** Does something that may be refused, and says so in the corner. */
export async function attempt(what: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await what()
    if (done) tell('ok', done)
    return true
  } catch (failure) {
    tell('bad', words(failure))
    return false
  }
}
