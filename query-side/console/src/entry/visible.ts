/** A text with what nobody sees on a page named: blanks of all kinds and characters without width. */
export function visible(text: string): string {
  return text
    .replace(/^ +| +$/g, (blanks) => '␣'.repeat(blanks.length))
    .replace(/[\u0000-\u001f\u007f-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060-\u2069\u3000\ufeff]/g, (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
}
