/**
 * 拼音首字母: the first letters of Chinese words, so that hlx finds 护理系. The browser's own pinyin order says between
 * which letters a character lies; words whose usual reading is another one are named here.
 */

const FIRST_OF_LETTER: readonly (readonly [string, string])[] = [
  ['a', '阿'], ['b', '八'], ['c', '嚓'], ['d', '哒'], ['e', '妸'], ['f', '发'], ['g', '旮'], ['h', '哈'],
  ['j', '丌'], ['k', '咔'], ['l', '垃'], ['m', '妈'], ['n', '拏'], ['o', '噢'], ['p', '妑'], ['q', '七'],
  ['r', '呥'], ['s', '仨'], ['t', '他'], ['w', '屲'], ['x', '夕'], ['y', '丫'], ['z', '帀'],
]

/** Words that the usual order of characters reads wrongly. */
const READ_OTHERWISE: readonly (readonly [string, string])[] = [
  ['会计', 'kj'], ['长春', 'cc'], ['长沙', 'cs'], ['音乐', 'yy'], ['重庆', 'cq'], ['厦门', 'xm'], ['调研', 'dy'],
  ['调查', 'dc'], ['银行', 'yh'], ['行业', 'hy'], ['校长', 'xz'], ['处长', 'cz'], ['部长', 'bz'], ['院长', 'yz'],
  ['系长', 'xz'], ['角色', 'js'], ['参加', 'cj'], ['藏族', 'zz'], ['单位', 'dw'], ['大夫', 'df'], ['给予', 'jy'],
]

const order = new Intl.Collator('zh-CN-u-co-pinyin')
const known = new Map<string, string>()

/** First letters of a text: of a Chinese character by its reading, of a Latin word or number the characters themselves. */
export function initialsOf(text: string): string {
  let read = known.get(text)
  if (read === undefined) {
    read = reading(text)
    known.set(text, read)
  }
  return read
}

function reading(text: string): string {
  let letters = ''
  for (let i = 0; i < text.length; ) {
    const word = READ_OTHERWISE.find(([chinese]) => text.startsWith(chinese, i))
    if (word) {
      letters += word[1]
      i += word[0].length
    } else {
      letters += letterOf(text[i])
      i++
    }
  }
  return letters
}

function letterOf(char: string): string {
  if (/[a-z0-9]/i.test(char)) {
    return char.toLowerCase()
  }
  if (!/[\u3400-\u9fff]/.test(char)) {
    return ''
  }
  let letter = ''
  for (const [candidate, first] of FIRST_OF_LETTER) {
    if (order.compare(char, first) < 0) {
      break
    }
    letter = candidate
  }
  return letter
}
