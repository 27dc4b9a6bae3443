import { say } from '../i18n'
import type { Outcome, SheetWords } from '../grid/model'
import type { BookWords } from './book'
import type { Field, Problem } from './cells'

/** What a column does not take, and what it would. */
export function problemWords(field: Field, problem: Problem): string {
  switch (problem.kind) {
    case 'not-whole': return say(`“${problem.text}”不是整数，请填阿拉伯数字`, `“${problem.text}” is no whole number`)
    case 'not-number': return say(`“${problem.text}”不是数字${field.unit ? `（单位：${field.unit}，不要写在格里）` : ''}`, `“${problem.text}” is no number`)
    case 'not-date': return say(`“${problem.text}”不是日期，请写成 2022-03-05`, `“${problem.text}” is no date; write 2022-03-05`)
    case 'not-month': return say(`“${problem.text}”不是年月，请写成 2022-03`, `“${problem.text}” is no month; write 2022-03`)
    case 'not-flag': return say(`“${problem.text}”既不是“是”也不是“否”`, `“${problem.text}” is neither 是 nor 否`)
    case 'not-in-list': return say(`“${problem.text}”不在代码表中，请从下拉列表中选（Alt+↓）`, `“${problem.text}” is not in the code list; choose one (Alt+↓)`)
    case 'pattern': return say(`“${problem.text}”格式不对${field.note ? `：${field.note}` : ''}`, `“${problem.text}” has not the form asked for`)
    case 'too-long': return say(`最多 ${problem.most} 个字，现有 ${problem.has} 个`, `${problem.has} characters, at most ${problem.most}`)
    case 'scale': return say(`最多 ${problem.most} 位小数`, `at most ${problem.most} decimal places`)
    case 'too-small': return say(`不能小于 ${problem.least}`, `not less than ${problem.least}`)
    case 'too-large': return say(`不能大于 ${problem.most}`, `not more than ${problem.most}`)
  }
}

export function bookWords(): BookWords {
  return {
    problem: problemWords,
    missing: say('必填项，提交前须填写', 'required before submission'),
    unsent: say('（已留在本机，改好后自动保存）', ' (kept on this machine until it is mended)'),
    fresh: say('新记录，尚未保存', 'new, not saved yet'),
    row: (number, id) => (id === undefined ? say(`第 ${number} 行，新记录，尚未保存`, `row ${number}, new`) : say(`第 ${number} 行，第 ${id} 条记录`, `row ${number}, entry ${id}`)),
  }
}

export function sheetWords(title: string): SheetWords {
  return {
    grid: title,
    rowNumber: say('行号', 'Row'),
    empty: say('空', 'empty'),
    leave: say('再按 Tab 键离开表格', 'Press Tab again to leave the sheet'),
    options: say('代码表', 'Code list'),
    required: say('必填', 'required'),
    tones: {
      closed: say('只读', 'read-only'),
      computed: say('自动统计，不能填写', 'computed'),
      reference: say('引用其他表，Alt+↓ 选取', 'refers to another table; Alt+↓ offers what is there'),
      masked: say('敏感信息，已部分隐藏；改写即覆盖', 'sensitive, partly hidden; typing replaces it'),
    },
    cell: (column, row, text, message, state) => [column, say(`第 ${row} 行`, `row ${row}`), text, state, message && say(`提示：${message}`, `note: ${message}`)].filter(Boolean).join(say('，', ', ')),
    changed: (outcome: Outcome) => {
      if (outcome.changed === 0) return outcome.skipped > 0 ? say('这里不能修改', 'Nothing can be changed here') : ''
      const wrong = outcome.wrong > 0 ? say(`，其中 ${outcome.wrong} 个有错误`, `, ${outcome.wrong} of them wrong`) : ''
      return say(`已修改 ${outcome.changed} 个单元格${wrong}`, `${outcome.changed} cells changed${wrong}`)
    },
    suggestion: (option, place, count) => say(`${option}，第 ${place} 项，共 ${count} 项`, `${option}, ${place} of ${count}`),
  }
}
