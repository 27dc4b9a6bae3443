import { describe, expect, it } from 'vitest'
import { type Field, read, written } from '../src/entry/cells'
import { field } from './fields'

const value = (of: Field, text: string, options?: { code: string; label: string }[]) => {
  const said = read(of, text, options)
  return said.ok ? said.value : said.problem.kind
}

describe('A cell', () => {
  it.each([
    ['INTEGER', ' １２3 ', 123],
    ['INTEGER', '1,234,567', 1234567],
    ['INTEGER', '38O', 'not-whole'],
    ['INTEGER', '12.0', 12],
    ['INTEGER', '12.5', 'not-whole'],
    ['DECIMAL', '12.5', '12.50'],
    ['DECIMAL', '1,000', '1000.00'],
    ['DECIMAL', '1.005', 'scale'],
    ['DATE', '2022年3月5日', '2022-03-05'],
    ['DATE', '2022/3/5', '2022-03-05'],
    ['DATE', '20220305', '2022-03-05'],
    ['DATE', '2022-02-30', 'not-date'],
    ['YEAR_MONTH', '202203', '2022-03'],
    ['YEAR_MONTH', '2022.3', '2022-03'],
    ['YEAR_MONTH', '2022-03-15', '2022-03'],
    ['YEAR_MONTH', '2022-13', 'not-month'],
    ['BOOLEAN', '是', true],
    ['BOOLEAN', '0', false],
    ['BOOLEAN', '也许', 'not-flag'],
    ['TEXT', '  张三 ', '张三'],
    ['TEXT', '', null],
  ] as const)('of type %s takes %j', (type, text, expected) => {
    expect(value(field(type, type === 'DECIMAL' ? { scale: 2 } : {}), text)).toBe(expected)
  })

  it('holds limits, patterns and code lists', () => {
    expect(value(field('INTEGER', { min: 0 }), '-1')).toBe('too-small')
    expect(value(field('TEXT', { maxLength: 2 }), '三个字')).toBe('too-long')
    expect(value(field('TEXT', { pattern: '[0-9]{6}' }), '12345')).toBe('pattern')
    expect(value(field('CODE'), '男', [{ code: '1', label: '男' }])).toBe('1')
  })

  it('proposes an option for a name that is none', () => {
    const said = read(field('CODE'), '护理', [{ code: '0201', label: '护理系' }])
    expect(said).toMatchObject({ ok: false, proposal: '护理系' })
  })

  it('is shown with the name of its code', () => {
    expect(written(field('CODE'), '1', [{ code: '1', label: '男' }])).toBe('男')
    expect(written(field('BOOLEAN'), false, undefined)).toBe('否')
    expect(written(field('TEXT'), null, undefined)).toBe('')
  })
})
