import type { Playbook } from '../playbook.ts'
import { afterBreakIn } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'hacked-mail-changed',
  title: { en: 'Hacked: the mail address was changed', ja: '乗っ取り: メールアドレスを変えられた' },
  when: {
    en: 'Somebody else has changed the mail address of the account.',
    ja: '知らない人に、アカウントの登録メールを変えられた。',
  },
  words: {
    en: ['hacked', 'hijacked', 'stolen account', 'email changed', 'address changed', 'taken over'],
    ja: ['乗っ取り', '乗っ取られた', 'のっとり', 'ハッキング', 'メール変更', 'アドレスが変わった', '不正アクセス'],
  },
  odds: {
    level: 'medium',
    because: {
      en: 'Instagram’s mail about the change offers to undo it. The sooner you open it, the better.',
      ja: '変更を知らせるInstagramのメールから、元に戻せます。早いほど、取り戻しやすくなります。',
    },
  },
  firstChecks: [
    {
      en: 'Is there a mail from security@mail.instagram.com in your old mailbox?',
      ja: '元のアドレスに、security@mail.instagram.com からのメールは来ていませんか。',
    },
    {
      en: 'Is Instagram still open on one of your devices? Leave it signed in.',
      ja: 'ログインしたままの端末はありませんか。あれば、そのままにしておきます。',
    },
    {
      en: 'Has the phone lost its service, too? Wi-Fi hides that: switch it off and look for a signal.',
      ja: 'スマホは圏外になっていませんか。Wi-Fi中は気づけません。一度切って、電波を見ます。',
    },
    {
      en: 'Did perhaps a colleague or the agency change the address?',
      ja: '同僚や代理店が変えた、ということはありませんか。',
    },
  ],
  steps: [
    {
      id: 'find-mail',
      text: {
        en: 'In your mailbox, look for a mail from security@mail.instagram.com.',
        ja: 'security@mail.instagram.com から来たメールを探します。',
      },
      hint: {
        en: 'Look in the junk folder too, and read the sender’s address to its very end.',
        ja: '迷惑メールの中も見ます。差出人のアドレスは、最後まで確かめてください。',
      },
      needs: ['mail'],
      otherwise: {
        en: 'There is none: go on, and open no other mail instead.',
        ja: '見つからなければ、ほかのメールは開かずに次へ進みます。',
      },
    },
    {
      id: 'compare',
      text: {
        en: 'On a device that is still signed in, see whether {recentEmails} lists the same mail.',
        ja: 'ログインしたままの端末で、同じメールが{recentEmails}にあるか確かめます。',
      },
      hint: {
        en: 'A mail listed there is genuine. It shows 14 days, and a missing mail proves nothing.',
        ja: '載っていれば本物です。14日分なので、載っていなくても偽物とは限りません。',
      },
      menu: 'recentEmails',
      needs: ['session', 'mail'],
      otherwise: {
        en: 'It is not listed, or you have no such device: look at the link, as in the next step.',
        ja: '載っていない、または端末がないときは、次の手順でリンクの行き先を確かめます。',
      },
    },
    {
      id: 'revert',
      text: {
        en: 'In this mail, tap the link that undoes the change.',
        ja: 'そのメールの、変更を取り消すリンクを押します。',
      },
      hint: {
        en: 'Hold your finger on it first: it must lead to https://www.instagram.com/. A page that wants a backup code is forged.',
        ja: '先に長押しして、行き先が https://www.instagram.com/ か確かめます。バックアップコードを聞くページは偽物です。',
      },
      needs: ['mail'],
      otherwise: {
        en: 'The link no longer works: go on with the next step.',
        ja: 'リンクが使えなければ、次へ進みます。',
      },
    },
    {
      id: 'secure-mailbox',
      text: { en: 'Change the password of your mailbox.', ja: 'メール(Gmailなど)のパスワードを変えます。' },
      hint: {
        en: 'A stranger who reads your mails can undo everything that you do next.',
        ja: 'メールを読まれていると、このあと直しても、また変えられてしまいます。',
      },
      needs: ['mail'],
      otherwise: {
        en: 'You cannot open the mailbox: contact your mail provider.',
        ja: 'メールに入れないときは、メールサービスの窓口に連絡します。',
      },
    },
    {
      id: 'address-on-device',
      text: {
        en: 'On a device that is still signed in, check the address and enter your own again.',
        ja: 'ログインしたままの端末で登録メールを確かめ、自分のものに戻します。',
      },
      menu: 'contactInfo',
      needs: ['session'],
      otherwise: {
        en: 'It is refused: leave the device signed in, and go on.',
        ja: '変えられなくても、ログインは保ったまま次へ進みます。',
      },
    },
    {
      id: 'password-on-device',
      text: { en: 'Change the password on that device.', ja: 'その端末で、パスワードを変えます。' },
      hint: { en: 'Take one that you use nowhere else.', ja: 'ほかで使っていないものにします。' },
      menu: 'password',
      needs: ['session', 'password'],
      getsIn: true,
      otherwise: {
        en: 'Your password is refused: somebody has changed it. Go on.',
        ja: '今のパスワードが通らなければ、変えられています。次へ進みます。',
      },
    },
    {
      id: 'password-by-mail',
      text: {
        en: 'On the reset page, have a mail sent to your own address and set a new password.',
        ja: '再設定のページから自分のアドレスにメールを送り、新しいパスワードを決めます。',
      },
      address: 'passwordReset',
      needs: ['mail'],
      otherwise: {
        en: 'No mail comes: the address is still the stranger’s. Go to the official page below.',
        ja: '届かなければ、登録メールはまだ相手のものです。下の公式ページへ進みます。',
      },
    },
    {
      id: 'sign-in',
      text: { en: 'Sign in with the new password.', ja: '新しいパスワードでログインします。' },
      needs: ['mail'],
      getsIn: true,
      otherwise: {
        en: 'It asks for a code that you set up: go on. One that you never set up: go there.',
        ja: '自分で設定したコードを聞かれたら次へ進みます。覚えのないコードなら、こちらです。',
      },
      goTo: 'attacker-set-2fa',
    },
    {
      id: 'backup-code',
      text: {
        en: 'Where it asks for a code, tap {tryAnotherWay} and {useBackupCode}, and type one.',
        ja: 'コードを聞かれたら{tryAnotherWay}→{useBackupCode}と進み、1つ入れます。',
      },
      hint: {
        en: 'Type it once, without the space, and only on Instagram’s own page.',
        ja: '空白を入れずに1回だけ。入力するのはInstagramの画面だけにします。',
      },
      command: 'igcodes use NAME',
      does: 'hand-out',
      needs: ['codes', 'mail'],
      getsIn: true,
      otherwise: {
        en: 'Refused: the stranger may have made new ones. Do not try the rest.',
        ja: '拒否されたら、相手が発行し直したのかもしれません。残りは試しません。',
      },
      goTo: 'attacker-set-2fa',
    },
    {
      id: 'official-page',
      text: {
        en: 'Open the official page and say that the account was hacked.',
        ja: '公式ページを開き、「乗っ取られた」の項目を選びます。',
      },
      address: 'hacked',
      getsIn: true,
      otherwise: {
        en: 'It does not let you in: go on with proof of who you are.',
        ja: 'それでも入れなければ、本人確認に進みます。',
      },
      goTo: 'all-factors-gone',
    },
  ],
  afterwards: afterBreakIn,
  never: [
    {
      en: 'Open a new account without two-factor: it is lost the same way.',
      ja: '二段階認証なしで新しいアカウントを作ること。同じように奪われます。',
    },
    {
      en: 'Tap links in any other mail, however urgent it sounds.',
      ja: 'ほかのメールのリンクを押すこと(急かす文面でも)。',
    },
  ],
  stop: {
    after: { en: 'one try at each step without getting in', ja: 'どの手順も1回ずつ試して、入れなかったら' },
    goOn: { en: 'only Instagram itself can let you in now', ja: 'ここから先は、Instagramの本人確認を受けます' },
    goTo: 'all-factors-gone',
  },
  next: [
    {
      scenario: 'attacker-set-2fa',
      when: { en: 'It asks for a code that you never set up.', ja: '設定した覚えのないコードを聞かれる。' },
    },
    { scenario: 'all-factors-gone', when: { en: 'There is no access at all.', ja: 'どの方法でも入れない。' } },
    {
      scenario: 'codes-exposed',
      when: {
        en: 'You typed a code on a page that a message led to.',
        ja: 'メッセージの案内先で、コードを入力してしまった。',
      },
    },
    {
      scenario: 'sim-swap',
      when: { en: 'Your phone has lost its service at the same time.', ja: '同じころ、スマホが急に圏外になった。' },
    },
  ],
  confidence: 'medium',
  sources: ['helpReports', 'hackedPage', 'twoFactorHelp', 'recentMails', 'resetMails', 'metaAccount', 'publicReports'],
  reviewedOn: '2026-11-29',
}
