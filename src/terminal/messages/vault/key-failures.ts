/** What goes wrong with key slots: who can open the vault. */
import type { AllSentences } from '../sentences.ts'
import { slotList, slotName } from './key-slots.ts'

export const keyFailures = {
  'slot-revoked': {
    what: {
      en: () => 'This key of the vault was revoked, so no new key can be made with it. Nothing was written.',
      ja: () => 'この鍵は廃止されているため、保管庫の鍵を新しくできません。何も書き込んでいません。',
    },
    next: {
      en: () => 'Open the vault with a key that is not revoked: igcodes key list',
      ja: () => '廃止されていない鍵で開いてください: igcodes key list',
    },
  },
  'last-passphrase': {
    what: {
      en: () => 'That would end the last passphrase of the vault. Nothing was written.',
      ja: () => '保管庫を開けるパスフレーズがなくなってしまいます。何も書き込んでいません。',
    },
    next: {
      en: () => 'Add one for someone who stays, then try again: igcodes key add --label NAME',
      ja: () => '残る人の鍵を先に追加してください: igcodes key add --label 名前',
    },
  },
  'unknown-slot': {
    what: {
      en: ({ name }) => `No key of the vault is called “${name}”.`,
      ja: ({ name }) => `「${name}」という鍵はありません。`,
    },
    next: {
      en: ({ nearest }) => (nearest.length > 0 ? `Did you mean ${nearest.join(', ')}?` : 'igcodes key list'),
      ja: ({ nearest }) => (nearest.length > 0 ? `もしかして: ${nearest.join('、')}` : 'igcodes key list'),
    },
  },
  'slot-needed': {
    what: {
      en: ({ label, slots }) => `Several keys are called “${label}”:${slotList(slots, 'en')}`,
      ja: ({ label, slots }) => `「${label}」という鍵が複数あります。${slotList(slots, 'ja')}`,
    },
    next: { en: () => 'Name one by its id, in the brackets.', ja: () => '角かっこの中のIDで指定してください。' },
  },
  'slot-not-open': {
    what: {
      en: ({ slot }) => `Only its owner can do that: the ${slotName.en(slot)}. Nothing was changed.`,
      ja: ({ slot }) => `本人にしかできません: ${slotName.ja(slot)}。何も変更していません。`,
    },
    next: {
      en: () => 'Its owner opens the vault with it and runs: igcodes key cost strong',
      ja: () => '本人がその鍵で開いて実行します: igcodes key cost strong',
    },
  },
  'label-exists': {
    what: {
      en: ({ label }) => `A key of the vault is called “${label}” already. Nothing was changed.`,
      ja: ({ label }) => `「${label}」という鍵はもうあります。何も変更していません。`,
    },
    next: {
      en: () => 'Choose a label that tells the two apart. To see all: igcodes key list',
      ja: () => '区別できる名前にしてください。一覧: igcodes key list',
    },
  },
  'label-empty': {
    what: {
      en: () => 'The key has no label. Nothing was changed.',
      ja: () => '鍵の名前が空です。何も変更していません。',
    },
    next: {
      en: () => 'Say whose it is: --label NAME. You will need that when the person leaves.',
      ja: () => '誰の鍵か書いてください: --label 名前(その人が抜けるときに必要です)',
    },
  },
  'passphrase-taken': {
    what: {
      en: () => 'That passphrase opens the vault already. Nothing was changed.',
      ja: () => 'そのパスフレーズは、もう保管庫を開けます。何も変更していません。',
    },
    next: {
      en: () => 'Each person needs a passphrase of their own. Otherwise none can be shut out without the other.',
      ja: () => '1人ずつ別のパスフレーズにしてください。同じだと、1人だけを締め出せません。',
    },
  },
  'passphrase-one-time': {
    what: {
      en: () => 'That passphrase was made for one use: it has to be changed before anything else. Nothing was changed.',
      ja: () => 'これは1回限りのパスフレーズです。先に新しいものに変える必要があります。何も変更していません。',
    },
    next: {
      en: () => 'Set a new one: igcodes passwd\nIn a script: igcodes passwd --new-passphrase-file F',
      ja: () => '新しいものを決める: igcodes passwd\nスクリプトなら: igcodes passwd --new-passphrase-file F',
    },
  },
} satisfies Partial<AllSentences>
