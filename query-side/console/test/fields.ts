import type { Field } from '../src/entry/cells'

/** A field of the catalogue for tests. */
export function field(type: Field['type'], more: Partial<Field> = {}): Field {
  return {
    name: 'f', zh: '字段', type, required: false, unit: null, scale: null, min: null, max: null, maxLength: null,
    pattern: null, codeList: null, reference: null, privacy: 'NONE', note: null, personal: false, ...more,
  }
}
