import { ref } from 'vue'
import { speak } from '../api/client'

/** 语言: Chinese first; every sentence stands in both where it is used, so that none can be without the other. */
export type Tongue = 'zh' | 'en'

const STORED = 'mingzhang.language'

export const tongue = ref<Tongue>(localStorage.getItem(STORED) === 'en' ? 'en' : 'zh')
apply()

/** The sentence in the reader's language. */
export function say(zh: string, en: string): string {
  return tongue.value === 'zh' ? zh : en
}

export function change(to: Tongue): void {
  tongue.value = to
  localStorage.setItem(STORED, to)
  apply()
}

function apply(): void {
  speak(tongue.value === 'zh' ? 'zh-CN' : 'en')
  document.documentElement.lang = tongue.value === 'zh' ? 'zh-CN' : 'en'
}
