import { say } from './index'

const NAMES = [['周日', 'Sun'], ['周一', 'Mon'], ['周二', 'Tue'], ['周三', 'Wed'], ['周四', 'Thu'], ['周五', 'Fri'], ['周六', 'Sat']] as const

/** 全国年节及纪念日放假办法: the holidays that fall on the same solar dates every year; lunar ones and shifted work days are announced yearly. */
const HOLIDAYS: Readonly<Record<string, readonly [string, string]>> = {
  '01-01': ['元旦', 'New Year'],
  '05-01': ['劳动节', 'Labour Day'],
  '05-02': ['劳动节', 'Labour Day'],
  '10-01': ['国庆节', 'National Day'],
  '10-02': ['国庆节', 'National Day'],
  '10-03': ['国庆节', 'National Day'],
}

/** 0 for Sunday; NaN for what is no date. @param date yyyy-mm-dd */
const dayOfWeek = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

/** 周六. @param date yyyy-mm-dd */
export function weekday(date: string): string {
  const names = NAMES[dayOfWeek(date)]
  return names ? say(names[0], names[1]) : ''
}

/** 国庆节 or 周六 if nobody works on a date as a rule; else empty. @param date yyyy-mm-dd */
export function rest(date: string): string {
  const holiday = HOLIDAYS[date.slice(5)]
  if (holiday) return say(holiday[0], holiday[1])
  return [0, 6].includes(dayOfWeek(date)) ? weekday(date) : ''
}
