import { describe, expect, it } from 'vitest'
import type { PendingAct } from '../src/entry/acts'
import { EntryBook } from '../src/entry/book'
import type { EntryShown } from '../src/entry/rows'
import { field } from './fields'

const fields = [field('TEXT', { name: 'name', zh: '姓名', required: true }), field('INTEGER', { name: 'age', zh: '年龄' }), field('TEXT', { name: 'note', zh: '备注' })]

let closed: string | undefined
let late: string[] = []

function book(entries: EntryShown[] = []) {
  closed = undefined
  late = []
  const acts: PendingAct[] = []
  const made = new EntryBook({
    fields,
    options: () => undefined,
    words: () => ({ problem: (_field, problem) => problem.kind, missing: 'missing', unsent: '', fresh: '', row: () => '' }),
    closed: () => closed,
    late: (edits) => late.push(...edits.map((edit) => edit.text)),
    reason: () => '',
    act: (act) => acts.push(act),
    changed: () => undefined,
  })
  made.load(entries)
  return { book: made, acts }
}

const entry = (id: number, name: string, age: number | null): EntryShown => ({
  id, department: '0201', revision: 1, owner: null, values: { name, age, note: null }, masked: [],
})

const texts = (of: EntryBook) =>
  Array.from({ length: of.count }, (_, row) => fields.map((_field, column) => of.text(row, column)))

describe('A book of entries', () => {
  it('makes one act of a pasted block and adds the rows it needs', () => {
    const { book: it, acts } = book([entry(1, '甲', 30)])
    const outcome = it.write(
      [
        { row: 0, column: 1, text: '31' },
        { row: 1, column: 0, text: '乙' },
        { row: 1, column: 1, text: '40' },
      ],
      'block',
    )
    expect(outcome).toEqual({ changed: 3, wrong: 0, skipped: 0 })
    expect(acts).toHaveLength(1)
    expect(acts[0].changes.map((change) => change.values)).toEqual([{ age: 31 }, { name: '乙', age: 40 }])
    expect(texts(it)).toEqual([['甲', '31', ''], ['乙', '40', '']])
  })

  it('sends along what was written where it reads it in another form', () => {
    const { book: it, acts } = book([entry(1, '甲', 30)])
    it.write([{ row: 0, column: 1, text: '３１' }, { row: 0, column: 2, text: ' 好\u00a0' }, { row: 0, column: 0, text: '乙' }], 'block')
    expect(acts[0].changes).toEqual([
      { key: 'e1', op: 'WRITE', values: { age: 31, note: '好', name: '乙' }, written: { age: '３１', note: ' 好\u00a0' } },
    ])
  })

  it('keeps what a column does not take, and sends the rest', () => {
    const { book: it, acts } = book([entry(1, '甲', 30)])
    it.write([{ row: 0, column: 1, text: '三十' }, { row: 0, column: 2, text: '好' }], 'block')
    expect(it.text(0, 1)).toBe('三十')
    expect(it.look(0, 1).level).toBe('error')
    expect(acts[0].changes).toEqual([{ key: 'e1', op: 'WRITE', values: { note: '好' } }])
    it.write([{ row: 0, column: 1, text: '30' }], 'typed')
    expect(it.look(0, 1).level).toBeUndefined()
  })

  it('undoes a paste as one, rows that came with it included, and does it again', () => {
    const { book: it, acts } = book([entry(1, '甲', 30)])
    it.write([{ row: 0, column: 0, text: '改' }, { row: 1, column: 0, text: '新' }], 'block')
    it.undo()
    expect(texts(it)).toEqual([['甲', '30', '']])
    expect(acts[1].changes.map((change) => change.op).sort()).toEqual(['REMOVE', 'WRITE'])
    it.redo()
    expect(texts(it)).toEqual([['改', '30', ''], ['新', '', '']])
  })

  it('ends where it began after any writing and as many undos', () => {
    let seed = 7
    const random = (below: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below
    for (let round = 0; round < 30; round++) {
      const { book: it } = book([entry(1, '甲', 30), entry(2, '乙', null)])
      const before = texts(it)
      for (let i = 0; i < 12; i++) {
        const edits = Array.from({ length: 1 + random(4) }, () => ({ row: random(5), column: random(3), text: ['', '5', '丙', 'x'][random(4)] }))
        it.write(edits, 'block')
      }
      while (it.undoing.canUndo) it.undo()
      expect(texts(it)).toEqual(before)
    }
  })

  it('hands back what was typed when the share was closed meanwhile', () => {
    const { book: it, acts } = book([entry(1, '甲', 30)])
    closed = '已交给他人'
    expect(it.write([{ row: 0, column: 0, text: '写到一半' }], 'typed')).toEqual({ changed: 0, wrong: 0, skipped: 1 })
    expect(late).toEqual(['写到一半'])
    expect(acts).toHaveLength(0)
    expect(texts(it)[0][0]).toBe('甲')
  })

  it('does not let news overwrite what is being typed', () => {
    const { book: it } = book([entry(1, '甲', 30)])
    it.write([{ row: 0, column: 0, text: '我的' }], 'typed')
    it.merge([{ ...entry(1, '他的', 50), revision: 2 }], [])
    expect(texts(it)[0].slice(0, 2)).toEqual(['我的', '50'])
  })

  it('keeps what a column does not take under the number that the server gave the row', () => {
    const first = book()
    first.book.write([{ row: 0, column: 0, text: '新' }, { row: 0, column: 1, text: '不是数' }], 'block')
    const key = first.acts[0].changes[0].key
    first.book.stored(key, 7, 1, ['name'])
    const second = book([entry(7, '新', null)])
    second.book.restore(JSON.parse(JSON.stringify(first.book.kept())) as ReturnType<EntryBook['kept']>, [])
    expect(texts(second.book)).toEqual([['新', '不是数', '']])
  })

  it('takes up what an earlier page left unsent', () => {
    const first = book([entry(1, '甲', 30)])
    first.book.write([{ row: 0, column: 1, text: '31' }, { row: 1, column: 0, text: '新' }, { row: 1, column: 1, text: '不是数' }], 'block')
    const kept = JSON.parse(JSON.stringify(first.book.kept())) as ReturnType<EntryBook['kept']>
    const second = book([entry(1, '甲', 30)])
    second.book.restore(kept, first.acts)
    expect(texts(second.book)).toEqual([['甲', '31', ''], ['新', '不是数', '']])
  })
})
