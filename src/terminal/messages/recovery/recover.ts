import type { Scenario } from '../../../domain/model/scenarios.ts'
import type { Odds, Sight } from '../../../domain/model/situation.ts'
import type { Reason } from '../../../domain/recovery/odds.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { oddsWords } from '../playbooks/playbook.ts'

// The questions

export const whatDoYouSee: Message = { en: () => 'What do you see?', ja: () => '今、画面に何が出ていますか?' }

/** The most frequent first. */
export const sightChoices = {
  'code-prompt': { en: 'It asks for a code', ja: '認証コードを求められる' },
  'no-sms': { en: 'The SMS does not come', ja: 'SMSのコードが届かない' },
  'code-refused': { en: 'The code is refused', ja: '入れたコードが拒否される' },
  'password-refused': {
    en: 'Password refused or forgotten, or no such user',
    ja: 'パスワードが違う、忘れた、ユーザーが見つからない',
  },
  disabled: { en: 'It says that the account is suspended or disabled', ja: '「アカウントを停止しました」と出る' },
  wait: { en: 'It tells me to wait', ja: '「しばらく待って」と出る' },
  hacked: { en: 'Hacked: address or two-factor changed', ja: '乗っ取られた(メールや二段階認証を変えられた)' },
  notice: {
    en: 'A strange mail or request; or I gave a code away, or approved one',
    ja: '怪しい通知が来た、コードを渡した、許可してしまった',
  },
  'no-service': { en: 'The phone has suddenly lost its service', ja: 'スマホが急に圏外になった' },
  'still-in': {
    en: 'Still in, but phone, number, app, codes or mailbox is gone',
    ja: 'まだログイン中だが、スマホ・番号・アプリ・コード・メールを失った',
  },
  'keeper-gone': { en: 'The person or agency that ran it has gone', ja: '担当者や代理店がいなくなった' },
  'nothing-wrong': { en: 'Nothing is wrong; I want to prepare', ja: '今は問題ない。備えておきたい' },
} as const satisfies Record<string, Bilingual>

export const whatWasChanged: Message = { en: () => 'What was changed?', ja: () => '何を変えられましたか?' }
export const changes = {
  'address-changed': { en: 'the mail address, or I am not sure', ja: '登録メール、またはよく分からない' },
  'login-check': {
    en: 'it asks for a code, and that comes to my mail or SMS',
    ja: 'コードを求められ、自分のメールかSMSに届く',
  },
  'strange-2fa': {
    en: 'it asks for a code that I never set up, and none comes to me',
    ja: '設定した覚えのないコードを求められ、自分には届かない',
  },
} as const satisfies Partial<Record<Sight, Bilingual>>

export const whatHappened: Message = { en: () => 'Which of these was it?', ja: () => 'どれにあたりますか?' }
export const notices = {
  'reset-mail': {
    en: 'a reset mail or an SMS code that nobody asked for',
    ja: '頼んでいない再設定メールやSMSのコードが来た',
  },
  'unknown-request': { en: 'it asks me to approve a sign-in', ja: 'ログインの許可を求められた' },
  approved: {
    en: 'I gave a code, a link or a screenshot of it to somebody, or approved a request',
    ja: 'コード・リンク・その画面を人に渡した、または許可してしまった',
  },
} as const satisfies Partial<Record<Sight, Bilingual>>

export const whichCode: Message = { en: () => 'Which code was refused?', ja: () => 'どのコードが拒否されましたか?' }
export const codeKinds = {
  codes: { en: 'a backup code (8 digits)', ja: 'バックアップコード(8桁)' },
  authenticator: { en: 'the authenticator app’s (6 digits)', ja: '認証アプリのコード(6桁)' },
  sms: { en: 'the one from an SMS (6 digits)', ja: 'SMSのコード(6桁)' },
  'other-account': { en: 'a backup code, perhaps of another account', ja: '別のアカウントのものかもしれないコード' },
  unsure: { en: 'I am not sure', ja: 'わからない' },
} as const satisfies Record<string, Bilingual>

