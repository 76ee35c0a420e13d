/** `igcodes account setup`: what it asks, says and does at its end. */
import type { Role } from '../../domain/registry.ts'
import type { Bilingual, Message } from '../language.ts'

export const beginning: Message<{ account: string }> = {
  en: ({ account }) =>
    `Who holds which key of @${account}? A few minutes of questions.\nEverything is stored at the end, in one go; Ctrl-C stores nothing. Never type a code here.`,
  ja: ({ account }) =>
    `@${account} の鍵を誰が持っているか、数分の質問で登録します。\n最後にまとめて保存します。Ctrl-Cなら何も保存しません。コードは入力しないでください。`,
}
export const addsAccount: Message<{ account: string }> = {
  en: ({ account }) => `@${account} is not in the vault yet. Add it?`,
  ja: ({ account }) => `@${account} はまだ保管庫にありません。登録しますか?`,
}

export const parts = {
  mail: { en: () => '1/6  The login address', ja: () => '1/6  ログイン用のメールアドレス' },
  authenticator: { en: () => '2/6  The authenticator app', ja: () => '2/6  認証アプリ' },
  sms: { en: () => '3/6  The SMS number', ja: () => '3/6  SMSの電話番号' },
  places: {
    en: () => '4/6  The codes outside this vault',
    ja: () => '4/6  この保管庫以外にあるコードの控え',
  },
  roles: { en: () => '5/6  The roles', ja: () => '5/6  役割' },
  sessions: { en: () => '6/6  Devices still signed in', ja: () => '6/6  ログインしたままの端末' },
} as const satisfies Record<string, Message>

// The login address
export const whichMail: Message = {
  en: () => 'Which address is registered with Instagram?',
  ja: () => 'Instagramに登録しているアドレスは?',
}
export const mailAddress: Message = {
  en: () => 'What is the address?',
  ja: () => 'そのアドレスを入力してください',
}
export const whoReads: Message = { en: () => 'Who can read it?', ja: () => '誰が読めますか?' }

// The authenticator
export const whichAuthenticator: Message = {
  en: () => 'Which authenticator app has this account?',
  ja: () => 'どの認証アプリに入っていますか?',
}
export const authenticatorApp: Message = {
  en: () => 'Name of the app (such as Google Authenticator)',
  ja: () => 'アプリの名前(例: Google Authenticator)',
}
export const whichPhone: Message = { en: () => 'On which phone?', ja: () => 'どのスマホに入っていますか?' }

// The number
export const whichNumber: Message = {
  en: () => 'Which number receives the SMS?',
  ja: () => 'SMSを受け取る番号は?',
}
export const phoneNumber: Message = {
  en: () => 'Number, with dashes (such as 090-1234-5678)',
  ja: () => '電話番号(090-1234-5678 のようにハイフン入り)',
}
export const whoseNumber: Message = { en: () => 'Whose number is it?', ja: () => '誰の契約の番号ですか?' }
export const whichSimDevice: Message = {
  en: () => 'In which phone is its SIM?',
  ja: () => 'SIMはどのスマホに入っていますか?',
}

// Places
export const whichPlaces: Message = {
  en: () => 'Where else are the codes kept?',
  ja: () => 'コードの控えはどこにありますか?',
}
export const whereIs: Message<{ kind: string }> = {
  en: ({ kind }) => `${kind}: where exactly? (such as “office safe”)`,
  ja: ({ kind }) => `${kind}: 具体的な場所は?(例: 事務所の金庫)`,
}

// Roles
export const whoHasRole: Readonly<Record<Role, Message>> = {
  'account-manager': {
    en: () => 'Who manages the account (address and password)?',
    ja: () => 'アカウント管理者(アドレスとパスワードの担当)は?',
  },
  poster: { en: () => 'Who posts day by day?', ja: () => '日々の投稿担当は?' },
  'security-manager': {
    en: () => 'Who looks after two-factor and the codes?',
    ja: () => 'セキュリティ管理者(二段階認証とコードの担当)は?',
  },
}
export const hasRole: Message<{ role: string; names: readonly string[] }> = {
  en: ({ role, names }) => `${role}: ${names.join(', ')}. Who else?`,
  ja: ({ role, names }) => `${role}: ${names.join('、')}。ほかには?`,
}

// Sessions
export const whichSessions: Message = {
  en: () => 'Where is the account still signed in?',
  ja: () => 'ログインしたままの端末は?',
}
/** What such a factor is called: the device tells one from another. */
export const sessionLabel: Message<{ device: string }> = {
  en: ({ device }) => `Instagram on ${device}`,
  ja: ({ device }) => `Instagram ${device}`,
}

export const anotherWords = {
  mail: { en: 'another address', ja: '別のアドレス' },
  authenticator: { en: 'another app or phone', ja: '別のアプリやスマホ' },
  sms: { en: 'another number', ja: '別の番号' },
} as const satisfies Record<string, Bilingual>
export const noneWords = {
  mail: { en: 'not known', ja: 'わからない' },
  authenticator: { en: 'none', ja: '使っていない' },
  sms: { en: 'none', ja: '使っていない' },
} as const satisfies Record<string, Bilingual>

export const readyToStore: Message = { en: () => 'Store all of this?', ja: () => 'この内容で保存しますか?' }
export const stored: Message<{ account: string }> = {
  en: ({ account }) => `Stored. What could go wrong with @${account} now:\n    igcodes audit ${account}`,
  ja: ({ account }) =>
    `保存しました。@${account} の危ないところを確認しましょう:\n    igcodes audit ${account}`,
}
export const nothingTold: Message<{ account: string }> = {
  en: ({ account }) =>
    `Nothing new was told, so nothing was stored. As it stands:\n    igcodes audit ${account}`,
  ja: ({ account }) =>
    `新しい内容はなかったので、保存していません。現状の確認は:\n    igcodes audit ${account}`,
}
