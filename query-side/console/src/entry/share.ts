import { markRaw, shallowReactive } from 'vue'
import { all, ask, codeOf, exchange, get, type Conflict, type ProblemBody, Refused, whenWhole } from '../api/client'
import type { Catalogue, CatalogueTable, CheckRun, Department, Differing, Finding, Found, Share, Table } from '../api/types'
import { campaign, catalogue, session, whenBack } from '../session'
import type { Edit } from '../grid/model'
import type { Option, Suggestions } from '../grid/options'
import { formatBlock } from '../grid/tsv'
import { say } from '../i18n'
import { type PendingAct, type Sent, without } from './acts'
import { EntryBook, type Remark } from './book'
import { type Field, FLAGS, type Value, written } from './cells'
import { Keeping, type Kept } from './keeping'
import { Outbox, type Reply } from './outbox'
import { references } from './references'
import type { EntryShown } from './rows'
import { bookWords } from './words'

/** So many entries are compared with last year's unasked; of more, when somebody asks. */
const BESIDE = 1_000

/** More news than this are read page by page, not one by one. */
const EACH = 50

/** What differs between what the page shows and now; more than one page of it if there is a cursor. */
interface News {
  readonly to: number
  readonly items: Differing[]
  readonly cursor: string | null
}

/** A page of how this year's entries stand to last year's. */
interface YearCompared {
  readonly items: { kind: string; entry: number | null; changes: { field: string; from: Value }[] }[]
  readonly cursor: string | null
}

type Fault = Pick<Finding, 'rule' | 'severity' | 'entry' | 'fields' | 'message' | 'english'>

/** What is wrong right now, and which rules were looked at to say so. */
interface Live {
  readonly items: Fault[]
  readonly looked: string[]
}

const CHECK_AFTER = 1500

/** What stopped the outbox, for the person to decide. */
export interface Stop {
  readonly kind: 'conflict' | 'reason' | 'refused'
  readonly act: PendingAct
  readonly problem: ProblemBody
}


/** Edits as a spreadsheet takes them, row by row. */
function blockOf(edits: readonly Edit[]): string {
  const rows = new Map<number, Map<number, string>>()
  edits.forEach((edit) => rows.set(edit.row, (rows.get(edit.row) ?? new Map()).set(edit.column, edit.text)))
  const left = Math.min(...edits.map((edit) => edit.column))
  const right = Math.max(...edits.map((edit) => edit.column))
  return formatBlock(
    [...rows.entries()].sort(([a], [b]) => a - b).map(([, cells]) => Array.from({ length: right - left + 1 }, (_, i) => cells.get(left + i) ?? '')),
  )
}

interface Page { items: EntryShown[]; cursor: string | null; position: number; total: number }

interface StoredRow { id: number; revision: number; normalised?: string[] }

/** A cell that is kept in another form than it was written; the form is not known where the server found it. */
export interface Tidied { row: number; title: string; raw: string; kept: string | undefined }

/** 一个部门份额 in this browser: its entries, what was typed, and how saving stands. */
export class ShareDesk {
  readonly state = shallowReactive({
    /** there is a sheet to look at, if only its first rows */
    shown: false,
    /** all of it is here */
    loaded: false,
    /** how many entries there are, while they are read */
    total: 0,
    problem: '',
    table: undefined as Table | undefined,
    share: undefined as Share | undefined,
    form: undefined as CatalogueTable | undefined,
    fields: [] as Field[],
    /** the other tables of the edition, that fields may refer to */
    tables: [] as CatalogueTable[],
    /** grows with everything that changes, for pages to look again */
    turn: 0,
    saving: 'saved' as Outbox['state'],
    waiting: 0,
    /** what waits is written in this browser, and outlives the page */
    kept: false,
    savedAt: undefined as Date | undefined,
    stop: undefined as Stop | undefined,
    /** what was being typed when the share was closed, as a block for a spreadsheet */
    late: '',
    reason: '',
    /** what was kept in another form than it was written, of the last act */
    tidied: [] as Tidied[],
    others: '',
    position: 0,
  })
  book!: EntryBook
  private outbox!: Outbox
  private keeping: Keeping | undefined
  private options = new Map<string, readonly Option[]>()
  private readonly base: string
  private soon: ReturnType<typeof setTimeout> | undefined
  private ended = false
  private checking: ReturnType<typeof setTimeout> | undefined
  /** what the last check run found, by cell */
  private found = new Map<string, Remark[]>()

