/** What `backup verify` and `backup prune` say. */
import type { BackupFault } from '../../../domain/upkeep/backups.ts'
import type { Bilingual, Message } from '../../../language.ts'

export const verdictHeader: readonly Bilingual[] = [
  { en: 'backup', ja: 'バックアップ' },
  { en: 'with this passphrase', ja: 'このパスフレーズで' },
]

export const opens: Bilingual = { en: 'opens', ja: '開けます' }

/** `day`: of the backup, whose passphrase it has. */
export const faultWords: Readonly<Record<BackupFault, Message<{ day: string }>>> = {
  damaged: { en: () => 'damaged', ja: () => '壊れています' },
  unreadable: { en: () => 'cannot be read', ja: () => '読み込めません' },
  'newer-format': { en: () => 'made by a newer igcodes', ja: () => '新しいigcodesのもの' },
  'other-passphrase': {
    en: ({ day }) => `needs the passphrase of ${day}`,
    ja: ({ day }) => `${day}のパスフレーズが必要`,
  },
  'not-tried': { en: () => 'not tried: too many keys', ja: () => '未確認(鍵が多すぎます)' },
}

export const hasErased: Message<{ erased: number }> = {
  en: ({ erased }) => `opens, and still has ${erased} erased ${erased === 1 ? 'secret' : 'secrets'}`,
  ja: ({ erased }) => `開けます(消去済みのコードなどが${erased}件残っています)`,
}

export const verified: Message<{ count: number; good: number }> = {
  en: ({ count, good }) => `${good} of ${count} ${count === 1 ? 'backup opens' : 'backups open'}.`,
  ja: ({ count, good }) => `${count}個のうち${good}個を開けます。`,
}

export const noneOpens: Message = {
  en: () => 'No backup opens. The next change keeps a new one; until then do not lose the vault itself.',
  ja: () => '開けるバックアップがありません。次に保存するときに新しくできます。それまで保管庫をなくさないでください。',
}

export const howToPurge: Message = {
  en: () => 'To delete those with erased secrets: igcodes backup prune --purged',
  ja: () => '消去済みのコードが残るものを削除するには: igcodes backup prune --purged',
}

export const nothingToPrune: Message<{ purged: boolean }> = {
  en: ({ purged }) => (purged ? 'No backup that opens has erased secrets.' : 'No backup is in excess.'),
  ja: ({ purged }) =>
    purged ? '消去済みのコードが残っているバックアップはありません。' : '余分なバックアップはありません。',
}

/** These are not deleted without being asked for. */
export const mayHaveErased: Message<{ ids: readonly string[] }> = {
  en: ({ ids }) => `Not opened by this passphrase, so they may still have erased secrets:
    ${ids.join('\n    ')}
  To delete them too: igcodes backup prune --purged --unopened`,
  ja: ({ ids }) => `このパスフレーズでは開けず、消去済みのコードが残っている可能性があるもの:
    ${ids.join('\n    ')}
  これらも削除するには: igcodes backup prune --purged --unopened`,
}

export const wouldDelete: Message<{ ids: readonly string[] }> = {
  en: ({ ids }) => `To be deleted:\n    ${ids.join('\n    ')}`,
  ja: ({ ids }) => `削除するもの:\n    ${ids.join('\n    ')}`,
}

/** `left`: of `--purged`, how many that open stay. */
export const sureToDelete: Message<{ count: number; left: number | undefined }> = {
  en: ({ count, left }) =>
    `Delete ${count === 1 ? 'it' : `these ${count}`} for good?${left === undefined ? '' : ` A copy of the vault as it is now is kept first${left === 0 ? '' : `, and ${left} ${left === 1 ? 'other stays' : 'others stay'}`}.`}`,
  ja: ({ count, left }) =>
    `${count}個を完全に削除しますか?${left === undefined ? '' : `先に今の保管庫のコピーを残します。${left === 0 ? '' : `ほかに${left}個残ります。`}`}`,
}

export const deleted: Message<{ count: number }> = {
  en: ({ count }) => `${count} ${count === 1 ? 'backup' : 'backups'} deleted.`,
  ja: ({ count }) => `バックアップを${count}個削除しました。`,
}

/** What no program here can reach. */
export const copiesElsewhere: Message = {
  en: () => 'Copies elsewhere still have them: a synced folder’s history, git, Time Machine, a stolen disk.',
  ja: () => '別の場所のコピーには残っています(同期フォルダーの履歴、git、Time Machine、手元を離れたディスクなど)。',
}
