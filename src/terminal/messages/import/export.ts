/** What `export` says, and `import` of such a file. */
import type { TakenKind } from '../../../domain/import/take-over.ts'
import type { Bilingual, Language, Message } from '../../../language.ts'

/** What is typed to confirm. */
export const exportWords = ['EXPORT', '書き出す'] as const

export const aboutToExport: Message<{ accounts: number }> = {
  en: ({ accounts }) =>
    `The file will have the codes and authenticator keys of ${accounts === 1 ? '1 account' : `${accounts} accounts`} in plain text. Anyone who reads it can sign in.`,
  ja: ({ accounts }) =>
    `${accounts}アカウント分のコードと認証アプリのキーが、暗号化されずに入ります。ファイルを読める人は誰でもログインできます。`,
}

export const typeToExport: Message = {
  en: () => `Type ${exportWords[0]} to go on:`,
  ja: () => `続けるには「${exportWords[1]}」と入力してください:`,
}

export const exported: Message<{ path: string; accounts: number }> = {
  en: ({ path, accounts }) =>
    `Exported ${accounts === 1 ? '1 account' : `${accounts} accounts`} to ${path}, readable by you alone.`,
  ja: ({ path, accounts }) => `${accounts}アカウントを ${path} に書き出しました。読めるのは自分だけです。`,
}

export const deleteTheExport: Message = {
  en: () => 'Delete the file once it is where it belongs. Do not put it into a synced folder.',
  ja: () => '取り込みが済んだら、ファイルを削除してください。同期フォルダーには置かないでください。',
}

/** In the notes of an account, for other programs. */
export const csvHeading: Readonly<Record<Language, (day: string) => string>> = {
  en: day => `Instagram backup codes, issued ${day}:`,
  ja: day => `Instagramのバックアップコード(発行日 ${day}):`,
}
export const csvHandedOut: Bilingual = { en: 'handed out', ja: '渡し済み' }

const kinds: Readonly<Record<TakenKind, Bilingual>> = {
  accounts: { en: 'accounts', ja: 'アカウント' },
  sets: { en: 'code lists', ja: 'コード一覧' },
  codes: { en: 'codes', ja: 'コード' },
  outcomes: { en: 'spent or handed-out codes', ja: '使用済み・渡し済みの記録' },
  authenticators: { en: 'authenticators', ja: '認証アプリ' },
  persons: { en: 'people', ja: '人' },
  devices: { en: 'devices', ja: '端末' },
  factors: { en: 'factors', ja: '認証手段' },
  places: { en: 'places', ja: '保管場所' },
  reviews: { en: 'reviews', ja: '棚卸し' },
  tests: { en: 'login tests', ja: 'ログインテスト' },
  incidents: { en: 'incidents', ja: 'インシデント' },
  handovers: { en: 'hand-overs', ja: '引き継ぎ' },
  ignored: { en: 'ignored findings', ja: '保留した項目' },
}

type Counts = readonly (readonly [kind: TakenKind, count: number])[]

/** Without the kinds that have none. */
export const takenOver: Message<{ counts: Counts; dryRun: boolean }> = {
  en: ({ counts, dryRun }) =>
    `${dryRun ? 'New to the vault' : 'Stored'}: ${counts.map(([kind, count]) => `${kinds[kind].en} ${count}`).join(', ')}`,
  ja: ({ counts, dryRun }) =>
    `${dryRun ? '保管庫にないもの' : '保存しました'}: ${counts.map(([kind, count]) => `${kinds[kind].ja} ${count}`).join('、')}`,
}

export const nothingToTake: Message = {
  en: () => 'The vault has all of it already.',
  ja: () => 'すべて保管庫にあります。',
}

export const takeThemOver: Message = { en: () => 'Store it?', ja: () => '保存しますか?' }

export const authenticatorKept: Message<{ accounts: readonly string[] }> = {
  en: ({ accounts }) =>
    `These have an authenticator in the vault, which stays: ${accounts.map(one => `@${one}`).join(', ')}`,
  ja: ({ accounts }) =>
    `次のアカウントは、保管庫の認証アプリをそのまま使います: ${accounts.map(one => `@${one}`).join('、')}`,
}
