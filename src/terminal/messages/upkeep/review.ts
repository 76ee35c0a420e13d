/** The inventory, question by question. */
import type { FactorKind, PlaceKind } from '../../../domain/model/registry.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'
import { factorKindWords, placeKindWords } from '../registry/registry.ts'

const listEn = (names: readonly string[], none: string): string => (names.length === 0 ? none : names.join(', '))
const listJa = (names: readonly string[], none: string): string => (names.length === 0 ? none : names.join('、'))

/** Only with several accounts. */
export const stopForNow: Bilingual = { en: 'stop for now', ja: 'ここで中断する' }

/** An earlier review of all was left. */
export const goingOn: Message<{ done: number; left: number; since: string }> = {
  en: ({ done, left, since }) =>
    `${done} ${done === 1 ? 'account was' : 'accounts were'} reviewed since ${since}. Going on with the other ${left}.`,
  ja: ({ done, left, since }) => `${since}以降に${done}件の棚卸しが済んでいます。残りの${left}件を続けます。`,
}
export const leftOver: Message<{ done: number; left: number }> = {
  en: ({ done, left }) =>
    done === 0
      ? 'No account was gone through, so nothing is recorded. To begin again: igcodes review --all'
      : `${left} left. To go on within two weeks: igcodes review --all`,
  ja: ({ done, left }) =>
    done === 0
      ? '済んだアカウントがないため、何も記録していません。もう一度始めるには: igcodes review --all'
      : `残りは${left}件です。2週間以内に続けるには: igcodes review --all`,
}

export const begins: Message<{ account: string | undefined; count: number }> = {
  en: ({ account, count }) =>
    account === undefined
      ? `Review of ${count} accounts: codes, people, devices, then each account's places and ways in. Stored at the end, or when you choose “${stopForNow.en}”.`
      : `Review of @${account}: codes, places, people, devices, ways in. Nothing is stored before the end.`,
  ja: ({ account, count }) =>
    account === undefined
      ? `${count}件の棚卸しです。コード・担当者・端末のあと、アカウントごとに保管場所とログイン方法を確認します。最後か、「${stopForNow.ja}」を選んだときに保存します。`
      : `@${account} の棚卸しです。コード・保管場所・担当者・端末・ログイン方法の順に確認します。最後まで何も保存されません。`,
}

// Codes

export interface CodesGaps {
  readonly account: string
  readonly left: number
  readonly size: number
  readonly issuedOn: string
}
export const doCodesAgree: Message<CodesGaps> = {
  en: ({ account, left, size, issuedOn }) =>
    `@${account} has ${left} of ${size} codes left, from the set of ${issuedOn}. Do the copies outside the vault say the same?`,
  ja: ({ account, left, size, issuedOn }) =>
    `@${account} のコードは${issuedOn}発行分が${left}/${size}個残っています。手元の控えと合っていますか?`,
}
export const codesChoices = {
  agree: { en: 'yes, or there are no copies', ja: 'はい(または控えはない)' },
  spent: { en: 'no, more of them are crossed off', ja: 'いいえ、控えではもっと使われている' },
  renewed: { en: 'no, there is a newer list', ja: 'いいえ、新しい一覧がある' },
} as const satisfies Record<string, Bilingual>

export const whichDiffer: Message = {
  en: () => 'Do the copies outside the vault say the same? Pick the accounts where they do not.',
  ja: () => '手元の控えと合っていますか? 合わないアカウントを選んでください。',
}
export const codesOf: Message<CodesGaps> = {
  en: ({ account, left, size, issuedOn }) => `@${account}  ${left}/${size}, set of ${issuedOn}`,
  ja: ({ account, left, size, issuedOn }) => `@${account}  ${left}/${size}個(${issuedOn}発行)`,
}
export const whichAreSpent: Message<{ account: string }> = {
  en: ({ account }) => `Which codes of @${account} are crossed off?`,
  ja: ({ account }) => `@${account} で使われたのは何番ですか?`,
}
export const number: Message<{ position: number }> = {
  en: ({ position }) => `No. ${position}`,
  ja: ({ position }) => `${position}番`,
}
/** The accounts with `@`; of many, some. */
export const noCodes: Message<{ accounts: string }> = {
  en: ({ accounts }) => `No codes in the vault: ${accounts}`,
  ja: ({ accounts }) => `コードが登録されていません: ${accounts}`,
}

// Places

export const isPlaceRight: Message<{ kind: PlaceKind; label: string; holders: readonly string[] }> = {
  en: ({ kind, label, holders }) =>
    `Codes kept here: ${label} (${placeKindWords[kind].en}). Who can reach it: ${listEn(holders, 'nobody named')}. Still right?`,
  ja: ({ kind, label, holders }) =>
    `コードの保管場所: ${label}(${placeKindWords[kind].ja})。取り出せる人: ${listJa(holders, '未登録')}。このとおりですか?`,
}
export const placeChoices = {
  right: { en: 'yes', ja: 'はい' },
  others: { en: 'other people can reach it now', ja: '取り出せる人が変わった' },
  gone: { en: 'the codes are no longer there', ja: 'そこにはもうない' },
} as const satisfies Record<string, Bilingual>
export const whoReachesIt: Message<{ label: string }> = {
  en: ({ label }) => `Who can reach it now: ${label}?`,
  ja: ({ label }) => `今取り出せるのは誰ですか: ${label}`,
}

