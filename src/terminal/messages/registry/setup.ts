/** `igcodes account setup`: what it asks, says and does at its end. */
import type { PlaceKind, Role } from '../../../domain/model/registry.ts'
import type { Bilingual, Message } from '../../../language.ts'

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
  others: { en: () => '4/6  Other ways in', ja: () => '4/6  そのほかのログイン手段' },
  places: { en: () => '5/6  The codes outside this vault', ja: () => '5/6  この保管庫以外にあるコードの控え' },
  people: { en: () => '6/6  The people', ja: () => '6/6  担当者' },
} as const satisfies Record<string, Message>

// The login address
export const whichMail: Message = {
  en: () => 'Which address is registered with Instagram?',
  ja: () => 'Instagramに登録しているアドレスは?',
}
export const mailAddress: Message = { en: () => 'What is the address?', ja: () => 'そのアドレスを入力してください' }
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
export const whichNumber: Message = { en: () => 'Which number receives the SMS?', ja: () => 'SMSを受け取る番号は?' }
export const phoneNumber: Message = {
  en: () => 'Number (such as 090-1234-5678)',
  ja: () => '電話番号(例: 090-1234-5678)',
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
export const placesSoFar: Message<{ places: readonly string[] }> = {
  en: ({ places }) => `  Known: ${places.join(', ')}`,
  ja: ({ places }) => `  登録済み: ${places.join('、')}`,
}
export const whichMorePlaces: Message = {
  en: () => 'Are they kept anywhere else?',
  ja: () => 'ほかの場所にもありますか?',
}
export const whereIs: Message<{ kind: string; example: string }> = {
  en: ({ kind, example }) => `${kind}: where exactly? (such as “${example}”)`,
  ja: ({ kind, example }) => `${kind}: 具体的な場所は?(例: ${example})`,
}
export const placeExamples = {
  'password-manager': { en: 'team vault in 1Password', ja: '1Passwordの共有保管庫' },
  'locked-paper': { en: 'office safe', ja: '事務所の金庫' },
  paper: { en: 'folder in the office', ja: '事務所のファイル' },
  spreadsheet: { en: 'list of passwords', ja: 'パスワード一覧表' },
  note: { en: 'note “Instagram”', ja: 'メモ「Instagram」' },
  screenshot: { en: 'photos on the phone', ja: 'スマホの写真アプリ' },
  mail: { en: 'mail to myself', ja: '自分あてのメール' },
  chat: { en: 'team chat', ja: 'チームのチャット' },
} as const satisfies Record<PlaceKind, Bilingual>

// Roles
export const whoHasRole: Readonly<Record<Role, Message>> = {
  'account-manager': {
    en: () => 'Who manages the account (address and password)?',
    ja: () => 'アカウント管理者(アドレスとパスワードの担当)は?',
  },
  poster: { en: () => 'Who posts every day?', ja: () => '日々の投稿担当は?' },
  'security-manager': {
    en: () => 'Who looks after two-factor and the codes?',
    ja: () => 'セキュリティ管理者(二段階認証とコードの担当)は?',
  },
}
export const hasRole: Message<{ role: string; names: readonly string[] }> = {
  en: ({ role, names }) => `${role}: ${names.join(', ')}. Who else?`,
  ja: ({ role, names }) => `${role}: ${names.join('、')}。ほかには?`,
}

export const phoneOf: Message<{ name: string }> = {
  en: ({ name }) => `Emergency phone number of ${name} (Enter: skip)`,
  ja: ({ name }) => `${name}さんの緊急時の電話番号(Enterで省略)`,
}

// Other ways in
export const whichOthers: Message = {
  en: () => 'Which of these are there too?',
  ja: () => 'ほかに使えるものはどれですか?',
}
/** Heading of the questions about one kind. */
export const aboutOther: Message<{ kind: string }> = { en: ({ kind }) => `  ${kind}:`, ja: ({ kind }) => `  ${kind}:` }
export const whichOther = {
  whatsapp: { en: () => 'Which number?', ja: () => '番号は?' },
  facebook: { en: () => 'Which Facebook account?', ja: () => 'どのFacebookアカウントですか?' },
  portfolio: { en: () => 'Which portfolio?', ja: () => 'どのポートフォリオですか?' },
} as const satisfies Record<string, Message>
export const sameNumber: Message<{ number: string }> = {
  en: ({ number }) => `The same number as for the SMS, ${number}?`,
  ja: ({ number }) => `SMSと同じ番号(${number})ですか?`,
}
export const facebookName: Message = {
  en: () => 'Whose is it, or what is it called?',
  ja: () => '誰のもの、または何という名前ですか?',
}
export const whoOpensIt: Message = { en: () => 'Who can sign in to it?', ja: () => '誰がログインできますか?' }
export const portfolioName: Message = {
  en: () => 'Name of the business portfolio',
  ja: () => 'ビジネスポートフォリオの名前',
}
export const whoAdministers: Message = { en: () => 'Who are its administrators?', ja: () => '管理者は誰ですか?' }
export const whichSessions: Message = {
  en: () => 'Where is the account still signed in?',
  ja: () => 'ログインしたままの端末は?',
}
/** The label of a session; the device tells them apart. */
export const sessionLabel: Message<{ device: string }> = {
  en: ({ device }) => `Instagram on ${device}`,
  ja: ({ device }) => `Instagram ${device}`,
}

export const anotherWords = {
  mail: { en: 'another address', ja: '別のアドレス' },
  authenticator: { en: 'another app or phone', ja: '別のアプリやスマホ' },
  sms: { en: 'another number', ja: '別の番号' },
  whatsapp: { en: 'another number', ja: '別の番号' },
  facebook: { en: 'another one', ja: '別のアカウント' },
  portfolio: { en: 'another one', ja: '別のポートフォリオ' },
} as const satisfies Record<string, Bilingual>
export const noneWords = {
  mail: { en: 'not known', ja: 'わからない' },
  authenticator: { en: 'none', ja: '使っていない' },
  sms: { en: 'none', ja: '使っていない' },
  whatsapp: { en: 'none', ja: '使っていない' },
  facebook: { en: 'none', ja: '使っていない' },
  portfolio: { en: 'none', ja: '使っていない' },
} as const satisfies Record<string, Bilingual>

export const readyToStore: Message = { en: () => 'Store all of this?', ja: () => 'この内容で保存しますか?' }
export const stored: Message<{ account: string }> = {
  en: ({ account }) => `Stored. What could go wrong with @${account} now:\n    igcodes audit ${account}`,
  ja: ({ account }) => `保存しました。@${account} の危ないところを確認しましょう:\n    igcodes audit ${account}`,
}
export const nothingNew: Message<{ account: string }> = {
  en: ({ account }) => `There was nothing new, so nothing was stored. The current state:\n    igcodes audit ${account}`,
  ja: ({ account }) => `新しい内容はなかったので、保存していません。現状の確認は:\n    igcodes audit ${account}`,
}
