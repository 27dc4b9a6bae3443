import { say } from '../i18n'
import { day } from '../i18n/dates'
import type { Who } from '../api/types'

/** 延期申请: somebody asked the office for more time; granted is null until it answered. */
export interface Wish {
  table: string
  department: string
  departmentName: string | null
  stage: 'COLLECTION' | 'REVIEW'
  until: string
  reason: string
  by: Who | null
  at: string
  granted: boolean | null
  answer: string | null
}

export const wishStage = (stage: string): string => (stage === 'REVIEW' ? say('审核', 'review') : say('采集', 'collection'))

export function wishState(wish: Wish): string {
  if (wish.granted === null) return say('待采集办决定', 'waits for the office')
  return wish.granted ? say(`已同意：${wish.answer ?? ''}`, `granted: ${wish.answer ?? ''}`) : say(`未同意：${wish.answer ?? ''}`, `declined: ${wish.answer ?? ''}`)
}

export const wishWords = (wish: Wish): string => say(`${wish.by?.name ?? wish.by?.staffNo ?? ''} ${day(wish.at)} 申请${wishStage(wish.stage)}延至 ${day(wish.until)}：${wish.reason}`, `${wish.by?.name ?? wish.by?.staffNo ?? ''}, ${day(wish.at)}: ${wishStage(wish.stage)} until ${day(wish.until)}: ${wish.reason}`)
