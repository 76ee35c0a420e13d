/** The rules about one thing, or one person, on which everything depends. */
import type { RuleId } from '../../../../domain/upkeep/audit-rules.ts'
import { addCodes, firstName, names, namesJa, type RuleWords } from './rule.ts'

export const singleWords = {
  'single-device': {
    what: {
      en: evidence => `Everything depends on one device: ${names(evidence)}.`,
      ja: evidence => `すべてが1台にかかっています: ${namesJa(evidence)}`,
    },
    why: { en: 'Lose it, and no way in is left.', ja: 'なくすと、入る手段が1つも残りません。' },
    fix: {
      en: () => 'Put the codes on paper in a locked place: igcodes place add',
      ja: () => 'コードを紙に書いて鍵のかかる場所へ: igcodes place add',
    },
  },
  'vault-on-single-device': {
    what: {
      en: evidence => `This vault opens on that same device only: ${names(evidence)}.`,
      ja: evidence => `この保管庫も、同じその端末でしか開けません: ${namesJa(evidence)}`,
    },
    why: {
      en: 'Codes that are lost with the phone help nobody.',
      ja: 'スマホといっしょになくなるコードは、役に立ちません。',
    },
    fix: {
      en: () => 'Keep a copy of the vault on another device, then: igcodes device edit',
      ja: () => '別の端末にも保管庫の写しを置いてから: igcodes device edit',
    },
  },
  'single-person': {
    what: {
      en: evidence => `Without ${names(evidence)} nobody gets in.`,
      ja: evidence => `${namesJa(evidence)}さんがいないと、誰も入れません。`,
    },
    why: {
      en: 'People fall ill, and leave. A second person should have a way in.',
      ja: '病気や退職は起こります。もう1人が入れるようにしておきましょう。',
    },
    fix: {
      en: evidence => `See what depends on them: igcodes what-if --leave ${firstName(evidence)}`,
      ja: evidence => `影響を見るには: igcodes what-if --leave ${firstName(evidence)}`,
    },
  },
  'single-factor': {
    what: {
      en: evidence => `The only way in is: ${names(evidence)}.`,
      ja: evidence => `入る手段がこれしかありません: ${namesJa(evidence)}`,
    },
    why: { en: 'One failure is then enough to lock you out.', ja: 'それがだめになると、入れなくなります。' },
    fix: addCodes,
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>
