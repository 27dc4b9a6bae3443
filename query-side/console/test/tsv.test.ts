import { describe, expect, it } from 'vitest'
import { formatBlock, parseBlock } from '../src/grid/tsv'

describe('A block from the clipboard', () => {
  it('has rows of tabs, whatever the line ends', () => {
    expect(parseBlock('a\tb\r\nc\td\r\n')).toEqual([['a', 'b'], ['c', 'd']])
    expect(parseBlock('a\tb\nc\td')).toEqual([['a', 'b'], ['c', 'd']])
  })

  it('keeps line breaks, tabs and quotes of a quoted cell', () => {
    expect(parseBlock('"第一行\n第二行"\t"他说""好"""\t"a\tb"')).toEqual([['第一行\n第二行', '他说"好"', 'a\tb']])
  })

  it('takes a lone quote for what it is', () => {
    expect(parseBlock('5" 屏\t"未完')).toEqual([['5" 屏', '"未完']])
  })

  it('fills short rows and keeps empty ones', () => {
    expect(parseBlock('a\tb\n\nc')).toEqual([['a', 'b'], ['', ''], ['c', '']])
  })

  it('is written so that it reads the same', () => {
    const block = [['普通', '有\t制表'], ['两\n行', '"引号"'], ['', '末']]
    expect(parseBlock(formatBlock(block))).toEqual(block)
  })
})
