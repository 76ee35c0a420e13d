/** The rules about backup codes: their number, their age and their places. */
import type { RuleId } from '../../../../domain/upkeep/audit-rules.ts'
import { addCodes, firstName, names, namesJa, type RuleWords } from './rule.ts'

export const codeWords = {
  'no-codes': {
    what: {
      en: ({ count }) => (count > 0 ? 'No backup code is left.' : 'No backup codes are stored.'),
      ja: ({ count }) =>
        count > 0 ? 'バックアップコードが残っていません。' : 'バックアップコードが登録されていません。',
    },
    why: {
      en: 'Without a code, one lost phone can be the end of the account.',
      ja: 'コードがないと、スマホを1台なくしただけで入れなくなることがあります。',
    },
    fix: addCodes,
  },
  'one-code-left': {
    what: { en: () => 'One backup code is left.', ja: () => 'バックアップコードは残り1個です。' },
    why: {
      en: 'The last one is for getting in to make new ones: do that now.',
      ja: '最後の1個は、入って再発行するためのものです。今のうちに再発行しましょう。',
    },
    fix: addCodes,
  },
  'few-codes-left': {
    what: {
      en: ({ count }) => `${count} backup codes are left.`,
      ja: ({ count }) => `バックアップコードは残り${count}個です。`,
    },
    why: {
      en: 'New codes take a minute while you are signed in, and days when you are not.',
      ja: 'ログインできるうちなら1分で再発行できます。入れなくなってからでは何日もかかります。',
    },
    fix: addCodes,
  },
  'set-unconfirmed': {
    what: {
      en: ({ day }) => `No code from the set of ${day} has been tested yet.`,
      ja: ({ day }) => `${day}に登録したコードは、まだ一度も試していません。`,
    },
    why: {
      en: 'Codes of another account, or of an older set, look just the same.',
      ja: '別のアカウントのコードや古いコードでも、見た目では分かりません。',
    },
    fix: {
      en: ({ account }) =>
        `On a quiet day, sign in from another device with one (it is then used up): igcodes use ${account}`,
      ja: ({ account }) => `落ち着いた日に、別の端末から1個使ってログインします(1個減ります): igcodes use ${account}`,
    },
  },
  'set-older-than-change': {
    what: {
      en: evidence => `Since the codes were stored (${evidence.day}), this changed: ${names(evidence)}.`,
      ja: evidence => `コードの登録(${evidence.day})の後に変わったもの: ${namesJa(evidence)}`,
    },
    why: {
      en: 'People who left may still know the codes; an old phone may still have them.',
      ja: '辞めた人や前のスマホに、コードが残っているかもしれません。',
    },
    fix: addCodes,
  },
  'codes-in-the-open': {
    what: {
      en: evidence => `Codes are kept in a chat or mail: ${names(evidence)}.`,
      ja: evidence => `コードがチャットやメールにあります: ${namesJa(evidence)}`,
    },
    why: {
      en: 'There they are copied, forwarded and searched; nobody knows who has them.',
      ja: '転送や検索で広がり、誰が持っているのかわからなくなります。',
    },
    fix: {
      en: () => 'Delete them there, then renew the codes: igcodes playbook codes-exposed',
      ja: () => 'そこから消して、コードを再発行します: igcodes playbook codes-exposed',
    },
  },
  'codes-in-weak-place': {
    what: {
      en: evidence => `Codes are kept where they leak easily: ${names(evidence)}.`,
      ja: evidence => `コードが漏れやすい場所にあります: ${namesJa(evidence)}`,
    },
    why: {
      en: 'Screenshots, notes and spreadsheets are copied to clouds and other devices automatically.',
      ja: 'スクリーンショットやメモ、表計算は、クラウドやほかの端末に自動で広がります。',
    },
    fix: {
      en: () => 'Move them to a password manager or locked paper: igcodes place edit',
      ja: () => 'パスワード管理アプリか鍵のかかる場所の紙に移します: igcodes place edit',
    },
  },
  'too-many-places': {
    what: {
      en: evidence => `The codes are in ${evidence.count} places: ${names(evidence)}.`,
      ja: evidence => `コードの保管場所が${evidence.count}か所あります: ${namesJa(evidence)}`,
    },
    why: {
      en: 'With more than two, nobody knows which copy is the newest.',
      ja: '3か所以上になると、どれが最新かわからなくなります。',
    },
    fix: {
      en: () => 'Keep two at most: igcodes place remove',
      ja: () => '多くても2か所に減らします: igcodes place remove',
    },
  },
  'codes-in-unlocked-place': {
    what: {
      en: evidence => `The sheet with the codes is not locked away: ${names(evidence)}.`,
      ja: evidence => `コードの紙に鍵がかかっていません: ${namesJa(evidence)}`,
    },
    why: { en: 'Visitors and colleagues can read or photograph it.', ja: '来客や同僚の目に入り、写真も撮れます。' },
    fix: {
      en: evidence => `Lock it away, then: igcodes place edit ${firstName(evidence)} --kind locked-paper`,
      ja: evidence => `鍵のかかる場所にしまってから: igcodes place edit ${firstName(evidence)} --kind locked-paper`,
    },
  },
  'nobody-else-knows': {
    what: { en: () => 'Only you can reach the codes.', ja: () => 'コードを取り出せるのはあなただけです。' },
    why: {
      en: 'If you are ill, somebody you trust can help only if they know where the paper is.',
      ja: '入院などのとき、信頼できる人が紙の場所を知っていれば助けてもらえます。',
    },
    fix: {
      en: () => 'Tell one person you trust where it is, and enter them: igcodes person add',
      ja: () => '信頼できる人に場所だけ伝え、登録しておきます: igcodes person add',
    },
  },
  'codes-of-one-person': {
    what: {
      en: evidence =>
        evidence.count === 0
          ? 'Nobody who is still here can reach the codes.'
          : `Only ${names(evidence)} can reach the codes.`,
      ja: evidence =>
        evidence.count === 0
          ? 'いまのメンバーは、誰もコードを取り出せません。'
          : `コードを取り出せるのは${namesJa(evidence)}さんだけです。`,
    },
    why: {
      en: 'An illness or a holiday is then enough to lock you out. Two people should hold the key.',
      ja: '病気や休暇だけで入れなくなります。鍵を持つ人は2人必要です。',
    },
    fix: {
      en: () => 'Give a second person access: igcodes place edit',
      ja: () => 'もう1人が取り出せるようにします: igcodes place edit',
    },
  },
  'codes-beside-authenticator': {
    what: {
      en: evidence => `Codes and authenticator are on one device: ${names(evidence)}.`,
      ja: evidence => `コードと認証アプリが同じ端末にあります: ${namesJa(evidence)}`,
    },
    why: {
      en: 'The codes are for the day on which that device is gone.',
      ja: 'コードは、その端末がなくなった日のためのものです。',
    },
    fix: {
      en: () => 'Keep the codes elsewhere: igcodes place edit',
      ja: () => 'コードを別の場所に移します: igcodes place edit',
    },
  },
  'authenticator-in-vault': {
    what: {
      en: () => 'The backup codes and the authenticator are both in this vault.',
      ja: () => 'バックアップコードと認証アプリが、同じ保管庫に入っています。',
    },
    why: {
      en: 'Anyone who opens it has both, and losing it loses both.',
      ja: '開けられた人に両方を使われ、失えば両方を失います。',
    },
    fix: {
      en: ({ account }) => `Once a phone shows its codes too: igcodes totp remove ${account}`,
      ja: ({ account }) => `スマホでもコードを出せるようにしてから: igcodes totp remove ${account}`,
    },
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>
