/** What the tests of printed pages share: the pages of a PDF, and what is wrong with how a page is laid out. */
import { expect } from 'vitest'

/** The sizes of a PDF's pages, in points. */
export function pages(pdf: Buffer): readonly string[] {
  const text = pdf.toString('latin1')
  const boxes = [...text.matchAll(/\/MediaBox \[([\d. ]+)\]/g)].map(([, box = '']) => box)
  expect(boxes).toHaveLength(text.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0)
  return boxes.map(box => box.split(' ').map(Number).map(Math.round).join(' '))
}

export const a4 = '0 0 595 842'
export const a4Across = '0 0 842 595'

/** A4's width without margins of so many millimetres left and right, in CSS pixels. */
export function paperWidth(margin: number, width = 210): number {
  return Math.floor(((width - 2 * margin) / 25.4) * 96)
}

/** Texts that reach out of their box, addresses broken in two, and colors other than black on white. */
export const faults = `
  [...document.querySelectorAll('body *')].flatMap(element => {
    const { color, backgroundColor, display } = getComputedStyle(element)
    const isBlack = color === 'rgb(0, 0, 0)' && backgroundColor === 'rgba(0, 0, 0, 0)'
    const isCut = display !== 'inline' && element.scrollWidth > element.clientWidth + 1
    const isOutside = element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    const isBroken = element.matches('.address') && element.getClientRects().length > 1
    return [
      ...(isBroken ? ['broken: ' + element.outerHTML.slice(0, 80)] : []),
      ...(isBlack ? [] : ['color: ' + element.outerHTML.slice(0, 80)]),
      ...(isCut || isOutside ? ['cut off: ' + element.outerHTML.slice(0, 80)] : []),
    ]
  }).concat(getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)' ? [] : ['background'])`

/** What a self-contained page has none of. */
export const foreign = /<(script|link|img|iframe|object|a)\b|\b(src|href|on\w+)="|@import|@font-face|url\(/i

/** Markdown without what is escaped and what is in backticks: the rest means something to a renderer. */
export function obeyed(markdown: string): string {
  return markdown.replaceAll(/\\./g, '').replaceAll(/`[^`\n]*`/g, '')
}
