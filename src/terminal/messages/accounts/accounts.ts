import type { VoidReason } from '../../../domain/model/events.ts'
import type { Bilingual, Message } from '../../../language.ts'

/** In a command's help. */
export const optionalAccount: Bilingual = {
  en: 'the handle; not needed with one account',
  ja: 'ユーザーネーム(1つだけなら省略可)',
}

export const accountAdded: Message<{ account: string }> = {
  en: ({ account }) => `@${account} is in the vault. To store its codes: igcodes add ${account}`,
  ja: ({ account }) => `@${account} を登録しました。コードの登録は igcodes add ${account}`,
}
export const accountRenamed: Message<{ from: string; to: string }> = {
  en: ({ from, to }) => `@${from} is now @${to}. Its codes are kept.`,
  ja: ({ from, to }) => `@${from} を @${to} に変更しました。コードもそのまま引き継ぎました。`,
}
export const sureToRemove: Message<{ account: string; remaining: number; totp: boolean }> = {
  en: ({ account, remaining, totp }) =>
    `Remove @${account}${remaining > 0 ? ` with ${remaining} unused ${remaining === 1 ? 'code' : 'codes'}` : ''}? The digits will be erased${totp ? ', and the secret of its authenticator' : ''}.`,
  ja: ({ account, remaining, totp }) =>
    `@${account} を削除しますか? ${remaining > 0 ? `未使用のコードが${remaining}個あります。` : ''}コードの数字${totp ? 'と、認証アプリのシークレット' : ''}は消去されます。`,
}
export const accountRemoved: Message<{ account: string }> = {
  en: ({ account }) => `@${account} is removed. Backups of the vault still contain its codes for a while.`,
  ja: ({ account }) => `@${account} を削除しました。保管庫のバックアップには、しばらくコードが残ります。`,
}

export const sureToVoid: Message<{ account: string; open: number }> = {
  en: ({ account, open }) =>
    `Void the set of @${account}? ${open} ${open === 1 ? 'code' : 'codes'} in it would no longer be handed out.`,
  ja: ({ account, open }) => `@${account} のコードを無効にしますか? 残り${open}個は、もう渡されなくなります。`,
}

export const voidReasonWords: Readonly<Record<VoidReason, Bilingual>> = {
  '2fa-off': { en: 'two-factor was switched off', ja: '二段階認証をオフにした' },
  exposed: { en: 'somebody may have seen the codes', ja: '誰かに見られたかもしれない' },
  regenerated: { en: 'new codes were made elsewhere', ja: '別の場所で再発行した' },
  lost: { en: 'a copy of the codes was lost', ja: 'コードの控えをなくした' },
}
export const whyVoid: Message = { en: () => 'Why does the set no longer work?', ja: () => 'なぜ無効にしますか?' }

export const setVoided: Message<{ account: string; exposed: boolean; erased: boolean }> = {
  en: ({ account, exposed, erased }) =>
    `The set of @${account} is void.${exposed ? ' Until Instagram has issued new codes the old ones may still let somebody in: get new ones now.' : ''}${erased ? ' Its digits are erased.' : ` igcodes show ${account} --reveal still shows them, until a newer set has worked.`}
  igcodes add ${account}`,
  ja: ({ account, exposed, erased }) =>
    `@${account} のコードを無効にしました。${exposed ? 'Instagramで再発行するまでは、古いコードで誰かに入られるおそれがあります。今すぐ再発行してください。' : ''}${erased ? '数字は消去しました。' : `新しいコードが使えたと確認できるまでは igcodes show ${account} --reveal で見られます。`}
  igcodes add ${account}`,
}

export const accountHeader: readonly Bilingual[] = [
  { en: 'account', ja: 'アカウント' },
  { en: 'codes', ja: 'コード' },
  { en: 'in the vault since', ja: '登録日' },
]

export const logHeader: readonly Bilingual[] = [
  { en: 'when', ja: '日時' },
  { en: 'who', ja: '誰が' },
  { en: 'what', ja: '内容' },
]

export interface LogLine {
  readonly type: string
  readonly account: string
  readonly position?: number
  readonly count?: number
  readonly because?: VoidReason
  /** Of a key that ended because another took its place. */
  readonly isReplaced?: boolean
  readonly renamedTo?: string
  /** Whose key it is. */
  readonly label?: string
}

const no = (position: number | undefined): string => (position === undefined ? 'a code' : `No. ${position}`)
const ban = (position: number | undefined): string => (position === undefined ? 'コード' : `${position}番`)

export const logText: Message<LogLine> = {
  en: ({ type, account, position, count, because, isReplaced, renamedTo, label }) => {
    switch (type) {
      case 'account-added':
        return `@${account} added`
      case 'account-renamed':
        return `@${account} renamed to @${renamedTo}`
      case 'account-removed':
        return `@${account} removed`
      case 'set-added':
        return `@${account}: new set of ${count} stored`
      case 'set-completed':
        return `@${account}: ${count} more stored`
      case 'set-voided':
        return `@${account}: set void${because ? `, ${voidReasonWords[because].en}` : ''}`
      case 'set-erased':
        return `@${account}: digits erased`
      case 'code-reserved':
        return `@${account}: ${no(position)} handed out`
      case 'code-used':
        return `@${account}: ${no(position)} worked`
      case 'code-rejected':
        return `@${account}: ${no(position)} refused`
      case 'totp-added':
        return `@${account}: authenticator stored`
      case 'totp-removed':
        return `@${account}: authenticator removed`
      case 'key-added':
        return `a key of the vault added${label === undefined ? '' : `: ${label}`}`
      case 'key-revoked':
        return `a key of the vault ${isReplaced ? 'replaced by a new one' : 'revoked'}${label === undefined ? '' : `: ${label}`}`
      case 'key-changed':
        return 'a key of the vault changed'
      default:
        return `${type} (by a newer igcodes)`
    }
  },
  ja: ({ type, account, position, count, because, isReplaced, renamedTo, label }) => {
    switch (type) {
      case 'account-added':
        return `@${account} を登録`
      case 'account-renamed':
        return `@${account} を @${renamedTo} に変更`
      case 'account-removed':
        return `@${account} を削除`
      case 'set-added':
        return `@${account}: 新しいコード${count}個を保存`
      case 'set-completed':
        return `@${account}: コード${count}個を追加`
      case 'set-voided':
        return `@${account}: コードを無効化${because ? `(${voidReasonWords[because].ja})` : ''}`
      case 'set-erased':
        return `@${account}: 数字を消去`
      case 'code-reserved':
        return `@${account}: ${ban(position)}を渡した`
      case 'code-used':
        return `@${account}: ${ban(position)}でログインできた`
      case 'code-rejected':
        return `@${account}: ${ban(position)}が拒否された`
      case 'totp-added':
        return `@${account}: 認証アプリを保存`
      case 'totp-removed':
        return `@${account}: 認証アプリを削除`
      case 'key-added':
        return `保管庫の鍵を追加${label === undefined ? '' : `: ${label}`}`
      case 'key-revoked':
        return `保管庫の鍵を${isReplaced ? '新しいものに変更' : '廃止'}${label === undefined ? '' : `: ${label}`}`
      case 'key-changed':
        return '保管庫の鍵を変更'
      default:
        return `${type}(新しいigcodesの記録)`
    }
  },
}
