/** What is wrong with an authenticator's secret, its picture, or its code. */
import type { PictureProblem, TotpProblem } from '../../../errors.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { type AllSentences, nothing } from '../sentences.ts'

type Found = { found: string }

const secretProblems: Readonly<Record<TotpProblem, Message<Found>>> = {
  empty: { en: () => 'The secret is empty.', ja: () => 'シークレットが空です。' },
  'no-base32': {
    en: () => 'That is not an authenticator secret, which has only letters A–Z and digits 2–7.',
    ja: () => '認証アプリのシークレットではないようです。使われるのは A〜Z と 2〜7 だけです。',
  },
  'digits-0-1-8-9': {
    en: () => 'A secret never contains 0, 1, 8 or 9. Is it an O, an I or L, a B, a G?',
    ja: () => 'シークレットに 0・1・8・9 は使われません。O、I や L、B、G の見間違いではありませんか。',
  },
  length: {
    en: ({ found }) => `A secret cannot have ${found} letters: one is missing or too many.`,
    ja: ({ found }) => `シークレットが${found}文字では、1文字足りないか多いはずです。`,
  },
  'too-short': {
    en: ({ found }) =>
      `The secret has only ${found} bits. Fewer than 80 are too easy to guess, so part of it must be missing.`,
    ja: ({ found }) =>
      `シークレットが${found}ビットしかありません。80ビット未満は安全でなく、途中で切れているはずです。`,
  },
  'too-long': {
    en: ({ found }) => `The secret has ${found} bits; igcodes takes at most 512.`,
    ja: ({ found }) => `シークレットが${found}ビットあります。512ビットを超えるものは扱えません。`,
  },
  address: {
    en: () => 'That is not a valid otpauth:// address of an authenticator.',
    ja: () => '認証アプリ用の otpauth:// アドレスではないか、壊れています。',
  },
  export: {
    en: () => 'The Google Authenticator export cannot be read. It may be cut off.',
    ja: () => 'Google Authenticatorの書き出しデータを読み取れません。途中で切れているかもしれません。',
  },
  'encrypted-export': {
    en: () => 'This export of an authenticator app is encrypted.',
    ja: () => '認証アプリの書き出しですが、暗号化されています。',
  },
  'other-json': {
    en: () => 'That JSON is no export of an authenticator app that igcodes knows.',
    ja: () => '読み取れる認証アプリの書き出し(JSON)ではありません。',
  },
  hotp: {
    en: () => 'This entry counts logins (HOTP), not time. Instagram’s codes go by time, so it is for another service.',
    ja: () => '時刻ではなく回数で変わる方式(HOTP)です。Instagramは時刻の方式なので、別のサービスのものです。',
  },
  algorithm: {
    en: ({ found }) => `The algorithm “${found}” is not supported, only SHA1, SHA256 and SHA512.`,
    ja: ({ found }) => `アルゴリズム「${found}」には対応していません(SHA1・SHA256・SHA512のみ)。`,
  },
  digits: {
    en: ({ found }) => `Codes with “${found}” digits are not supported, only 6, 7 and 8.`,
    ja: ({ found }) => `コードの桁数「${found}」には対応していません(6・7・8桁のみ)。`,
  },
  period: {
    en: ({ found }) => `A period of “${found}” seconds is not supported, only 15 to 120.`,
    ja: ({ found }) => `更新間隔「${found}」秒には対応していません(15〜120秒のみ)。`,
  },
}

const isExport = (problem: TotpProblem): boolean => problem === 'encrypted-export' || problem === 'other-json'

const otherExport: Bilingual = {
  en: 'Export it again without a password (Aegis, 2FAS, andOTP, FreeOTP+, Proton: unencrypted JSON; Ente: plain text), or as a QR code with --qr. Delete the file afterwards.',
  ja: 'パスワードなしで書き出し直すか(Aegis・2FAS・andOTP・FreeOTP+・Protonは暗号化しないJSON、Enteはテキスト)、QRコードの画像を --qr で渡してください。済んだらファイルを削除してください。',
}

const exportIt: Bilingual = {
  en: 'Compare it with where you have it from. The authenticator app that has the entry can export it: as a QR code, otpauth:// lines or JSON.',
  ja: '写し元と見比べてください。登録済みの認証アプリからは、QRコード・otpauth://の行・JSONとして書き出せます。',
}

