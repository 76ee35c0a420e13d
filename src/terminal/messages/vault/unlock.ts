import type { Bilingual, Message } from '../../../language.ts'

/** The time of day alone: the longest is eight hours. */
const clock = (until: string): string => until.slice(-5)

export const unlockedNote: Message<{ until: string }> = {
  en: ({ until }) => `Unlocked until ${clock(until)} (igcodes lock).`,
  ja: ({ until }) => `${clock(until)}まで開いています(閉じるには igcodes lock)。`,
}

/** What ends unlocking early: always sleep, the others if they can be detected. */
export type EarlyEnd = 'terminal' | 'login' | 'sleep'

const endings: Readonly<Record<EarlyEnd, Bilingual>> = {
  terminal: {
    en: 'Closing this terminal, sleep or logging out',
    ja: 'この端末を閉じたとき、スリープやログアウトのとき',
  },
  login: { en: 'Sleep or logging out', ja: 'スリープやログアウトのとき' },
  sleep: { en: 'Sleep', ja: 'スリープのとき' },
}

export const unlocked: Message<{ until: string; early: EarlyEnd }> = {
  en: ({ until, early }) => `Unlocked until ${clock(until)}: commands open the vault without the passphrase.
  So can anyone who uses this computer as you. ${endings[early].en} ends it earlier. To end it now: igcodes lock`,
  ja: ({ until, early }) => `${clock(until)}まで、パスフレーズなしで保管庫を開けます。
  その間は、このパソコンをあなたとして使う人も開けます。${endings[early].ja}は早めに終わります。すぐ閉じるには: igcodes lock`,
}

export const locked: Message<{ vaults: number }> = {
  en: ({ vaults }) => (vaults === 0 ? 'Nothing was unlocked.' : 'Locked. The passphrase is asked for again.'),
  ja: ({ vaults }) => (vaults === 0 ? '開いているものはありません。' : '閉じました。次からパスフレーズをたずねます。'),
}
