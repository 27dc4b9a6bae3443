import { describe, expect, it } from 'vitest'
import type { PendingAct, Sent } from '../src/entry/acts'
import { Outbox, type Reply } from '../src/entry/outbox'

function act(key: string, values: Record<string, string>, manner: 'typed' | 'block' = 'typed'): PendingAct {
  return { id: crypto.randomUUID(), manner, changes: [{ key, op: 'WRITE', values }], reason: '' }
}

/** A server that answers what the test says, and remembers what it was asked. */
function outbox(answers: (Reply | Promise<Reply>)[], refused: (act: PendingAct) => PendingAct | null | 'hold' = () => 'hold') {
  const asked: { key: string; sent: Sent }[] = []
  const waits: (() => void)[] = []
  const accepted: PendingAct[] = []
  const box = new Outbox({
    request: (one) => ({ method: 'PATCH', path: `/${one.changes[0].key}`, body: { values: { ...one.changes[0].values } }, rows: [one.changes[0].key] }),
    send: async (sent, key) => {
      asked.push({ key, sent })
      return answers.shift() ?? { status: 200, body: {} }
    },
    accepted: (one) => accepted.push(one),
    refused: (one) => refused(one),
    keep: () => undefined,
    changed: () => undefined,
    later: (run) => waits.push(run),
  })
  return { box, asked, waits, accepted }
}

const settle = () => new Promise((done) => setTimeout(done, 0))

describe('The outbox', () => {
  it('sends one act after the other, in order', async () => {
    const { box, accepted } = outbox([])
    box.add(act('a', { x: '1' }))
    box.add(act('b', { x: '2' }))
    box.add(act('c', { x: '3' }))
    await settle()
    expect(accepted.map((each) => each.changes[0].key)).toEqual(['a', 'b', 'c'])
    expect(box.state).toBe('saved')
  })

  it('keeps what was written last in a cell that is typed twice before it is sent', async () => {
    let answer: (reply: Reply) => void = () => undefined
    const { box } = outbox([new Promise<Reply>((resolve) => (answer = resolve))])
    box.add(act('a', { x: '0' }))
    box.add({ ...act('b', { x: '1' }), changes: [{ key: 'b', op: 'WRITE', values: { x: '1' }, written: { x: '１' } }] })
    box.add({ ...act('b', { y: '2' }), changes: [{ key: 'b', op: 'WRITE', values: { y: '2' }, written: { y: '２' } }] })
    box.add(act('b', { x: '3' }))
    expect(box.all[1].changes[0]).toEqual({ key: 'b', op: 'WRITE', values: { x: '3', y: '2' }, written: { y: '２' } })
    answer({ status: 200, body: {} })
  })

  it('repeats an unanswered request to the letter, under the same key', async () => {
    const { box, asked, waits } = outbox([{ status: 0, body: {} }, { status: 503, body: {} }])
    box.add(act('a', { x: '1' }))
    await settle()
    expect(box.state).toBe('offline')
    waits.shift()!()
    await settle()
    waits.shift()!()
    await settle()
    expect(asked).toHaveLength(3)
    expect(new Set(asked.map((each) => each.key)).size).toBe(1)
    expect(asked[2].sent).toEqual(asked[0].sent)
    expect(box.state).toBe('saved')
  })

  it('joins what is typed along one row while it waits, but never what was sent', async () => {
    let answer: (reply: Reply) => void = () => undefined
    const { box, asked } = outbox([new Promise<Reply>((resolve) => (answer = resolve))])
    box.add(act('a', { x: '1' }))
    await settle()
    box.add(act('a', { y: '2' }))
    box.add(act('a', { z: '3' }))
    answer({ status: 200, body: {} })
    await settle()
    expect(asked.map((each) => each.sent.body)).toEqual([{ values: { x: '1' } }, { values: { y: '2', z: '3' } }])
  })

  it('waits for the person who must sign in again, and then goes on', async () => {
    const { box, asked } = outbox([{ status: 401, body: {} }])
    box.add(act('a', { x: '1' }))
    await settle()
    expect(box.state).toBe('signed-out')
    expect(box.cells).toBe(1)
    box.state = 'saving'
    box.resume()
    await settle()
    expect(asked[1].key).toBe(asked[0].key)
    expect(box.state).toBe('saved')
  })

  it('holds a refused act under a new key until the person decides', async () => {
    const { box, asked } = outbox([{ status: 409, body: {} }])
    box.add(act('a', { x: '1' }))
    await settle()
    expect(box.state).toBe('stopped')
    expect(box.all).toHaveLength(1)
    box.state = 'saving'
    box.resume()
    await settle()
    expect(asked[1].key).not.toBe(asked[0].key)
  })

  it('sends what is left of an act when a part was refused', async () => {
    const { box, accepted } = outbox([{ status: 422, body: {} }], () => act('a', { y: '2' }))
    box.add(act('a', { x: '1', y: '2' }))
    await settle()
    expect(accepted.map((each) => each.changes[0].values)).toEqual([{ y: '2' }])
  })
})
