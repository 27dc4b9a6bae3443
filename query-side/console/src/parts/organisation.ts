/** 组织与人员表: a block copied from a spreadsheet, read by its headings. */

export interface Lines {
  readonly rows: Record<string, unknown>[]
  /** headings that nothing was made of */
  readonly unknown: string[]
  /** headings that must be there and are not */
  readonly missing: string[]
}

type Reader = (text: string) => unknown
const words: Reader = (text) => text.split(/[、,，;；\s]+/).filter(Boolean)
const yes: Reader = (text) => /^(是|√|✓|1|y|yes|true)$/i.test(text)
const plain: Reader = (text) => text
const orNull: Reader = (text) => text || null

const ROLES: Record<string, string> = {
  采集办: 'OFFICE', 采集工作办公室: 'OFFICE', 技术员: 'TECHNICIAN', 平台技术员: 'TECHNICIAN', 校领导: 'LEADER', 学校领导: 'LEADER',
  签审人: 'FINAL_SIGNER', 纪检: 'INSPECTOR', 纪检监察处: 'INSPECTOR', 纪检监察: 'INSPECTOR', 管理员: 'ADMINISTRATOR', 系统管理员: 'ADMINISTRATOR',
}
const roles: Reader = (text) => (words(text) as string[]).map((each) => ROLES[each] ?? each.toUpperCase())

interface Heading { readonly field: string; readonly names: readonly string[]; readonly read: Reader; readonly required?: boolean }

export const STAFF: readonly Heading[] = [
  { field: 'staffNo', names: ['教工号', '工号', 'staffNo'], read: plain, required: true },
  { field: 'name', names: ['姓名', 'name'], read: plain, required: true },
  { field: 'identityNumber', names: ['证件号码', '身份证号', '身份证号码', 'identityNumber'], read: orNull },
  { field: 'department', names: ['部门编号', '部门', 'department'], read: plain, required: true },
  { field: 'post', names: ['职务', 'post'], read: plain, required: true },
  { field: 'teacher', names: ['教师', '是否教师', 'teacher'], read: yes },
  { field: 'head', names: ['部门负责人', '负责人', 'head'], read: yes },
  { field: 'roles', names: ['角色', 'roles'], read: roles },
]

export const DEPARTMENTS: readonly Heading[] = [
  { field: 'code', names: ['部门编号', '编号', 'code'], read: plain, required: true },
  { field: 'name', names: ['部门名称', '名称', '部门', 'name'], read: plain, required: true },
  { field: 'aliases', names: ['又称', '别名', 'aliases'], read: words },
  { field: 'supervisor', names: ['分管领导教工号', '分管领导', 'supervisor'], read: orNull },
]

/** Reads a block whose first row holds the headings; a department may be given by its name. */
export function linesOf(block: readonly (readonly string[])[], headings: readonly Heading[], departments: ReadonlyMap<string, string>): Lines {
  const titles = (block[0] ?? []).map((title) => title.trim().replace(/^\*/, ''))
  const columns = titles.map((title) => headings.find((heading) => heading.names.includes(title)))
  const rows = block
    .slice(1)
    .filter((cells) => cells.some((cell) => cell.trim() !== ''))
    .map((cells) => {
      const row: Record<string, unknown> = {}
      columns.forEach((heading, i) => {
        if (heading && !(heading.field in row)) row[heading.field] = heading.read((cells[i] ?? '').trim())
      })
      if (headings === STAFF && typeof row.department === 'string') row.department = departments.get(row.department) ?? row.department
      return row
    })
  return {
    rows,
    unknown: titles.filter((title, i) => title !== '' && !columns[i]),
    missing: headings.filter((heading) => heading.required && !columns.includes(heading)).map((heading) => heading.names[0]),
  }
}
