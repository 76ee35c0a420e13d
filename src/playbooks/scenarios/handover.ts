import type { Playbook } from '../playbook.ts'
import { overview } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'handover',
  title: { en: 'Somebody will leave: hand the account over', ja: '退職・異動の前の引き継ぎ' },
  when: {
    en: 'A person who holds a key to the account will leave, move to other work, or an agency will change.',
    ja: 'ログインの鍵を持つ人が、退職や異動をする予定がある。または代理店が変わる。',
  },
  words: {
    en: ['leaving', 'last day', 'successor', 'transfer', 'take over', 'change of agency', 'offboarding'],
    ja: ['引き継ぎ', '引継ぎ', '退職予定', '異動', '後任', '担当変更', '代理店変更', '最終出社日'],
  },
  odds: {
    level: 'very-high',
    because: {
      en: 'While the person is still there, everything can be moved without haste.',
      ja: '本人がいる間なら、全部を落ち着いて移せます。',
    },
  },
  firstChecks: [
    {
      en: 'What depends on this person: the sign-in address, the authenticator app, the SMS number, the codes?',
      ja: 'この人がいないと使えないものは何ですか。登録メール、認証アプリ、SMSの番号、コードを確かめます。',
    },
    {
      en: 'Which day is their last? Everything must be done before it.',
      ja: '最終日はいつですか。それまでに全部終わらせます。',
    },
    {
      en: 'Is anybody else an administrator of the business portfolio?',
      ja: 'ビジネスポートフォリオの管理者は、ほかにもいますか。',
    },
  ],
  steps: [
    {
      ...overview,
      otherwise: {
        en: 'Something is unknown: ask the person today, not on the last day.',
        ja: '分からない項目は、最終日を待たずに今日のうちに本人に聞きます。',
      },
    },
    {
      id: 'move-address',
      text: {
        en: 'Replace a personal mail address with a shared one of the company.',
        ja: '登録メールが個人のものなら、会社の共有アドレスに変えます。',
      },
      hint: { en: 'Two people should be able to read it.', ja: '2人以上が読めるアドレスにします。' },
      menu: 'contactInfo',
      needs: ['session'],
      otherwise: {
        en: 'There is no shared address: have one made before you go on.',
        ja: '共有アドレスがなければ、先に作ってもらいます。',
      },
    },
    {
      id: 'move-number',
      text: {
        en: 'Replace a personal phone number with the company’s.',
        ja: '電話番号が個人のものなら、会社の番号に変えます。',
      },
      menu: 'contactInfo',
      needs: ['session'],
      otherwise: {
        en: 'There is no company number: use the authenticator app alone for now.',
        ja: '会社の番号がなければ、当面は認証アプリだけで使います。',
      },
    },
    {
      id: 'move-app',
      text: {
        en: 'Set up the authenticator app on the successor’s work device.',
        ja: '後任が使う会社の端末に、認証アプリを設定します。',
      },
      hint: {
        en: 'Leave it on the old device as well, until the new one has signed in once. Only the phone’s app can set it up.',
        ja: '新しい端末で1回入れるまで、前の分も残します。設定はスマホのアプリでだけできます。',
      },
      menu: 'twoFactor',
      needs: ['session'],
      otherwise: {
        en: 'It does not work: keep the old device in the company until it does.',
        ja: 'うまくいかないうちは、前の端末を会社に置いておいてもらいます。',
      },
      goTo: 'new-phone',
    },
    {
      id: 'move-portfolio',
      text: {
        en: 'Make the successor an administrator of the business portfolio.',
        ja: '後任を、ビジネスポートフォリオの管理者に加えます。',
      },
      hint: { en: 'Have two administrators at any time.', ja: '管理者はいつも2人にしておきます。' },
      address: 'businessSettings',
      needs: ['portfolio'],
      otherwise: {
        en: 'The account is in no portfolio: go on.',
        ja: 'ポートフォリオを使っていなければ、次へ進みます。',
      },
    },
    {
      id: 'new-codes',
      text: {
        en: 'Get new backup codes and store the whole set.',
        ja: '新しいバックアップコードを発行し、全部を保管します。',
      },
      hint: {
        en: 'The copies that the person may still have stop working with that.',
        ja: '辞める人の手元に控えが残っていても、これで使えなくなります。',
      },
      menu: 'backupCodes',
      command: 'igcodes add NAME',
      does: 'store-codes',
      needs: ['session'],
      otherwise: {
        en: 'The menu is missing: {twoFactor} is off. Turn it on first.',
        ja: 'メニューがなければ、{twoFactor}がオフです。先にオンにします。',
      },
    },
    {
      id: 'test',
      text: {
        en: 'Let the successor sign in once, on their work device, with the authenticator app.',
        ja: '後任が使う会社の端末で、認証アプリを使って1回ログインしてもらいます。',
      },
      hint: { en: 'This test spends no backup code.', ja: 'このテストではバックアップコードは減りません。' },
      getsIn: true,
      needs: ['authenticator', 'password'],
      otherwise: {
        en: 'Refused: do not take any right away yet. Look into it while the person is there.',
        ja: '拒否されたら、権限はまだ外しません。本人がいるうちに原因を調べます。',
      },
      goTo: 'totp-rejected',
    },
  ],
  afterwards: [
    {
      id: 'sign-leaver-out',
      text: { en: 'Sign out the devices of the person who leaves.', ja: '辞める人の端末をログアウトさせます。' },
      hint: { en: 'Only now, when the successor is in.', ja: '後任がログインできてからにします。' },
      menu: 'devices',
      does: 'sign-out',
      otherwise: {
        en: 'You cannot tell whose device it is: ask the person.',
        ja: '誰の端末か分からなければ、本人に聞きます。',
      },
    },
    {
      id: 'new-password',
      text: { en: 'Change the password.', ja: 'パスワードを変えます。' },
      menu: 'password',
      otherwise: {
        en: 'The old one is refused: reset it through the shared address.',
        ja: '今のパスワードが通らなければ、共有アドレスで再設定します。',
      },
      goTo: 'password-forgotten',
    },
    {
      id: 'take-portfolio-rights',
      text: {
        en: 'Remove the person from the business portfolio.',
        ja: '辞める人を、ビジネスポートフォリオから外します。',
      },
      address: 'businessSettings',
      otherwise: { en: 'You have no portfolio: go on.', ja: 'ポートフォリオがなければ、次へ進みます。' },
    },
    {
      id: 'roles',
      text: {
        en: 'Bring the page up to date: who has which role, and which two people hold the keys.',
        ja: '一覧の紙を書き直します。誰がどの役割か、鍵を持つ2人は誰かを書きます。',
      },
      hint: {
        en: 'Three roles: one looks after the account, one posts, one keeps the codes. An agency never holds it alone.',
        ja: '役割は、アカウント管理・投稿・セキュリティ管理の3つです。代理店だけに持たせません。',
      },
      otherwise: {
        en: 'Too few people: one may have two roles, but two must know the place of the codes.',
        ja: '人が足りなければ兼ねても構いません。コードの場所だけは2人が知っておきます。',
      },
    },
    {
      id: 'delete-copies',
      text: { en: 'Delete old pictures and notes of codes.', ja: '古いコードのスクリーンショットやメモを消します。' },
      otherwise: {
        en: 'You cannot find them all: the new set has made them useless already.',
        ja: '見つけきれなくても、再発行した時点で古いコードは使えなくなっています。',
      },
    },
  ],
  never: [
    { en: 'Put it off until after the last day.', ja: '最終日のあとに回すこと。' },
    { en: 'Take the old rights away before the test has worked.', ja: 'テストに通る前に、前の人の権限を外すこと。' },
    { en: 'Send passwords or codes through a chat.', ja: 'パスワードやコードをチャットで送ること。' },
  ],
  stop: {
    after: { en: 'the last day, whatever is still open', ja: '最終日になっても、移せないものが残ったら' },
    goOn: { en: 'treat it as if the person had already left', ja: '担当者が退職したあとの手順に切り替えます' },
    goTo: 'keeper-left',
  },
  next: [
    {
      scenario: 'keeper-left',
      when: { en: 'The person has gone before all was moved.', ja: '移し終える前に、本人がいなくなった。' },
    },
    {
      scenario: 'new-phone',
      when: { en: 'A phone changes hands or is replaced.', ja: 'スマホの機種変更や持ち主の交代もある。' },
    },
    {
      scenario: 'codes-exposed',
      when: { en: 'Codes lie about in chats, mails or pictures.', ja: 'コードがチャットやメール、画像に残っていた。' },
    },
  ],
  confidence: 'medium',
  sources: ['article', 'twoFactorHelp'],
  reviewedOn: '2026-11-29',
}