  constructor(
    readonly year: number,
    readonly code: string,
    readonly department: string,
    readonly asOf: string | undefined,
    /** only one's own entry, as a teacher fills it */
    private readonly owner?: string,
  ) {
    this.base = `/campaigns/${year}/tables/${code}`
    this.book = this.newBook([])
    this.outbox = markRaw(
      new Outbox({
        request: (act) => this.request(act),
        send: async (sent, key) => this.send(sent, key),
        accepted: (act, reply) => this.accepted(act, reply),
        refused: (act, reply) => this.refused(act, reply),
        keep: () => this.keep(),
        changed: () => this.show(),
        later: (run, milliseconds) => setTimeout(run, milliseconds),
      }),
    )
  }

  /** Whoever typed it has taken it over, or does not want it. */
  forgetLate(): void {
    this.state.late = ''
  }

  private newBook(fields: readonly Field[]): EntryBook {
    return markRaw(
      new EntryBook({
        fields,
        options: (field) => this.optionsOf(field),
        words: bookWords,
        closed: () => this.closed(),
        late: (edits) => (this.state.late = blockOf(edits)),
        reason: () => this.state.reason,
        act: (act) => this.outbox.add(act),
        changed: () => {
          this.keep()
          this.later()
        },
      }),
    )
  }

  optionsOf(field: Field): readonly Option[] | undefined {
    return this.options.get(field.name)
  }

  /** Where the values of a field that refers to another table come from; undefined for others, and for departments. */
  suggestOf(field: Field): ((typed: string) => Promise<Suggestions>) | undefined {
    return field.reference && !this.options.has(field.name) ? (typed) => references(this.base, field.name, typed) : undefined
  }

  /** Why nothing can be typed here now; undefined if it can. */
  closed(): string | undefined {
    return this.whyNot() ?? (this.state.loaded ? undefined : say('正在读取其余记录，读完即可填写', 'The other entries are being read; then it can be filled in'))
  }

  /** Why this share cannot be filled in; undefined if it can. */
  whyNot(): string | undefined {
    if (this.asOf) return say('正在查看历史时点，不能修改', 'A moment in the past is shown; nothing can be changed')
    const share = this.state.share
    if (!share) return say('没有此部门的份额', 'No such share')
    if (this.owner ? !this.mayFillOwn(share) : !share.mayEdit) return share.whyNot ?? say('当前不能修改', 'It cannot be changed now')
    return undefined
  }

  private mayFillOwn(share: Share): boolean {
    return share.mayEdit || ['OPEN', 'DRAFT', 'RETURNED'].includes(share.stage)
  }

  // ---- reading

  async open(): Promise<void> {
    try {
      await this.read()
      if (!this.asOf && session.me) {
        await this.takeUp()
      }
      this.state.loaded = this.state.shown = true
      this.later()
      void this.readFindings().then(() => this.readChecks())
      if (!this.asOf && !this.owner && this.book.count > 0 && this.book.count <= BESIDE) void this.readLastYear()
    } catch (failure) {
      whenWhole(failure, () => !this.ended && void this.open())
      this.state.problem = failure instanceof Refused && failure.status !== 0 ? failure.message : say('连接不上服务器', 'The server cannot be reached')
    }
  }

