/** The printed sheets: who holds which key to an account, and what to do first when nobody gets in. */
import type { TestMethod } from '../../../domain/model/registry.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { testMethodWords } from '../registry/registry.ts'

export const title: Message<{ account: string }> = {
  en: ({ account }) => `@${account}: who holds the keys`,
  ja: ({ account }) => `@${account} 鍵の一覧`,
}
export const tableTitle: Message = {
  en: () => 'Our Instagram accounts: who holds the keys',
  ja: () => 'Instagramアカウントの鍵の一覧',
}
export const subtitle: Message<{ day: string }> = {
  en: ({ day }) => `As of ${day}. Print it again after every change, and destroy the old one.`,
  ja: ({ day }) => `${day}現在。内容が変わったら印刷し直し、古い紙は破棄してください。`,
}
export const holdsCodes: Message = {
  en: () =>
    'Codes in plain digits. Anyone who reads them can log in: keep this sheet in a safe or a locked drawer, make no copy or photo, and cross out each code when it is used.',
  ja: () =>
    'コードの数字が書かれています。読んだ人は誰でもログインできます。金庫か鍵付きの引き出しに入れ、コピーも撮影もせず、使ったコードは線で消してください。',
}

export const headings = {
  lockedOut: { en: 'Locked out? Do this first', ja: 'ログインできないとき、まず' },
  waysIn: { en: 'Ways in', ja: 'ログインの手段' },
  codes: { en: 'Backup codes', ja: 'バックアップコード' },
  people: { en: 'People', ja: '人' },
  upkeep: { en: 'Last checked', ja: '点検の記録' },
} as const satisfies Record<string, Bilingual>

export const labels = {
  account: { en: 'Account', ja: 'アカウント' },
  mail: { en: 'Login address, and who reads it', ja: 'ログイン用メール(読める人)' },
  authenticator: { en: 'Authenticator app: device, and who has it', ja: '認証アプリ(端末・持つ人)' },
  sms: { en: 'SMS number, and whose it is', ja: 'SMSの番号(持ち主)' },
  others: { en: 'Other ways in', ja: 'そのほかの手段' },
  vault: { en: 'This vault opens on', ja: 'この保管庫を開ける端末' },
  places: { en: 'Where the codes are, and who can reach them', ja: '保管場所(取り出せる人)' },
  left: { en: 'Codes left', ja: '残りのコード' },
  securityManager: { en: 'Call first: security manager', ja: '連絡先1: セキュリティ管理者' },
  accountManager: { en: 'Then: account manager', ja: '連絡先2: アカウント管理者' },
  handOver: { en: 'How it is handed over', ja: '引き継ぎの方法' },
  phones: { en: 'Other phone numbers', ja: '電話番号(上にない人)' },
  review: { en: 'Last review', ja: '前回の棚卸し' },
  test: { en: 'Last login test', ja: '前回のログインテスト' },
} as const satisfies Record<string, Bilingual>

/** Column headings, which have less room. */
export const columns = {
  account: { en: 'Account', ja: 'アカウント' },
  mail: { en: 'Login address', ja: 'ログイン用メール' },
  authenticator: { en: 'Authenticator', ja: '認証アプリ' },
  sms: { en: 'SMS number', ja: 'SMSの番号' },
  places: { en: 'Codes kept in', ja: 'コードの保管場所' },
  left: { en: 'Codes left', ja: '残り' },
  handOver: { en: 'Handed over by', ja: '引き継ぎの方法' },
  upkeep: { en: 'Review / login test', ja: '棚卸し/テスト' },
} as const satisfies Record<string, Bilingual>

/** Beside the address of Instagram's own page, as text and as a QR code. */
export const officialHelp: Message = { en: () => 'No way in? Instagram’s page', ja: () => '最後の手段: 公式の窓口' }

/** For somebody who has only this sheet at hand. */
export const firstSteps: Message<{ securityManagers: readonly string[] }> = {
  en: ({ securityManagers }) =>
    [
      'Stop trying: every refused attempt makes the next ones harder. Do not log out any device that is still logged in.',
      `Call the security manager: ${securityManagers.length > 0 ? securityManagers.join('; ') : '__________'}`,
      'Find out three things: which device has the authenticator, whether the SMS number still works, where the codes are. All three are on this sheet.',
      'Then let igcodes guide you:',
    ].join('\n'),
  ja: ({ securityManagers }) =>
    [
      '試すのをやめます。失敗が続くほど入りにくくなります。ログインしたままの端末は、ログアウトしないでください。',
      `セキュリティ管理者に連絡します: ${securityManagers.length > 0 ? securityManagers.join('、') : '__________'}`,
      '3つを確かめます。認証アプリはどの端末か、SMSの番号は使えるか、コードはどこか。どれもこの紙に書いてあります。',
      'あとは igcodes の案内に沿って進めます:',
    ].join('\n'),
}

