import type { Playbook, Step } from '../playbook.ts'
import { afterwards, backupCode, newCodes } from '../shared-lines.ts'

const ownPassword: Step = {
  id: 'own-password',
  text: { en: 'Set a password of its own for Instagram.', ja: 'Instagramだけのパスワードを決めます。' },
  hint: { en: 'Then the account no longer depends on Facebook alone.', ja: 'これで、Facebookだけに頼らずに入れます。' },
  menu: 'password',
  otherwise: {
    en: 'It asks for an old one that you never had: choose “forgot password” there.',
    ja: '前のパスワードを聞かれたら、その画面の「忘れた場合」を選びます。',
  },
  goTo: 'password-forgotten',
}

export const playbook: Playbook = {
  id: 'facebook-login',
  title: { en: 'You sign in with Facebook', ja: 'Facebookでログインしている' },
  when: {
    en: 'The account has no password of its own, or the right one is refused: it signs in with Facebook.',
    ja: 'Facebookで登録したためパスワードがない。または、正しいパスワードが通らない。',
  },
  words: {
    en: [
      'login with Facebook',
      'Facebook button',
      'no password',
      'right password refused',
      'linked Facebook',
      'Facebook account',
    ],
    ja: ['Facebookでログイン', 'フェイスブック', 'パスワードがない', 'パスワードは合っている', '連携', 'Facebook連携'],
  },
  odds: {
    level: 'high',
    because: {
      en: 'The Facebook button lets you in, as long as you can open that Facebook account.',
      ja: 'そのFacebookを開ければ、ボタン1つで入れます。',
    },
  },
  firstChecks: [
    {
      en: 'Which Facebook account is linked? Open it first, in its own app.',
      ja: 'つながっているのは、どのFacebookですか。先にFacebookのアプリで開いてみます。',
    },
    {
      en: 'Facebook’s password is not Instagram’s.',
      ja: 'FacebookのパスワードとInstagramのパスワードは別のものです。',
    },
  ],
  steps: [
    {
      id: 'facebook-login',
      text: {
        en: 'On Instagram’s sign-in screen tap {logInWithFacebook}.',
        ja: 'Instagramのログイン画面で{logInWithFacebook}を押します。',
      },
      hint: {
        en: 'Signed in to Facebook on the same device, you need no password.',
        ja: '同じ端末でFacebookにログインしていれば、パスワードはいりません。',
      },
      needs: ['facebook'],
      getsIn: true,
      otherwise: {
        en: 'A strange or new account opens: leave it as it is, touch nothing, and go back.',
        ja: '知らない、または新しいアカウントが開いたら、何もせずに戻ります。',
      },
    },
    {
      id: 'pass-second-step',
      text: {
        en: 'If it asks for a code now, use your own: app, SMS or backup code.',
        ja: 'ここでコードを求められたら、認証アプリ・SMS・バックアップコードのどれかを使います。',
      },
      needs: ['facebook'],
      needsOneOf: ['authenticator', 'sms', 'codes'],
      getsIn: true,
      otherwise: { en: 'You have none: go on.', ja: 'どれもなければ、次へ進みます。' },
      goTo: 'codes-never-saved',
    },
    {
      id: 'ask-for-reset',
      text: {
        en: 'Otherwise ask for a reset link, once, with the mail address or the number.',
        ja: 'だめなら、メールアドレスか電話番号を入れて、再設定リンクを1回だけ頼みます。',
      },
      hint: {
        en: 'Open only the newest mail, and set a password of its own.',
        ja: '一番新しいメールだけを開き、Instagramだけのパスワードを決めます。',
      },
      address: 'passwordReset',
      needsOneOf: ['mail', 'sms'],
      getsIn: true,
      otherwise: {
        en: 'It leads back to Facebook: get into Facebook first.',
        ja: 'Facebookに戻されるときは、先にFacebookに入れるようにします。',
      },
    },
    {
      ...backupCode,
      text: {
        en: 'Where it asks for a code: {tryAnotherWay}, then {useBackupCode}.',
        ja: 'コードを聞かれたら、{tryAnotherWay}→{useBackupCode}と進みます。',
      },
      needs: ['codes'],
      needsOneOf: ['mail', 'sms', 'facebook'],
    },
  ],
  thenEntryMethods: true,
  afterwards: [newCodes, ownPassword, ...afterwards.slice(1)],
  never: [
    {
      en: 'Reset again and again: it changes nothing about the link.',
      ja: '再設定を何度もくり返すこと。連携は変わりません。',
    },
    {
      en: 'Type Facebook’s password into Instagram’s field, again and again.',
      ja: 'Facebookのパスワードを、Instagramの欄に何度も入れること。',
    },
  ],
  stop: {
    after: { en: 'one try of the button and one reset', ja: 'ボタンと再設定を1回ずつ試しても入れなかったら' },
    goOn: { en: 'treat it as a forgotten password', ja: 'パスワードを忘れたときの手順に進みます' },
    goTo: 'password-forgotten',
  },
  next: [
    {
      scenario: 'password-forgotten',
      when: { en: 'Facebook cannot be opened any more either.', ja: 'Facebookにも入れない。' },
    },
    { scenario: 'account-disabled', when: { en: 'Facebook itself was suspended.', ja: 'Facebookが停止された。' } },
    { scenario: 'hacked-mail-changed', when: { en: 'Facebook was taken over.', ja: 'Facebookを乗っ取られた。' } },
  ],
  confidence: 'medium',
  sources: ['publicReports', 'helpReports', 'metaAccount'],
  reviewedOn: '2026-11-29',
}