  private async read(): Promise<void> {
    const edition = campaign(this.year)?.edition
    if (!edition) throw new Refused(404, { detail: say('没有这个年度的采集', 'There is no campaign of that year') })
    const [table, forms, departments, first] = await Promise.all([
      get<Table>(this.base),
      catalogue(edition),
      get<{ items: Department[] }>('/organisation/departments'),
      this.page(),
    ])
    this.state.table = table
    this.state.share = table.shares.find((share) => share.department === this.department)
    const form = forms.tables.find((each) => each.code === this.code)
    this.state.form = form
    this.state.fields = form?.fields ?? []
    this.state.tables = forms.tables
    for (const field of this.state.fields) {
      const options = this.codes(field, forms, departments.items)
      if (options) this.options.set(field.name, options)
    }
    this.book = this.newBook(this.state.fields)
    this.mark()
    if (first.cursor) {
      // whoever opens ten thousand rows looks at the first while the others come
      this.state.total = first.total
      this.book.load(this.own(first.items))
      this.state.shown = true
    }
    this.book.load(await this.entries(first))
  }

  private own(entries: readonly EntryShown[]): readonly EntryShown[] {
    return this.owner ? entries.filter((entry) => entry.owner === this.owner) : entries
  }

  private codes(
    field: Field,
    forms: Catalogue,
    departments: readonly Department[],
  ): readonly Option[] | undefined {
    if (field.type === 'BOOLEAN') {
      return FLAGS
    }
    if (field.reference?.table === 'org_unit') {
      return departments.map((each) => ({ code: each.code, label: each.name, ended: each.closedOn !== null }))
    }
    const list = field.codeList ? forms.codeLists.find((each) => each.id === field.codeList) : undefined
    const [from, to] = this.period(forms)
    return list?.values.map((value) => ({
      code: value.code,
      label: value.zh,
      keys: value.keys,
      ended: (value.validTo !== null && from !== undefined && value.validTo < from) || (value.validFrom !== null && to !== undefined && value.validFrom > to),
    }))
  }

  /** First and last day of the time the table's facts belong to. */
  private period(forms: Catalogue): (string | undefined)[] {
    const names = { ACADEMIC_YEAR: ['period_start', 'period_end'], CALENDAR_YEAR: ['calendar_start', 'calendar_end'] }[this.state.form?.period ?? ''] ?? ['as_of_date', 'as_of_date']
    return names.map((name) => forms.parameters.find((parameter) => parameter.name === name)?.value)
  }

  /** All entries, from their first page on. */
  private async entries(first: Page): Promise<readonly EntryShown[]> {
    const items = [...first.items]
    for (let cursor = first.cursor; cursor && !this.ended; ) {
      const page: Page = await this.page(cursor)
      items.push(...page.items)
      cursor = page.cursor
    }
    return this.own(items)
  }

  private async page(cursor?: string): Promise<Page> {
    const page = await get<Page>(`${this.base}/entries`, { department: this.department, asOf: this.asOf, limit: 2_000, cursor })
    this.state.position = page.position
    return page
  }

  private mark(): void {
    this.book.marked = new Set(this.state.share?.returned?.cells.map((cell) => `${cell.entry}/${cell.field}`) ?? [])
  }

  /** Last year's approved entries beside these; false where there is nothing to compare with. */
  async readLastYear(): Promise<boolean> {
    const changed = new Map<number, Record<string, Value>>()
    const added = new Set<number>()
    let cursor: string | null | undefined
    do {
      const { status, body } = await exchange('GET', `${this.base}/year-difference`, { query: { department: this.department, limit: 500, cursor } })
      if (status !== 200) return false
      const page = body as YearCompared
      for (const item of page.items) {
        if (item.entry === null) continue
        if (item.kind === 'ADDED') added.add(item.entry)
        else changed.set(item.entry, Object.fromEntries(item.changes.map((change) => [change.field, change.from])))
      }
      cursor = page.cursor
    } while (cursor)
    this.book.lastYear = { changed, added }
    this.book.review()
    return true
  }

