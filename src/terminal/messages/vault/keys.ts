/** Who can open the vault: `key list`, `add`, `revoke`, `cost`, and a passphrase for one use. */
import type { NamedSlot } from '../../../errors.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'
import { slotList, slotName } from './key-slots.ts'

export const listHeader: readonly Bilingual[] = [
  { en: 'label', ja: '名前' },
  { en: 'kind', ja: '種類' },
  { en: 'cost', ja: '計算量' },
  { en: 'since', ja: '追加日' },
  { en: 'by', ja: '追加した人' },
  { en: 'id', ja: 'ID' },
]
export const kindWords = {
  passphrase: { en: 'passphrase', ja: 'パスフレーズ' },
  recovery: { en: 'recovery key', ja: '復旧キー' },
} as const satisfies Record<NamedSlot['kind'], Bilingual>
export const thisOne: Message = { en: () => 'open now', ja: () => '今開いている鍵' }
export const oneTime: Message = { en: () => 'for one use', ja: () => '1回限り' }
export const fromTheBeginning: Message = { en: () => 'from the beginning', ja: () => '最初から' }

export const askLabel: Message = {
  en: () => 'Whose key is it? (a name, to revoke it by)',
  ja: () => '誰の鍵ですか?(廃止するときに使う名前)',
}
export const howToAdd: Message<{ label: string }> = {
  en: ({ label }) => `How does ${label} get a passphrase?`,
  ja: ({ label }) => `「${label}」のパスフレーズをどう決めますか?`,
}
export const typedHere: Message<{ label: string }> = {
  en: ({ label }) => `${label} types one here, now, unseen`,
  ja: ({ label }) => `「${label}」本人が、ここで今入力する(画面には出ません)`,
}
export const handedOver: Message = {
  en: () => 'generate one for one use, to hand over',
  ja: () => '1回限りのものを自動で作り、本人に渡す',
}
export const oneTimeWords: Message<{ label: string }> = {
  en: ({ label }) =>
    `The passphrase of ${label}, for one use. Hand it over in person or by phone, not with the vault's file:`,
  ja: ({ label }) =>
    `「${label}」の1回限りのパスフレーズです。直接か電話で伝え、保管庫のファイルと一緒に送らないでください:`,
}
export const added: Message<{ label: string; oneTime: boolean }> = {
  en: ({ label, oneTime }) =>
    `${label} can open the vault now.${oneTime ? ' The first time, a new passphrase has to be set.' : ''}
  The other passphrases and the recovery key stay as they are. When ${label} leaves:
    igcodes key revoke ${shellWord(label)}`,
  ja: ({ label, oneTime }) =>
    `「${label}」も保管庫を開けるようになりました。${oneTime ? '最初に開くとき、新しいパスフレーズを決めます。' : ''}
  ほかのパスフレーズと復旧キーはそのまま使えます。この人が抜けるときは:
    igcodes key revoke ${shellWord(label)}`,
}
export const notAdded: Message = {
  en: () => 'No key was added. The words that were shown open nothing.',
  ja: () => '鍵は追加していません。表示した語では何も開けません。',
}

export const whoStays: Message = {
  en: () => 'These keys were added with that one. Pick those of people who stay; the others end:',
  ja: () => 'その鍵を使って追加された鍵です。残る人のものを選んでください(ほかは廃止します):',
}
export const slotChoice: Message<NamedSlot> = slotName
export const ending: Message<readonly NamedSlot[]> = {
  en: slots => `From the next save on, these no longer open the vault:${slotList(slots, 'en')}`,
  ja: slots => `これから保存する内容は、次の鍵では開けなくなります:${slotList(slots, 'ja')}`,
}
export const endsOwn: Message = {
  en: () => 'One of them is the key with which you opened the vault just now.',
  ja: () => 'この中に、あなたが今保管庫を開くのに使った鍵があります。',
}
export const sureToRevoke: Message = {
  en: () => 'Revoke? (this cannot be undone)',
  ja: () => '廃止しますか?(元に戻せません)',
}
export const mayKnowKit: Message = {
  en: () => "Could this person have read the recovery key's paper?",
  ja: () => 'この人は、復旧キーの紙を見た可能性がありますか?',
}

/** `stays`: whether there is a recovery key that still opens the vault; `ended`: whether one has ended. */
export const revoked: Message<{ slot: NamedSlot; kit: 'stays' | 'ended' | 'none'; isInGit: boolean }> = {
  en: ({ slot, kit, isInGit }) => `Revoked: ${slotName.en(slot)}. The vault has a new key; all others stay as they are.
  Copies from before, and backups, still open with it. What was in them can only be made worthless:
  - end this person's access to the vault's folder, the sync and the git remote${isInGit ? '\n  - send the new key to the other computers: igcodes sync' : ''}
  - get new codes for every account: the list below${kitEn[kit]}`,
  ja: ({
    slot,
    kit,
    isInGit,
  }) => `廃止しました: ${slotName.ja(slot)}。保管庫の鍵を新しくしました。ほかの鍵はそのまま使えます。
  これまでのコピーとバックアップは、廃止した鍵でまだ開けます。その中身を使えなくするには:
  - 保管庫のフォルダー・同期・gitのリモートを、この人が使えないようにする${isInGit ? '\n  - 新しい鍵をほかのパソコンへ送る: igcodes sync' : ''}
  - すべてのアカウントのコードを新しくする(次のリスト)${kitJa[kit]}`,
}
const kitEn = {
  stays: "\n  - if the recovery key's paper could be read: igcodes recovery-key",
  ended: '\n  - make a new recovery key, as the earlier one has ended: igcodes recovery-key',
  none: '',
} as const
const kitJa = {
  stays: '\n  - 復旧キーの紙を見られたかもしれないなら、作り直す: igcodes recovery-key',
  ended: '\n  - 復旧キーも廃止されたので、作り直す: igcodes recovery-key',
  none: '',
} as const

export const costSet: Message<{ cost: string }> = {
  en: ({ cost }) => `Opening the vault with this key costs “${cost}” from now on. The passphrase is the same.`,
  ja: ({ cost }) => `この鍵で開くときの計算量を「${cost}」にしました。パスフレーズは今までと同じです。`,
}
export const costAlready: Message<{ cost: string }> = {
  en: ({ cost }) => `It costs “${cost}” already. Nothing was changed.`,
  ja: ({ cost }) => `計算量はもう「${cost}」です。何も変更していません。`,
}

export const changeOneTime: Message = {
  en: () => 'This passphrase was for one use. Set your own now; nobody else will know it.',
  ja: () => 'これは1回限りのパスフレーズです。自分だけが知る新しいものを、今決めてください。',
}
export const oneTimeChanged: Message = {
  en: () => 'Your passphrase opens the vault from now on. The one for one use has ended.',
  ja: () => 'これからは新しいパスフレーズで開きます。1回限りのものは使えなくなりました。',
}
