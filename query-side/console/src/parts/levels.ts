import type { Indicator } from '../api/types'
import { say } from '../i18n'

/** 评定 in a colour and in words, for colour alone tells some readers nothing. */
export function levelOf(item: Indicator): { css: string; words: string } {
  switch (item.level) {
    case 'QUALIFIED': return { css: 'ok', words: say('✓ 达标', '✓ qualified') }
    case 'BELOW': return { css: 'warn', words: say('▲ 未达标', '▲ not reached') }
    case 'LIMITED': return { css: 'bad', words: item.direction === 'LOWER_IS_BETTER' ? say('● 高于限制线', '● above the limit') : say('● 低于限制线', '● below the limit') }
    case 'NONE': return { css: '', words: say('无标准', 'no standard') }
    default: return { css: '', words: say('无法计算', 'cannot be computed') }
  }
}

/** ≤ 16, ≥ 60, or a dash where there is no standard. */
export const standardOf = (item: Indicator): string => (item.qualified === null ? '—' : (item.direction === 'LOWER_IS_BETTER' ? '≤ ' : '≥ ') + item.qualified)

export const figure = (written: string | null): string => (written === null ? '—' : Number(written).toLocaleString('en', { maximumFractionDigits: 6 }))