  async readFindings(): Promise<void> {
    const runs = await exchange('GET', `/campaigns/${this.year}/check-runs`)
    if (runs.status !== 200 || !(runs.body as { items: CheckRun[] }).items.some((run) => run.state === 'DONE')) {
      return
    }
    const { status, body } = await exchange('GET', `/campaigns/${this.year}/findings`, {
      query: { table: this.code, department: this.department, limit: 500 },
    })
    if (status === 200) {
      this.take((body as Found).items)
    }
  }

  /** What is wrong with the share as it stands: what would stop it, and what differs strangely from last year. */
  private async readChecks(): Promise<void> {
    const share = this.state.share
    if (this.asOf || this.ended || !share || !(this.owner ? this.mayFillOwn(share) : share.mayEdit)) return
    const { status, body } = await exchange('GET', `${this.base}/shares/${this.department}/checks`)
    // what is missing the book knows itself, at every keystroke
    if (status === 200) this.take((body as Live).items.filter((fault) => fault.rule !== 'required'), (body as Live).looked)
  }

  /** Whoever types on is not asked about every keystroke. */
  private checkSoon(): void {
    clearTimeout(this.checking)
    this.checking = setTimeout(() => void this.readChecks(), CHECK_AFTER)
  }

  /** Findings by cell; those that name no field stand at the first. */
  private take(findings: readonly Fault[], looked?: readonly string[]): void {
    // what a run found stays, but for the rules that were looked at again just now
    const stale = (remark: Remark) => looked!.some((rule) => remark.message.endsWith(`(${rule})`))
    const byCell = new Map<string, Remark[]>(looked ? [...this.found].map(([cell, remarks]): [string, Remark[]] => [cell, remarks.filter((each) => !stale(each))]).filter(([, remarks]) => remarks.length > 0) : [])
    for (const finding of findings) {
      if (finding.entry !== null) {
        for (const field of finding.fields.length > 0 ? finding.fields : [this.state.fields[0]?.name ?? '']) {
          const cell = `${finding.entry}/${field}`
          const remark: Remark = {
            key: '',
            field,
            level: finding.severity === 'ERROR' ? 'error' : 'warning',
            message: `${say(finding.message, finding.english || finding.message)} (${finding.rule})`,
          }
          byCell.set(cell, [...(byCell.get(cell) ?? []), remark])
        }
      }
    }
    if (!looked) this.found = byCell
    this.book.findings = byCell
    this.later()
  }

  /** What a refused submission named. */
  takeErrors(problem: ProblemBody, level: 'error' | 'warning'): void {
    const byCell = new Map(this.book.findings)
    for (const error of problem.errors ?? []) {
      const entry = /\/entries\/(\d+)/.exec(error.pointer)?.[1]
      if (entry) {
        const field = error.field ?? this.state.fields[0]?.name ?? ''
        byCell.set(`${entry}/${field}`, [{ key: '', field, level, message: `${error.message} (${error.rule})` }])
      }
    }
    this.book.findings = byCell
    this.later()
  }

  /** Looks what others did since; called when the ledger moved. */
  async refresh(): Promise<void> {
    if (!this.state.loaded || this.asOf || this.ended) {
      return
    }
    const [table, diff] = await Promise.all([
      exchange('GET', this.base),
      exchange('GET', `${this.base}/diff`, { query: { from: this.state.position, department: this.department, limit: 2_000 } }),
    ])
    if (table.status === 200) {
      this.state.table = table.body as Table
      this.state.share = this.state.table.shares.find((share) => share.department === this.department)
      this.mark()
    }
    if (diff.status === 200) {
      // what cannot be read now is news again when the ledger moves next
      await this.merge(diff.body as News).catch(() => undefined)
    }
    this.later()
  }

