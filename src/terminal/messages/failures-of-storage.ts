/** What the disk, or whoever should have read an answer, did not take. */
import type { FileFault, NewSecret, StorageStep } from '../../errors.ts'
import type { Bilingual } from '../language.ts'
import { type AllSentences, causeOf } from './sentences.ts'

const storing: Readonly<Record<StorageStep, Bilingual>> = {
  read: { en: 'Cannot read', ja: '読み込めません' },
  lock: { en: 'Cannot lock', ja: 'ロックできません' },
  write: { en: 'Cannot write', ja: '書き込めません' },
  backup: { en: 'Cannot keep a backup in', ja: 'バックアップを残せません' },
  replace: { en: 'Cannot put the new file at', ja: '新しいファイルに置き換えられません' },
  settle: { en: 'Cannot make sure of the new file in', ja: '新しいファイルがディスクに残るか確認できません' },
  claim: { en: 'Cannot note the code as handed out in', ja: 'コードを使用済みとして記録できません' },
  remember: { en: 'Cannot keep this machine’s notes in', ja: 'この端末の記録を残せません' },
  recall: { en: 'Cannot read this computer’s notes in', ja: 'このパソコンの覚え書きを読み込めません' },
  show: { en: 'Cannot write the answer to', ja: '結果を出力できません' },
}

const faults: Readonly<Record<FileFault, Bilingual>> = {
  link: { en: 'a link', ja: 'リンク' },
  folder: { en: 'a folder', ja: 'フォルダー' },
  special: { en: 'a pipe, a socket or a device', ja: 'パイプ、ソケットまたはデバイス' },
  large: { en: 'too large', ja: '大きすぎるファイル' },
  empty: { en: 'empty', ja: '空のファイル' },
  content: { en: 'a file with something else in it', ja: '中身が違うファイル' },
}

const untouched: Bilingual = { en: 'The vault is as it was.', ja: '保管庫は元のままです。' }

/** Steps that come after a change. */
const touched: Readonly<Partial<Record<StorageStep, Bilingual>>> = {
  settle: {
    en: 'It is in its place, but a power cut could undo that.',
    ja: '置き換えは済んでいますが、停電などで元に戻ることがあります。',
  },
  show: {
    en: 'If the command was to change anything, that is done.',
    ja: '変更を伴うコマンドの場合、変更は済んでいます。',
  },
}

const lostSecrets: Readonly<Record<NewSecret, Bilingual>> = {
  'first-passphrase': {
    en: 'The vault is made, but its passphrase could not be shown: nobody can open it.',
    ja: '保管庫はできましたが、パスフレーズを表示できませんでした。このままでは誰も開けません。',
  },
  passphrase: {
    en: 'The passphrase is changed, but the new one could not be shown.',
    ja: 'パスフレーズは変更済みですが、新しいものを表示できませんでした。',
  },
  'recovery-key': {
    en: 'The recovery key is made, but it could not be shown.',
    ja: '復旧キーは登録済みですが、表示できませんでした。',
  },
}

const afterLostSecret: Readonly<Record<NewSecret, (path: string) => Bilingual>> = {
  'first-passphrase': path => ({
    en: `Nothing is in it yet: delete ${path} and make it again.`,
    ja: `まだ何も入っていません。${path} を削除して作り直してください。`,
  }),
  passphrase: path => ({
    en: `The recovery key opens the vault, if there is one. Backups from before open with the earlier passphrase:\n  ${path}.backups`,
    ja: `復旧キーがあれば、それで開けます。変更前のバックアップは前のパスフレーズで開けます:\n  ${path}.backups`,
  }),
  'recovery-key': () => ({
    en: 'Make another: igcodes recovery-key',
    ja: 'もう一度作ってください: igcodes recovery-key',
  }),
}

export const storageFailures = {
  storage: {
    what: {
      en: ({ doing, path, cause }) =>
        `${storing[doing].en} ${path}: ${causeOf(cause, 'en')}. ${(touched[doing] ?? untouched).en}`,
      ja: ({ doing, path, cause }) =>
        `${path}: ${storing[doing].ja}。${causeOf(cause, 'ja')}。${(touched[doing] ?? untouched).ja}`,
    },
    next: {
      en: ({ doing }) =>
        touched[doing]
          ? 'Before you run the command again, see what is stored: igcodes status'
          : 'Mend that, then run the command again.',
      ja: ({ doing }) =>
        touched[doing]
          ? 'もう一度実行する前に、登録内容を確かめてください: igcodes status'
          : '原因を取り除いてから、もう一度実行してください。',
    },
  },
  'lock-broken': {
    what: {
      en: ({ path, fault }) =>
        `The vault cannot be locked for writing: ${path} is ${faults[fault].en}, not a lock of igcodes. ${untouched.en}`,
      ja: ({ path, fault }) =>
        `書き込み用のロックを作れません。${path} が${faults[fault].ja}で、igcodesのロックではありません。${untouched.ja}`,
    },
    next: {
      en: () => 'Delete or move it, then run the command again.',
      ja: () => 'それを削除するか移動してから、もう一度実行してください。',
    },
  },
  'replica-broken': {
    what: {
      en: ({ path, fault }) =>
        `The file with this computer’s own name cannot be used: ${path} is ${faults[fault].en}. ${untouched.en}`,
      ja: ({ path, fault }) =>
        `このパソコンの名前のファイルを使えません。${path} が${faults[fault].ja}になっています。${untouched.ja}`,
    },
    next: {
      en: () =>
        'Delete it, then run the command again. This computer gets a new name and starts at another place in the code sets; nothing else changes.',
      ja: () =>
        'それを削除してから、もう一度実行してください。このパソコンに新しい名前が付き、コードを出し始める位置が変わるだけです。',
    },
  },
  'secret-lost': {
    what: {
      en: ({ secret }) => lostSecrets[secret].en,
      ja: ({ secret }) => lostSecrets[secret].ja,
    },
    next: {
      en: ({ secret, path }) => afterLostSecret[secret](path).en,
      ja: ({ secret, path }) => afterLostSecret[secret](path).ja,
    },
  },
} satisfies Partial<AllSentences>
