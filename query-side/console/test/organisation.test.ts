import { describe, expect, it } from 'vitest'
import { DEPARTMENTS, linesOf, STAFF } from '../src/parts/organisation'

describe('A list of staff from a spreadsheet', () => {
  it('is read by its headings, in whatever order, with departments by name', () => {
    const block = [
      ['姓名', '教工号', '部门', '职务', '教师', '角色', '备注'],
      ['李采', '20150101', '护理系', '干事', '', '', 'x'],
      ['陈监', '20030009', '0105', '纪检监察员', '否', '纪检监察处', ''],
      ['', '', '', '', '', '', ''],
    ]
    expect(linesOf(block, STAFF, new Map([['护理系', '0201']]))).toEqual({
      rows: [
        { name: '李采', staffNo: '20150101', department: '0201', post: '干事', teacher: false, roles: [] },
        { name: '陈监', staffNo: '20030009', department: '0105', post: '纪检监察员', teacher: false, roles: ['INSPECTOR'] },
      ],
      unknown: ['备注'],
      missing: [],
    })
  })

  it('says which headings it misses', () => {
    expect(linesOf([['名称'], ['护理系']], DEPARTMENTS, new Map()).missing).toEqual(['部门编号'])
  })
})
