import type { Field } from '../entry/cells'

/** What the server answers, as far as the pages read it. */

export interface Who {
  staffNo: string
  name: string | null
}

export type Role = 'OFFICE' | 'TECHNICIAN' | 'LEADER' | 'FINAL_SIGNER' | 'INSPECTOR' | 'ADMINISTRATOR'

export interface Duty {
  campaign: number
  table: string
  department: string
  as: 'collector' | 'reviewer' | 'supervisor' | 'teacher'
  lead: boolean
  state: string
}

export interface Me {
  staffNumber: string
  name?: string | null
  department: string
  departmentName: string
  post: string
  teacher: boolean
  roles: Role[]
  duties: Duty[]
}

export interface Task {
  kind: string
  campaign: string
  table: string | null
  tableName: string | null
  department: string | null
  departmentName: string | null
  point: string | null
  words: string
  dueAt: string | null
  daysLeft: number | null
  stage: string | null
  entries: number | null
  lastYear: number | null
}

export interface Dates {
  original: string | null
  current: string | null
  extended: string | null
  counts: string | null
}

export interface DoneAct {
  by: Who | null
  at: string
  late: boolean
}

export interface Share {
  table: string
  tableName: string
  department: string
  departmentName: string | null
  lead: boolean
  filling: string
  stage: 'LOCKED' | 'OPEN' | 'DRAFT' | 'SUBMITTED' | 'BRIEFED' | 'APPROVED' | 'RETURNED'
  stageWords: string
  turn: { role: string; people: Who[] }
  collectors: Who[]
  reviewer: Who | null
  supervisor: Who | null
  teachers: number
  part: string | null
  nilProposed: boolean
  nil: boolean
  nilReason: string | null
  entries: number
  revision: number
  lastChange: string | null
  collection: Dates
  review: Dates
  daysLeft: number | null
  lateness: { stage: string; dueAt: string; originalDueAt: string; at: string }[]
  contentHash: string | null
  submission: DoneAct | null
  briefing: { leader: Who | null; heldAt: string; manner: string; note: string; state: string; reason: string | null } | null
  approval: DoneAct | null
  returned: { by: Who | null; at: string; reason: string; cells: { entry: number; field: string }[] } | null
  consolidated: boolean
  mayEdit: boolean
  whyNotCode: string | null
  whyNot: string | null
}

export interface Table {
  table: string
  code: string
  name: string
  zh: string
  group: string | null
  edition: string
  form: string
  state: string
  lockReason: string | null
  sources: { code: string; zh: string | null; approved: boolean; waitsFor: { department: string; departmentName: string | null; stage: string; people: Who[] }[] }[]
  collectionDue: string | null
  reviewDue: string | null
  consolidatedHash: string | null
  consolidatedAt: string | null
  mayEdit: boolean
  whyNot: string | null
  shares: Share[]
}

export interface CatalogueTable {
  code: string
  name: string
  zh: string
  group: string
  kind: 'SOURCE' | 'COLLECTED' | 'COMPUTED'
  period: string
  asOf: string | null
  grain: string
  key: string[]
  perTeacher: boolean
  nilAllowed: boolean
  note: string | null
  sources: string[]
  fields: Field[]
}

/** One value of a code list; days are the first and the last on which it may be used. */
export interface CodeValue {
  code: string
  zh: string
  keys?: string[]
  validFrom: string | null
  validTo: string | null
}

export interface Catalogue {
  edition: string
  version: string
  tables: CatalogueTable[]
  codeLists: { id: string; zh: string; values: CodeValue[] }[]
  rules: { id: string; severity: string; nature: string; scope: string; table: string; tables: string[]; words: string; message: string }[]
  indicators: { id: string; zh: string; unit: string; kind: string; direction: string; source: string; note: string | null; thresholds: Record<string, unknown> }[]
  parameters: { name: string; type: string; value: string; zh: string }[]
  groups: { code: string; zh: string; part: string }[]
  facts: { id: string; zh: string; key: string; tables: string[] }[]
}

export interface Stage {
  stage: string
  opensOn: string | null
  dueOn: string
  firstOpensOn: string | null
  firstDueOn: string
  moved: number
  reason: string
  passedAt: string | null
}

export interface Point {
  point: string
  kind: string
  table: string | null
  text: string
  candidates: string[]
  raisedAt: string
  decision: string | null
  settledBy: string | null
  settledAt: string | null
}

export interface SignOff {
  by: string
  post: string
  at: string
  contentHash: string
  packHash: string
  opinion: string
  isVoid: boolean
  voidReason: string | null
}

export interface Campaign {
  campaign: string
  year: number
  edition: string
  state: string
  round: number
  academicYear: { from: string; to: string }
  calendarYear: { from: string; to: string }
  plannedAt: string
  openedAt: string | null
  submittedAt: string | null
}

export interface WholeCampaign extends Campaign {
  parameters: Record<string, string>
  planSha256: string | null
  closedAt: string | null
  contentHash: string | null
  presentedAt: string | null
  signedAt: string | null
  receipt: string | null
  snapshot: string | null
  returnReason: string | null
  returnBy: Who | null
  submissionBy: Who | null
  signers: Who[]
  stages: Stage[]
  points: Point[]
  openPoints: number
  signOffs: SignOff[]
  checkRuns: { run: string; at: string; by: string; trial: boolean; errors: number; warnings: number; rules: number; position: number }[]
  snapshots: { snapshot: string; at: string; by: string; position: number; contentHash: string; manifestSha256: string }[]
  received: { fileName: string; sha256: string; from: string; confirmed: boolean; by: Who | null; at: string } | null
}