  private async merge(diff: News): Promise<void> {
    const known = this.book.byId()
    const unknown = diff.items.filter((item) => {
      const row = known.get(item.id)
      return item.kind === 'REMOVED' ? row !== undefined && !row.removed : !row || row.revision < (item.toRevision ?? 0)
    })
    const others = diff.cursor || unknown.length > EACH ? await this.mergeAll() : await this.mergeEach(unknown)
    this.state.position = Math.max(this.state.position, diff.to)
    if (others > 0) {
      this.state.others = say(`他人刚刚修改了 ${others} 行`, `Somebody else just changed ${others} rows`)
    }
  }

  private async mergeEach(unknown: readonly Differing[]): Promise<number> {
    const removed = unknown.filter((item) => item.kind === 'REMOVED').map((item) => item.id)
    const wanted = unknown.filter((item) => item.kind !== 'REMOVED')
    const shown = await Promise.all(wanted.map((item) => get<EntryShown>(`${this.base}/entries/${item.id}`)))
    return this.book.merge(shown.filter((entry) => !this.owner || entry.owner === this.owner), removed)
  }

  /** After an import nearly everything is news: it is read as the page read it first. */
  private async mergeAll(): Promise<number> {
    const known = [...this.book.byId().keys()]
    const entries = await this.entries(await this.page())
    const standing = new Set(entries.map((entry) => entry.id))
    return this.book.merge(entries, known.filter((id) => !standing.has(id)))
  }

  // ---- keeping

  private scope(): string {
    return `${session.me!.staffNumber}|${this.year}|${this.code}|${this.department}`
  }

  private async takeUp(): Promise<void> {
    try {
      this.keeping = new Keeping(this.scope())
      await this.keeping.begin((left) => {
        this.book.restore(left.book, left.acts)
        this.outbox.restore(left.acts)
        this.later()
      })
    } catch {
      // a browser that keeps nothing still sends everything at once
      this.keeping = undefined
    }
  }

  private keep(): void {
    const keeping = this.keeping
    if (!keeping) return
    keeping.keep({ acts: [...this.outbox.all], book: this.book.kept() } satisfies Kept)
    this.state.kept = false
    const written = keeping.settled()
    // what was kept since is written with a promise of its own
    const tell = (kept: boolean) => keeping.settled() === written && (this.state.kept = kept)
    written.then(() => tell(true), () => tell(false))
  }

  end(): void {
    this.ended = true
    clearTimeout(this.checking)
    this.keeping?.end()
  }

  // ---- sending

  private request(act: PendingAct): Sent | undefined {
    const changes = act.changes.filter((change) => this.book.row(change.key))
    if (changes.length === 0) {
      return undefined
    }
    return changes.length === 1 && act.manner === 'typed' ? this.single(act, changes[0]) : this.block(act, changes)
  }

  private single(act: PendingAct, change: PendingAct['changes'][number]): Sent | undefined {
    const row = this.book.row(change.key)!
    const rows = [change.key]
    if (change.op === 'REMOVE') {
      return row.id === undefined
        ? undefined
        : { method: 'DELETE', path: `${this.base}/entries/${row.id}?reason=${encodeURIComponent(act.reason)}`, body: undefined, ifMatch: row.revision, rows }
    }
    if (row.id === undefined) {
      const body = { department: this.department, owner: this.ownerOf(change.values), values: change.values, written: change.written ?? null }
      return { method: 'POST', path: `${this.base}/entries`, body, rows }
    }
    const body = { values: change.values, reason: act.reason || null, written: change.written ?? null }
    return { method: 'PATCH', path: `${this.base}/entries/${row.id}`, body, ifMatch: change.over ?? row.revision, rows }
  }

