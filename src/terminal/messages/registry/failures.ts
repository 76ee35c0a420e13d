/** What the rules about persons, devices, factors and places refuse. */
import { shellWord } from '../../shell-word.ts'
import type { AllSentences } from '../sentences.ts'
import { kindWords } from '../words.ts'

export const registryFailures = {
  'unknown-record': {
    what: {
      en: ({ kind, name }) => `There is no ${kindWords[kind].en} “${name}” in the vault.`,
      ja: ({ kind, name }) => `「${name}」という${kindWords[kind].ja}は登録されていません。`,
    },
    next: {
      en: ({ kind, nearest }) => (nearest.length > 0 ? `Did you mean ${nearest.join(', ')}?` : `igcodes ${kind} list`),
      ja: ({ kind, nearest }) => (nearest.length > 0 ? `もしかして: ${nearest.join('、')}` : `igcodes ${kind} list`),
    },
  },
  'questions-only': {
    what: {
      en: ({ command }) => `igcodes ${command} asks questions, and there is no terminal to ask on.`,
      ja: ({ command }) => `igcodes ${command} は質問に答えて進めるコマンドです。ここでは質問できません。`,
    },
    next: {
      en: ({ instead }) => `In a script: igcodes ${instead} --help`,
      ja: ({ instead }) => `スクリプトからは igcodes ${instead} --help`,
    },
  },
  'record-exists': {
    what: {
      en: ({ kind, name, id }) => `There is already a ${kindWords[kind].en} “${name}”: ${id}.`,
      ja: ({ kind, name, id }) => `「${name}」という${kindWords[kind].ja}はもう登録されています: ${id}`,
    },
    next: {
      en: ({ kind, id }) =>
        `To change it: igcodes ${kind} edit ${shellWord(id)}\nIf it is another one, give it a name that tells them apart.`,
      ja: ({ kind, id }) =>
        `変更するには igcodes ${kind} edit ${shellWord(id)}\n別のものなら、区別できる名前を付けてください。`,
    },
  },
  'name-empty': {
    what: {
      en: ({ kind }) => `The ${kindWords[kind].en} has no name. Nothing was stored.`,
      ja: ({ kind }) => `${kindWords[kind].ja}の名前が空です。保存していません。`,
    },
    next: { en: () => 'Give it the name that your team uses.', ja: () => 'チームで通じる名前を付けてください。' },
  },
  'bad-phone': {
    what: {
      en: ({ phone }) => `“${phone}” is not a phone number. Nothing was stored.`,
      ja: ({ phone }) => `「${phone}」は電話番号として使えません。保存していません。`,
    },
    next: {
      en: () => 'Digits with dashes or spaces: 090-1234-5678, +81 90 1234 5678.',
      ja: () => '090-1234-5678、+81 90 1234 5678 のように、数字をハイフンか空白で区切ってください。',
    },
  },
  'nothing-to-edit': {
    what: {
      en: ({ kind }) => `There is no ${kindWords[kind].en} yet, so there is nothing to change.`,
      ja: ({ kind }) => `${kindWords[kind].ja}はまだ登録がないので、変更するものがありません。`,
    },
    next: { en: ({ kind }) => `igcodes ${kind} add`, ja: ({ kind }) => `igcodes ${kind} add` },
  },
  'needs-loop': {
    what: {
      en: ({ way }) => `A factor cannot need itself: ${way.join(' → ')}. Nothing was stored.`,
      ja: ({ way }) => `自分自身がないと使えない認証手段になってしまいます: ${way.join(' → ')}\n保存していません。`,
    },
    next: {
      en: ({ way }) =>
        `Which of them works without the others? Remove its needs: igcodes factor edit ${shellWord(way[0] ?? '')} --needs none`,
      ja: ({ way }) =>
        `ほかがなくても使えるのはどれですか? それの「必要なもの」を外してください: igcodes factor edit ${shellWord(way[0] ?? '')} --needs none`,
    },
  },
} satisfies Partial<AllSentences>
