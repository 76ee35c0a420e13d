/** What is wrong with an account that a command names. */
import type { AllSentences } from '../sentences.ts'

export const accountFailures = {
  'account-needed': {
    what: {
      en: () => 'Which account? Name it after the command.',
      ja: () => 'どのアカウントですか。コマンドの後ろに指定してください。',
    },
    next: {
      en: ({ accounts }) => (accounts.length > 0 ? accounts.map(name => `@${name}`).join('  ') : 'igcodes add NAME'),
      ja: ({ accounts }) =>
        accounts.length > 0 ? accounts.map(name => `@${name}`).join('  ') : 'igcodes add ユーザーネーム',
    },
  },
  'bad-handle': {
    what: {
      en: ({ handle, nearest, isPlaceholder }) =>
        isPlaceholder
          ? `${handle} is a placeholder for the account's own handle.`
          : `“${handle}” is not an Instagram handle${nearest === undefined ? '' : ': dots are only between other characters'}.`,
      ja: ({ handle, nearest, isPlaceholder }) =>
        isPlaceholder
          ? `${handle} の部分には、アカウントのユーザーネームを入れます。`
          : `「${handle}」はInstagramのユーザーネームではありません${nearest === undefined ? '' : '(ピリオドは先頭・末尾・連続では使えません)'}。`,
    },
    next: {
      en: ({ nearest }) =>
        nearest
          ? `Did you mean @${nearest}?`
          : 'A handle has 1 to 30 letters, digits, dots or underscores, such as shop_tokyo.',
      ja: ({ nearest }) =>
        nearest ? `もしかして: @${nearest}` : '半角の英数字・ピリオド・アンダースコアで1〜30文字です。例: shop_tokyo',
    },
  },
  'unknown-account': {
    what: {
      en: ({ account }) => `There is no account @${account} in the vault.`,
      ja: ({ account }) => `@${account} は保管庫にありません。`,
    },
    next: {
      en: ({ nearest }) =>
        nearest.length > 0 ? `Did you mean ${nearest.map(name => `@${name}`).join(', ')}?` : 'igcodes account list',
      ja: ({ nearest }) =>
        nearest.length > 0 ? `もしかして: ${nearest.map(name => `@${name}`).join('、')}` : 'igcodes account list',
    },
  },
  'account-exists': {
    what: {
      en: ({ account }) => `@${account} is already in the vault.`,
      ja: ({ account }) => `@${account} はすでに登録されています。`,
    },
    next: {
      en: ({ account }) => `To store its codes: igcodes add ${account}`,
      ja: ({ account }) => `コードの登録は igcodes add ${account}`,
    },
  },
} satisfies Partial<AllSentences>
