/** What is wrong with what `what-if`, `handover` and `sheet` are asked for. */
import { type AllSentences, didYouMean } from '../sentences.ts'

export const continuityFailures = {
  'unknown-loss': {
    what: {
      en: ({ name }) => `There is no device, factor or place “${name}”.`,
      ja: ({ name }) => `「${name}」という端末・認証手段・保管場所は登録されていません。`,
    },
    next: {
      en: ({ nearest }) =>
        `${didYouMean('Did you mean:', 'what-if --lose', nearest)}igcodes device list   (or: factor list, place list)`,
      ja: ({ nearest }) =>
        `${didYouMean('もしかして:', 'what-if --lose', nearest)}igcodes device list   (または factor list、place list)`,
    },
  },
  'unknown-handover': {
    what: {
      en: ({ handover }) => (handover === '' ? 'No hand-over is open.' : `There is no open hand-over “${handover}”.`),
      ja: ({ handover }) =>
        handover === '' ? '進行中の引き継ぎはありません。' : `進行中の引き継ぎ「${handover}」はありません。`,
    },
    next: {
      en: ({ open }) => (open.length > 0 ? `Open: ${open.join(', ')}` : 'To begin one: igcodes handover start PERSON'),
      ja: ({ open }) => (open.length > 0 ? `進行中: ${open.join('、')}` : '始めるには: igcodes handover start 人'),
    },
  },
  'codes-on-paper': {
    what: {
      en: () => 'Codes are printed only after two questions, and there is no terminal to ask them.',
      ja: () => 'コードの印刷には2回の確認が必要ですが、たずねる端末がありません。',
    },
    next: {
      en: () =>
        'Run it in a terminal, without --no-input; --yes does not answer these. The sheet without codes asks nothing.',
      ja: () =>
        '端末で、--no-input を付けずに実行してください。--yes では省略できません。コードなしの一覧なら確認は要りません。',
    },
  },
} satisfies Partial<AllSentences>
