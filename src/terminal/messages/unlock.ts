import type { Message } from '../language.ts'

/** The time of day alone: the longest is eight hours. */
const clock = (until: string): string => until.slice(-5)

export const unlockedNote: Message<{ until: string }> = {
  en: ({ until }) => `Unlocked until ${clock(until)} (igcodes lock).`,
  ja: ({ until }) => `${clock(until)}まで開いています(閉じるには igcodes lock)。`,
}

/** `here`: the agent watches a terminal. */
export const unlocked: Message<{ until: string; here: boolean }> = {
  en: ({ until, here }) => `Unlocked until ${clock(until)}: commands open the vault without the passphrase.
  Whoever uses this computer as you can do so too. ${here ? 'Closing this terminal, sleep or logging out' : 'Sleep or logging out'} ends it earlier; at once: igcodes lock`,
  ja: ({ until, here }) => `${clock(until)}まで、パスフレーズなしで保管庫を開けます。
  その間は、このパソコンをあなたとして使う人も開けます。${here ? 'この端末を閉じたとき、スリープやログアウトのとき' : 'スリープやログアウトのとき'}は早めに終わります。すぐ閉じるには: igcodes lock`,
}

export const locked: Message<{ vaults: number }> = {
  en: ({ vaults }) => (vaults === 0 ? 'Nothing was unlocked.' : 'Locked. The passphrase is asked for again.'),
  ja: ({ vaults }) =>
    vaults === 0 ? '開いているものはありません。' : '閉じました。次からパスフレーズをたずねます。',
}
