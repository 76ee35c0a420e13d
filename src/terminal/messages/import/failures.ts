/** What is wrong with a file to import. Never quotes its content. */
import type { FileKind, ImportFormat, LeftReason } from '../../../errors.ts'
import type { Bilingual, Language } from '../../../language.ts'
import type { AllSentences } from '../sentences.ts'
import { formatNames, leftText } from './left.ts'

const named = (format: ImportFormat | 'zip' | 'json', language: Language): string =>
  format === 'zip' || format === 'json' ? format.toUpperCase() : formatNames[format][language]

/** Reasons that a question can settle. */
const askable: ReadonlySet<LeftReason> = new Set([
  'no-account',
  'several-sets',
  'by-name-only',
  'by-title-only',
  'has-set',
])

const andLeft = (lines: readonly string[]): string => (lines.length > 0 ? `\n${lines.join('\n')}` : '')

const isA = (en: string, ja: string): Bilingual => ({
  en: `That is ${en}. Nothing was stored.`,
  ja: `${ja}です。保存していません。`,
})

const fileKinds: Readonly<Record<FileKind, Bilingual>> = {
  table: isA('a table whose columns igcodes does not know', '列の意味が分からない表'),
  passwords: isA(
    'a list of passwords that igcodes cannot read entry by entry',
    '項目ごとに読み取れないパスワードの一覧',
  ),
  html: isA('a web page (HTML)', 'ウェブページ(HTML)'),
  xml: isA('XML that igcodes does not know', '読み取れない形のXML'),
  json: isA('JSON that igcodes does not know', '読み取れない形のJSON'),
  rtf: isA('a text with formatting (RTF)', '書式付きの文書(RTF)'),
  '1pif': isA('an old 1Password export (.1pif)', '1Passwordの古い書き出し(.1pif)'),
  pdf: isA('a PDF', 'PDF'),
  document: isA('a document of a word processor (docx, odt)', 'ワープロの文書(docx、odt)'),
  spreadsheet: isA('a spreadsheet (xlsx, ods)', '表計算のファイル(xlsx、ods)'),
  zip: isA('a ZIP without an export that igcodes knows', '読み取れる書き出しが入っていないZIP'),
  spass: isA('an encrypted export of Samsung Pass (.spass)', 'Samsung Passの暗号化された書き出し(.spass)'),
  other: isA('a kind of file that igcodes does not know', '読み取れない形式のファイル'),
}

const copyTheCodes: Bilingual = {
  en: 'Open it, copy only the codes, and paste them: igcodes add NAME',
  ja: '開いてコードだけをコピーし、貼り付けてください: igcodes add ユーザーネーム',
}

const otherExports: Bilingual = {
  en: 'igcodes reads the exports of Bitwarden, 1Password (1PUX), KeePass, Proton Pass, Enpass, Keeper, Dashlane, and CSV with a heading line.\nOr paste the codes: igcodes add NAME',
  ja: 'Bitwarden・1Password(1PUX)・KeePass・Proton Pass・Enpass・Keeper・Dashlaneの書き出しと、見出し行のあるCSVを読み取れます。\nコードを貼り付けることもできます: igcodes add ユーザーネーム',
}

const headingLine: Bilingual = {
  en: 'Put a first line above it that names the columns, such as title,username,password,url,notes (Keeper: export as JSON instead).\nOr paste only the codes: igcodes add NAME',
  ja: '先頭に、列の名前の行を足してください。例: title,username,password,url,notes(KeeperならJSONで書き出せます)\nコードだけを貼り付けることもできます: igcodes add ユーザーネーム',
}

const fileHelp: Readonly<Record<FileKind, Bilingual>> = {
  table: headingLine,
  passwords: otherExports,
  html: copyTheCodes,
  xml: otherExports,
  json: otherExports,
  rtf: { en: 'Save it as plain text (UTF-8).', ja: 'テキスト(UTF-8)として保存し直してください。' },
  '1pif': { en: 'In 1Password export it as 1PUX or CSV.', ja: '1Passwordで、1PUXかCSVとして書き出してください。' },
  pdf: copyTheCodes,
  document: {
    en: 'Save it as plain text (UTF-8), or copy the codes: igcodes add NAME',
    ja: 'テキスト(UTF-8)として保存し直すか、コードをコピーしてください: igcodes add ユーザーネーム',
  },
  spreadsheet: {
    en: 'Save it as “CSV UTF-8”, with a line that names the columns.',
    ja: '列の名前の行がある形で、「CSV UTF-8」として保存し直してください。',
  },
  zip: {
    en: 'Unpack it, and import the file with the entries (JSON, CSV or XML).',
    ja: '展開して、中のJSON・CSV・XMLを指定してください。',
  },
  spass: copyTheCodes,
  other: otherExports,
}

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
      en: ({ from, kind }) =>
        from === '' || kind === 'table'
          ? fileKinds[kind].en
          : `The file is not in the format of --from (${from}). Nothing was stored.`,
      ja: ({ from, kind }) =>
        from === '' || kind === 'table'
          ? fileKinds[kind].ja
          : `ファイルの中身が --from の指定(${from})と違うようです。保存していません。`,
    },
    next: {
      en: ({ from, kind }) =>
        from === '' || kind === 'table' ? fileHelp[kind].en : 'Leave --from out: igcodes finds the format.',
      ja: ({ from, kind }) =>
        from === '' ? fileHelp[kind].ja : '--from を付けずに試してください。中身から判別します。',
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
  'newer-export': {
    what: {
      en: ({ format }) => `The file was exported by a newer igcodes (format ${format}). Nothing was stored.`,
      ja: ({ format }) => `新しいigcodesが書き出したファイルです(形式${format})。保存していません。`,
    },
    next: { en: () => 'Update igcodes.', ja: () => 'igcodesを更新してください。' },
  },
  'export-on-screen': {
    what: {
      en: () => 'The export has every code in plain text, so it is not shown on the screen.',
      ja: () => '書き出しにはすべてのコードがそのまま入るため、画面には表示しません。',
    },
    next: { en: () => 'igcodes export --out FILE', ja: () => 'igcodes export --out ファイル' },
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
          : format === 'proton'
            ? 'Export again with the format “ZIP” (unencrypted) or “CSV”. Or copy the codes from the entry: igcodes add NAME'
            : 'Export again with the format “.json”, not “.json (Encrypted)”. Or copy the codes from the entry: igcodes add NAME',
      ja: ({ format }) =>
        format === 'keepass'
          ? 'KeePassXCの「データベース → エクスポート」でXMLかCSVを選んでください。項目からコードを写してもかまいません: igcodes add ユーザーネーム'
          : format === 'proton'
            ? '暗号化しない形式(ZIPまたはCSV)で書き出してください。項目からコードを写してもかまいません: igcodes add ユーザーネーム'
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