export interface Progress {
  campaign: string
  departments: { department: string; departmentName: string | null; stages: Record<string, number>; shares: number; late: number }[]
  shares: Share[]
}

export interface CellChange {
  field: string
  zh: string
  from: string | number | boolean | null
  to: string | number | boolean | null
}

export interface Differing {
  id: number
  department: string
  kind: 'ADDED' | 'AMENDED' | 'REMOVED'
  fromRevision: number | null
  toRevision: number | null
  changes: CellChange[]
}

export interface HistoryStep {
  kind: 'ADDED' | 'AMENDED' | 'REMOVED'
  position: number
  event: string
  at: string
  by: Who | null
  post: string
  how: string
  reason: string
  batch: string | null
  row: number | null
  file: string | null
  sha256: string | null
  preparedBy: string | null
  revision: number
  changes: CellChange[]
  written: { field: string; zh: string; text: string | null }[]
}

export interface Finding {
  id: string
  state: 'FOUND' | 'SENT' | 'IN_RECTIFICATION' | 'EXPLAINED' | 'ACCEPTED' | 'REJECTED' | 'CLEARED' | null
  times: number
  setAside: 'FAULTY_RULE' | 'TOLERATED' | null
  number: number
  rule: string
  severity: 'ERROR' | 'WARNING'
  table: string
  department: string | null
  entry: number | null
  fields: string[]
  message: string
  english: string
  owners: Who[]
  explanation: string | null
  cause: { at: string; by: string; how: string; position: number; post: string } | null
}

export interface Found {
  run: string
  at: string
  trial: boolean
  position: number
  rules: number
  total: number
  items: Finding[]
  counts: { rule: string; table: string; department: string | null; error: boolean; failed: number }[]
  skipped: { rule: string; zh: string; reason: string }[]
  cursor: string | null
  blocking: number
  faulty: { rule: string; reason: string; by: Who | null; at: string }[]
  tolerances: { rule: string; table: string; department: string | null; number: number; reason: string; lastYear: number; by: Who | null; at: string }[]
  people: { person: Who | null; staffNo: string; errors: number; warnings: number }[]
  changed: { tables: string[]; rules: boolean }
}

export interface CheckRun {
  id: string
  at: string | null
  by: string | null
  state: 'RUNNING' | 'DONE' | 'FAILED'
  trial: boolean
  done: number
  total: number
  errors: number
  warnings: number
  rules: number
  table: string | null
  position: number | null
  problem: { title?: string; detail?: string } | null
}

export interface Indicator {
  id: string
  zh: string
  unit: string
  kind: 'INTERMEDIATE' | 'BASIC' | 'MONITORING' | 'CORE'
  direction: 'NONE' | 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER'
  value: string | null
  exact: string | null
  whyNot: string | null
  level: 'QUALIFIED' | 'BELOW' | 'LIMITED' | 'NONE' | 'UNKNOWN'
  qualified: number | null
  limited: number | null
  lastYear: string | null
}

export interface Indicators {
  edition: string
  version: string
  position: number
  category: string | null
  card: string | null
  cardZh: string | null
  rounding: string
  items: Indicator[]
}

export interface IndicatorLineage {
  figure: Indicator
  formula: string
  words: string
  uses: { id: string; zh: string; unit: string; value: string | null; words: string }[]
  source: string
  version: string
  sums: {
    number: number
    text: string
    words: string
    table: string
    tableZh: string
    value: string | null
    entries: number
    departments: { department: string; entries: number; amount: string; approvedBy: Who | null; approvedAt: string | null }[]
    items: { entry: number; department: string; amount: string; by: Who; at: string; position: number }[]
  }[]
}

export interface IndicatorMovement {
  moved: number | null
  steps: { position: number; table: string; department: string; staffNo: string; name: string | null; post: string; at: string; before: number | null; after: number | null }[]
}

export interface Signals {
  betweenSeconds: number
  deviceSeconds: number
  appointedDays: number
  closingSeconds: number
  bulk: number
  items: { kind: string; first: number; last: number; count: number; at: string; by: Who | null; other: Who | null; seconds: number | null }[]
}

export interface AuditRow {
  position: number
  at: string
  by: Who | null
  post: string
  family: string
  kind: string
  campaign: string | null
  table: string | null
  department: string | null
  entry: number | null
  subject: Who | null
  how: string | null
  reason: string | null
  device: string | null
  correlation: string | null
  summary: { zh: string; en: string }
  facts: Record<string, unknown> | null
}

export interface Department {
  code: string
  name: string
  aliases: string[]
  closedOn: string | null
  successor: string | null
  head: Who | null
  supervisor: Who | null
}

export interface Person {
  staffNo: string
  name: string
  department: string
  post: string
  teacher: boolean
  roles: Role[]
  leftOn: string | null
}

export interface Projections {
  head: number
  items: { name: string; position: number; lag: number; state: string }[]
}

export interface DemoVisit {
  college: string
  password: string
  people: { staffNumber: string; name: string; department: string; post: string; as: string }[]
}

/** What a cell that refers to another table may hold. */
export interface ReferenceOffer {
  table: string
  tableName: string
  /** how many characters must be typed first */
  least: number
  items: { value: string; label: string; department: string | null }[]
  more: boolean
  waitsFor: { department: string; departmentName: string | null }[]
}
