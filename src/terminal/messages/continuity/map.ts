/** The picture of who holds what. */
import type { Bilingual, Message } from '../../../language.ts'

export const words = {
  orphans: { en: 'Held by nobody:', ja: '担当者の登録なし:' },
  needs: { en: 'needs', ja: '要' },
  above: { en: '(see above)', ja: '(上を参照)' },
  loop: { en: '↻ needs itself', ja: '↻ 循環' },
} as const satisfies Record<string, Bilingual>

export const marks = {
  gone: { en: '⚠ removed', ja: '⚠ 削除済み' },
  left: { en: '⚠ has left', ja: '⚠ 退職済み' },
  noWayIn: { en: '⚠ nothing known', ja: '⚠ 登録なし' },
} as const satisfies Record<string, Bilingual>

export const kindAndLabel: Message<{ kind: Bilingual; label: string }> = {
  en: ({ kind, label }) => `${kind.en}: ${label}`,
  ja: ({ kind, label }) => `${kind.ja}: ${label}`,
}
/** Of an account without any record. */
export const howToFill: Message<{ account: string }> = {
  en: ({ account }) => `To record who holds the keys: igcodes account setup ${account}`,
  ja: ({ account }) => `誰が鍵を持っているかを登録するには: igcodes account setup ${account}`,
}
export const nothingToDraw: Message = {
  en: () => 'Nothing to draw yet. Record who holds what: igcodes person add NAME',
  ja: () => 'まだ描くものがありません。担当者から登録してください: igcodes person add 名前',
}
