/** What is wrong with a file to import. Never quotes its content. */
import type { ImportFormat, LeftReason } from '../../../errors.ts'
import type { Language } from '../../../language.ts'
import type { AllSentences } from '../sentences.ts'
import { formatNames, leftText } from './left.ts'

const named = (format: ImportFormat | 'zip', language: Language): string =>
  format === 'zip' ? 'ZIP' : formatNames[format][language]

/** Reasons that a question can settle. */
const askable: ReadonlySet<LeftReason> = new Set(['no-account', 'several-sets', 'by-name-only', 'has-set'])

const andLeft = (lines: readonly string[]): string => (lines.length > 0 ? `\n${lines.join('\n')}` : '')

export const importFailures = {
  'import-too-large': {
    what: {
      en: ({ limit }) => `That is more than ${sizeOf(limit)}. Nothing was stored.`,
      ja: ({ limit }) => `${sizeOf(limit)}を超えています。保存していません。`,
    },
    next: {
      en: () => 'Export only the Instagram entries, without attachments, or paste the codes: igcodes add NAME',
      ja: () => 'Instagramの項目だけを添付なしで書き出すか、コードを貼り付けてください: igcodes add ユーザーネーム',
    },
  },
  'import-not-text': {
    what: {
      en: ({ shiftJis }) =>
        shiftJis
          ? 'The file is Japanese text in Shift_JIS, not UTF-8. Nothing was stored.'
          : 'The file is neither text in UTF-8 nor an export that igcodes knows. Nothing was stored.',
      ja: ({ shiftJis }) =>
        shiftJis
          ? 'ファイルの文字コードがUTF-8ではなく、Shift_JISのようです。保存していません。'
          : 'UTF-8のテキストでも、読み取れる形式のファイルでもありません。保存していません。',
    },
    next: {
      en: ({ shiftJis }) =>
        shiftJis
          ? 'Save it again as UTF-8 (in Excel: “CSV UTF-8”).'
          : 'From a screenshot, type the codes: igcodes add NAME',
      ja: ({ shiftJis }) =>
        shiftJis
          ? 'UTF-8で保存し直してください(Excelなら「CSV UTF-8」)。'
          : 'スクリーンショットなら、コードを手で入力してください: igcodes add ユーザーネーム',
    },
  },
  'import-unknown-format': {
    what: {
      en: ({ from }) =>
        from === ''
          ? 'igcodes does not know this kind of file. Nothing was stored.'
          : `The file is not in the format of --from (${from}). Nothing was stored.`,
      ja: ({ from }) =>
        from === ''
          ? '読み取れない形式のファイルです。保存していません。'
          : `ファイルの中身が --from の指定(${from})と違うようです。保存していません。`,
    },
    next: {
      en: ({ from }) =>
        from === ''
          ? 'Known formats: Bitwarden (JSON), 1Password (1PUX), KeePass (XML), and CSV of these, Apple and browsers; plain text.\nA text file in another shape: --from text'
          : 'Leave --from out: igcodes finds the format.',
      ja: ({ from }) =>
        from === ''
          ? '読み取れるのは、Bitwarden(JSON)、1Password(1PUX)、KeePass(XML)、これらとApple・ブラウザのCSV、テキストです。\n中身がただのテキストなら --from text'
          : '--from を付けずに試してください。中身から判別します。',
    },
  },
  'import-broken': {
    what: {
      en: ({ format, line }) =>
        `The file looks like ${named(format, 'en')}, but cannot be read${line > 0 ? ` from line ${line} on` : ''}. Nothing was stored.`,
      ja: ({ format, line }) =>
        `${named(format, 'ja')}のようですが、${line > 0 ? `${line}行目から` : ''}読み取れません。保存していません。`,
    },
    next: {
      en: () => 'It may be cut off or changed by hand: export it again.',
      ja: () => '途中で切れているか、書き換えられているようです。もう一度書き出してください。',
    },
  },
  'import-encrypted': {
    what: {
      en: ({ format }) => `This ${named(format, 'en')} file is encrypted. Nothing was stored.`,
      ja: ({ format }) => `この${named(format, 'ja')}のファイルは暗号化されています。保存していません。`,
    },
    next: {
      en: ({ format }) =>
        format === 'keepass'
          ? 'In KeePassXC: Database → Export → XML or CSV. Or copy the codes from the entry: igcodes add NAME'
          : 'Export again with the format “.json”, not “.json (Encrypted)”. Or copy the codes from the entry: igcodes add NAME',
      ja: ({ format }) =>
        format === 'keepass'
          ? 'KeePassXCの「データベース → エクスポート」でXMLかCSVを選んでください。項目からコードを写してもかまいません: igcodes add ユーザーネーム'
          : '形式を「.json (Encrypted)」ではなく「.json」にして書き出してください。項目からコードを写してもかまいません: igcodes add ユーザーネーム',
    },
  },
  'import-nothing-found': {
    what: {
      en: ({ entries, left }) =>
        `No Instagram backup codes were found${entries > 1 ? ` in ${entries} entries` : ''}. Nothing was stored.${andLeft(left.map(one => leftText(one, 'en')))}`,
      ja: ({ entries, left }) =>
        `${entries > 1 ? `${entries}件の中に、` : ''}Instagramのバックアップコードは見つかりませんでした。保存していません。${andLeft(left.map(one => leftText(one, 'ja')))}`,
    },
    next: {
      en: () =>
        'igcodes looks in the notes of Instagram entries and in their fields named like “backup codes”. Or paste them: igcodes add NAME',
      ja: () =>
        'Instagramの項目のメモと、「バックアップコード」のような名前の欄を探します。貼り付けることもできます: igcodes add ユーザーネーム',
    },
  },
  'import-nothing-stored': {
    what: {
      en: ({ left }) => `Codes were found, but none could be stored.${andLeft(left.map(one => leftText(one, 'en')))}`,
      ja: ({ left }) =>
        `コードは見つかりましたが、保存できるものがありません。${andLeft(left.map(one => leftText(one, 'ja')))}`,
    },
    next: {
      en: ({ left }) =>
        left.some(({ reason }) => askable.has(reason))
          ? 'In a terminal, without --yes, igcodes import asks when in doubt.'
          : 'To see what the vault has: igcodes show NAME',
      ja: ({ left }) =>
        left.some(({ reason }) => askable.has(reason))
          ? '端末で --yes を付けずに実行すると、迷う点を質問します。'
          : '保管庫の中身は igcodes show ユーザーネーム で確かめられます。',
    },
  },
} satisfies Partial<AllSentences>

function sizeOf(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes / 1024} KiB`
}
