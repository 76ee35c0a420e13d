/** Names of the ways to open the vault, for notes and failures. */
import type { NamedSlot } from '../../../errors.ts'
import type { Language } from '../../../language.ts'
import { localTime } from '../words.ts'

export const slotName = {
  en: ({ kind, at, by }: NamedSlot): string =>
    `${kind === 'recovery' ? 'recovery key' : 'passphrase'}${at === undefined ? ' from the beginning' : ` added ${localTime(at)} by ${by}`}`,
  ja: ({ kind, at, by }: NamedSlot): string =>
    `${kind === 'recovery' ? '復旧キー' : 'パスフレーズ'}(${at === undefined ? '最初から' : `${localTime(at)} に ${by} が追加`})`,
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
