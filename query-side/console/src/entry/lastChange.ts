import { get } from '../api/client'
import type { HistoryStep } from '../api/types'
import type { Spot } from '../grid/ranges'
import { say } from '../i18n'
import { day, exact } from '../i18n/dates'
import { changeKind, howTitle } from '../i18n/words'
import { type Value, written } from './cells'
import type { ShareDesk } from './share'

/** Who wrote a cell last, when, how, from what to what and why, and who approved the share since: what one asks of a cell. */
export async function lastChange(desk: ShareDesk, spot: Spot): Promise<readonly string[]> {
  const row = desk.book.at(spot.row)
  const field = desk.state.fields[spot.column]
  if (!row || !field) return []
  if (row.id === undefined) return [say('新记录，尚未保存', 'new, not saved yet')]
  const { items } = await get<{ items: HistoryStep[] }>(`/campaigns/${desk.year}/tables/${desk.code}/entries/${row.id}/history`, { field: field.name, asOf: desk.asOf })
  const step = items[items.length - 1]
  if (!step) return []
  const text = (value: Value) => written(field, value, desk.optionsOf(field)) || say('（空）', '(empty)')
  const change = step.changes.find((each) => each.field === field.name)
  const approval = desk.state.share?.approval
  return [
    [step.by?.name ?? step.by?.staffNo ?? '', step.post, exact(step.at), howTitle(step.how), step.kind === 'AMENDED' ? '' : changeKind(step.kind)].filter(Boolean).join(' · '),
    change ? `${text(change.from)} → ${text(change.to)}` : '',
    step.reason ? say(`原因：${step.reason}`, `Reason: ${step.reason}`) : '',
    approval ? say(`审核通过：${approval.by?.name ?? ''} · ${day(approval.at)}`, `Approved by ${approval.by?.name ?? ''} · ${day(approval.at)}`) : '',
  ].filter(Boolean)
}
