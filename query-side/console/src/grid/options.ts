import { initialsOf } from './initials'

/** One value of a code list. */
export interface Option {
  /** what is stored */
  readonly code: string
  /** what people read */
  readonly label: string
  /** further readings from the server, such as full pinyin */
  readonly keys?: readonly string[]
  /** no longer, or not yet, to be chosen; what holds it is still shown by its name */
  readonly ended?: boolean
}

/** Options that are asked for as somebody types. */
export interface Suggestions {
  readonly options: readonly Option[]
  /** what a person should know about them, such as why there are none */
  readonly note?: string
}

/** The options that somebody may mean who typed this, the likeliest first: by code, name, part of it, or first letters. */
export function suggestions(options: readonly Option[], typed: string): Option[] {
  const wanted = typed.trim().toLowerCase()
  const open = options.filter((option) => !option.ended)
  if (wanted === '') {
    return open
  }
  return open
    .map((option) => ({ option, rank: rank(option, wanted) }))
    .filter((each) => each.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map((each) => each.option)
}

function rank(option: Option, wanted: string): number {
  const label = option.label.toLowerCase()
  const code = option.code.toLowerCase()
  const letters = initialsOf(option.label)
  if (label === wanted || code === wanted) return 6
  if (label.startsWith(wanted)) return 5
  if (code.startsWith(wanted)) return 4
  if (letters.startsWith(wanted) || option.keys?.some((key) => key.startsWith(wanted))) return 3
  if (label.includes(wanted)) return 2
  if (wanted.length > 1 && letters.includes(wanted)) return 1
  return 0
}

/** The one option that a pasted text names, by code, by name, or as 编码 + 名称. */
export function exactly(options: readonly Option[], text: string): Option | undefined {
  const wanted = narrow(text.trim())
  return (
    options.find((option) => narrow(option.label) === wanted || option.code === wanted) ??
    options.find((option) => {
      const rest = wanted.startsWith(option.code) ? wanted.slice(option.code.length) : undefined
      return rest !== undefined && rest.replace(/^[\s.、:-]+/, '') === narrow(option.label)
    })
  )
}

/** Full-width letters, digits and brackets as their narrow ones: people type either. */
export function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
}

/** The option most like a text that names none, to be proposed; none if nothing is like it. */
export function nearest(options: readonly Option[], text: string): Option | undefined {
  const wanted = text.trim()
  if (wanted === '') {
    return undefined
  }
  const found = suggestions(options, wanted)[0]
  if (found) {
    return found
  }
  let best: Option | undefined
  let most = 0
  for (const option of options) {
    const shared = [...new Set(wanted)].filter((char) => option.label.includes(char)).length
    const likeness = shared / Math.max(option.label.length, wanted.length)
    if (likeness > most) {
      most = likeness
      best = option
    }
  }
  return most >= 0.5 ? best : undefined
}