// People and devices

export const whoHasLeft: Message = {
  en: () => 'Has anybody left? Pick those who are no longer here.',
  ja: () => '辞めた人・担当を外れた人はいますか? いれば選んでください。',
}
export const whichDevicesAreGone: Message = {
  en: () => 'Is any device lost, sold or retired? Pick those.',
  ja: () => 'なくした・手放した・使わなくなった端末はありますか? あれば選んでください。',
}
export const nameWithHolder: Message<{ name: string; holder: string | undefined }> = {
  en: ({ name, holder }) => (holder === undefined ? name : `${name} (${holder})`),
  ja: ({ name, holder }) => (holder === undefined ? name : `${name}(${holder})`),
}

// Ways in

export const doesItWork: Message<{
  kind: FactorKind
  label: string
  device: string | undefined
  isDeviceGone: boolean
  confirmed: string | null
}> = {
  en: ({ kind, label, device, isDeviceGone, confirmed }) => {
    const where = device === undefined ? '' : ` on ${device}${isDeviceGone ? ', which is gone' : ''}`
    return `${upper(factorKindWords[kind].en)}: ${label}${where}; ${confirmed === null ? 'never checked' : `last checked ${confirmed}`}. Does it still work?`
  },
  ja: ({ kind, label, device, isDeviceGone, confirmed }) => {
    const where = device === undefined ? '' : `、${device}${isDeviceGone ? '(なくなった端末)' : ''}`
    return `${factorKindWords[kind].ja}: ${label}${where}(${confirmed === null ? '未確認' : `前回 ${confirmed} に確認`})。今も使えますか?`
  },
}
const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

export const factorChoices = {
  works: { en: 'yes, I checked', ja: 'はい、確認した' },
  changed: { en: 'it is another one, or elsewhere', ja: '別のもの・別の端末に変わった' },
  gone: { en: 'no, it is gone', ja: 'いいえ、もう使えない' },
  untried: { en: 'cannot be tried right now', ja: '今は確かめられない' },
} as const satisfies Record<string, Bilingual>

export const whatIsItNow: Message<{ label: string }> = {
  en: ({ label }) => `What is it now? (Enter keeps “${label}”)`,
  ja: ({ label }) => `今は何ですか?(そのままなら Enter:「${label}」)`,
}
export const whereIsItNow: Message = { en: () => 'On which device?', ja: () => 'どの端末にありますか?' }
export const onNoDevice: Bilingual = { en: 'on none of these', ja: 'この中にはない' }

// The end

export interface Changes {
  readonly confirmed: number
  readonly changed: readonly string[]
  readonly gone: readonly string[]
  readonly left: readonly string[]
  readonly spent: number
}
/** The question follows: a long list would push it off a small window. */
function someOf(names: readonly string[], comma: string): string {
  const most = 8
  return names.slice(0, most).join(comma) + (names.length > most ? ` … (+${names.length - most})` : '')
}

export const summary: Message<Changes> = {
  en: ({ confirmed, changed, gone, left, spent }) =>
    [
      `${confirmed} ${confirmed === 1 ? 'way' : 'ways'} in checked`,
      spent > 0 && `${spent} more ${spent === 1 ? 'code' : 'codes'} spent`,
      changed.length > 0 && `changed: ${someOf(changed, ', ')}`,
      gone.length > 0 && `gone: ${someOf(gone, ', ')}`,
      left.length > 0 && `left: ${someOf(left, ', ')}`,
    ]
      .filter(part => part !== false)
      .join(' · '),
  ja: ({ confirmed, changed, gone, left, spent }) =>
    [
      `確認したログイン方法 ${confirmed}件`,
      spent > 0 && `使用済みに追加 ${spent}個`,
      changed.length > 0 && `変更: ${someOf(changed, '、')}`,
      gone.length > 0 && `なくなったもの: ${someOf(gone, '、')}`,
      left.length > 0 && `辞めた人: ${someOf(left, '、')}`,
    ]
      .filter(part => part !== false)
      .join(' · '),
}
export const recordIt: Message = { en: () => 'Record this review?', ja: () => 'この内容で記録しますか?' }

export const recorded: Message<{ account: string | undefined; count: number; due: string }> = {
  en: ({ account, count, due }) =>
    `Review of ${account === undefined ? `${count} accounts` : `@${account}`} recorded. The next is due on ${due}.`,
  ja: ({ account, count, due }) =>
    `${account === undefined ? `${count}件` : `@${account} `}の棚卸しを記録しました。次は ${due} までに。`,
}

/** What is left to do after the answers. */
export const storeNewList: Message<{ account: string }> = {
  en: ({ account }) => `The newer list of @${account} is not in the vault yet: igcodes add ${account}`,
  ja: ({ account }) => `@${account} の新しい一覧を登録してください: igcodes add ${account}`,
}
export const lookAtLeaver: Message<{ name: string; person: string }> = {
  en: ({ name, person }) => `See what depended on ${name}: igcodes what-if --leave ${shellWord(person)}`,
  ja: ({ name, person }) => `${name}さんに関わるものを確認してください: igcodes what-if --leave ${shellWord(person)}`,
}
