/** Lines and steps that several playbooks share. */
import type { Bilingual } from '../language.ts'
import type { Step } from './playbook.ts'

/** They make every lockout worse. */
export const neverInAll: readonly Bilingual[] = [
  { en: 'Try again and again in a hurry.', ja: '急いで何度も試すこと。' },
  { en: 'Give a code to anyone, not even to “support”.', ja: 'コードを人に教えること(「サポート」を名乗る相手にも)。' },
  {
    en: 'Pay somebody who offers to get the account back: that is a scam.',
    ja: '「復旧代行」にお金を払うこと(詐欺です)。',
  },
  { en: 'Sign out the last device that is still signed in.', ja: 'ログインしたままの最後の端末をログアウトすること。' },
  { en: 'Wipe the old phone.', ja: '古いスマホを初期化すること。' },
]

const newCodes: Step = {
  id: 'new-codes',
  text: {
    en: 'Get new backup codes now, while you are signed in.',
    ja: 'ログインできている今のうちに、新しいバックアップコードを発行します。',
  },
  hint: {
    en: 'Scroll to the end of the list. The old codes stop working with that.',
    ja: '一覧は最後までスクロールしてください。古いコードはこれで無効になります。',
  },
  menu: 'backupCodes',
  command: 'igcodes add NAME',
  does: 'store-codes',
  otherwise: {
    en: 'No such menu: turn on two-factor authentication first; then the codes appear.',
    ja: 'メニューがないときは、先に二段階認証をオンにすると表示されます。',
  },
}

const review: Step = {
  id: 'review-access',
  text: {
    en: 'Look through the signed-in devices; end those that you do not know.',
    ja: 'ログイン中の端末を確認し、知らない端末を外します。',
  },
  menu: 'devices',
  does: 'sign-out',
  otherwise: {
    en: 'If you are not sure whose device it is, ask your team before you end it.',
    ja: '誰の端末か分からないときは、外す前にチームに聞いてください。',
  },
}

const contacts: Step = {
  id: 'review-contacts',
  text: {
    en: 'Check that the mail address and the phone number are yours.',
    ja: 'メールアドレスと電話番号が自分たちのものか確認します。',
  },
  menu: 'contactInfo',
  otherwise: {
    en: 'A strange address or number: remove it and change the password at once.',
    ja: '知らない連絡先があれば削除し、すぐにパスワードを変えてください。',
  },
}

const writeDown: Step = {
  id: 'write-down',
  text: { en: 'Write down what happened and what helped.', ja: '何が起きて、何が効いたかを書き残します。' },
  command: 'igcodes incident close',
  does: 'close-incident',
  otherwise: {
    en: 'A few words are enough; the next person will be glad of them.',
    ja: '一言で十分です。次に困った人の助けになります。',
  },
}

/** At the screen that asks for a code. Each playbook says where that is. */
export const backupCode: Omit<Step, 'text'> = {
  id: 'backup-code',
  hint: { en: 'Type one code, once, without the space.', ja: '入れるコードは1つ、空白なしで1回だけです。' },
  command: 'igcodes use NAME',
  does: 'hand-out',
  getsIn: true,
  needs: ['codes', 'password'],
  otherwise: {
    en: 'Refused: make sure that the code belongs to this account before you try another one.',
    ja: '拒否されたら、次を試す前に、このアカウントのコードか確かめてください。',
  },
  goTo: 'code-rejected',
}

/** Once signed in, if the SMS was the problem. */
export const addApp: Step = {
  id: 'add-app',
  text: {
    en: 'Set up {authenticatorApp} as the first way: it needs no SMS and no reception.',
    ja: '{authenticatorApp}を設定し、ふだんはそちらを使います。SMSも電波もいりません。',
  },
  menu: 'twoFactor',
  otherwise: {
    en: 'No time now: put it into the calendar for this week.',
    ja: '今は無理なら、今週中の予定に入れておいてください。',
  },
}

/** A precaution. Each playbook says what to do if it cannot be done. */
export const overview: Omit<Step, 'otherwise'> = {
  id: 'overview',
  text: { en: 'Write on one page who holds what.', ja: '誰が何を持っているかを、1枚の紙にまとめます。' },
  hint: {
    en: 'Sign-in address, device with the authenticator, SMS number, place of the codes, way of handing over. Never a code.',
    ja: '登録メール、認証アプリの端末、SMSの番号、コードの場所、渡し方の5つです。コードそのものは書きません。',
  },
}

/** Once signed in: new codes (which void the old set), devices, contacts, and a note of what happened. */
export const afterwards: readonly Step[] = [newCodes, review, contacts, writeDown]

/** Comes first once signed in, if a stranger may be signed in too. */
export const signOthersOut: Step = {
  id: 'sign-others-out',
  text: { en: 'Sign out every device that is not yours.', ja: '自分たちのもの以外の端末を、全部ログアウトさせます。' },
  hint: { en: 'Keep the one in your hand signed in.', ja: 'いま手元にある端末は、ログインしたままにします。' },
  menu: 'devices',
  does: 'sign-out',
  otherwise: {
    en: 'One stays in the list: change the password once more.',
    ja: '一覧に残る端末があれば、もう一度パスワードを変えます。',
  },
}