export const isOpenAnywhere: Message = {
  en: () => 'Is Instagram still open anywhere: old phone, tablet, a browser?',
  ja: () => 'ほかにログインしたままの端末はありますか?(古いスマホ・タブレット・パソコン)',
}
export const yes: Message = { en: () => 'yes', ja: () => 'はい' }
export const no: Message = { en: () => 'no', ja: () => 'いいえ' }
export const notSure: Message = { en: () => 'I am not sure', ja: () => 'わからない' }

export const whichAreLeft: Message = {
  en: () => 'Which of these do you have now?',
  ja: () => '今、使えるものを選んでください',
}
export const atHand = {
  codes: { en: 'backup codes: in a vault, on paper, in a manager', ja: 'バックアップコード(保管庫・紙・管理アプリ)' },
  authenticator: { en: 'the authenticator app', ja: '認証アプリ' },
  sms: { en: 'the phone number gets SMS', ja: '電話番号でSMSを受け取れる' },
  phone: { en: 'the phone', ja: 'スマホ' },
  mail: { en: 'the account’s mail', ja: '登録したメール' },
  'mail-unsure': { en: 'the mail, one of two or three addresses', ja: '登録メールの候補が2〜3個' },
  whatsapp: { en: 'WhatsApp', ja: 'WhatsApp' },
  passkey: { en: 'a passkey (face, fingerprint)', ja: 'パスキー(顔・指紋)' },
  facebook: { en: 'a linked Facebook account', ja: '連携したFacebook' },
  portfolio: { en: 'the business portfolio', ja: 'ビジネスポートフォリオ' },
  none: { en: 'none of these', ja: 'どれもない' },
} as const satisfies Record<string, Bilingual>
export const pickOne: Message = {
  en: () => 'Nothing is picked: Space picks a row. If you have none, pick “none of these”.',
  ja: () => '何も選ばれていません。Spaceで選びます。なければ「どれもない」を選んでください。',
}
/** What the vault knows, behind a row. */
export const named: Message<{ row: string; name: string }> = {
  en: ({ row, name }) => `${row}: ${name}`,
  ja: ({ row, name }) => `${row}: ${name}`,
}

/** One way in with its people: whom to call. */
export const holder: Message<{
  label: string
  device: string | undefined
  persons: readonly { name: string; phone: string | null; contact: string | null }[]
}> = {
  en: ({ label, device, persons }) => holderText(label, device, persons, ', ', (text: string) => ` (${text})`),
  ja: ({ label, device, persons }) => holderText(label, device, persons, '、', (text: string) => `(${text})`),
}

function holderText(
  label: string,
  device: string | undefined,
  persons: readonly { name: string; phone: string | null; contact: string | null }[],
  comma: string,
  inBrackets: (text: string) => string,
): string {
  const people = persons.map(({ name, phone, contact }) => [name, phone ?? contact].filter(Boolean).join(' '))
  const details = [...(device !== undefined && device !== label ? [device] : []), ...people]
  return label + (details.length > 0 ? inBrackets(details.join(comma)) : '')
}

export const whatIsGone: Message = { en: () => 'Has one of these happened?', ja: () => '次のことはありましたか?' }
export const losses = {
  none: { en: 'none of these, or not sure', ja: 'どれでもない、わからない' },
  'phone-lost': { en: 'the phone is lost or stolen', ja: 'スマホをなくした、盗まれた' },
  'phone-broken': { en: 'the phone is broken, the SIM is fine', ja: 'スマホが壊れた(SIMは無事)' },
  app: { en: 'the authenticator app is gone or empty', ja: '認証アプリが消えた、空になった' },
  number: { en: 'the number was cancelled or changed', ja: '番号を解約した、変えた' },
  late: { en: 'I asked for the SMS only minutes ago', ja: 'SMSを頼んだのは、ほんの数分前' },
  service: { en: 'the phone has no service anywhere', ja: 'どこへ行っても圏外' },
  mail: { en: 'the mailbox can no longer be read', ja: '登録メールが読めなくなった' },
  codes: { en: 'all codes are used, or were never saved', ja: 'コードを使い切った、控えていない' },
  password: { en: 'nobody knows the password', ja: 'パスワードが分からない' },
} as const satisfies Record<string, Bilingual>

