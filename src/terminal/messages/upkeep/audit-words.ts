/** What each rule of the audit says: what it found, why that matters, and the one thing to do about it. */
import type { Evidence, RuleId } from '../../../domain/upkeep/audit-rules.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'

/** `account` is the handle; empty for a finding about the whole. */
export type FindingGaps = Evidence & { readonly account: string }

export interface RuleWords {
  readonly what: Message<FindingGaps>
  readonly why: Bilingual
  readonly mend: Message<FindingGaps>
}

const names = ({ names }: Evidence): string => names.join(', ')
const namesJa = ({ names }: Evidence): string => names.join('、')

/** The first name, for a command. */
const firstName = ({ names: [name = ''] }: Evidence): string => shellWord(name)

/** The same command in both languages. */
const run = (command: (gaps: FindingGaps) => string): Message<FindingGaps> => ({ en: command, ja: command })

const addCodes = run(({ account }) => `igcodes add ${account}`)
const setUp = run(({ account }) => `igcodes account setup ${account}`)
const renew: Bilingual = {
  en: 'Without a code, one lost phone can be the end of the account.',
  ja: 'コードがないと、スマホを1台なくしただけで入れなくなることがあります。',
}

const codeWords = {
  'no-codes': {
    what: {
      en: ({ count }) => (count > 0 ? 'No backup code is left.' : 'No backup codes are stored.'),
      ja: ({ count }) =>
        count > 0 ? 'バックアップコードが残っていません。' : 'バックアップコードが登録されていません。',
    },
    why: renew,
    mend: addCodes,
  },
  'one-code-left': {
    what: { en: () => 'One backup code is left.', ja: () => 'バックアップコードは残り1個です。' },
    why: {
      en: 'The last one is for getting in to make new ones: do that now.',
      ja: '最後の1個は、入って再発行するためのものです。今のうちに再発行しましょう。',
    },
    mend: addCodes,
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
    mend: addCodes,
  },
  'set-unconfirmed': {
    what: {
      en: ({ day }) => `No code from the set of ${day} has been tested yet.`,
      ja: ({ day }) => `${day}に登録したコードは、まだ一度も試していません。`,
    },
    why: {
      en: 'Codes of another account, or of an older set, look just the same.',
      ja: '別のアカウントや古いコードでも、見た目では区別がつきません。',
    },
    mend: {
      en: ({ account }) => `On a quiet day, sign in from another device with one: igcodes use ${account}`,
      ja: ({ account }) => `落ち着いた日に、別の端末から1個使ってログインします: igcodes use ${account}`,
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
    mend: addCodes,
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
    mend: {
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
    mend: {
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
    mend: {
      en: () => 'Keep two at most: igcodes place remove',
      ja: () => '多くても2か所に減らします: igcodes place remove',
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
    mend: {
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
    mend: {
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
    mend: {
      en: ({ account }) => `Once a phone shows its codes too: igcodes totp remove ${account}`,
      ja: ({ account }) => `スマホでもコードを出せるようにしてから: igcodes totp remove ${account}`,
    },
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>

const factorWords = {
  'sms-only': {
    what: { en: () => 'SMS is the only everyday second step.', ja: () => 'ふだんの二段階認証がSMSだけです。' },
    why: {
      en: 'Messages fail to arrive, and numbers can be taken over. An app works without either.',
      ja: 'SMSは届かないことも、番号ごと乗っ取られることもあります。認証アプリなら心配ありません。',
    },
    mend: {
      en: () => 'Set up an authenticator app, then: igcodes factor add',
      ja: () => '認証アプリを設定してから: igcodes factor add',
    },
  },
  'mail-only': {
    what: {
      en: () => 'The mailbox is the only way to confirm a sign-in.',
      ja: () => '本人確認の手段がメールだけです。',
    },
    why: {
      en: 'Anyone who gets into the mailbox has the account too.',
      ja: 'メールに入られると、アカウントもいっしょに取られます。',
    },
    mend: {
      en: () => 'Set up an authenticator app, then: igcodes factor add',
      ja: () => '認証アプリを設定してから: igcodes factor add',
    },
  },
  'no-authenticator': {
    what: { en: () => 'No authenticator app is set up.', ja: () => '認証アプリが登録されていません。' },
    why: {
      en: 'It is the everyday method that needs neither a signal nor a carrier.',
      ja: '電波も携帯会社もいらない、ふだん使いにいちばん向く方法です。',
    },
    mend: {
      en: () => 'Set one up, then: igcodes factor add',
      ja: () => '認証アプリを設定してから: igcodes factor add',
    },
  },
  'authenticator-private': {
    what: {
      en: evidence => `The authenticator is on a private phone only: ${names(evidence)}.`,
      ja: evidence => `認証アプリが個人のスマホにしかありません: ${namesJa(evidence)}`,
    },
    why: {
      en: 'It leaves with its owner, or breaks in their pocket.',
      ja: '持ち主が辞めたり壊したりすると、いっしょになくなります。',
    },
    mend: {
      en: () => 'Set it up on a company device too: igcodes playbook new-phone',
      ja: () => '会社の端末にも設定します: igcodes playbook new-phone',
    },
  },
  'number-private': {
    what: {
      en: evidence => `The SMS number belongs to a person: ${names(evidence)}.`,
      ja: evidence => `SMSの電話番号が個人のものです: ${namesJa(evidence)}`,
    },
    why: {
      en: 'When they leave or change carriers, the codes go to somebody else.',
      ja: '退職や番号の変更で、コードが受け取れなくなります。',
    },
    mend: {
      en: () => 'Change to a company number, then: igcodes factor edit',
      ja: () => '会社の番号に変えてから: igcodes factor edit',
    },
  },
  'mail-of-one-person': {
    what: {
      en: evidence => `Only one person reads the login address: ${names(evidence)}.`,
      ja: evidence => `ログイン用のメールを読める人が1人だけです: ${namesJa(evidence)}`,
    },
    why: {
      en: 'The registered address is the surest way back; it must not depend on one person.',
      ja: '登録メールは、いちばん確かな取り戻し方です。1人だけに任せないでください。',
    },
    mend: {
      en: () => 'Use a shared address, then: igcodes factor edit',
      ja: () => '共有のアドレスにしてから: igcodes factor edit',
    },
  },
  'too-many-methods': {
    what: {
      en: ({ count }) => `${count} everyday methods are in use.`,
      ja: ({ count }) => `ふだんの認証方法が${count}種類あります。`,
    },
    why: {
      en: 'Two are enough: the app first, SMS second. Each further one has to be maintained and guarded.',
      ja: '認証アプリとSMSの2つで十分です。増やすほど管理が大変になります。',
    },
    mend: {
      en: () => 'Turn one off on Instagram, then: igcodes factor remove',
      ja: () => 'Instagramで1つ解除してから: igcodes factor remove',
    },
  },
  'factor-unconfirmed': {
    what: {
      en: evidence => `Not checked within a year: ${names(evidence)}.`,
      ja: evidence => `この1年、使えるか確かめていない認証手段: ${namesJa(evidence)}`,
    },
    why: {
      en: 'Numbers are canceled and phones replaced without notice.',
      ja: '番号の解約や機種変更は、知らないうちに行われています。',
    },
    mend: run(({ account }) => `igcodes review ${account}`),
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>

const singleWords = {
  'single-device': {
    what: {
      en: evidence => `Everything depends on one device: ${names(evidence)}.`,
      ja: evidence => `すべてが1台にかかっています: ${namesJa(evidence)}`,
    },
    why: { en: 'Lose it, and no way in is left.', ja: 'なくすと、入る手段が1つも残りません。' },
    mend: {
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
    mend: {
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
    mend: {
      en: evidence => `See what depends on them: igcodes what-if --leave ${firstName(evidence)}`,
      ja: evidence => `影響を見るには: igcodes what-if --leave ${firstName(evidence)}`,
    },
  },
  'single-factor': {
    what: {
      en: evidence => `The only way in is: ${names(evidence)}.`,
      ja: evidence => `入る手段がこれしかありません: ${namesJa(evidence)}`,
    },
    why: { en: 'One failure is then enough to lock you out.', ja: '1つだめになれば終わりです。' },
    mend: addCodes,
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>

const teamWords = {
  'agency-alone': {
    what: {
      en: evidence => `Only the agency holds keys: ${names(evidence)}.`,
      ja: evidence => `鍵を持っているのが代理店だけです: ${namesJa(evidence)}`,
    },
    why: { en: 'When the contract ends, so does your access.', ja: '契約が終わると、自社では入れなくなります。' },
    mend: {
      en: () => 'Get the address and the codes into your own hands: igcodes playbook handover',
      ja: () => 'メールとコードを自社でも持ちます: igcodes playbook handover',
    },
  },
  'holder-left': {
    what: {
      en: evidence => `Has left, and still holds a key: ${names(evidence)}.`,
      ja: evidence => `退職・異動した人が鍵を持ったままです: ${namesJa(evidence)}`,
    },
    why: {
      en: 'They can get in, and you may not be able to.',
      ja: 'その人は入れるのに、こちらは入れなくなるおそれがあります。',
    },
    mend: {
      en: evidence => `See what to change: igcodes what-if --leave ${firstName(evidence)}`,
      ja: evidence => `変えるものを見るには: igcodes what-if --leave ${firstName(evidence)}`,
    },
  },
  'no-security-manager': {
    what: { en: () => 'Nobody is the security manager.', ja: () => 'セキュリティ担当が決まっていません。' },
    why: { en: 'Codes that are everybody’s job are nobody’s.', ja: '担当のいないコードは、誰も管理しなくなります。' },
    mend: { en: () => 'Name one: igcodes person edit', ja: () => '担当を決めます: igcodes person edit' },
  },
  'all-roles-in-one': {
    what: {
      en: evidence => `One person has all three roles: ${names(evidence)}.`,
      ja: evidence => `1人が3つの役割をすべて持っています: ${namesJa(evidence)}`,
    },
    why: {
      en: 'Address, codes and daily work belong in different hands.',
      ja: 'メール・コード・日々の投稿は、担当を分けるのが安全です。',
    },
    mend: {
      en: evidence => `Give one to somebody else: igcodes person edit ${firstName(evidence)}`,
      ja: evidence => `役割を分けます: igcodes person edit ${firstName(evidence)}`,
    },
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>

const upkeepWords = {
  'review-overdue': {
    what: {
      en: ({ count, day }) => `The review is ${count} ${count === 1 ? 'day' : 'days'} late (${day}).`,
      ja: ({ count, day }) => `棚卸しが${count}日過ぎています(期日 ${day})。`,
    },
    why: {
      en: 'After half a year somebody has left, and some phone is new.',
      ja: '半年たつと、人もスマホも入れ替わっています。',
    },
    mend: run(({ account }) => `igcodes review ${account}`),
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
    mend: {
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
    mend: run(({ account }) => `igcodes recover ${account}`),
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
    mend: setUp,
  },
  'no-recovery-key': {
    what: { en: () => 'The vault has no recovery key.', ja: () => '保管庫に復旧キーがありません。' },
    why: {
      en: 'If the passphrase is forgotten, the vault is lost.',
      ja: 'パスフレーズを忘れると、二度と開けられません。',
    },
    mend: run(() => 'igcodes recovery-key'),
  },
  'one-key-slot': {
    what: { en: () => 'There is only one way to open the vault.', ja: () => '保管庫を開ける手段が1つしかありません。' },
    why: {
      en: 'There should be another: a printed key in a locked place is the simplest.',
      ja: 'もう1つ必要です。印刷した復旧キーを鍵のかかる場所に置くのが簡単です。',
    },
    mend: run(() => 'igcodes recovery-key'),
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
    mend: {
      en: () => 'Correct the one on the left of each arrow (device, factor or place): igcodes factor edit',
      ja: () => '矢印の左側(端末・認証手段・保管場所)を直します: igcodes factor edit',
    },
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>

/** A rule without its words does not compile. */
export const ruleWords: Readonly<Record<RuleId, RuleWords>> = {
  ...codeWords,
  ...factorWords,
  ...singleWords,
  ...teamWords,
  ...upkeepWords,
}
