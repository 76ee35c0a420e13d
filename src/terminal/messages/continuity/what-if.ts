/** What would be gone, what would be left, and what to change in which order. */
import type { EntryMethod } from '../../../domain/continuity/entry-methods.ts'
import type { RotationKind, RotationStep } from '../../../domain/continuity/rotation.ts'
import type { FactorKind, PlaceKind } from '../../../domain/model/registry.ts'
import type { Bilingual, Language, Message } from '../../../language.ts'
import { factorKindWords, placeKindWords } from '../registry/registry.ts'

const vaultWords = {
  codes: { en: 'backup codes', ja: 'バックアップコード' },
  totp: { en: 'the authenticator in the vault', ja: '保管庫の認証アプリ' },
} as const satisfies Record<string, Bilingual>

/** A way in as people recognize it: `SMS “090-…”`. */
export const wayText: Message<EntryMethod> = { en: way => wayIn('en', way), ja: way => wayIn('ja', way) }

function wayIn(language: Language, way: EntryMethod): string {
  if (way.kind === 'codes' || way.kind === 'totp') return vaultWords[way.kind][language]
  const kind = way.kind === 'factor' ? factorKindWords[way.type] : placeKindWords[way.type]
  return language === 'ja' ? `${kind.ja}「${way.name}」` : `${kind.en} “${way.name}”`
}

export const heading: Message<{ lost: readonly string[]; left: readonly string[] }> = {
  en: ({ lost, left }) =>
    `If ${[lost.length > 0 ? `${lost.join(' and ')} ${lost.length === 1 ? 'is' : 'are'} lost` : '', left.length > 0 ? `${left.join(' and ')} ${left.length === 1 ? 'leaves' : 'leave'}` : ''].filter(Boolean).join(', and ')}:`,
  ja: ({ lost, left }) =>
    `${[lost.length > 0 ? `${lost.join('、')}がなくなる` : '', left.length > 0 ? `${left.join('、')}さんが抜ける` : ''].filter(Boolean).join('、さらに')}と:`,
}

/** If the command names nothing. */
export const whatIsLost: Message = { en: () => 'What if …?', ja: () => 'もしどうなったら?' }
export const isLost: Message<{ name: string }> = {
  en: ({ name }) => `${name} is lost`,
  ja: ({ name }) => `「${name}」をなくしたら`,
}
export const leaves: Message<{ name: string }> = {
  en: ({ name }) => `${name} leaves`,
  ja: ({ name }) => `${name}さんが抜けたら`,
}

export const nothingChanges: Message<{ count: number }> = {
  en: ({ count }) =>
    count === 0 ? 'There is no account in the vault yet.' : 'Nothing changes: no account depends on it.',
  ja: ({ count }) => (count === 0 ? 'アカウントがまだ登録されていません。' : '影響を受けるアカウントはありません。'),
}

export const untouched: Message<{ count: number }> = {
  en: ({ count }) => `${count} more ${count === 1 ? 'account does' : 'accounts do'} not depend on it.`,
  ja: ({ count }) => `ほかの${count}件には影響ありません。`,
}

export const labels = {
  gone: { en: 'Gone', ja: 'なくなる' },
  works: { en: 'Works', ja: '使える' },
  call: { en: 'Call', ja: '連絡先' },
  rotate: { en: 'What to do, in this order', ja: 'この順に進めます' },
  rotateEach: { en: 'What to do for each of these accounts, in this order', ja: 'アカウントごとに、この順に進めます' },
} as const satisfies Record<string, Bilingual>

/** People who have something that still works, and how to reach them. */
export const callee: Message<{ name: string; phone: string | null; contact: string | null }> = {
  en: ({ name, phone, contact }) => [name, phone, contact].filter(Boolean).join(', '),
  ja: ({ name, phone, contact }) => [name, phone, contact].filter(Boolean).join(' '),
}
export const nothing: Bilingual = { en: 'nothing', ja: 'なし' }

/** `account` is the example in a command. */
interface StepGaps {
  readonly name: string
  readonly account: string
}

