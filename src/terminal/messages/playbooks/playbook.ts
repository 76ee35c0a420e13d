import type { Moment } from '../../../domain/model/scenarios.ts'
import type { Odds } from '../../../domain/model/situation.ts'
import type { Bilingual, Message } from '../../../language.ts'

export const momentHeadings = {
  'locked-out': { en: 'Locked out now', ja: '今ログインできない' },
  codes: { en: 'The backup codes', ja: 'バックアップコードのこと' },
  phone: { en: 'Phone, number, mailbox', ja: 'スマホ・番号・メールのこと' },
  people: { en: 'People', ja: '担当者のこと' },
  hacked: { en: 'Hacked, or suspecting it', ja: '乗っ取り・その疑い' },
  before: { en: 'Before it happens', ja: '困る前の備え' },
} as const satisfies Record<Moment, Bilingual>

export const howToPrint: Message = { en: () => 'To read one:', ja: () => '読むには:' }
export const orBeAsked: Message = {
  en: () => 'Not sure which one it is? This asks a few questions and finds it:',
  ja: () => 'どれか分からないときは、いくつかの質問から見つけます:',
}

export const headings = {
  lookFirst: { en: 'Look first', ja: 'まず確認' },
  steps: { en: 'Steps', ja: '手順' },
  ifNot: { en: '✗ = if it does not work', ja: '✗ = うまくいかないとき' },
  /** Before the labels of an app that is set to the other language. */
  otherScreen: { en: 'On a Japanese screen:', ja: '英語の画面:' },
  mayDiffer: { en: 'This may be worded differently on your screen.', ja: '画面の表記は違うことがあります。' },
  entryMethods: { en: 'Other ways in, best first', ja: 'ほかの入り方(確実な順)' },
  recover: { en: 'This goes through them with you:', ja: '1つずつ案内します:' },
  onceIn: { en: 'Once you are in', ja: 'ログインできたら' },
  afterwards: { en: 'Afterwards', ja: '終わったら' },
  never: { en: 'Never', ja: 'やってはいけないこと' },
  next: { en: 'Next', ja: '次に見る手順' },
  sources: { en: 'Sources:', ja: '情報源:' },
} as const satisfies Record<string, Bilingual>

export const oddsWords = {
  'very-high': { en: 'very high', ja: 'とても高い' },
  high: { en: 'high', ja: '高い' },
  medium: { en: 'medium', ja: '中くらい' },
  low: { en: 'low', ja: '低い' },
  unknown: { en: 'it depends', ja: '状況しだい' },
} as const satisfies Record<Odds, Bilingual>

/** The sentence that follows says why. */
export const oddsLine: Message<{ level: Odds | 'none'; upTo?: Odds }> = {
  en: ({ level, upTo }) =>
    level === 'none'
      ? 'Nothing is lost yet.'
      : `Odds: ${oddsWords[level].en}${upTo ? ` to ${oddsWords[upTo].en}` : ''}.`,
  ja: ({ level, upTo }) =>
    level === 'none'
      ? 'まだ何も失っていません。'
      : `見込み: ${oddsWords[level].ja}${upTo ? `〜${oddsWords[upTo].ja}` : ''}。`,
}

export const otherScreen: Message<{ labels: readonly string[] }> = {
  en: ({ labels }) => `${headings.otherScreen.en} ${labels.join(' / ')}`,
  ja: ({ labels }) => `${headings.otherScreen.ja} ${labels.join(' / ')}`,
}
export const mayDiffer: Message = { en: () => headings.mayDiffer.en, ja: () => headings.mayDiffer.ja }

const ended = (sentence: string, stop: string): string => (/[.!?。!?]$/.test(sentence) ? sentence : sentence + stop)

/** When to stop; where nothing ends, when to turn. */
export const stopAfter: Message<{ after: string; isTurn?: true }> = {
  en: ({ after, isTurn }) => (isTurn ? `If ${after}:` : ended(`Stop after ${after}`, '.')),
  ja: ({ after, isTurn }) => (isTurn ? `${after}、` : `${after}、そこで止めます。`),
}
export const goOn: Message<{ goOn: string; isTurn?: true }> = {
  en: ({ goOn, isTurn }) => ended(isTurn ? goOn : goOn.slice(0, 1).toUpperCase() + goOn.slice(1), '.'),
  ja: ({ goOn }) => ended(goOn, '。'),
}

export const reviewed: Message<{ reviewedOn: string; confidence: keyof typeof confidenceWords }> = {
  en: ({ reviewedOn, confidence }) => `Last reviewed on ${reviewedOn}; confidence: ${confidenceWords[confidence].en}.`,
  ja: ({ reviewedOn, confidence }) => `最終確認日 ${reviewedOn}(情報の確かさ: ${confidenceWords[confidence].ja})。`,
}

const confidenceWords = {
  high: { en: 'high', ja: '高い' },
  medium: { en: 'medium', ja: '中くらい' },
  low: { en: 'low', ja: '低い' },
} as const satisfies Record<string, Bilingual>

export const old: Message<{ reviewedOn: string }> = {
  en: ({ reviewedOn }) =>
    `This playbook is old: nobody has reviewed it since ${reviewedOn}, and Instagram’s screens may have changed.`,
  ja: ({ reviewedOn }) =>
    `この手順は${reviewedOn}を最後に見直されていません。Instagramの画面が変わっているかもしれません。`,
}

export const neverDo: Message<{ sentence: string }> = {
  en: ({ sentence }) => `${headings.never.en}: ${sentence}`,
  ja: ({ sentence }) => `${headings.never.ja}: ${sentence}`,
}

export const sourcesOf: Message<{ title: string }> = {
  en: ({ title }) => `Sources of “${title}”`,
  ja: ({ title }) => `「${title}」の情報源`,
}
export const sourceConfidence: Message<{ confidence: keyof typeof confidenceWords }> = {
  en: ({ confidence }) => `confidence ${confidenceWords[confidence].en}`,
  ja: ({ confidence }) => `確かさ: ${confidenceWords[confidence].ja}`,
}
