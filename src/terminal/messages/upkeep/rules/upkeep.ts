/** The rules about reviews, login tests, the records and the vault. */
import type { RuleId } from '../../../../domain/upkeep/audit-rules.ts'
import { names, namesJa, type RuleWords, run, setUp } from './rule.ts'

export const upkeepWords = {
  'review-overdue': {
    what: {
      en: ({ count, day }) => `The review is ${count} ${count === 1 ? 'day' : 'days'} late (${day}).`,
      ja: ({ count, day }) => `棚卸しが${count}日過ぎています(期日 ${day})。`,
    },
    why: {
      en: 'After half a year somebody has left, and some phone is new.',
      ja: '半年たつと、人もスマホも入れ替わっています。',
    },
    fix: run(({ account }) => `igcodes review ${account}`),
  },
  'test-overdue': {
    what: {
      en: ({ count, day }) => `The login test is ${count} ${count === 1 ? 'day' : 'days'} late (${day}).`,
      ja: ({ count, day }) => `ログインテストが${count}日過ぎています(期日 ${day})。`,
    },
    why: {
      en: 'Only a real sign-in from another device proves that the way in works.',
      ja: '別の端末から実際に入ってみないと、使えるかどうかはわかりません。',
    },
    fix: {
      en: ({ account }) => `Sign in once, then: igcodes test ${account} passed`,
      ja: ({ account }) => `一度ログインしてから: igcodes test ${account} passed`,
    },
  },
  'test-failed': {
    what: {
      en: ({ day }) => `The last login test failed (${day}).`,
      ja: ({ day }) => `前回のログインテスト(${day})は失敗しています。`,
    },
    why: {
      en: 'What does not work today will not work in an emergency.',
      ja: 'いま使えないものは、いざというときにも使えません。',
    },
    fix: run(({ account }) => `igcodes recover ${account}`),
  },
  'nothing-known': {
    what: {
      en: () => 'Nothing is known yet about who holds which key.',
      ja: () => '誰がどの鍵を持っているか、まだ登録されていません。',
    },
    why: {
      en: 'Five minutes of questions, and the audit can say what would go wrong.',
      ja: '5分ほど質問に答えると、どこが危ないかわかるようになります。',
    },
    fix: setUp,
  },
  'no-recovery-key': {
    what: { en: () => 'The vault has no recovery key.', ja: () => '保管庫に復旧キーがありません。' },
    why: {
      en: 'If the passphrase is forgotten, the vault is lost.',
      ja: 'パスフレーズを忘れると、二度と開けられません。',
    },
    fix: run(() => 'igcodes recovery-key'),
  },
  'broken-reference': {
    what: {
      en: evidence => `Records refer to something missing, or to each other in a loop: ${names(evidence)}.`,
      ja: evidence => `登録のつながりが切れているか、循環しています: ${namesJa(evidence)}`,
    },
    why: {
      en: 'Unknown counts as working, so the audit may miss problems.',
      ja: '不明なものは「使える」と数えるので、点検が甘くなります。',
    },
    fix: {
      en: () => 'Correct the one on the left of each arrow (device, factor or place): igcodes factor edit',
      ja: () => '矢印の左側(端末・認証手段・保管場所)を直します: igcodes factor edit',
    },
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>