const pictureProblems: Readonly<Record<PictureProblem, Message<{ format: string }>>> = {
  'no-picture': { en: () => 'it is not a picture', ja: () => '画像ではありません' },
  format: {
    en: ({ format }) => `${format} cannot be read, only PNG, JPEG, GIF and BMP`,
    ja: ({ format }) => `${format}は読めません。読めるのはPNG・JPEG・GIF・BMPです`,
  },
  'too-large': {
    en: () => 'it is larger than 50 million pixels or 32 MiB',
    ja: () => '大きすぎます(5000万画素・32 MiBまで)',
  },
  damaged: { en: () => 'it is damaged', ja: () => '壊れています' },
  'no-qr': { en: () => 'no QR code was found in it', ja: () => 'QRコードが見つかりません' },
  'other-qr': { en: () => 'its QR code is not for an authenticator', ja: () => '認証アプリ用のQRコードではありません' },
}

export const authenticatorFailures = {
  'no-totp': {
    what: {
      en: ({ account }) => `No authenticator is stored for @${account}.`,
      ja: ({ account }) => `@${account} の認証アプリは、ここには登録されていません。`,
    },
    next: {
      en: ({ account }) => `A backup code gets you in as well: igcodes use ${account}`,
      ja: ({ account }) => `バックアップコードでも入れます: igcodes use ${account}`,
    },
  },
  'totp-refused': {
    what: {
      en: ({ problem, found }) => secretProblems[problem].en({ found }),
      ja: ({ problem, found }) => secretProblems[problem].ja({ found }),
    },
    // Instagram shows the secret once, so never "take it from Instagram again".
    next: {
      en: ({ problem }) => `Nothing was stored. ${isExport(problem) ? otherExport.en : exportIt.en}`,
      ja: ({ problem }) => `保存していません。${isExport(problem) ? otherExport.ja : exportIt.ja}`,
    },
  },
  'totp-which': {
    what: {
      en: ({ names }) => `Several entries match: ${names.join(', ')}.`,
      ja: ({ names }) => `どの登録のことか決められません: ${names.join('、')}`,
    },
    next: {
      en: ({ missing }) =>
        missing > 0
          ? `The export has more parts (${missing} not given): give each picture with --qr, or run it at a terminal to choose.`
          : 'Run it at a terminal to choose, or export this account alone.',
      ja: ({ missing }) =>
        missing > 0
          ? `書き出しには続きがあります(残り${missing}枚)。画像ごとに --qr を付けるか、端末で実行して選んでください。`
          : '端末で実行して選ぶか、このアカウントだけを書き出してください。',
    },
  },
  'picture-refused': {
    what: {
      en: ({ path, problem, format }) => `${path}: ${pictureProblems[problem].en({ format })}.`,
      ja: ({ path, problem, format }) => `${path}: ${pictureProblems[problem].ja({ format })}。`,
    },
    next: {
      en: ({ problem }) =>
        problem === 'format'
          ? 'Nothing was stored. To convert it: open it, take a screenshot of the whole QR code, and use that.'
          : 'Nothing was stored. Take a screenshot that shows the whole QR code, and use that.',
      ja: ({ problem }) =>
        problem === 'format'
          ? '保存していません。変換するには: 開いて、QRコード全体が写るスクリーンショットを撮り、それを使います。'
          : '保存していません。QRコード全体が写ったスクリーンショットを撮り、それを使ってください。',
    },
  },
  'bad-one-time-code': {
    what: {
      en: ({ digits }) => `A code on the phone has ${digits} digits.`,
      ja: ({ digits }) => `スマホに出るのは${digits}桁の数字です。`,
    },
    next: nothing,
  },
  'totp-no-match': {
    what: {
      en: () => 'The code on the phone does not match, even if a clock is minutes off.',
      ja: () => 'スマホのコードと一致しません。時計が数分ずれていたとしても合わない値です。',
    },
    next: {
      en: ({ account, clock }) => `Is it @${account}'s entry in the app? Has the app been set up again since?
This computer's clock says ${clock}: compare it with another one.`,
      ja: ({ account, clock }) => `アプリで見ている行は @${account} のものですか。その後に設定し直していませんか。
このパソコンの時計は ${clock} です。別の時計と見比べてください。`,
    },
  },
} satisfies Partial<AllSentences>