  private block(act: PendingAct, changes: PendingAct['changes']): Sent | undefined {
    const lines: unknown[] = []
    const rows: string[] = []
    for (const change of changes) {
      const row = this.book.row(change.key)!
      if (change.op === 'REMOVE' && row.id === undefined) continue
      rows.push(change.key)
      lines.push(
        row.id === undefined
          ? { op: 'ADD', entryId: null, ifRevision: null, owner: this.ownerOf(change.values), values: change.values, reason: null, written: change.written ?? null }
          : {
              op: change.op === 'REMOVE' ? 'REMOVE' : 'AMEND',
              entryId: row.id,
              ifRevision: change.over ?? row.revision,
              owner: null,
              values: change.op === 'REMOVE' ? null : change.values,
              reason: act.reason || null,
              written: change.written ?? null,
            },
      )
    }
    return lines.length === 0
      ? undefined
      : { method: 'POST', path: `${this.base}/entries/batch`, body: { department: this.department, changes: lines }, rows }
  }

  /** In a table with an entry for each teacher, the teacher whom the entry names. */
  private ownerOf(values: Record<string, Value>): string | null {
    if (this.owner) return null
    const named = this.state.form?.perTeacher ? values.staff_no : null
    return typeof named === 'string' && named !== '' ? named : null
  }

  private async send(sent: Sent, key: string): Promise<Reply> {
    const [path, asked] = sent.path.split('?')
    return exchange(sent.method, path, {
      key,
      body: sent.body,
      ifMatch: sent.ifMatch,
      query: asked ? Object.fromEntries(new URLSearchParams(asked)) : undefined,
    })
  }

  private accepted(act: PendingAct, reply: Reply): void {
    const stored = reply.body as (StoredRow & { entries?: StoredRow[] }) | undefined
    const tidied: Tidied[] = []
    const list = stored?.entries ?? (stored ? [stored] : [])
    act.sent!.rows.forEach((key, i) => {
      const change = act.changes.find((each) => each.key === key)
      if (change?.op === 'REMOVE') this.book.gone(key)
      else if (list[i] && change) {
        this.book.stored(key, list[i].id, list[i].revision, Object.keys(change.values))
        for (const name of list[i].normalised ?? []) tidied.push(this.tidied(key, name, change.written?.[name], change.values[name]))
      }
    })
    if (tidied.length > 0) this.state.tidied = tidied
    this.state.savedAt = new Date()
    this.checkSoon()
    this.later()
  }

  private tidied(key: string, name: string, raw: string | undefined, value: Value): Tidied {
    const field = this.state.fields.find((each) => each.name === name)
    return {
      row: (this.book.spotOf(key, name)?.row ?? -1) + 1,
      title: field?.zh ?? name,
      raw: raw ?? String(value ?? ''),
      kept: raw === undefined || !field ? undefined : written(field, value, this.optionsOf(field)),
    }
  }

  private refused(act: PendingAct, reply: Reply): PendingAct | null | 'hold' {
    const problem = (reply.body ?? {}) as ProblemBody
    const code = codeOf(problem)
    if (code === 'cell-conflict' && (problem.conflicts?.length ?? 0) > 0) {
      this.state.stop = { kind: 'conflict', act, problem }
      return 'hold'
    }
    if (code === 'reason-required') {
      this.state.stop = { kind: 'reason', act, problem }
      return 'hold'
    }
    const cells = this.named(act, problem)
    if (reply.status === 422 && cells.size > 0) {
      for (const error of problem.errors ?? []) {
        const key = this.keyOf(act, error.pointer)
        if (key && error.field) this.book.sentBack(key, error.field, error.message)
      }
      const rest = without(act, cells)
      this.later()
      return rest.changes.length > 0 ? rest : null
    }
    this.state.stop = { kind: 'refused', act, problem: { ...problem, status: reply.status } }
    return 'hold'
  }

  private keyOf(act: PendingAct, pointer: string): string | undefined {
    const place = /^\/changes\/(\d+)/.exec(pointer)?.[1]
    return act.sent?.rows[place === undefined ? 0 : Number(place)]
  }

