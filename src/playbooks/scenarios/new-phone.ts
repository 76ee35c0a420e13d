import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'new-phone',
  title: { en: 'Moving to a new phone', ja: 'スマホの機種変更' },
  when: {
    en: 'You are about to change phones, and the old one still works.',
    ja: 'これからスマホを替える。古いスマホはまだ手元にあり、動いている。',
  },
  words: {
    en: ['change phone', 'switch phone', 'upgrade', 'transfer authenticator', 'move', 'trade in'],
    ja: ['機種変', '買い替え', '乗り換え', '移行', '引き継ぎ', '下取り'],
  },
  odds: {
    level: 'high',
    because: {
      en: 'Everything still works. In this order nothing gets lost on the way.',
      ja: 'いまはすべて動いています。この順番で進めれば、途中で困りません。',
    },
  },
  firstChecks: [
    {
      en: 'What is on the old phone: the authenticator app, the SIM for SMS, the mailbox, a list of codes?',
      ja: '古いスマホには何が入っていますか。認証アプリ、SMSの届くSIM、メール、コードの一覧などです。',
    },
    {
      en: 'Is Instagram open there, with the right account?',
      ja: 'そこでInstagramに、目的のアカウントでログインしていますか。',
    },
    {
      en: 'Does the phone number stay the same? Move an eSIM before the old phone is given away.',
      ja: '電話番号は変わりませんか。eSIMは、古いスマホを手放す前に移します。',
    },
    {
      en: 'A passkey comes along with the iCloud or Google account, if that is the same on the new phone.',
      ja: 'パスキーは、新しいスマホで同じiCloudやGoogleのアカウントを使えば引き継がれます。',
    },
  ],
  steps: [
    {
      id: 'renew-codes',
      text: {
        en: 'On the old phone, get new backup codes and store them here.',
        ja: '古いスマホで新しいバックアップコードを発行し、ここに登録します。',
      },
      hint: {
        en: 'Check the profile first, and scroll to the end of the list. The old codes end with that.',
        ja: '先にプロフィールを確かめ、一覧は最後まで写します。前のコードは、これで無効になります。',
      },
      menu: 'backupCodes',
      command: 'igcodes add NAME',
      does: 'store-codes',
      needs: ['phone', 'session'],
      otherwise: {
        en: 'There is no such menu: {twoFactor} is off. Turn it on, then the codes appear.',
        ja: 'メニューがなければ、{twoFactor}がオフです。オンにすると出てきます。',
      },
    },
    {
      id: 'show-transfer',
      text: {
        en: 'On the old phone, open the authenticator app and have it show the QR code for moving.',
        ja: '古いスマホの認証アプリで、移行用のQRコードを表示します。',
      },
      hint: {
        en: 'Google Authenticator calls it exporting. If its sync is on, the entries come by themselves.',
        ja: 'Google Authenticatorではエクスポートといいます。同期がオンなら、自動で移ります。',
      },
      needs: ['phone', 'authenticator'],
      otherwise: {
        en: 'Your app cannot do that: skip to step 4.',
        ja: '移行の機能がないアプリなら、手順4で設定し直します。',
      },
    },
    {
      id: 'scan-transfer',
      text: {
        en: 'On the new phone, open the same app and scan that QR code.',
        ja: '新しいスマホの同じアプリで、そのQRコードを読み取ります。',
      },
      hint: {
        en: 'Then both phones show the same code at the same moment. Change nothing on the old one.',
        ja: '2台に同じコードが出れば成功です。古いほうは、そのままにしておきます。',
      },
      needs: ['phone', 'authenticator'],
      otherwise: {
        en: 'It cannot be scanned, or the codes differ: step 4 sets it up anew.',
        ja: '読み取れない、またはコードが違うときは、手順4で設定し直します。',
      },
    },
    {
      id: 'set-up-anew',
      text: {
        en: 'Only if the move failed: where you are still signed in, set up {authenticatorApp} anew.',
        ja: '移行できなかったときだけ、ログイン中の端末で{authenticatorApp}を設定し直します。',
      },
      hint: {
        en: 'Leave {twoFactor} itself on: turning it off is said to end the new backup codes.',
        ja: '{twoFactor}はオンのままにします。オフにすると、新しいコードも無効になるといわれています。',
      },
      menu: 'twoFactor',
      weak: true,
      needs: ['session'],
      otherwise: {
        en: 'That fails too: the old phone stays in use, just as it is.',
        ja: 'これもだめなら、古いスマホをそのまま使い続けます。',
      },
    },
    {
      id: 'test',
      text: {
        en: 'On the new phone, sign in to Instagram, the way you do every day.',
        ja: '新しいスマホで、いつもの方法でInstagramにログインしてみます。',
      },
      hint: {
        en: 'With the authenticator app or by SMS, the test spends no backup code.',
        ja: '認証アプリかSMSで試せば、バックアップコードは減りません。',
      },
      getsIn: true,
      needs: ['password'],
      needsOneOf: ['authenticator', 'sms', 'whatsapp'],
      otherwise: {
        en: 'The app’s code is refused: the old phone stays as it is until this works.',
        ja: 'アプリのコードが通らなければ、直るまで古いスマホはそのままにします。',
      },
      goTo: 'totp-rejected',
    },
  ],
  afterwards: [
    {
      id: 'delete-pictures',
      text: {
        en: 'Delete pictures and notes of the old codes, on both phones.',
        ja: '前のコードの画像やメモを、2台とも削除します。',
      },
      otherwise: {
        en: 'You may have missed some: they stopped working with the first step.',
        ja: '消し残しがあっても、最初の手順でもう使えなくなっています。',
      },
    },
    {
      id: 'sign-old-phone-out',
      text: { en: 'Only now, sign the old phone out.', ja: 'ここまで済んでから、古いスマホをログアウトします。' },
      hint: { en: 'The new phone must be signed in by then.', ja: '新しいスマホでログインできていることが条件です。' },
      menu: 'devices',
      does: 'sign-out',
      otherwise: {
        en: 'It is not in the list: look for it in the Instagram app on the old phone itself.',
        ja: '一覧になければ、古いスマホのInstagramアプリから操作します。',
      },
    },
    // The codes are new since the first step; a second new set would only make people doubt which one counts.
    ...afterwards.filter(({ id }) => id !== 'new-codes'),
  ],
  never: [
    {
      en: 'Wipe the old phone or hand it in before the new one is signed in.',
      ja: '新しいスマホで入れる前に、古いスマホを初期化したり下取りに出したりすること。',
    },
  ],
  stop: {
    after: { en: 'a move of the app that fails', ja: 'アプリの移行に失敗したら' },
    goOn: {
      en: 'set the authenticator app up anew on a device that is still signed in',
      ja: 'ログインしたままの端末で、認証アプリを設定し直します',
    },
  },
  next: [
    {
      scenario: 'number-gone',
      when: { en: 'The number changes along with the phone.', ja: '電話番号も一緒に変わる。' },
    },
    {
      scenario: 'totp-rejected',
      when: { en: 'The new phone’s code is refused.', ja: '新しいスマホのコードが通らない。' },
    },
    {
      scenario: 'authenticator-deleted',
      when: { en: 'The old phone has been wiped already.', ja: '古いスマホをもう初期化してしまった。' },
    },
    {
      scenario: 'phone-lost',
      when: { en: 'The old phone breaks or gets lost.', ja: '古いスマホが壊れた、またはなくなった。' },
    },
  ],
  confidence: 'high',
  sources: ['article', 'menuReports', 'totp', 'metaAccount', 'publicReports'],
  reviewedOn: '2026-11-29',
}
