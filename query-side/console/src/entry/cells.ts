import { exactly, narrow, nearest, type Option } from '../grid/options'

/** A field of the catalogue. */
export interface Field {
  name: string
  zh: string
  type: 'TEXT' | 'INTEGER' | 'DECIMAL' | 'DATE' | 'YEAR_MONTH' | 'BOOLEAN' | 'CODE' | 'REFERENCE'
  required: boolean
  unit: string | null
  scale: number | null
  min: number | string | null
  max: number | string | null
  maxLength: number | null
  pattern: string | null
  codeList: string | null
  reference: { table: string; field: string } | null
  privacy: 'NONE' | 'PERSONAL' | 'SENSITIVE'
  note: string | null
  personal: boolean
}

/** A value as JSON carries it; null for a cell without data. */
export type Value = string | number | boolean | null

/** What a text means in a field: its value, or why it means none. */
export type Read =
  | { ok: true; value: Value; tidied: boolean }
  | { ok: false; problem: Problem; proposal?: string }

export type Problem =
  | { kind: 'not-whole' | 'not-number' | 'not-date' | 'not-month' | 'not-flag' | 'not-in-list' | 'pattern'; text: string }
  | { kind: 'too-long'; most: number; has: number }
  | { kind: 'scale'; most: number }
  | { kind: 'too-small'; least: number }
  | { kind: 'too-large'; most: number }

export const FLAGS: readonly Option[] = [
  { code: '1', label: '是' },
  { code: '0', label: '否' },
]

/** Reads what somebody typed or pasted into a field, as forgiving as can be without guessing. */
export function read(field: Field, typed: string, options: readonly Option[] | undefined): Read {
  const text = tidy(field, typed)
  const tidied = text !== typed
  if (text === '') {
    return { ok: true, value: null, tidied: false }
  }
  switch (field.type) {
    case 'INTEGER':
      return number(field, text, tidied, 0)
    case 'DECIMAL':
      return number(field, text, tidied, field.scale ?? 2)
    case 'DATE': {
      const date = asDate(text)
      return date ? good(date, date !== typed) : bad({ kind: 'not-date', text })
    }
    case 'YEAR_MONTH': {
      const month = asMonth(text)
      return month ? good(month, month !== typed) : bad({ kind: 'not-month', text })
    }
    case 'BOOLEAN':
      return flag(text, tidied)
    case 'CODE':
      return coded(text, tidied, options ?? [])
    case 'REFERENCE':
      return options && options.length > 0 ? coded(text, tidied, options) : limited(field, text, tidied)
    default:
      return limited(field, text, tidied)
  }
}

/** The text of a value, as it is shown, copied and edited. */
export function written(field: Field, value: Value, options: readonly Option[] | undefined): string {
  if (value === null) {
    return ''
  }
  if (field.type === 'BOOLEAN') {
    return value === true ? '是' : value === false ? '否' : String(value)
  }
  if (options && (field.type === 'CODE' || field.type === 'REFERENCE')) {
    return options.find((option) => option.code === String(value))?.label ?? String(value)
  }
  return String(value)
}

/** Blanks around, full-width digits and signs, thousands separators: what a spreadsheet brings along. */
function tidy(field: Field, typed: string): string {
  const trimmed = typed.replace(/\u00a0/g, ' ').trim()
  if (field.type === 'TEXT') {
    return trimmed
  }
  if (field.type === 'CODE' || field.type === 'REFERENCE') {
    return trimmed
  }
  const plain = narrow(trimmed)
  return field.type === 'INTEGER' || field.type === 'DECIMAL'
    ? plain.replace(/^([+-]?\d{1,3})((,\d{3})+)(?=\.|$)/, (whole) => whole.replace(/,/g, ''))
    : plain
}

function good(value: Value, tidied: boolean): Read {
  return { ok: true, value, tidied }
}

function bad(problem: Problem, proposal?: string): Read {
  return proposal === undefined ? { ok: false, problem } : { ok: false, problem, proposal }
}

function number(field: Field, text: string, tidied: boolean, scale: number): Read {
  const whole = field.type === 'INTEGER'
  if (!/^[+-]?\d+(\.\d+)?$/.test(text) || (whole && !/^[+-]?\d+(\.0+)?$/.test(text))) {
    return bad({ kind: whole ? 'not-whole' : 'not-number', text })
  }
  const number = Number(text)
  if (field.min !== null && number < Number(field.min)) return bad({ kind: 'too-small', least: Number(field.min) })
  if (field.max !== null && number > Number(field.max)) return bad({ kind: 'too-large', most: Number(field.max) })
  if (whole) {
    return Number.isSafeInteger(number) ? good(number, tidied) : bad({ kind: 'not-whole', text })
  }
  const [before, after = ''] = text.replace(/^\+/, '').split('.')
  const digits = after.replace(/0+$/, '')
  if (digits.length > scale) {
    return bad({ kind: 'scale', most: scale })
  }
  const canonical = scale === 0 ? before : `${before}.${digits.padEnd(scale, '0')}`
  return good(canonical, tidied || canonical !== text)
}

function asDate(text: string): string | undefined {
  const parts = /^(\d{4})(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?|(\d{2})(\d{2}))(?:\s+0{1,2}:00(?::00)?)?$/.exec(text)
  if (!parts) {
    return undefined
  }
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? parts[4]), Number(parts[3] ?? parts[5])]
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? date.toISOString().slice(0, 10) : undefined
}

function asMonth(text: string): string | undefined {
  const parts = /^(\d{4})(?:[-/.年]\s*(\d{1,2})月?|(\d{2}))$/.exec(text) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月]\d{1,2}日?$/.exec(text)
  const month = parts ? Number(parts[2] ?? parts[3]) : 0
  return parts && month >= 1 && month <= 12 ? `${parts[1]}-${String(month).padStart(2, '0')}` : undefined
}

function flag(text: string, tidied: boolean): Read {
  if (/^(是|有|1|y|yes|true|√|✓)$/i.test(text)) return good(true, tidied || text !== '是')
  if (/^(否|无|0|n|no|false|×)$/i.test(text)) return good(false, tidied || text !== '否')
  return bad({ kind: 'not-flag', text })
}

function coded(text: string, tidied: boolean, options: readonly Option[]): Read {
  const found = exactly(options, text)
  return found ? good(found.code, tidied) : bad({ kind: 'not-in-list', text }, nearest(options, text)?.label)
}

function limited(field: Field, text: string, tidied: boolean): Read {
  const has = [...text].length
  if (field.maxLength !== null && has > field.maxLength) {
    return bad({ kind: 'too-long', most: field.maxLength, has })
  }
  if (field.pattern !== null && !matches(field.pattern, text)) {
    return bad({ kind: 'pattern', text })
  }
  return good(text, tidied)
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text)
  } catch {
    // a pattern that only the server can read is the server's to judge
    return true
  }
}
