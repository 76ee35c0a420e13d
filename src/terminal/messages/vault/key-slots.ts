/** Names of the ways to open the vault, for notes and failures. */
import type { NamedSlot, StepBack } from '../../../errors.ts'
import type { Language } from '../../../language.ts'
import { localTime } from '../words.ts'

export const slotName = {
  en: ({ kind, label, at, by }: NamedSlot): string =>
    [
      kind === 'recovery' ? 'recovery key' : 'passphrase',
      ...(label === undefined ? [] : [`“${label}”`]),
      ...(at === undefined ? ['from the beginning'] : [`added ${localTime(at)} by ${by}`]),
    ].join(' '),
  ja: ({ kind, label, at, by }: NamedSlot): string =>
    `${kind === 'recovery' ? '復旧キー' : 'パスフレーズ'}${label === undefined ? '' : `「${label}」`}(${at === undefined ? '最初から' : `${localTime(at)} に ${by} が追加`})`,
}

/** One way to open the vault a line. */
export function slotList(slots: readonly NamedSlot[], language: Language): string {
  return slots.map(slot => `\n  - ${slotName[language](slot)}  [${slot.id}]`).join('')
}

/** What an older copy lacks. */
export const lacking = {
  en: (missing: number): string =>
    missing === 0
      ? 'it is from before a passphrase or recovery key was changed'
      : `${missing} ${missing === 1 ? 'change is' : 'changes are'} missing`,
  ja: (missing: number): string =>
    missing === 0 ? 'パスフレーズか復旧キーを変更する前のもの' : `変更${missing}件が不足`,
}

/** What a backup in the vault's place means, where that is a step back: one sentence a line. */
export const goingBack = {
  en: ({ id, kind, isLocked, isLatestKnown, missing, hasEarlierKey, returning }: StepBack): string => {
    const secret = kind === 'recovery' ? 'recovery key' : 'passphrase'
    const again = 'open the vault again, for everybody who knows it.'
    const known = missing > 0 ? `: ${missing} ${missing === 1 ? 'change' : 'changes'} that this machine knows of` : ''
    return [
      isLocked ? `This ${secret} does not open the vault. The file itself shows no damage.` : '',
      isLatestKnown
        ? 'This machine knows of nothing that was saved after this backup.'
        : `What was saved from ${localTime(id)} on goes out of use${known}.`,
      hasEarlierKey ? 'The backup is from before a passphrase or recovery key was changed.' : '',
      returning?.isSure ? `This ${secret} has been replaced since: it would ${again}` : '',
      returning?.isSure === false ? `If this ${secret} has been replaced since, it would ${again}` : '',
    ]
      .filter(line => line !== '')
      .join('\n  ')
  },
  ja: ({ id, kind, isLocked, isLatestKnown, missing, hasEarlierKey, returning }: StepBack): string => {
    const secret = kind === 'recovery' ? '復旧キー' : 'パスフレーズ'
    const again = '戻すと、知っている人なら誰でもまた保管庫を開けるようになります。'
    const known = missing > 0 ? `(この端末が知っている変更は${missing}件)` : ''
    return [
      isLocked ? `この${secret}では保管庫を開けません。ファイル自体に壊れた様子はありません。` : '',
      isLatestKnown
        ? 'この端末が知る限り、このバックアップより後に保存された内容はありません。'
        : `${localTime(id)} 以降に保存した内容は使われなくなります${known}。`,
      hasEarlierKey ? 'パスフレーズか復旧キーを変更する前のバックアップです。' : '',
      returning?.isSure ? `この${secret}は、その後変更されています。${again}` : '',
      returning?.isSure === false ? `この${secret}をその後変更していた場合、${again}` : '',
    ]
      .filter(line => line !== '')
      .join('\n  ')
  },
}