const steps: Readonly<Record<RotationKind, Message<StepGaps>>> = {
  recover: {
    en: ({ account }) => `Get back in first, as no way in is left: igcodes recover ${account}`,
    ja: ({ account }) => `まず入り直します。手段が残っていません: igcodes recover ${account}`,
  },
  confirm: {
    en: ({ name }) => `Check that this works: ${name}. Do not change it until the rest is done.`,
    ja: ({ name }) => `まず${name}で入れることを確かめます。全部終わるまで、これは変えません。`,
  },
  'renew-codes': {
    en: ({ account }) => `Make new backup codes and store them: igcodes add ${account}`,
    ja: ({ account }) => `コードを再発行して登録します: igcodes add ${account}`,
  },
  'stop-sim': {
    en: ({ name }) =>
      `If ${name} is lost or stolen, have the carrier stop its SIM and send a new one. If it is only broken, put the SIM into another phone.`,
    ja: ({ name }) =>
      `「${name}」の紛失・盗難なら、携帯会社に回線を止めてもらい、SIMを再発行します。故障だけなら、SIMを別のスマホに入れます。`,
  },
  move: { en: ({ name }) => `Set up a replacement for: ${name}`, ja: ({ name }) => `${name}の代わりを設定します。` },
  password: {
    en: () => 'Change the password; stay signed in on the device that you use.',
    ja: () => 'パスワードを変えます。使っている端末はログインしたままにします。',
  },
  passphrase: {
    en: () =>
      'Then change the vault’s passphrase: igcodes passwd. If the recovery key’s paper could be read, also: igcodes recovery-key',
    ja: () =>
      '次に保管庫のパスフレーズを変えます: igcodes passwd。復旧キーの紙も見られたかもしれないなら、igcodes recovery-key も。',
  },
  'vault-folder': {
    en: () => 'First end access to the vault’s folder: sharing, sync, git.',
    ja: () => 'まず、保管庫があるフォルダーを使えないようにします(共有、同期、git)。',
  },
  'sign-out': {
    en: ({ name }) => `Sign this device out on Instagram: ${name}`,
    ja: ({ name }) => `Instagramで「${name}」をログアウトさせます。`,
  },
  'take-away': {
    en: ({ name }) => `Only now remove on Instagram: ${name}`,
    ja: ({ name }) => `最後に、Instagramの設定から削除します: ${name}`,
  },
  withdraw: {
    en: ({ name }) => `Make sure that those who leave can no longer use: ${name}`,
    ja: ({ name }) => `抜ける人が使えないようにします: ${name}`,
  },
  tidy: {
    en: () => 'Delete old screenshots and notes of codes on both phones.',
    ja: () => 'コードが写ったスクリーンショットや古いメモを、2台とも消します。',
  },
  test: {
    en: ({ account }) => `Sign in from another device, then: igcodes test ${account} passed`,
    ja: ({ account }) => `別の端末からログインしてみます。その後: igcodes test ${account} passed`,
  },
}

/** For a person: their access ends, not the person. */
const endAccess: Message<{ name: string }> = {
  en: ({ name }) => `Only then end the access of ${name}, in the account and in the portfolio.`,
  ja: ({ name }) => `ここまで済んだら、${name}さんの権限を外します(アカウントとポートフォリオ)。`,
}

/** For a signed-in device. */
const signInElsewhere: Message<{ name: string }> = {
  en: ({ name }) => `Sign in on another device, and stay signed in there; so far: ${name}`,
  ja: ({ name }) => `別の端末でログインし、そのままにしておきます(これまで: ${name})。`,
}

/** For a copy of the codes. */
const ofPlaces: { readonly [K in RotationKind]?: Message<{ name: string }> } = {
  move: {
    en: ({ name }) => `Keep the new codes where others can reach them too, instead of: ${name}`,
    ja: ({ name }) => `新しいコードの控えを、ほかの人も取り出せる場所に置きます(これまで: ${name})。`,
  },
  'take-away': {
    en: ({ name }) => `Get the old codes back or destroy them, if you can: ${name}`,
    ja: ({ name }) => `古いコードの控えを、できれば回収して処分します: ${name}`,
  },
}

/** For a phone change: factors move to the new phone, and must stay registered. */
const ofPhoneChange: { readonly [K in RotationKind]?: Message<{ name: string }> } = {
  move: { en: ({ name }) => `Move to the new phone: ${name}`, ja: ({ name }) => `新しいスマホに移します: ${name}` },
  'take-away': {
    en: ({ name }) => `Only now take it off the old phone: ${name}`,
    ja: ({ name }) => `最後に、古いスマホから削除します: ${name}`,
  },
}

