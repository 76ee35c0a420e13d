/** What fails on the disk, or when an answer is written. */
import type { Failures, FileFault, NewSecret, StorageStep } from '../../../errors.ts'
import type { Bilingual } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'
import { type AllSentences, causeOf } from '../sentences.ts'

const storing: Readonly<Record<StorageStep, Bilingual>> = {
  read: { en: 'Cannot read', ja: '読み込めません' },
  lock: { en: 'Cannot lock', ja: 'ロックできません' },
  write: { en: 'Cannot write', ja: '書き込めません' },
  backup: { en: 'Cannot keep a backup in', ja: 'バックアップを残せません' },
  replace: { en: 'Cannot put the new file at', ja: '新しいファイルに置き換えられません' },
  unsure: {
    en: 'Cannot tell whether the new file is in its place at',
    ja: '新しいファイルに置き換わったか確認できません',
  },
  settle: {
    en: 'Saved, but the disk did not confirm the new file',
    ja: '保存しましたが、ディスクへの書き込みを確認できません',
  },
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
  content: { en: 'a file with other content', ja: '中身が違うファイル' },
}

const untouched: Bilingual = { en: 'The vault is unchanged.', ja: '保管庫は元のままです。' }

const savedBefore: Bilingual = {
  en: 'Everything the command saved before this is kept.',
  ja: 'それまでに保存した内容は残っています。',
}

/** Steps that come after a change, or may have made it. */
const touched: Readonly<Partial<Record<StorageStep, Bilingual>>> = {
  unsure: { en: 'The change may or may not be saved.', ja: '変更は保存された場合も、されていない場合もあります。' },
  settle: {
    en: 'A power cut now could undo the save.',
    ja: 'いま停電などがあると、保存が取り消されることがあります。',
  },
  show: { en: 'Any change the command made has been saved.', ja: '変更を伴うコマンドの場合、変更は済んでいます。' },
}

type Storage = Failures['storage']

const outcomeOf = ({ doing, isSaved }: Storage): Bilingual => touched[doing] ?? (isSaved ? savedBefore : untouched)

/** The folder is writable, but the file cannot be replaced. */
const isKept = ({ doing, cause }: Storage): boolean =>
  doing === 'replace' && ['EPERM', 'EACCES', 'EBUSY'].includes(cause)

const nextAfter = (storage: Storage): Bilingual => {
  const { doing, account, isSaved } = storage
  if (account !== undefined)
    return {
      en: `No code was shown. If one is marked as handed out, this shows it: igcodes use ${account} --pending`,
      ja: `コードは表示していません。渡し済みになっていれば、次のコマンドで表示できます: igcodes use ${account} --pending`,
    }
  if (doing === 'settle')
    return {
      en: 'The command is done: do not run it again. Check the disk, then see what is stored: igcodes status',
      ja: 'コマンドは完了しているので、もう一度実行しないでください。ディスクを確認してから、登録内容を確かめてください: igcodes status',
    }
  if (touched[doing] || isSaved)
    return {
      en: 'Before you run the command again, see what is stored: igcodes status',
      ja: 'もう一度実行する前に、登録内容を確かめてください: igcodes status',
    }
  if (storage.foreign !== undefined)
    return {
      en: `The folder belongs to another user, as sudo leaves it: sudo chown -R "$USER" ${shellWord(storage.foreign)}`,
      ja: `フォルダーの所有者が別のユーザーです(sudoで実行するとそうなります): sudo chown -R "$USER" ${shellWord(storage.foreign)}`,
    }
  if (isKept(storage))
    return {
      en: 'It may be write-protected (read-only or immutable), or open in another program: a virus scanner, a sync, a backup. Once that has ended, run the command again.',
      ja: 'ファイルが書き込み禁止(読み取り専用・変更不可)か、ほかのプログラム(ウイルス対策、同期、バックアップ)が開いている可能性があります。解消してから、もう一度実行してください。',
    }
  return { en: 'Fix the cause, then run the command again.', ja: '原因を取り除いてから、もう一度実行してください。' }
}

const lostSecrets: Readonly<Record<NewSecret, Bilingual>> = {
  'first-passphrase': {
    en: 'The vault was made, but its passphrase could not be shown: nobody can open it.',
    ja: '保管庫はできましたが、パスフレーズを表示できませんでした。このままでは誰も開けません。',
  },
  passphrase: {
    en: 'The passphrase is changed, but the new one could not be shown.',
    ja: 'パスフレーズは変更済みですが、新しいものを表示できませんでした。',
  },
  'recovery-key': {
    en: 'The new recovery key is made, but it could not be shown. An earlier one, if there is one, still opens the vault.',
    ja: '新しい復旧キーは作成済みですが、表示できませんでした。前の復旧キーがあれば、まだ使えます。',
  },
}

const afterLostSecret: Readonly<Record<NewSecret, (path: string) => Bilingual>> = {
  'first-passphrase': path => ({
    en: `It is still empty: delete ${path} and make it again.`,
    ja: `まだ何も入っていません。${path} を削除して作り直してください。`,
  }),
  passphrase: () => ({
    en: `The recovery key opens the vault, if there is one. Backups from before open with the earlier passphrase (igcodes backup list).`,
    ja: `復旧キーがあれば、それで開けます。変更前のバックアップは前のパスフレーズで開けます(igcodes backup list)。`,
  }),
  'recovery-key': () => ({
    en: 'Make another, which takes its place: igcodes recovery-key',
    ja: '作り直してください(前のものと置き換わります): igcodes recovery-key',
  }),
}

export const storageFailures = {
  storage: {
    what: {
      en: storage =>
        `${storing[storage.doing].en} ${storage.path}: ${causeOf(storage.cause, 'en')}. ${outcomeOf(storage).en}`,
      ja: storage =>
        `${storage.path}: ${storing[storage.doing].ja}。${causeOf(storage.cause, 'ja')}。${outcomeOf(storage).ja}`,
    },
    next: { en: storage => nextAfter(storage).en, ja: storage => nextAfter(storage).ja },
  },
  'lock-broken': {
    what: {
      en: ({ path, fault }) =>
        fault === 'empty'
          ? `The vault cannot be locked for writing: the lock file holds nothing, so nobody can tell whose it is: ${path}. ${untouched.en}`
          : `The vault cannot be locked for writing: ${path} is ${faults[fault].en}, not a lock of igcodes. ${untouched.en}`,
      ja: ({ path, fault }) =>
        fault === 'empty'
          ? `書き込み用のロックを作れません。ロックファイルが空で、誰のものかわかりません: ${path}。${untouched.ja}`
          : `書き込み用のロックを作れません。${path} が${faults[fault].ja}で、igcodesのロックではありません。${untouched.ja}`,
    },
    next: {
      en: ({ fault }) =>
        fault === 'empty'
          ? 'A power cut or a sync may have left it. If no igcodes is running on any computer that shares the vault, delete it, then run the command again.'
          : 'Delete or move it, then run the command again.',
      ja: ({ fault }) =>
        fault === 'empty'
          ? '停電や同期のあとに残ることがあります。保管庫を使うどのパソコンでもigcodesが動いていないときに削除して、もう一度実行してください。'
          : 'それを削除するか移動してから、もう一度実行してください。',
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
    what: { en: ({ secret }) => lostSecrets[secret].en, ja: ({ secret }) => lostSecrets[secret].ja },
    next: {
      en: ({ secret, path }) => afterLostSecret[secret](path).en,
      ja: ({ secret, path }) => afterLostSecret[secret](path).ja,
    },
  },
} satisfies Partial<AllSentences>
