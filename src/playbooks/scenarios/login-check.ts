import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'login-check',
  title: { en: 'Instagram wants to make sure that it is you', ja: 'Instagramが本人か確かめている' },
  when: {
    en: 'It asks for a code or says “suspicious login”, though you use no two-factor authentication.',
    ja: '二段階認証は使っていないのに、コードを求められる。「不審なログイン」と出る。',
  },
  words: {
    en: [
      'confirm it is you',
      'suspicious login attempt',
      'code by mail',
      'verify your account',
      'challenge',
      'unusual login',
    ],
    ja: ['本人確認', '不審なログイン', 'メールのコード', '確認コード', 'いつもと違う', 'ご本人', '認証していないのに'],
  },
  odds: {
    level: 'high',
    because: {
      en: 'If you can read the mail or the SMS, you are in at once. Usually nobody has broken in.',
      ja: 'メールかSMSを読めれば、すぐ入れます。たいていは、乗っ取りではありません。',
    },
  },
  firstChecks: [
    {
      en: 'Where does the code go? The screen shows a part of the address or the number.',
      ja: 'コードはどこに届きますか。画面に、アドレスや番号の一部が出ています。',
    },
    {
      en: 'Is a Facebook or other profile in the same Meta Account? Its two-factor may now count here, too.',
      ja: 'Facebookなどと同じMetaアカウントではありませんか。そちらの二段階認証が、ここにも広がることがあります。',
    },
    {
      en: 'An address or number that you do not know: see the last lines of this page.',
      ja: '知らないアドレスや番号なら、このページの最後を見てください。',
    },
  ],
  steps: [
    {
      id: 'read-mail',
      text: {
        en: 'Open the mailbox that the screen names, and read the six digits.',
        ja: '画面に出ているアドレスのメールを開き、6桁の数字を見ます。',
      },
      hint: {
        en: 'Look in the junk folder too. Tap nothing in the mail.',
        ja: '迷惑メールも見ます。メールの中のリンクは押しません。',
      },
      needs: ['mail'],
      otherwise: {
        en: 'Nothing came: wait five minutes (our own caution), then ask once more.',
        ja: '来なければ5分待ち(私たちの目安)、もう1回だけ送ってもらいます。',
      },
    },
    {
      id: 'read-sms',
      text: { en: 'Or read the six digits in the SMS.', ja: 'SMSに届く場合は、その6桁を見ます。' },
      needs: ['sms'],
      otherwise: {
        en: 'No SMS comes: have it sent once more at the most.',
        ja: '届かなければ、頼むのはあと1回だけにします。',
      },
      goTo: 'sms-never',
    },
    {
      id: 'type-code',
      text: {
        en: 'Type the digits once, on Instagram’s own screen.',
        ja: 'その数字を、Instagramの画面に1回だけ入力します。',
      },
      hint: {
        en: 'It may ask for a new password afterwards. That is genuine if you are in the app.',
        ja: 'そのあと新しいパスワードを求められることがあります。アプリの中なら本物です。',
      },
      getsIn: true,
      needsOneOf: ['mail', 'sms'],
      otherwise: {
        en: 'Refused: take the code of the newest mail or SMS, once.',
        ja: '拒否されたら、一番新しいメールかSMSのコードを1回だけ入れます。',
      },
    },
    {
      id: 'other-profile-code',
      text: {
        en: 'It wants the code of an app: use the app or the backup codes of the profile in the same Meta Account.',
        ja: '認証アプリのコードを求められたら、同じMetaアカウントの別プロフィールのアプリやコードを使います。',
      },
      getsIn: true,
      needsOneOf: ['authenticator', 'codes'],
      weak: true,
      otherwise: { en: 'You have no such profile: go on.', ja: 'そのようなプロフィールがなければ、次へ進みます。' },
    },
    {
      id: 'another-way',
      text: {
        en: 'The address or number is dead: tap {tryAnotherWay}.',
        ja: 'もう使えない送り先なら、{tryAnotherWay}を押します。',
      },
      hint: {
        en: 'A carrier’s mailbox or an old one can often be opened again for a while: ask its provider.',
        ja: '携帯会社のメールなどは、しばらくなら再開できることがあります。提供元に聞きます。',
      },
      weak: true,
      otherwise: { en: 'It offers nothing else: go on.', ja: 'ほかに何も出なければ、次へ進みます。' },
    },
    {
      id: 'usual-device',
      text: {
        en: 'Sign in once on the device and the Wi-Fi that you always used.',
        ja: 'いつもの端末と、いつものWi-Fiで、1回ログインしてみます。',
      },
      hint: { en: 'There the check often does not appear.', ja: 'そこでは、確認が出ないことがよくあります。' },
      needs: ['password'],
      weak: true,
      getsIn: true,
      otherwise: { en: 'The same check: go on.', ja: '同じ確認が出たら、次へ進みます。' },
    },
    {
      id: 'official-page',
      text: { en: 'Last, use the official page.', ja: '最後に、公式ページを使います。' },
      address: 'hacked',
      otherwise: {
        en: 'It leads in a circle: stop for today. Then go on as if no way in were left.',
        ja: '同じ画面に戻るなら、今日はやめます。次は、ログインする手段がないときの手順です。',
      },
      goTo: 'all-factors-gone',
    },
  ],
  afterwards,
  never: [
    { en: 'Report a hack because of this check.', ja: 'この確認だけで、乗っ取られたと申告すること。' },
    {
      en: 'Type the digits anywhere but on Instagram’s own screen.',
      ja: 'Instagramの画面以外に、その数字を入れること。',
    },
  ],
  stop: {
    after: { en: 'two mails or SMS that did not come', ja: '2回頼んでも、メールもSMSも届かなかったら' },
    goOn: { en: 'leave it for today, and take another way in', ja: '今日はやめて、ほかの入り方に切り替えます' },
    goTo: 'all-factors-gone',
  },
  next: [
    {
      scenario: 'attacker-set-2fa',
      when: {
        en: 'The code goes to an address or number that you do not know.',
        ja: '送り先が、知らないアドレスや番号だった。',
      },
    },
    {
      scenario: 'mail-gone',
      when: { en: 'You are in, and the address is dead.', ja: '入れたが、登録メールはもう使えない。' },
    },
    { scenario: 'enter-code', when: { en: 'You do use two-factor.', ja: '二段階認証を使っている。' } },
    { scenario: 'all-factors-gone', when: { en: 'Neither mail nor SMS can be read.', ja: 'メールもSMSも読めない。' } },
  ],
  confidence: 'medium',
  sources: ['publicReports', 'metaTwoFactor', 'twoFactorHelp', 'ownPrecaution'],
  reviewedOn: '2026-11-29',
}
