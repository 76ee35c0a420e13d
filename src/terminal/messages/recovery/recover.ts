import type { Odds, Sight } from '../../../domain/model/situation.ts'
import type { Reason } from '../../../domain/recovery/triage.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { oddsWords } from '../playbooks/playbook.ts'

// The questions

export const whatDoYouSee: Message = { en: () => 'What do you see?', ja: () => '今、画面に何が出ていますか?' }

export const sightChoices = {
  'code-prompt': { en: '“Enter the code”, and I have none', ja: '認証コードを求められるが、手元にない' },
  'no-sms': { en: 'The SMS does not come', ja: 'SMSが届かない' },
  'code-refused': { en: 'The code that I typed is refused', ja: '入力したコードが拒否される' },
  wait: { en: '“Please wait a few minutes”', ja: '「しばらく待ってから」と表示される' },
  'password-refused': { en: 'The password is refused, or forgotten', ja: 'パスワードが違う・忘れた' },
  'unknown-request': { en: 'A login request that is not mine', ja: '身に覚えのないログインの確認が来た' },
  'address-changed': {
    en: 'A mail says that my address was changed',
    ja: 'メールアドレスが変更されたという通知が来た',
  },
  'strange-2fa': { en: 'It asks for a code that I never set up', ja: '設定した覚えのない認証コードを求められる' },
  'logged-in': { en: 'I am still signed in, but something is missing', ja: 'まだログインできているが、何かを失った' },
  'nothing-wrong': { en: 'Everything works; I want to prepare', ja: '今は問題ない。備えておきたい' },
} as const satisfies Record<Sight, Bilingual>

export const isOpenAnywhere: Message = {
  en: () => 'Is Instagram still open anywhere: old phone, tablet, a browser?',
  ja: () => 'ほかにログインしたままの端末はありますか?(古いスマホ・タブレット・パソコン)',
}
export const yes: Message = { en: () => 'yes', ja: () => 'はい' }
export const no: Message = { en: () => 'no', ja: () => 'いいえ' }
export const notSure: Message = { en: () => 'I am not sure', ja: () => 'わからない' }

export const whichAreLeft: Message = {
  en: () => 'Which of these do you still have?',
  ja: () => '今も使えるものを選んでください',
}

export const areThereCodes: Message = {
  en: () => 'Are there backup codes?',
  ja: () => 'バックアップコードはありますか?',
}
export const codesInVault: Message = { en: () => 'yes, in this vault', ja: () => 'はい、この保管庫に' }
export const codesElsewhere: Message = {
  en: () => 'yes, on paper or in a password manager',
  ja: () => 'はい、紙やパスワード管理アプリに',
}
export const noCodes: Message = { en: () => 'no, or all of them are used', ja: () => 'いいえ、または全部使った' }

export const isFaceShown: Message = {
  en: () => 'Does the account show the owner’s face, in posts or reels?',
  ja: () => '投稿に、本人の顔が写っていますか?',
}

// The answer

/** `Phone lost: odds HIGH, because …`: the reasons follow. */
export const verdict: Message<{ title: string; odds: Odds }> = {
  en: ({ title, odds }) => `${title}: odds ${oddsWords[odds].en.toUpperCase()}`,
  ja: ({ title, odds }) => `${title}: 戻れる見込みは「${oddsWords[odds].ja}」`,
}

/** Each a clause that can follow “because”, and a sentence of its own. */
export const reasonWords = {
  'still-signed-in': {
    en: 'A device is still signed in: the best key there is.',
    ja: 'ログインしたままの端末があります。いちばん確かな鍵です。',
  },
  'codes-at-hand': { en: 'You have backup codes.', ja: 'バックアップコードがあります。' },
  'codes-used-up': { en: 'All the codes in the vault are used.', ja: '保管庫のコードは、すべて使い終わっています。' },
  'no-codes-stored': {
    en: 'No codes were ever stored for this account.',
    ja: 'このアカウントのコードは、保管されたことがありません。',
  },
  'codes-refused': {
    en: 'Codes were refused: the list may be an old one.',
    ja: 'コードが拒否されています。古い一覧かもしれません。',
  },
  'authenticator-at-hand': { en: 'You have the authenticator app.', ja: '認証アプリが使えます。' },
  'number-at-hand': { en: 'The phone number still receives messages.', ja: '電話番号でコードを受け取れます。' },
  'address-at-hand': { en: 'You can read the account’s mail.', ja: '登録したメールを読めます。' },
  'contact-unsure': {
    en: 'Address or number: one is gone, the other may still work.',
    ja: 'メールか電話番号の一方は使えませんが、もう一方が残っているかもしれません。',
  },
  'contact-gone': { en: 'Neither the mail address nor the number works.', ja: 'メールも電話番号も使えません。' },
  'second-step-gone': {
    en: 'There is no way left to pass the second step.',
    ja: '二段階認証を通る手段が残っていません。',
  },
  'facebook-linked': { en: 'A Facebook account is linked.', ja: 'Facebookと連携しています。' },
  'face-shown': {
    en: 'The owner’s face is on the account: the video selfie is possible.',
    ja: '本人の顔が写っているので、動画セルフィーを使えます。',
  },
  'face-missing': {
    en: 'No face on the account: the video selfie cannot help.',
    ja: '顔の写った投稿がないので、動画セルフィーは使えません。',
  },
  'company-decides': {
    en: 'It depends on the company’s papers and administrators.',
    ja: '会社の書類と管理者しだいです。',
  },
  'password-by-reset': { en: 'The password is gone, but can be reset.', ja: 'パスワードはなくても、再設定できます。' },
  'password-stuck': {
    en: 'The password is gone, and there is no way left to reset it.',
    ja: 'パスワードがなく、再設定する手段もありません。',
  },
  'pause-helps': {
    en: 'Such a block ends when nobody tries for a while.',
    ja: '試すのをやめれば、この制限は解けます。',
  },
  'attacker-inside': {
    en: 'Somebody else may be in the account: every hour counts.',
    ja: 'ほかの誰かが入っているかもしれません。急ぐ必要があります。',
  },
  'nothing-lost-yet': { en: 'Nothing is lost yet.', ja: 'まだ何も失っていません。' },
  'nothing-said': { en: 'It depends on what you still have.', ja: '何が残っているかによります。' },
  'deadline-over': { en: 'The deadline that you set has passed.', ja: '決めておいた期限を過ぎました。' },
} as const satisfies Record<Reason, Bilingual>

export const marks = {
  now: { en: 'Now', ja: '今すぐ' },
  else: { en: 'Else', ja: 'だめなら' },
  onceIn: { en: 'Once in', ja: '入れたら' },
  never: { en: 'Never', ja: '禁物' },
  stop: { en: 'Stop', ja: 'やめどき' },
} as const satisfies Record<string, Bilingual>

export const readAll: Message = { en: () => 'All of it, to print or to read:', ja: () => '手順の全文(印刷もできます):' }

export const noAccountInVault: Message<{ account: string }> = {
  en: ({ account }) => `@${account} is not in this vault: continuing without it.`,
  ja: ({ account }) => `@${account} はこの保管庫にありません。保管庫なしで進めます。`,
}