export const onDevice: Message<{ device: string }> = { en: ({ device }) => `on ${device}`, ja: ({ device }) => device }
export const heldBy: Message<{ names: readonly string[] }> = {
  en: ({ names }) => (names.length > 0 ? names.join(', ') : 'nobody named'),
  ja: ({ names }) => (names.length > 0 ? names.join('、') : '担当者の登録なし'),
}
export const confirmedOn: Message<{ day: string }> = {
  en: ({ day }) => `checked ${day}`,
  ja: ({ day }) => `${day}に確認`,
}
export const whoLeft: Message<{ name: string }> = {
  en: ({ name }) => `${name} (has left!)`,
  ja: ({ name }) => `${name}(退職済み!)`,
}
export const ofAgency: Message<{ name: string }> = {
  en: ({ name }) => `${name} (agency)`,
  ja: ({ name }) => `${name}(代理店)`,
}
export const nameAndContact: Message<{ name: string; how: string }> = {
  en: ({ name, how }) => `${name}, ${how}`,
  ja: ({ name, how }) => `${name} ${how}`,
}
export const handOverOf: Message<{ place: string; handOver: string }> = {
  en: ({ place, handOver }) => `${place}: ${handOver}`,
  ja: ({ place, handOver }) => `${place}: ${handOver}`,
}
export const kindAndLabel: Message<{ kind: Bilingual; label: string }> = {
  en: ({ kind, label }) => `${kind.en}: ${label}`,
  ja: ({ kind, label }) => `${kind.ja}: ${label}`,
}
export const codesLeft: Message<{ remaining: number; size: number; issuedOn: string }> = {
  en: ({ remaining, size, issuedOn }) => `${remaining} of ${size}, set of ${issuedOn}`,
  ja: ({ remaining, size, issuedOn }) => `${size}個中${remaining}個(${issuedOn}発行)`,
}
export const noCodes: Message<{ account: string }> = {
  en: ({ account }) => `none stored: igcodes add ${account}`,
  ja: ({ account }) => `登録なし: igcodes add ${account}`,
}
export const testDone: Message<{ on: string; with: TestMethod; passed: boolean }> = {
  en: ({ on, with: method, passed }) => `${on}, ${testMethodWords[method].en}: ${passed ? 'passed' : 'FAILED'}`,
  ja: ({ on, with: method, passed }) => `${on}・${testMethodWords[method].ja}・${passed ? '成功' : '失敗'}`,
}
export const neverYet: Message = { en: () => 'never yet', ja: () => 'まだなし' }
export const nextOn: Message<{ due: string }> = { en: ({ due }) => `next by ${due}`, ja: ({ due }) => `次は${due}まで` }
export const foot: Message<{ hasCodes: boolean }> = {
  en: ({ hasCodes }) =>
    `${hasCodes ? 'With codes: for a safe or a locked drawer only.' : 'Do not hang it up: it names people and places. Lock it away.'} Never write a password on this sheet. Printed by igcodes sheet.`,
  ja: ({ hasCodes }) =>
    `${hasCodes ? 'コードあり。金庫・鍵付きの引き出し専用です。' : '壁には貼らず、鍵のかかる引き出しに。連絡先と保管場所が書かれています。'}パスワードは書かないでください。igcodes sheet で印刷。`,
}

export const codesHeading: Message<{ issuedOn: string }> = {
  en: ({ issuedOn }) => `The codes of the set of ${issuedOn}`,
  ja: ({ issuedOn }) => `${issuedOn}発行のコード`,
}
export const codesHeader = [
  { en: 'No.', ja: '番号' },
  { en: 'code', ja: 'コード' },
  { en: 'state', ja: '状態' },
] as const satisfies readonly Bilingual[]
export const position: Message<{ position: number }> = {
  en: ({ position }) => `No. ${position}`,
  ja: ({ position }) => `${position}番`,
}

export const sureToPrint: Message<{ account: string; count: number }> = {
  en: ({ account, count }) =>
    `Print the ${count} ${count === 1 ? 'code' : 'codes'} of @${account} in plain digits? Anyone who finds the sheet or the file can log in.`,
  ja: ({ account, count }) =>
    `@${account} のコード${count}個を、そのままの数字で出力しますか? 紙やファイルを見た人は誰でもログインできます。`,
}
export const sureOfCabinet: Message<{ account: string }> = {
  en: ({ account }) => `If it goes straight into a safe or a locked drawer, type the handle (${account}):`,
  ja: ({ account }) => `印刷してすぐ金庫や鍵付きの引き出しに入れるなら、ユーザーネーム(${account})を入力してください:`,
}
export const afterPrinting: Message = {
  en: () => 'Lock the sheet away. Delete the file, the mail and the print job that it came from.',
  ja: () => '紙は鍵のかかる場所へ。元のファイルや印刷データは残さず削除してください。',
}
export const nothingToShow: Message = {
  en: () => 'No account in the vault yet. Store the first codes: igcodes add NAME',
  ja: () => 'アカウントがまだありません。最初のコードを登録: igcodes add ユーザーネーム',
}
