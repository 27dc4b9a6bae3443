import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { exchange } from '../api/client'
import type { Who } from '../api/types'

/** Somebody else who has the share open, and the cell he is at. */
export interface Other {
  readonly who: Who
  readonly entry: number | null
  readonly field: string | null
}

const EVERY = 12_000

/** 谁也在这里: says where one is while the page is seen, and who else is there; only for those who fill or review the share. */
export function usePresence(path: string, open: Ref<boolean>, here: () => { entry?: number; field?: string }): Ref<readonly Other[]> {
  const others = ref<readonly Other[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined

  async function say(): Promise<void> {
    if (document.visibilityState === 'visible') {
      const { status, body } = await exchange('PUT', `${path}/presence`, { body: here() })
      others.value = status === 200 ? (body as { items: Other[] }).items : []
    }
    if (open.value) timer = setTimeout(() => void say(), EVERY)
  }

  watch(
    open,
    (now) => {
      clearTimeout(timer)
      if (now) void say()
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    clearTimeout(timer)
    if (open.value) void exchange('DELETE', `${path}/presence`)
  })
  return others
}
