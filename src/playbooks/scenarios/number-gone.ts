import type { Playbook } from '../playbook.ts'
import { addApp, afterwards, backupCode, newCodes } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'number-gone',
  title: { en: 'Phone number cancelled or changed', ja: '電話番号を解約・変更した' },
  when: {
    en: 'The sign-in codes go to a number that is no longer yours.',
    ja: 'コードの送り先が、もう使っていない番号になっている。',
  },
  words: {
    en: ['old number', 'new number', 'changed number', 'number cancelled', 'contract ended'],
    ja: ['番号が変わった', '電話番号変更', '解約した', '前の番号', '古い番号', '番号を変えた', '回線を解約'],
  },
  odds: {
    level: 'medium',
    because: {
      en: 'On a device that is still signed in it is quickly fixed. Otherwise it takes a backup code.',
      ja: 'ログインしたままの端末があれば、すぐ直せます。なければ、バックアップコードが頼りです。',
    },
  },
  firstChecks: [
    {
      en: 'Is Instagram still open anywhere: an old phone, a tablet, a browser at work?',
      ja: '古いスマホ、タブレット、職場のパソコンなどで、Instagramにログインしたままではありませんか。',
    },
    {
      en: 'Is the number itself gone, or only the SIM? The carrier can replace a lost SIM.',
      ja: 'なくしたのは番号ですか、SIMだけですか。SIMなら同じ番号で再発行できます。',
    },
  ],
  steps: [
    {
      id: 'open-signed-in',
      text: {
        en: 'Open Instagram on the device that is still signed in, and approve your own sign-in if it asks.',
        ja: 'ログインしたままの端末でInstagramを開きます。確認が出たら、自分のログインだけを許可します。',
      },
      hint: {
        en: 'It is your best key now: keep it charged, and do not sign it out.',
        ja: '今いちばん頼りになる端末です。充電を切らさず、ログアウトだけはしないでください。',
      },
      does: 'open-session',
      getsIn: true,
      needs: ['session'],
      otherwise: {
        en: 'It asks you to sign in after all: go on with the steps further down.',
        ja: 'ログインを求められたら、この下の別のやり方へ進みます。',
      },
    },
    {
      ...backupCode,
      text: {
        en: 'Not signed in anywhere: type the password, then tap {tryAnotherWay} and {useBackupCode}.',
        ja: 'どこにもログインしていなければ、パスワードを入れ、{tryAnotherWay}→{useBackupCode}と進みます。',
      },
    },
    {
      id: 'app-code',
      text: {
        en: 'If the account has an authenticator app too, tap {tryAnotherWay} and type in its code.',
        ja: '認証アプリも登録してあれば、{tryAnotherWay}から、そのコードを入力します。',
      },
      getsIn: true,
      needs: ['authenticator', 'password'],
      otherwise: {
        en: 'The app’s code is refused: look at the phone’s clock first.',
        ja: 'アプリのコードが拒否されたら、まずスマホの時刻を見直します。',
      },
      goTo: 'totp-rejected',
    },
  ],
  atHandFirst: true,
  thenEntryMethods: true,
  afterwards: [
    // Before the number: what is changed next may fail half-way.
    newCodes,
    {
      id: 'update-number',
      text: { en: 'Put your new number into the contact details.', ja: '連絡先に、新しい番号を登録します。' },
      hint: {
        en: 'A code may be sent to the new number. For a shop, take one that belongs to the company.',
        ja: '新しい番号にコードが届いたら入力します。お店なら、会社の番号にしてください。',
      },
      menu: 'contactInfo',
      otherwise: {
        en: 'No code comes to the new number: have your carrier allow SMS from abroad.',
        ja: '新しい番号に届かないときは、海外からのSMSを受け取る設定にしてください。',
      },
    },
    {
      id: 'number-for-codes',
      text: {
        en: 'Set the new number for the sign-in codes too, under {smsOrWhatsapp}.',
        ja: 'ログイン用コードの送り先も、{smsOrWhatsapp}で新しい番号にします。',
      },
      menu: 'twoFactor',
      otherwise: {
        en: 'The number is not accepted: set up {authenticatorApp} in the same place instead.',
        ja: '番号を変えられなければ、同じ画面で{authenticatorApp}を設定します。',
      },
    },
    {
      id: 'old-number-out',
      text: { en: 'Remove the old number everywhere.', ja: '古い番号をすべて消します。' },
      menu: 'contactInfo',
      otherwise: {
        en: 'It cannot be removed yet: make sure that the new number is confirmed.',
        ja: 'まだ消せなければ、新しい番号が確認済みか確かめます。',
      },
    },
    addApp,
    ...afterwards.slice(1),
  ],
  never: [
    {
      en: 'Have a code sent to the old number: somebody else may have it by now.',
      ja: '古い番号にコードを送ること。もう別の人が使っているかもしれません。',
    },
  ],
  stop: {
    after: {
      en: 'a search that found no signed-in device and no backup code',
      ja: 'ログインしたままの端末もバックアップコードも見つからなかったら',
    },
    goOn: { en: 'go on by way of Instagram’s official page', ja: 'Instagramの公式ページから進めます' },
    goTo: 'all-factors-gone',
  },
  next: [
    {
      scenario: 'all-factors-gone',
      when: {
        en: 'No device is signed in, and there is no backup code.',
        ja: 'ログイン中の端末も、バックアップコードもない。',
      },
    },
    {
      scenario: 'phone-lost',
      when: {
        en: 'The number is still yours, but the phone is gone.',
        ja: '番号は自分のもので、スマホだけがなくなった。',
      },
    },
    {
      scenario: 'sim-swap',
      when: { en: 'You did not give the number up yourself.', ja: '自分で手放した覚えがない。' },
    },
    {
      scenario: 'keeper-left',
      when: { en: 'The number belongs to somebody who has left.', ja: '辞めた人の番号が登録されている。' },
    },
  ],
  confidence: 'medium',
  sources: ['article', 'twoFactorHelp', 'carriers'],
  reviewedOn: '2026-11-29',
}