export const whatToPrepare: Message = { en: () => 'What is coming?', ja: () => '何に備えますか?' }
export const plans = {
  'set-up': { en: 'nothing yet: make it safe', ja: '今のうちに整えておく' },
  'new-phone': { en: 'a new phone', ja: 'スマホの機種変更' },
  handover: { en: 'somebody leaves, or the agency changes', ja: '担当者の退職・異動、代理店の変更' },
  'new-account': { en: 'a new account', ja: '新しいアカウント' },
} as const satisfies Partial<Record<Scenario, Bilingual>>

export const isFaceShown: Message = {
  en: () => 'Does the account show the owner’s face, in posts or reels?',
  ja: () => 'アカウントの写真に、持ち主の顔が写っていますか?',
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
    en: 'It depends on what the company holds, its papers and administrators.',
    ja: '会社に残るもの、書類、管理者が誰かによります。',
  },
  'password-by-reset': { en: 'The password is gone, but can be reset.', ja: 'パスワードはなくても、再設定できます。' },
  'password-stuck': {
    en: 'The password is gone, and there is no way left to reset it.',
    ja: 'パスワードがなく、再設定する手段もありません。',
  },
  'pause-helps': {
    en: 'Such a block mostly ends when nobody tries for a while.',
    ja: '試すのをやめれば、たいてい解けます。',
  },
  'meta-decides': {
    en: 'Meta decides, and no code or password helps. Mistakes are put right.',
    ja: '決めるのはMetaで、コードやパスワードでは解決しません。誤りなら戻ることがあります。',
  },
  'passkey-at-hand': { en: 'You have a passkey.', ja: 'パスキーがあります。' },
  'attacker-inside': {
    en: 'Somebody else may be in the account: every hour counts.',
    ja: 'ほかの誰かが入っているかもしれません。急ぐ必要があります。',
  },
  'nothing-lost-yet': { en: 'Nothing is lost yet.', ja: 'まだ何も失っていません。' },
  'not-locked-out': { en: 'You are not locked out.', ja: 'まだ締め出されてはいません。' },
  'usually-opens': { en: 'There is usually a way in from here.', ja: 'ここからは、たいてい入れます。' },
  'nothing-said': { en: 'It depends on what you still have.', ja: '何が残っているかによります。' },
  'deadline-over': { en: 'The deadline that you set has passed.', ja: '決めておいた期限を過ぎました。' },
} as const satisfies Record<Reason, Bilingual>

/** Behind a step: what the vault knows of it. */
export const inTheVault: Message<{ name: string }> = { en: ({ name }) => `→ ${name}`, ja: ({ name }) => `→ ${name}` }
/** On the screen only what is to be done now is listed. */
export const stepsToCome: Message<{ count: number }> = {
  en: ({ count }) => `Then ${count === 1 ? '1 more step' : `up to ${count} more steps`}, shown when you are there.`,
  ja: ({ count }) => `このあと最大${count}個の手順があります。その時に表示します。`,
}
export const begin: Message = { en: () => 'Ready?', ja: () => '準備はいいですか?' }
export const beginWith: Message<{ of: number }> = {
  en: ({ of }) => `begin with step 1 of ${of}`,
  ja: ({ of }) => `始める(手順 1/${of})`,
}
export const wholePlan: Message = { en: () => 'show the whole plan', ja: () => '手順を全部見る' }

export const marks = {
  now: { en: 'Now', ja: '今すぐ' },
  else: { en: 'Else', ja: 'だめなら' },
  onceIn: { en: 'Once in', ja: 'その後' },
  never: { en: 'Never', ja: '禁物' },
  stop: { en: 'Stop', ja: 'やめどき' },
} as const satisfies Record<string, Bilingual>

export const readAll: Message = { en: () => 'All of it, to print or to read:', ja: () => '手順の全文(印刷もできます):' }

export const noAccountInVault: Message<{ account: string }> = {
  en: ({ account }) => `@${account} is not in this vault: continuing without it.`,
  ja: ({ account }) => `@${account} はこの保管庫にありません。保管庫なしで進めます。`,
}