/** A SIM is moved as a thing. */
const moveSim: Message<{ name: string }> = {
  en: ({ name }) => `Move the SIM or eSIM to the new phone: ${name}`,
  ja: ({ name }) => `SIM(eSIM)を新しいスマホに移します: ${name}`,
}

/** What ends the access of those who leave; others go on using it. */
const withdrawals = {
  authenticator: {
    en: ({ name }) =>
      `Take back the device with the ${name}. If it is their own: set the app up on the successor’s device, test it, then delete the old one.`,
    ja: ({ name }) =>
      `${name}の端末を受け取ります。私物なら、後任の端末に設定してログインを確かめてから、前の設定を削除します。`,
  },
  sim: {
    en: ({ name }) => `Take back the phone or the SIM: ${name}`,
    ja: ({ name }) => `スマホかSIMを返してもらいます: ${name}`,
  },
  mail: {
    en: ({ name }) => `End their access to the ${name}: new password, no forwarding, no signed-in device of theirs.`,
    ja: ({ name }) => `${name}のパスワードを変えます。転送設定と、その人の端末のログインも消します。`,
  },
  passkey: {
    en: ({ name }) => `Remove the passkey in the account’s settings: ${name}`,
    ja: ({ name }) => `アカウントの設定で、パスキーを削除します: ${name}`,
  },
  session: {
    en: ({ name }) => `Change the lock of the device, so that those who leave cannot use it: ${name}`,
    ja: ({ name }) => `端末の画面ロックを変え、抜ける人が使えないようにします: ${name}`,
  },
  member: { en: ({ name }) => `Remove those who leave from: ${name}`, ja: ({ name }) => `抜ける人を外します: ${name}` },
  paper: {
    en: ({ name }) => `Take the key back and replace the sheet: ${name}`,
    ja: ({ name }) => `鍵を返してもらい、紙を入れ替えます: ${name}`,
  },
} as const satisfies Record<string, Message<{ name: string }>>

const withdrawalOf: Readonly<Record<FactorKind | PlaceKind, Message<{ name: string }> | undefined>> = {
  authenticator: withdrawals.authenticator,
  passkey: withdrawals.passkey,
  sms: withdrawals.sim,
  whatsapp: withdrawals.sim,
  mail: withdrawals.mail,
  session: withdrawals.session,
  facebook: withdrawals.member,
  portfolio: withdrawals.member,
  'password-manager': withdrawals.member,
  'locked-paper': withdrawals.paper,
  paper: withdrawals.paper,
  spreadsheet: withdrawals.member,
  note: undefined,
  screenshot: undefined,
  chat: undefined,
}

interface StepOfAccount {
  readonly step: RotationStep
  /** The handle for the command in it. */
  readonly account: string
  readonly isPhoneChange?: boolean
}

export const stepText: Message<StepOfAccount> = { en: gaps => stepIn('en', gaps), ja: gaps => stepIn('ja', gaps) }

function stepIn(language: Language, { step: { step, on }, account, isPhoneChange = false }: StepOfAccount): string {
  if (on?.kind === 'person' && step === 'take-away') return endAccess[language](on)
  if (on === undefined) return steps[step][language]({ name: '', account })
  if (!('type' in on) && on.kind !== 'codes' && on.kind !== 'totp')
    return steps[step][language]({ name: on.name, account })
  const words = ownWords(on, step, isPhoneChange) ?? steps[step]
  return words[language]({ name: wayIn(language, on), account })
}

/** Where the usual words would mislead. */
function ownWords(way: EntryMethod, step: RotationKind, isPhoneChange: boolean): Message<StepGaps> | undefined {
  if (way.kind === 'codes' || way.kind === 'totp') return undefined
  if (way.type === 'session' && step === 'move') return signInElsewhere
  if (step === 'withdraw') return withdrawalOf[way.type]
  if (isPhoneChange && way.type === 'sms' && step === 'move') return moveSim
  if (isPhoneChange) return ofPhoneChange[step]
  return way.kind === 'place' ? ofPlaces[step] : undefined
}
