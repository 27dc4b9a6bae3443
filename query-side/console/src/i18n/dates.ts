import { say, tongue } from './index'

const ZONE = 'Asia/Shanghai'

function format(options: Intl.DateTimeFormatOptions, instant: string | Date): string {
  const locale = tongue.value === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { timeZone: ZONE, hourCycle: 'h23', ...options }).format(new Date(instant))
}

/** 10月15日 15:30, in Beijing. */
export function moment(instant: string | Date | null | undefined): string {
  return instant ? format({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }, instant) : '—'
}

/** 2022年10月15日 15:30:00, in Beijing. */
export function exact(instant: string | Date | null | undefined): string {
  return instant
    ? format({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' }, instant)
    : '—'
}

/** 10月15日, in Beijing. */
export function day(instant: string | null | undefined): string {
  return instant ? format({ month: 'short', day: 'numeric' }, instant) : '—'
}

export function clock(instant: Date | undefined): string {
  return instant ? new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(instant) : ''
}

/** 剩 3 天, 今天截止, 已逾期 2 天. */
export function left(days: number | null | undefined): string {
  if (days === null || days === undefined) return ''
  if (days < 0) return say(`已逾期 ${-days} 天`, `${-days} d late`)
  if (days === 0) return say('今天截止', 'due today')
  return say(`剩 ${days} 天`, `${days} d left`)
}

/** The wall clock of Beijing as datetime-local inputs write it. */
export function wall(instant: string | Date): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: ZONE, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    })
      .formatToParts(new Date(instant))
      .map((part) => [part.type, part.value]),
  )
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`
}

/** An instant from Beijing's wall clock. */
export function fromWall(local: string): string {
  return `${local.length === 16 ? `${local}:00` : local}+08:00`
}

/** 3 天 4 时; whole minutes below an hour. */
export function duration(millis: number | undefined): string {
  if (!millis) return '—'
  const minutes = Math.floor(millis / 60_000)
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  if (days > 0) return say(`${days} 天 ${hours} 时`, `${days} d ${hours} h`)
  return hours > 0 ? say(`${hours} 时 ${minutes % 60} 分`, `${hours} h ${minutes % 60} min`) : say(`${minutes} 分`, `${minutes} min`)
}
