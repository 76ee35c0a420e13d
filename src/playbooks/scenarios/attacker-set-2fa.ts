import type { Playbook } from '../playbook.ts'
import { afterBreakIn } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'attacker-set-2fa',
  title: { en: 'Asked for a code that you never set up', ja: '設定した覚えのない二段階認証' },
  when: {
    en: 'Sign-in asks for a code, but none of you ever turned that on.',
    ja: '二段階認証を設定した覚えがないのに、ログインでコードを聞かれる。',
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
      en: 'Does that code come to your own mail or SMS? Then it is Instagram’s own check, and nobody is in.',
      ja: 'そのコードは、自分のメールかSMSに届きませんか。それならInstagramの確認で、乗っ取りではありません。',
    },
    {
      en: 'Is a Facebook or other profile in the same Meta Account? Its two-factor may count here now.',
      ja: 'Facebookなどと同じMetaアカウントではありませんか。そちらの二段階認証が広がることがあります。',
    },
    {
      en: 'Is Instagram still open on one of your devices? Leave it signed in.',
      ja: 'ログインしたままの端末はありませんか。あれば、そのままにしておきます。',
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
        en: 'On a device that is still signed in, get new backup codes: they pass the stranger’s second step, too.',
        ja: 'ログインしたままの端末で、新しいバックアップコードを出します。相手の設定した二段階認証も通れます。',
      },
      hint: {
        en: 'With them your own app is set up next, see below.',
        ja: 'そのあと、下の手順で自分の認証アプリを設定します。',
      },
      menu: 'backupCodes',
      command: 'igcodes add NAME',
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
      text: { en: 'Change the password of your mailbox.', ja: 'メール(Gmailなど)のパスワードを変えます。' },
      hint: {
        en: 'Instagram’s answer will come there; nobody else should read it.',
        ja: 'Instagramからの返事が届く場所です。ほかの人に読まれないようにします。',
      },
      needs: ['mail'],
      otherwise: {
        en: 'You cannot open it: contact your mail provider.',
        ja: '入れないときは、メールサービスの窓口に連絡します。',
      },
    },
    {
      id: 'official-page',
      text: {
        en: 'Open the official page and say that the account was hacked.',
        ja: '公式ページを開き、「乗っ取られた」の項目を選びます。',
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
        ja: '動画は30日以内に削除されると案内されています。身分証を求められることもあります。',
      },
      address: 'selfieHelp',
      needs: ['face'],
      otherwise: {
        en: 'No photo shows the owner: use the playbook for that.',
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
        en: 'Even in a hurry: sending it again does not make it faster.',
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
        en: 'A message that asks for a backup code is not from Instagram.',
        ja: 'バックアップコードを聞いてくる連絡は、Instagramではありません。',
      },
      getsIn: true,
      otherwise: {
        en: 'No answer or a refusal: send it once more (our own rule; no limit is published).',
        ja: '返事がない、断られたときは、もう1回送ります(私たちの目安。回数は公表されていません)。',
      },
    },
    {
      id: 'selfie-once-more',
      text: {
        en: 'Send the video selfie one more time, in better light, and wait as long again.',
        ja: '明るい場所で動画セルフィーをもう1回送り、同じだけ待ちます。',
      },
      needs: ['face'],
      getsIn: true,
      otherwise: {
        en: 'Still nothing: let some days pass, and decide how long you can wait.',
        ja: 'それでもだめなら数日あけます。いつまで待てるかも決めましょう。',
      },
      goTo: 'deadline-passed',
    },
  ],
  afterwards: afterBreakIn,
  never: [
    { en: 'Type random codes.', ja: '当てずっぽうでコードを入れること。' },
    { en: 'Use the face or the ID of somebody else.', ja: '別の人の顔や身分証を使うこと。' },
  ],
  stop: {
    after: { en: 'two business days and one more try', ja: '2営業日待ち、もう1回送っても入れなかったら' },
    goOn: {
      en: 'keep to the deadline that you set; plan for a new account',
      ja: '決めた期限で区切り、新しいアカウントの準備に移ります',
    },
    goTo: 'deadline-passed',
  },
  next: [
    {
      scenario: 'login-check',
      when: { en: 'The code comes to your own mail or SMS.', ja: 'コードが自分のメールやSMSに届く。' },
    },
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
        en: 'A former colleague or an agency turned it on.',
        ja: '設定したのは、辞めた担当者や前の代理店だった。',
      },
    },
  ],
  confidence: 'medium',
  sources: ['hackedPage', 'selfieHelp', 'helpReports', 'metaTwoFactor', 'article', 'ownPrecaution'],
  reviewedOn: '2026-11-29',
}
