/** What a locked-out person sees, has and lacks, as items of a list. */
import type { Asset, Sight } from '../../../domain/model/situation.ts'
import type { Bilingual } from '../../../language.ts'

export const assetWords = {
  session: { en: 'a device still signed in', ja: 'ログインしたままの端末' },
  codes: { en: 'backup codes', ja: 'バックアップコード' },
  authenticator: { en: 'the authenticator app', ja: '認証アプリ' },
  phone: { en: 'the phone', ja: 'スマホ' },
  sms: { en: 'the phone number', ja: '電話番号(SMS)' },
  whatsapp: { en: 'WhatsApp', ja: 'WhatsApp' },
  mail: { en: 'the mail address', ja: 'メールアドレス' },
  facebook: { en: 'a linked Facebook account', ja: '連携したFacebook' },
  portfolio: { en: 'the business portfolio', ja: 'ビジネスポートフォリオ' },
  password: { en: 'the password', ja: 'パスワード' },
  face: { en: 'a face on the pictures', ja: '投稿に写っている本人の顔' },
  passkey: { en: 'a passkey', ja: 'パスキー' },
} as const satisfies Record<Asset, Bilingual>

export const sightWords = {
  'code-prompt': { en: 'it asks for a code', ja: 'コードの入力を求められる' },
  'code-refused': { en: 'a code was refused', ja: 'コードが拒否された' },
  'no-sms': { en: 'no SMS arrives', ja: 'SMSが届かない' },
  wait: { en: 'it says to wait', ja: 'しばらく待つように言われる' },
  'password-refused': { en: 'the password is refused', ja: 'パスワードが通らない' },
  'unknown-request': { en: 'a login request nobody made', ja: '身に覚えのないログイン通知' },
  'address-changed': { en: 'the mail address was changed', ja: 'メールアドレスが変更された' },
  'strange-2fa': { en: 'somebody else’s two-factor', ja: '知らない二段階認証が設定されている' },
  'logged-in': { en: 'still signed in', ja: 'ログインできている' },
  'nothing-wrong': { en: 'nothing is wrong yet', ja: 'まだ問題は起きていない' },
  disabled: { en: 'the account is suspended', ja: 'アカウントを停止された' },
  'login-check': { en: 'Instagram checks that it is you', ja: 'Instagramの本人確認' },
  'reset-mail': { en: 'a reset mail nobody asked for', ja: '頼んでいない再設定メール' },
  approved: { en: 'a code or an approval was given away', ja: 'コードを渡した・許可してしまった' },
  'no-service': { en: 'the phone has lost its service', ja: 'スマホが急に圏外になった' },
  'mail-gone': { en: 'signed in, but the mailbox is gone', ja: 'ログイン中だが、メールが使えない' },
  'keeper-gone': { en: 'the person who ran it has gone', ja: '担当者や代理店がいなくなった' },
} as const satisfies Record<Sight, Bilingual>
