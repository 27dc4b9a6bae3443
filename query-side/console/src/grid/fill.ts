/** What dragging the fill handle continues: numbers and dates that step evenly, a trailing number, else a repetition. */

const DAY = 86_400_000

/** The next values after these, in one column or row. */
export function continued(seed: readonly string[], count: number): string[] {
  if (seed.length === 0 || count < 1) {
    return []
  }
  return numbers(seed, count) ?? dates(seed, count) ?? months(seed, count) ?? labels(seed, count) ?? repeated(seed, count)
}

/** The same values over and over: what Ctrl+D and Ctrl+R do. */
export function repeated(seed: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => seed[i % seed.length])
}

function evenStep(values: readonly number[]): number | undefined {
  if (values.length < 2) {
    return undefined
  }
  const step = values[1] - values[0]
  return values.every((value, i) => i === 0 || Math.abs(value - values[i - 1] - step) < 1e-9) ? step : undefined
}

function numbers(seed: readonly string[], count: number): string[] | undefined {
  // a leading nought is part of a number that names something, such as a code
  if (!seed.every((text) => /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(text))) {
    return undefined
  }
  const step = evenStep(seed.map(Number))
  if (step === undefined) {
    return undefined
  }
  const scale = Math.max(...seed.map((text) => (text.split('.')[1] ?? '').length))
  const last = Number(seed[seed.length - 1])
  return Array.from({ length: count }, (_, i) => (last + step * (i + 1)).toFixed(scale))
}

function dates(seed: readonly string[], count: number): string[] | undefined {
  if (!seed.every((text) => /^\d{4}-\d{2}-\d{2}$/.test(text))) {
    return undefined
  }
  const days = seed.map((text) => Date.parse(`${text}T00:00:00Z`) / DAY)
  if (days.some(Number.isNaN)) {
    return undefined
  }
  const step = seed.length === 1 ? 1 : evenStep(days)
  if (step === undefined) {
    return undefined
  }
  const last = days[days.length - 1]
  return Array.from({ length: count }, (_, i) => new Date((last + step * (i + 1)) * DAY).toISOString().slice(0, 10))
}

function months(seed: readonly string[], count: number): string[] | undefined {
  if (!seed.every((text) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text))) {
    return undefined
  }
  const each = seed.map((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1)
  const step = seed.length === 1 ? 1 : evenStep(each)
  if (step === undefined) {
    return undefined
  }
  const last = each[each.length - 1]
  return Array.from({ length: count }, (_, i) => {
    const month = last + step * (i + 1)
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

/** 第1组, 第2组 → 第3组; 2022001, 2022002 → 2022003. */
function labels(seed: readonly string[], count: number): string[] | undefined {
  const parts = seed.map((text) => /^(.*?)(\d{1,12})(\D*)$/.exec(text))
  if (seed.length < 2 || parts.some((part) => part === null)) {
    return undefined
  }
  const first = parts[0]!
  if (!parts.every((part) => part![1] === first[1] && part![3] === first[3])) {
    return undefined
  }
  const step = evenStep(parts.map((part) => Number(part![2])))
  if (step === undefined) {
    return undefined
  }
  const lastDigits = parts[parts.length - 1]![2]
  return Array.from({ length: count }, (_, i) => {
    const next = Number(lastDigits) + step * (i + 1)
    return next < 0 ? '' : `${first[1]}${String(next).padStart(lastDigits.length, '0')}${first[3]}`
  })
}
