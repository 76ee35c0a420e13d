/** What `merge` says. */

import type { MergeMatter, MergeReport } from '../../../domain/upkeep/merge-report.ts'
import type { NamedSlot } from '../../../errors.ts'
import type { Message } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'
import { slotList } from './key-slots.ts'

export const nothingToMerge: Message = {
  en: () => 'There is no other copy of the vault beside it. To merge one from elsewhere: igcodes merge FILE',
  ja: () => '保管庫の隣に、ほかのコピーはありません。別の場所のコピーは igcodes merge ファイル名 でまとめます。',
}

export const nothingGained: Message<{ path: string }> = {
  en: ({ path }) => `${path} has nothing that the vault lacks.`,
  ja: ({ path }) => `${spaced(path)}に、保管庫にないものはありません。`,
}

export const merged: Message<{ path: string } & MergeReport['gained']> = {
  en: ({ path, accounts, lists, codes, records, others }) =>
    [
      `Merged ${path}.`,
      ...first(
        [
          ...accounts.map(account => `new account @${account}`),
          ...lists.map(({ account, issuedOn, size }) => `@${account}: a list of ${size} codes (${issuedOn})`),
          ...codes.map(
            ({ account, position, issuedOn, state }) =>
              `@${account} No. ${position}${issuedOn ? ` of the list of ${issuedOn}` : ''}: ${outcomes[state].en}`,
          ),
        ],
        rest => `and ${rest} more: igcodes log`,
      ),
      ...(records.length > 0
        ? [`${records.length === 1 ? '1 record' : `${records.length} records`} of people and devices`]
        : []),
      ...(others > 0 ? [`${others === 1 ? '1 other entry' : `${others} other entries`}: igcodes log`] : []),
    ].join('\n  + '),
  ja: ({ path, accounts, lists, codes, records, others }) =>
    [
      `${spaced(path)}をまとめました。`,
      ...first(
        [
          ...accounts.map(account => `アカウント @${account}`),
          ...lists.map(({ account, issuedOn, size }) => `@${account}: コード${size}個の組(${issuedOn}発行)`),
          ...codes.map(
            ({ account, position, issuedOn, state }) =>
              `@${account} ${issuedOn ? `${issuedOn}発行の` : ''}${position}番: ${outcomes[state].ja}`,
          ),
        ],
        rest => `ほか${rest}件: igcodes log`,
      ),
      ...(records.length > 0 ? [`担当者や端末などの記録 ${records.length}件`] : []),
      ...(others > 0 ? [`そのほかの記録 ${others}件: igcodes log`] : []),
    ].join('\n  + '),
}

/** A space separates a path from kana; words need none. */
function spaced(path: string): string {
  return /[!-~]$/.test(path) ? `${path} ` : path
}

/** As many lines as a person reads. */
function first(lines: readonly string[], more: (rest: number) => string): readonly string[] {
  return lines.length > maxLines ? [...lines.slice(0, maxLines), more(lines.length - maxLines)] : lines
}

const maxLines = 12

const outcomes = {
  available: { en: 'available', ja: '未使用' },
  reserved: { en: 'handed out', ja: '渡した' },
  rejected: { en: 'refused', ja: '拒否された' },
  used: { en: 'used', ja: '使用済み' },
} as const

export const setAside: Message<{ path: string }> = {
  en: ({ path }) => `${path} was moved to the backups.`,
  ja: ({ path }) => `${path} はバックアップへ移しました。`,
}

export const handedOutTwice: Message<MergeReport['handedOutTwice'][number]> = {
  en: ({ account, position, issuedOn }) =>
    `No. ${position} of @${account}${issuedOn ? ` (list of ${issuedOn})` : ''} was handed out on two computers. It works once: one of the two logins was refused.`,
  ja: ({ account, position, issuedOn }) =>
    `@${account} の${issuedOn ? `${issuedOn}発行の` : ''}${position}番は2台で渡されていました。使えるのは1回だけなので、どちらかのログインは拒否されたはずです。`,
}