  /** Fields of rows that the server found fault with. */
  private named(act: PendingAct, problem: ProblemBody): Map<string, Set<string>> {
    const cells = new Map<string, Set<string>>()
    for (const error of problem.errors ?? []) {
      const key = this.keyOf(act, error.pointer)
      const change = act.changes.find((each) => each.key === key)
      if (key && error.field && change && error.field in change.values) {
        cells.set(key, (cells.get(key) ?? new Set()).add(error.field))
      }
    }
    return cells
  }

  // ---- what the person decides

  /** 冲突: for each cell mine or theirs; what stays mine is sent once more, over what stands there now. */
  settle(choices: ReadonlyMap<string, 'mine' | 'theirs'>): void {
    const stop = this.state.stop
    const conflicts = (stop?.problem.conflicts ?? []) as Conflict[]
    if (!stop) {
      return
    }
    for (const conflict of conflicts) {
      const change = stop.act.changes.find((each) => this.book.row(each.key)?.id === conflict.entry)
      if (change) {
        change.over = conflict.revision
        if (choices.get(`${conflict.entry}/${conflict.field}`) === 'theirs') {
          delete change.values[conflict.field]
          this.book.yielded(change.key, conflict.field, conflict.theirs, conflict.revision)
        }
      }
    }
    const rest = without(stop.act, new Map())
    this.state.stop = undefined
    this.outbox.state = 'saving'
    this.outbox.resume(rest.changes.length > 0 ? rest : null)
  }

  /** 修改原因, for this act and those after it. */
  explain(reason: string): void {
    const stop = this.state.stop
    this.state.reason = reason
    this.state.stop = undefined
    if (stop) {
      this.outbox.state = 'saving'
      this.outbox.resume({ ...without(stop.act, new Map()), reason })
      this.outbox.all.forEach((act) => {
        if (!act.sent && !act.reason) act.reason = reason
      })
    }
  }

  /** Tries once more what was refused as a whole. */
  retry(): void {
    this.state.stop = undefined
    this.outbox.state = 'saving'
    this.outbox.resume()
  }

  /** Lets go of what cannot be saved; the page shows what stands on the server. */
  async discard(): Promise<void> {
    this.state.stop = undefined
    this.outbox.discard()
    const entries = await this.entries(await this.page())
    this.book.undoing.clear()
    this.book.load(entries)
    this.keep()
    this.later()
  }

  /** Everything that waits, as a block for the clipboard. */
  unsent(): string[][] {
    const fields = this.state.fields
    const keys = [...new Set(this.outbox.all.flatMap((act) => act.changes.map((change) => change.key)))]
    return [
      fields.map((field) => field.zh),
      ...keys.map((key) => {
        const row = this.book.row(key)
        return fields.map((field) => (row ? String(row.drafts[field.name]?.text ?? row.values[field.name] ?? '') : ''))
      }),
    ]
  }

  /** Whether everything is with the server. */
  get settled(): boolean {
    return this.outbox.all.length === 0
  }

  async act(path: string, body?: unknown): Promise<void> {
    await ask('POST', `${this.base}${path}`, { body })
    await this.refresh()
  }

  async names(): Promise<Map<string, string>> {
    const staff = await all<{ staffNo: string; name: string }>('/organisation/staff').catch(() => [])
    return new Map(staff.map((person) => [person.staffNo, person.name]))
  }

  private show(): void {
    this.state.saving = this.outbox.state
    this.state.waiting = this.outbox.cells
    this.state.savedAt = this.outbox.savedAt ?? this.state.savedAt
    if (this.outbox.state === 'signed-out') {
      session.lost = session.me !== undefined
      whenBack(() => {
        this.outbox.state = 'saving'
        this.outbox.resume()
      })
    }
  }

  /** Pages look again once, however much changed at once. */
  private later(): void {
    this.soon ??= setTimeout(() => {
      this.soon = undefined
      this.state.turn++
    })
  }

  /** The network is back. */
  online(): void {
    if (this.outbox.state === 'offline') this.outbox.resume()
  }
}
