import { computed } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { say } from '../i18n'
import { has, is, newest, session } from '../session'
import { router, thisYear } from '../router'

/** An item of the top navigation. */
export interface Place {
  readonly name: string
  readonly title: string
  readonly to: RouteLocationRaw
}

/** 导航: where this person's work is; what a person may not do does not appear. */
export const places = computed<Place[]>(() => {
  if (!session.me) {
    return []
  }
  const year = thisYear() || newest.value
  const of = (name: string, title: string, yearly = true): Place => ({
    name,
    title,
    to: yearly ? { name, params: { year } } : { name },
  })
  const list: Place[] = [of('home', say('我的任务', 'My tasks'), false)]
  if (!year) {
    return is('OFFICE') ? [...list, of('organisation', say('组织与人员', 'Organisation'), false), of('new-campaign', say('新建采集', 'Plan a campaign'), false)] : list
  }
  if (has('collector', 'teacher') || is('OFFICE')) list.push(of('tables', say('采集表', 'Tables')))
  if (has('reviewer')) list.push(of('reviews', say('审核', 'Reviews')))
  if (is('LEADER', 'FINAL_SIGNER')) list.push(of('signing', say('总览与签审', 'Overview and signing')))
  if (is('OFFICE', 'LEADER', 'FINAL_SIGNER', 'INSPECTOR') || has('reviewer', 'supervisor')) list.push(of('progress', say('采集进度', 'Progress')))
  if (is('OFFICE', 'LEADER', 'FINAL_SIGNER', 'INSPECTOR')) list.push(of('indicators', say('核心指标', 'Indicators')))
  if (is('OFFICE', 'INSPECTOR') || has('collector', 'reviewer')) list.push(of('checks', say('逻辑校验', 'Checks')))
  if (is('OFFICE')) {
    list.push(
      of('assignments', say('任务分配', 'Assignments')),
      of('plan', say('年度设置', 'Campaign')),
      of('organisation', say('组织与人员', 'Organisation'), false),
      of('submission', say('上报', 'Submission')),
    )
  }
  if (is('INSPECTOR', 'OFFICE', 'LEADER', 'FINAL_SIGNER')) list.push(of('audit', say('督查台账', 'Trail'), false))
  if (is('INSPECTOR')) list.push(of('inspections', say('督查事项', 'Inspections')))
  if (is('INSPECTOR', 'LEADER', 'FINAL_SIGNER')) list.push(of('accountability', say('责任时长', 'Accountability')))
  if (is('INSPECTOR', 'LEADER', 'FINAL_SIGNER')) list.push(of('replay', say('时点回放', 'Replay')))
  if (is('INSPECTOR', 'LEADER', 'FINAL_SIGNER', 'TECHNICIAN')) list.push(of('verify', say('核验', 'Verify'), false))
  if (is('TECHNICIAN', 'ADMINISTRATOR')) list.push(of('health', say('运行健康', 'Health'), false))
  if (is('ADMINISTRATOR')) list.push(of('accounts', say('账号', 'Accounts'), false))
  if (!is('TECHNICIAN', 'ADMINISTRATOR')) list.push(of('catalogue', say('填报说明', 'Guide')))
  return list.filter((place) => router.hasRoute(place.name))
})
