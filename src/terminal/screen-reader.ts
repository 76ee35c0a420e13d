/** Signs as words for a screen reader, which says "ballot x" for ✗, or nothing. */
import type { Bilingual, Language } from '../language.ts'

const words: Readonly<Record<string, Bilingual>> = {
  '✓': { en: 'Done:', ja: '完了:' },
  '⚠': { en: 'Warning:', ja: '注意:' },
  '✗': { en: 'Problem:', ja: '問題:' },
  '☑': { en: '[x]', ja: '[x]' },
  '☐': { en: '[ ]', ja: '[ ]' },
}

const signs = new RegExp(`[${Object.keys(words).join('')}]`, 'gu')

export function spoken(text: string, language: Language): string {
  return text.replace(signs, sign => words[sign]?.[language] ?? sign)
}
