import { exchange } from '../api/client'
import type { ReferenceOffer } from '../api/types'
import type { Suggestions } from '../grid/options'
import { say } from '../i18n'

/** What may be taken from the table that a field refers to, for what was typed; offline nothing is offered and anything may be typed. */
export async function references(table: string, field: string, typed: string): Promise<Suggestions> {
  const { status, body } = await exchange('GET', `${table}/references/${field}`, { query: { q: typed.trim(), limit: 20 } })
  return status === 200 ? suggestions(body as ReferenceOffer, typed.trim()) : { options: [] }
}

function suggestions(offer: ReferenceOffer, typed: string): Suggestions {
  return { options: offer.items.map((item) => ({ code: item.value, label: item.label })), note: note(offer, typed) }
}

/** Why there are none, or not all. */
function note(offer: ReferenceOffer, typed: string): string | undefined {
  if (typed.length < offer.least) {
    return say(`请至少输入 ${offer.least} 位编号或完整姓名`, `Type at least ${offer.least} characters, or the whole name`)
  }
  const waiting = offer.waitsFor.map((each) => each.departmentName ?? each.department).join('、')
  if (waiting) {
    return say(`${offer.table} ${offer.tableName}：${waiting}尚未审核通过，其记录不在此列`, `${offer.table}: ${waiting} not approved yet, so not offered`)
  }
  if (offer.items.length === 0) {
    return say(`${offer.table} ${offer.tableName}中没有审核通过的记录与此相符`, `No approved entry of ${offer.table} fits`)
  }
  return offer.more ? say('还有更多，请继续输入', 'There are more; type on') : undefined
}
