/** The line under a list that is shown in part. */
import type { Message } from '../../language.ts'

export const partShown: Message<{ first: number; count: number; total: number; page: number; pages: number }> = {
  en: ({ first, count, total, page, pages }) => {
    if (count === 0) return `There is no page ${page}: ${total} in all, the last page is ${pages}.`
    const next = page < pages ? ` More: --page ${page + 1}` : ''
    return `${range(first, count, '–')} of ${total}.${next}`
  },
  ja: ({ first, count, total, page, pages }) => {
    if (count === 0) return `${page}ページ目はありません。全${total}件、${pages}ページまでです。`
    const next = page < pages ? `続きは --page ${page + 1}` : ''
    return `全${total}件のうち${range(first, count, '〜')}件目です。${next}`
  },
}

function range(first: number, count: number, dash: string): string {
  return count === 1 ? String(first) : `${first}${dash}${first + count - 1}`
}
