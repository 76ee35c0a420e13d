import type { Playbook } from '../playbook.ts'
import { afterwards, signOthersOut } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'attacker-set-2fa',
  title: { en: 'Asked for a code that you never set up', ja: '設定した覚えのない二段階認証' },
  when: {
    en: 'Sign-in asks for a code, but none of you ever turned that on.',
    ja: '誰も二段階認証を設定していないのに、ログインでコードを聞かれる。',
  },
  words: {
    en: ['hacker turned on 2fa', 'unknown authenticator', 'never set up', 'hacked', 'two-factor'],
    ja: ['勝手に二段階認証', '二段階認証 設定していない', '覚えがない', '知らない認証アプリ', '乗っ取り'],
  },
  odds: {
    level: 'low',
    upTo: 'medium',
    because: {
      en: 'The code goes to somebody else. Without a device that is still signed in, only Instagram can let you in.',
      ja: 'コードは相手の手元に届きます。ログイン中の端末がなければ、Instagramの本人確認が頼りです。',
    },
  },
  firstChecks: [
    {
      en: 'Is Instagram still open on one of your devices? Leave it signed in.',
      ja: 'どこかの端末で、ログインしたままではありませんか。あれば、そのままにしておきます。',
    },
    {
      en: 'Is there a mail from security@mail.instagram.com about something that you did not do?',
      ja: '身に覚えのない変更の知らせが、security@mail.instagram.com から来ていませんか。',
    },
    {
      en: 'Did a colleague, a former one or the agency turn it on?',
      ja: '同僚や前の担当者、代理店が設定した、ということはありませんか。',
    },
  ],
  steps: [
    {
      id: 'fix-on-device',
      text: {
        en: 'On a device that is still signed in, open {twoFactor} and put your own authenticator app there.',
        ja: 'ログインしたままの端末で{twoFactor}を開き、自分の認証アプリに変えます。',
      },
      menu: 'twoFactor',
      needs: ['session'],
      getsIn: true,
      otherwise: {
        en: 'It asks for a code: stop there, keep the device signed in, and go on.',
        ja: 'コードを聞かれたら、そこでやめます。ログインは保ったまま次へ進みます。',
      },
    },
    {
      id: 'revert-by-mail',
      text: {
        en: 'If the address was changed too, undo that in the mail from security@mail.instagram.com.',
        ja: '登録メールも変えられていたら、security@mail.instagram.com のメールから元に戻します。',
      },
      hint: { en: 'Tap nothing in mails from other senders.', ja: 'ほかの差出人のメールにあるリンクは押しません。' },
      needs: ['mail'],
      otherwise: { en: 'There is no such mail: go on with the next step.', ja: 'そのメールがなければ、次へ進みます。' },
    },
    {
      id: 'secure-mailbox',
      text: { en: 'Change the password of your mailbox.', ja: 'メールアカウントのパスワードも変えます。' },
      hint: {
        en: 'Instagram’s answer will come there; nobody else should read it.',
        ja: 'Instagramからの返事が届く場所です。ほかの人に読まれないようにします。',
      },
      needs: ['mail'],
      otherwise: {
        en: 'You do not get into it: turn to the company that runs the mailbox.',
        ja: '入れないときは、メールサービスの窓口に連絡します。',
      },
    },
    {
      id: 'official-page',
      text: {
        en: 'Open the official page and say that the account was hacked.',
        ja: '公式ページを開き、アカウントが乗っ取られたと申告します。',
      },
      address: 'hacked',
      otherwise: {
        en: 'The page turns you away: do not repeat it. See what else is left.',
        ja: '受け付けてもらえなくても、くり返しません。ほかに残っている方法を確かめます。',
      },
      goTo: 'all-factors-gone',
    },
    {
      id: 'selfie',
      text: {
        en: 'When you are asked for it, send a video selfie of the owner.',
        ja: '求められたら、持ち主本人の動画セルフィーを送ります。',
      },
      hint: {
        en: 'Instagram says that it deletes the video within 30 days. It may ask for an ID, too.',
        ja: '動画は30日以内に削除されるとのことです。身分証を求められることもあります。',
      },
      address: 'selfieHelp',
      needs: ['face'],
      otherwise: {
        en: 'The owner’s face is not to be seen on the account: take the way for such accounts.',
        ja: '投稿に本人の顔が写っていなければ、ロゴのアカウント向けの手順に進みます。',
      },
      goTo: 'selfie-impossible',
    },
    {
      id: 'wait-for-answer',
      text: {
        en: 'Wait two business days for the answer, and send nothing else meanwhile.',
        ja: '返事を2営業日待ちます。その間は何も送りません。',
      },
      hint: {
        en: 'Instagram names up to two business days for this. Weekends do not count.',
        ja: 'Instagramの案内では最大2営業日です。土日は数えません。',
      },
      does: 'wait',
      waitMinutes: 2880,
      otherwise: {
        en: 'You are in a hurry: more tries do not make it faster.',
        ja: '急いでいても、送り直して早くなることはありません。',
      },
    },
    {
      id: 'follow-answer',
      text: {
        en: 'Do what Instagram’s answer says, and sign in.',
        ja: 'Instagramの返事の案内に沿って、ログインします。',
      },
      hint: {
        en: 'Should a message ask for a backup code, it is not from Instagram.',
        ja: 'バックアップコードを聞いてくる連絡は、Instagramではありません。',
      },
      getsIn: true,
      otherwise: {
        en: 'No answer, or a refusal: there is one more try.',
        ja: '返事がない、断られたという場合も、あと1回だけ機会があります。',
      },
    },
    {
      id: 'selfie-once-more',
      text: {
        en: 'Send the video selfie one more time, and wait as long again.',
        ja: '動画セルフィーをもう1回だけ送り、同じだけ待ちます。',
      },
      needs: ['face'],
      getsIn: true,
      otherwise: {
        en: 'Nothing again: stop here, and decide how long the account may stand still.',
        ja: 'それでもだめなら、ここで止めます。いつまで待てるかを決めましょう。',
      },
      goTo: 'deadline-passed',
    },
  ],
  afterwards: [
    signOthersOut,
    {
      id: 'new-password',
      text: { en: 'Change the password.', ja: 'パスワードを変えます。' },
      hint: { en: 'Take one that you use nowhere else.', ja: 'ほかで使っていないものにします。' },
      menu: 'password',
      otherwise: {
        en: 'The old one is refused: set a new one through the reset page.',
        ja: '今のパスワードが通らなければ、再設定します。',
      },
      goTo: 'password-forgotten',
    },
    {
      id: 'own-ways-only',
      text: {
        en: 'Set up your own authenticator app, then remove every app and number that is not yours.',
        ja: '自分の認証アプリを設定してから、知らないアプリや番号を外します。',
      },
      menu: 'twoFactor',
      otherwise: {
        en: 'One cannot be removed: get the new codes first, then report it on the official page.',
        ja: '外せないものが残ったら、先に新しいコードを発行し、公式ページから申告します。',
      },
    },
    ...afterwards,
  ],
  never: [
    { en: 'Type random codes.', ja: '当てずっぽうでコードを入れること。' },
    { en: 'Use the face or the ID of somebody else.', ja: '別の人の顔や身分証を使うこと。' },
  ],
  stop: {
    after: { en: 'two business days and one more try', ja: '2営業日待ち、もう1回送っても入れなかったら' },
    goOn: { en: 'do not try for ever; plan for a new account', ja: '区切りをつけて、新しいアカウントの準備に移ります' },
    goTo: 'deadline-passed',
  },
  next: [
    {
      scenario: 'hacked-mail-changed',
      when: { en: 'The mail address was changed as well.', ja: '登録メールも変えられている。' },
    },
    {
      scenario: 'selfie-impossible',
      when: { en: 'The account shows a logo, not a face.', ja: 'ロゴのアカウントで、顔が写っていない。' },
    },
    { scenario: 'all-factors-gone', when: { en: 'There is no other way in.', ja: 'ほかに入る方法が何もない。' } },
    {
      scenario: 'keeper-left',
      when: {
        en: 'It was a former colleague or an agency who turned it on.',
        ja: '設定したのは、辞めた担当者や前の代理店だった。',
      },
    },
  ],
  confidence: 'medium',
  sources: ['hackedPage', 'selfieHelp', 'helpReports', 'article'],
  reviewedOn: '2026-11-22',
}
