/** The codes as a QR code. */
import type { Message } from '../../../language.ts'

export const sureToShowQr: Message<{ account: string; count: number }> = {
  en: ({ account, count }) =>
    `Show ${count === 1 ? 'the code that is left' : `the ${count} codes that are left`} of @${account} as a QR code? Anyone who sees it, and any camera, can log in.`,
  ja: ({ account, count }) =>
    `@${account} の残り${count}個のコードをQRコードで表示しますか? 見た人やカメラに、ログインできるコードが渡ります。`,
}
export const scanIntoManager: Message<{ account: string; count: number }> = {
  en: ({ account }) => `@${account}: scan it into the password manager.`,
  ja: ({ account }) => `@${account}: パスワード管理アプリに保存します。`,
}
export const enterWipes: Message = { en: () => 'Scanned? Enter erases it', ja: () => '読み取れたらEnter' }
export const nowAPlace: Message<{ account: string }> = {
  en: ({
    account,
  }) => `The QR code is erased from the screen. If this terminal records its output (a log, a shared session), clear that too.
  The copy on the phone is now one more place. Record it, so that it is renewed with the rest:
    igcodes place add phone --kind password-manager --account ${account}
  If you use a code from there: igcodes mark ${account} worked --position N`,
  ja: ({
    account,
  }) => `QRコードを画面から消しました。端末が表示を記録している場合(ログや画面共有)は、それも消してください。
  スマホに写した控えも保管場所の1つです。再発行のときに忘れないよう、登録しておきましょう:
    igcodes place add スマホ --kind password-manager --account ${account}
  そちらのコードを使ったら: igcodes mark ${account} worked --position 番号`,
}
