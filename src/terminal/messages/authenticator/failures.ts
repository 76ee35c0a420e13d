/** What is wrong with an authenticator's secret, a picture of one, or the window that a picture should go to. */
import type { PictureProblem, TotpProblem } from '../../../errors.ts'
import type { Message } from '../../../language.ts'
import { type AllSentences, nothing } from '../sentences.ts'

type Found = { found: string }

const secretProblems: Readonly<Record<TotpProblem, Message<Found>>> = {
  empty: { en: () => 'No secret came in.', ja: () => 'シークレットが空です。' },
  'no-base32': {
    en: () => 'That is no authenticator secret: it has letters A–Z and digits 2–7 only.',
    ja: () => '認証アプリのシークレットではないようです。使われるのは A〜Z と 2〜7 だけです。',
  },
  'digits-0-1-8-9': {
    en: () => 'A secret never has 0, 1, 8 or 9 in it. Is it an O, an I or L, a B, a G?',
    ja: () => 'シークレットに 0・1・8・9 は使われません。O、I や L、B、G の見間違いではありませんか。',
  },
  length: {
    en: ({ found }) => `A secret of ${found} letters is not whole: one is missing or too many.`,
    ja: ({ found }) => `シークレットが${found}文字では、1文字足りないか多いはずです。`,
  },
  'too-short': {
    en: ({ found }) => `The secret has ${found} bits; fewer than 80 are too easily guessed, so a part is missing.`,
    ja: ({ found }) =>
      `シークレットが${found}ビットしかありません。80ビット未満は安全でなく、途中で切れているはずです。`,
  },
  'too-long': {
    en: ({ found }) => `The secret has ${found} bits; more than 512 is no authenticator's.`,
    ja: ({ found }) => `シークレットが${found}ビットあります。512ビットを超えるものは扱えません。`,
  },
  address: {
    en: () => 'That is no otpauth:// address for an authenticator, or a broken one.',
    ja: () => '認証アプリ用の otpauth:// アドレスではないか、壊れています。',
  },
  export: {
    en: () => 'The export of Google Authenticator cannot be read, or is cut off.',
    ja: () => 'Google Authenticatorの書き出しデータを読み取れません。途中で切れているかもしれません。',
  },
  hotp: {
    en: () => 'It counts logins (HOTP), not time. Instagram uses codes by time; this entry is something else.',
    ja: () => '時刻ではなく回数で変わる方式(HOTP)です。Instagramは時刻の方式なので、別のサービスのものです。',
  },
  algorithm: {
    en: ({ found }) => `The algorithm “${found}” is not supported: SHA1, SHA256 or SHA512.`,
    ja: ({ found }) => `アルゴリズム「${found}」には対応していません(SHA1・SHA256・SHA512のみ)。`,
  },
  digits: {
    en: ({ found }) => `Codes of “${found}” digits are not supported: 6, 7 or 8.`,
    ja: ({ found }) => `コードの桁数「${found}」には対応していません(6・7・8桁のみ)。`,
  },
  period: {
    en: ({ found }) => `A period of “${found}” seconds is not supported: 15 to 120.`,
    ja: ({ found }) => `更新間隔「${found}」秒には対応していません(15〜120秒のみ)。`,
  },
}

const pictureProblems: Readonly<Record<PictureProblem, Message<unknown>>> = {
  'no-png': { en: () => 'it is no PNG picture', ja: () => 'PNG画像ではありません' },
  jpeg: { en: () => 'it is a JPEG; a PNG is needed', ja: () => 'JPEGです。PNGが必要です' },
  'too-large': {
    en: () => 'it is larger than 16 million pixels or 16 MiB',
    ja: () => '大きすぎます(1600万画素・16 MiBまで)',
  },
  interlaced: {
    en: () => 'it is an interlaced PNG, which is not taken',
    ja: () => 'インターレース形式のPNGには対応していません',
  },
  damaged: { en: () => 'it is damaged', ja: () => '壊れています' },
  'no-qr': { en: () => 'no QR code was found in it', ja: () => 'QRコードが見つかりません' },
  'other-qr': { en: () => 'its QR code is not for an authenticator', ja: () => '認証アプリ用のQRコードではありません' },
}

export const totpFailures = {
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
    next: {
      en: () => 'Nothing was stored. Take the secret, or the QR code, from Instagram once more.',
      ja: () => '保存していません。Instagramの画面のシークレットかQRコードを、もう一度確かめてください。',
    },
  },
  'totp-which': {
    what: {
      en: ({ names }) => `Several entries could be meant: ${names.join(', ')}.`,
      ja: ({ names }) => `どの登録のことか決められません: ${names.join('、')}`,
    },
    next: {
      en: ({ missing }) =>
        missing > 0
          ? `The export has more parts (${missing} not given): name each picture with --qr; or run it at a terminal, which asks.`
          : 'Run it at a terminal, which asks; or export this one account alone.',
      ja: ({ missing }) =>
        missing > 0
          ? `書き出しには続きがあります(残り${missing}枚)。画像ごとに --qr を付けるか、端末で実行して選んでください。`
          : '端末で実行して選ぶか、このアカウントだけを書き出してください。',
    },
  },
  'picture-refused': {
    what: {
      en: ({ path, problem }) => `${path}: ${pictureProblems[problem].en(undefined)}.`,
      ja: ({ path, problem }) => `${path}: ${pictureProblems[problem].ja(undefined)}。`,
    },
    next: {
      en: () => 'Nothing was stored. Take a screenshot that shows the whole QR code, saved as PNG.',
      ja: () => '保存していません。QRコード全体が写ったスクリーンショットを、PNGで保存してください。',
    },
  },
  'bad-one-time-code': {
    what: {
      en: ({ digits }) => `The phone shows ${digits} digits; this is something else.`,
      ja: ({ digits }) => `スマホに出るのは${digits}桁の数字です。`,
    },
    next: nothing,
  },
  'totp-no-match': {
    what: {
      en: () => 'The code on the phone does not fit, not even with a clock that is minutes off.',
      ja: () => 'スマホのコードと一致しません。時計が数分ずれていたとしても合わない値です。',
    },
    next: {
      en: ({ account, clock }) => `Is it @${account}'s line in the app? Was the app set up anew since?
This computer's clock says ${clock}: compare it with another one.`,
      ja: ({ account, clock }) => `アプリで見ている行は @${account} のものですか。その後に設定し直していませんか。
このパソコンの時計は ${clock} です。別の時計と見比べてください。`,
    },
  },
  'screen-only': {
    what: {
      en: () => 'A QR code with secrets is shown on a terminal only, where it can be wiped again.',
      ja: () => '秘密の入ったQRコードは、あとで消せるように、端末の画面にだけ表示します。',
    },
    next: {
      en: () => 'Run it at a terminal, without --json, --no-input or a pipe.',
      ja: () => '--json・--no-input・パイプを使わず、端末で実行してください。',
    },
  },
  'window-too-small': {
    what: {
      en: ({ columns, rows, neededColumns, neededRows }) =>
        `The window is too small for the QR code: ${columns} × ${rows}, and it needs ${neededColumns} × ${neededRows}.`,
      ja: ({ columns, rows, neededColumns, neededRows }) =>
        `ウィンドウが小さくてQRコードが入りません(今は${columns}×${rows}、必要なのは${neededColumns}×${neededRows})。`,
    },
    next: {
      en: () => 'Make the window larger or its letters smaller, then run it again.',
      ja: () => 'ウィンドウを広げるか文字を小さくして、もう一度実行してください。',
    },
  },
} satisfies Partial<AllSentences>