export const matter: Message<MergeMatter> = {
  en: one => {
    switch (one.code) {
      case 'two-lists':
        if (one.isAsked)
          return `@${one.account}: both computers stored a list on the same day. Only the newer one works; the next use asks which it is.`
        return one.days[0] === one.days[1]
          ? `@${one.account}: both computers stored a list on ${one.days[0]}. One is used first, and the other is kept: igcodes show ${one.account}`
          : `@${one.account}: both computers stored a list. The later one is used first (${one.days[0]}); the other (${one.days[1]}) is kept.`
      case 'same-name':
        return `Two accounts are called @${one.account}. One is shown as @${one.other}; rename or remove it: igcodes account rename OLD NEW`
      case 'removed-elsewhere':
        return `@${one.account} was removed on one computer, and changed on the other. It stays.`
      case 'numbers-moved':
        return `@${one.account}: both computers added codes to the list of ${one.issuedOn}. Compare the numbers on paper: igcodes show ${one.account}`
      case 'changed-twice':
        return `${one.record}: both computers changed “${one.member}”. The later change counts.`
      case 'made-twice':
        return `${one.record} was entered on both computers and is one record now. If these are two, enter one of them under another name.`
      case 'made-apart':
        return `${one.record} and ${one.other} have one name and were entered on different computers. If they are the same, remove one: ${removal(one.other)}`
      case 'renamed-twice':
        return `@${one.account} was also renamed to @${one.other}. The later name counts.`
    }
  },
  ja: one => {
    switch (one.code) {
      case 'two-lists':
        if (one.isAsked)
          return `@${one.account}: 2台で同じ日に別のコードが保存されました。使えるのは新しいほうだけです。次に使うときに、どちらかをたずねます。`
        return one.days[0] === one.days[1]
          ? `@${one.account}: 2台で${one.days[0]}に別のコードが保存されました。一方から使い、もう一方も残します: igcodes show ${one.account}`
          : `@${one.account}: 2台で別のコードが保存されました。新しい組(${one.days[0]})から使い、もう一方(${one.days[1]})も残します。`
      case 'same-name':
        return `@${one.account} というアカウントが2つあります。一方を @${one.other} と表示します。名前を変えるか削除してください: igcodes account rename OLD NEW`
      case 'removed-elsewhere':
        return `@${one.account} は一方で削除され、もう一方で変更されていました。残します。`
      case 'numbers-moved':
        return `@${one.account}: ${one.issuedOn}発行の組に2台でコードを足したため、番号が変わりました。紙の控えと見くらべてください: igcodes show ${one.account}`
      case 'changed-twice':
        return `${one.record}: 「${one.member}」が2台で変更されました。あとの変更が有効です。`
      case 'made-twice':
        return `${one.record} は2台で登録され、1件にまとまりました。別のものなら、片方を別の名前で登録し直してください。`
      case 'made-apart':
        return `${one.record} と ${one.other} は同じ名前で、2台で別々に登録されました。同じものなら、片方を削除してください: ${removal(one.other)}`
      case 'renamed-twice':
        return `@${one.account} は、もう一方では @${one.other} に変更されていました。あとの名前が有効です。`
    }
  },
}

/** The command that removes it. @param record `person:sato-2` */
function removal(record: string): string {
  const [kind = '', ...id] = record.split(':')
  return `igcodes ${kind} remove ${shellWord(id.join(':'))}`
}

export const keysToConfirm: Message<{ newKey: boolean; slots: readonly NamedSlot[] }> = {
  en: ({ newKey, slots }) =>
    [
      newKey ? 'Passphrases were changed in both copies. The merged vault gets a new key.' : '',
      slots.length > 0
        ? `These would open the vault from now on:${slotList(slots, 'en')}
  Say yes if you know of it: somebody was added, or has set a passphrase of their own.`
        : '',
    ]
      .filter(line => line !== '')
      .join('\n  '),
  ja: ({ newKey, slots }) =>
    [
      newKey ? '両方のコピーでパスフレーズが変更されています。まとめた保管庫には新しい鍵を作ります。' : '',
      slots.length > 0
        ? `これからは次のものでも保管庫が開くようになります:${slotList(slots, 'ja')}
  心当たりがあれば「はい」で進みます(人を追加した、本人がパスフレーズを決めたなど)。`
        : '',
    ]
      .filter(line => line !== '')
      .join('\n  '),
}

/** @param changes the first of them, as `log` shows them */
export const fromBeforeRevocation: Message<{ changes: readonly string[]; more: number }> = {
  en: ({ changes, more }) =>
    `These changes were made with a key from before somebody's access was revoked, so that person could have made them:${listed(changes)}${more > 0 ? `\n  + and ${more} more` : ''}`,
  ja: ({ changes, more }) =>
    `次の変更は、だれかのアクセスを取り消す前の鍵で行われました。その人が行った可能性もあります:${listed(changes)}${more > 0 ? `\n  + ほか${more}件` : ''}`,
}

function listed(changes: readonly string[]): string {
  return changes.map(change => `\n  - ${change}`).join('')
}

export const mergeAll: Message = { en: () => 'Take all of this in?', ja: () => 'すべて取り込みますか?' }

export const otherPassphrase: Message<{ path: string }> = {
  en: ({ path }) =>
    `This passphrase does not open ${path}: one was changed or revoked. If you changed yours, type the one from before, or the one from the other computer.`,
  ja: ({ path }) =>
    `${spaced(path)}は、このパスフレーズでは開けません(変更または廃止されています)。変更したなら、前のものか、別のパソコンで決めたものを入力してください。`,
}

export const passphraseOfCopy: Message = { en: () => 'Passphrase of that copy', ja: () => 'そのコピーのパスフレーズ' }

export const slotsLeftOut: Message<{ slots: readonly NamedSlot[] }> = {
  en: ({ slots }) => `These no longer open the vault; add them again with igcodes key add:${slotList(slots, 'en')}`,
  ja: ({ slots }) =>
    `次のものでは開かなくなりました。必要なら igcodes key add で追加し直してください:${slotList(slots, 'ja')}`,
}

export const copiesBeside: Message<{ count: number }> = {
  en: ({ count }) =>
    `${count === 1 ? 'Another copy of the vault lies' : `${count} other copies of the vault lie`} beside it: two computers saved at once. Unite them: igcodes merge`,
  ja: ({ count }) =>
    `保管庫の隣に、別のコピーが${count}個あります(2台で同時に保存したため)。まとめるには: igcodes merge`,
}

export const healed: Message<{ count: number }> = {
  en: ({ count }) =>
    `The vault file had been overwritten by an older one (a sync program?). ${count === 1 ? '1 change that it lacked was' : `${count} changes that it lacked were`} put back.`,
  ja: ({ count }) =>
    `保管庫のファイルが古いものに上書きされていました(同期ソフトなど)。抜けていた変更${count}件を戻しました。`,
}
