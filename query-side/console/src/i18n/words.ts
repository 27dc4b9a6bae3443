import type { Duty, Role } from '../api/types'
import { say } from './index'

/** Words of the glossary for what the interface names in code. */

export function stageTitle(stage: string): string {
  switch (stage) {
    case 'PLATFORM': return say('平台搭建', 'Platform')
    case 'SOURCE_TABLES': return say('源数据表', 'Source tables')
    case 'COLLECTION': return say('阶段性采集', 'Collection')
    case 'REVIEW': return say('部门审核', 'Review')
    case 'CHECKING': return say('逻辑性校验', 'Checks')
    case 'LEADERS': return say('学校领导审核', 'Leaders')
    case 'SUBMISSION': return say('提交上报', 'Submission')
    default: return stage
  }
}

export function campaignState(state: string): string {
  switch (state) {
    case 'PLANNED': return say('筹备中', 'Planned')
    case 'OPEN': return say('采集中', 'Open')
    case 'CHECKING': return say('校验中', 'Checking')
    case 'RECTIFYING': return say('整改中', 'Rectifying')
    case 'SIGNING': return say('领导签审中', 'Signing')
    case 'SIGNED': return say('已签审', 'Signed')
    case 'SUBMITTED': return say('已上报', 'Submitted')
    case 'CLOSED': return say('已结束', 'Closed')
    default: return state
  }
}

export function shareStage(stage: string): string {
  switch (stage) {
    case 'LOCKED': return say('未开放', 'Locked')
    case 'OPEN': return say('未开始', 'Not begun')
    case 'DRAFT': return say('填报中', 'Being filled')
    case 'SUBMITTED': return say('待审核', 'Submitted')
    case 'BRIEFED': return say('已汇报', 'Briefed')
    case 'APPROVED': return say('审核通过', 'Approved')
    case 'RECEIVED': return say('往年数据', 'Earlier year')
    case 'RETURNED': return say('已退回', 'Sent back')
    default: return stage
  }
}

export function shareTone(stage: string): string {
  switch (stage) {
    case 'APPROVED': return 'ok'
    case 'RETURNED': return 'bad'
    case 'SUBMITTED':
    case 'BRIEFED': return 'warn'
    case 'DRAFT': return 'brand'
    default: return 'mute'
  }
}

export function roleTitle(role: Role | Duty['as'] | string): string {
  switch (role) {
    case 'OFFICE': return say('采集工作办公室', 'Collection office')
    case 'TECHNICIAN': return say('平台技术员', 'Technician')
    case 'LEADER':
    case 'FINAL_SIGNER': return say('学校领导', 'School leader')
    case 'INSPECTOR': return say('纪检监察处', 'Inspection')
    case 'ADMINISTRATOR': return say('系统管理员', 'Administrator')
    case 'HEAD':
    case 'reviewer': return say('审核人', 'Reviewer')
    case 'COLLECTOR':
    case 'collector': return say('采集人', 'Collector')
    case 'SUPERVISOR':
    case 'supervisor': return say('分管领导', 'Supervising leader')
    case 'TEACHER':
    case 'teacher': return say('教师', 'Teacher')
    case 'SECRETARY': return say('秘书（无采集任务）', 'Secretary (no task)')
    default: return role
  }
}

/** How a value came into its cell. */
export function howTitle(how: string): string {
  switch (how) {
    case 'TYPED': return say('录入', 'typed')
    case 'PASTED': return say('粘贴', 'pasted')
    case 'IMPORTED': return say('导入', 'imported')
    case 'CARRIED': return say('从上年带入', 'carried over')
    case 'RECEIVED': return say('接收往年数据', 'received')
    default: return how
  }
}

export function changeKind(kind: string): string {
  switch (kind) {
    case 'ADDED': return say('新增', 'added')
    case 'AMENDED': return say('修改', 'amended')
    case 'REMOVED': return say('删除', 'removed')
    default: return kind
  }
}

/** The period that a table of a campaign is about. */
export function periodWords(form: { period: string; asOf?: string | null } | undefined, year: number): string {
  switch (form?.period) {
    case 'ACADEMIC_YEAR': return say(`${year - 1}—${year} 学年`, `academic year ${year - 1}–${year}`)
    case 'CALENDAR_YEAR': return say(`${year - 1} 自然年`, `calendar year ${year - 1}`)
    case 'AS_OF': {
      const [month, day] = (form.asOf ?? '').split('-').map(Number)
      return month ? say(`截至 ${year} 年 ${month} 月 ${day} 日`, `as of ${year}-${month}-${day}`) : say('时点', 'a moment')
    }
    default: return ''
  }
}

/** Why a record is held back from the ministry. */
export function pushProblem(what: string): string {
  switch (what) {
    case 'MISSING': return say('必填而为空', 'required but blank')
    case 'TOO_LONG': return say('超出标准的长度', 'longer than the standard allows')
    case 'TOO_PRECISE': return say('小数位数超出标准', 'more decimal places than the standard allows')
    case 'DANGLING': return say('引用的记录不在包中', 'refers to an entry that is not in the package')
    case 'ERASED': return say('已依法删除', 'erased by law')
    default: return what
  }
}
