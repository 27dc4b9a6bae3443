import { describe, expect, it, vi } from 'vitest'
import { rest, weekday } from '../src/i18n/calendar'

vi.mock('../src/i18n/index', () => ({ say: (zh: string) => zh }))

describe('days on which nobody works', () => {
  it('names the day of the week', () => {
    expect(weekday('2022-10-15')).toBe('周六')
    expect(weekday('2022-10-18')).toBe('周二')
    expect(weekday('')).toBe('')
  })
  it('tells weekends and the holidays of fixed dates', () => {
    expect(rest('2022-10-15')).toBe('周六')
    expect(rest('2022-10-30')).toBe('周日')
    expect(rest('2024-10-01')).toBe('国庆节')
    expect(rest('2022-10-18')).toBe('')
    expect(rest('')).toBe('')
  })
})
