import { describe, expect, it } from 'vitest'
import { Columns, type Column } from '../src/grid/columns'
import { continued } from '../src/grid/fill'
import { findAll, replaced } from '../src/grid/finding'
import { initialsOf } from '../src/grid/initials'
import { exactly, nearest, suggestions } from '../src/grid/options'
import { between, landing, leap } from '../src/grid/ranges'

describe('A selection', () => {
  it('is the same whichever corner it was drawn from', () => {
    expect(between({ row: 5, column: 1 }, { row: 2, column: 4 })).toEqual({ top: 2, left: 1, bottom: 5, right: 4 })
  })

  it('is filled by one value, tiled by a block that divides it, else takes the block once', () => {
    const range = { top: 0, left: 0, bottom: 3, right: 1 }
    expect(landing(range, 1, 1)).toEqual(range)
    expect(landing(range, 2, 1)).toEqual(range)
    expect(landing(range, 3, 2)).toEqual({ top: 0, left: 0, bottom: 2, right: 1 })
  })

  it('leaps over runs of filled and empty cells', () => {
    const filled = [true, true, true, false, false, true]
    const at = (i: number) => filled[i]
    expect(leap(0, 1, 5, at)).toBe(2)
    expect(leap(2, 1, 5, at)).toBe(5)
    expect(leap(5, -1, 5, at)).toBe(2)
    expect(leap(5, 1, 5, at)).toBe(5)
  })
})

describe('The fill handle', () => {
  it.each([
    [['1', '3'], 2, ['5', '7']],
    [['1.50', '2.00'], 2, ['2.50', '3.00']],
    [['2022-02-27'], 3, ['2022-02-28', '2022-03-01', '2022-03-02']],
    [['2022-11', '2022-12'], 2, ['2023-01', '2023-02']],
    [['护理1班', '护理2班'], 2, ['护理3班', '护理4班']],
    [['007', '008'], 3, ['009', '010', '011']],
    [['甲', '乙'], 3, ['甲', '乙', '甲']],
    [['5'], 2, ['5', '5']],
  ])('continues %j', (seed, count, expected) => {
    expect(continued(seed, count)).toEqual(expected)
  })
})

describe('A code list', () => {
  const levels = [
    { code: '10', label: '国家级' },
    { code: '20', label: '省部级' },
    { code: '21', label: '省级行业' },
    { code: '30', label: '校级' },
  ]

  it('is searched by first letters, code, name and part of a name', () => {
    expect(suggestions(levels, 'sbj').map((each) => each.code)).toEqual(['20'])
    expect(suggestions(levels, '2').map((each) => each.code)).toEqual(['20', '21'])
    expect(suggestions(levels, '校').map((each) => each.code)).toEqual(['30'])
    expect(suggestions(levels, '行业').map((each) => each.code)).toEqual(['21'])
  })

  it('knows the readings that the usual order of characters gets wrong', () => {
    expect(initialsOf('护理系')).toBe('hlx')
    expect(initialsOf('会计')).toBe('kj')
    expect(initialsOf('长春音乐系')).toBe('ccyyx')
    expect(initialsOf('学生处')).toBe('xsc')
  })

  it('takes a code, a name, or both as they are pasted', () => {
    expect(exactly(levels, '20')?.label).toBe('省部级')
    expect(exactly(levels, '校级')?.code).toBe('30')
    expect(exactly(levels, '30 校级')?.code).toBe('30')
    expect(exactly(levels, '市级')).toBeUndefined()
    const project = [{ code: '1', label: '课题（项目）' }]
    expect(exactly(project, '课题（项目）')?.code).toBe('1')
    expect(exactly(project, '课题(项目)')?.code).toBe('1')
  })

  it('proposes what is most like a text that names nothing', () => {
    expect(nearest(levels, '国家')?.code).toBe('10')
    expect(nearest(levels, '完全不同')).toBeUndefined()
  })
})

describe('Columns', () => {
  const column = (id: string, group?: string): Column => ({ id, title: id, group, width: 100, align: 'start', required: false })
  const columns = new Columns(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => column(id)), Array(6).fill(100), 50, 2)

  it('shows those in the window and one more on either side', () => {
    expect(columns.window(0, 350)).toEqual({ first: 2, last: 3 })
    expect(columns.window(200, 350)).toEqual({ first: 3, last: 5 })
  })

  it('finds frozen ones where they stay', () => {
    expect(columns.at(60, 300)).toBe(0)
    expect(columns.at(260, 200)).toBe(4)
  })

  it('groups neighbours under one heading', () => {
    const grouped = new Columns([column('a', '基本'), column('b', '基本'), column('c'), column('d', '其他')], Array(4).fill(80), 50, 0)
    expect(grouped.groups(0, 3)).toEqual([
      { title: '基本', first: 0, last: 1 },
      { title: '', first: 2, last: 2 },
      { title: '其他', first: 3, last: 3 },
    ])
  })
})

describe('Finding', () => {
  const cells = [['护理系', '护士'], ['药学系', '护理系']]
  const at = (row: number, column: number) => cells[row][column]

  it('goes row by row', () => {
    expect(findAll(2, 2, at, '护理', false)).toEqual([{ row: 0, column: 0 }, { row: 1, column: 1 }])
    expect(findAll(2, 2, at, '护士', true)).toEqual([{ row: 0, column: 1 }])
    expect(findAll(2, 2, at, '', false)).toEqual([])
  })

  it('replaces characters that mean something elsewhere as they are', () => {
    expect(replaced('a.b.c', '.', '$&', false)).toBe('a$&b$&c')
    expect(replaced('护理系', '护理', '口腔', false)).toBe('口腔系')
    expect(replaced('护理系', '护理', '口腔', true)).toBe('护理系')
  })
})
