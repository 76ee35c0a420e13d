/**
 * The steps of each entry method, for every failure.
 *
 * Each is complete: a reader who has nothing else gets in by it, or learns at once that it does not work.
 */
import { type EntryMethodName, entryMethodNames } from '../domain/model/entry-order.ts'
import type { EntryMethod } from './playbook.ts'

const methods: { readonly [N in EntryMethodName]: Omit<EntryMethod, 'id'> } = {
  session: {
    title: { en: 'A device that is still signed in', ja: 'ログインしたままの端末' },
    steps: [
      {
        id: 'find-device',
        text: {
          en: 'Take the device that is still signed in: an old phone, a tablet, a browser at work or at home.',
          ja: 'ログインしたままの端末を使います。古いスマホ、タブレット、会社や家のパソコンも見てください。',
        },
        hint: {
          en: 'Leave it signed in: it is the best key there is.',
          ja: 'その端末は、ログインしたままにしておきます。いちばん確かな鍵です。',
        },
        needs: ['session'],
        getsIn: true,
        otherwise: {
          en: 'All of them ask for a login: go on with the next way.',
          ja: 'どれもログインを求められたら、次の方法へ進みます。',
        },
      },
    ],
  },
  codes: {
    title: { en: 'A backup code', ja: 'バックアップコード' },
    steps: [
      {
        id: 'use-code',
        text: {
          en: 'Sign in with the password, then choose {tryAnotherWay} and {useBackupCode}.',
          ja: 'パスワードを入れたら、{tryAnotherWay}→{useBackupCode}と進みます。',
        },
        hint: {
          en: 'Type one code, once, without the space.',
          ja: 'コードは1つだけ、空白を入れずに、1回だけ入力します。',
        },
        command: 'igcodes use NAME',
        does: 'hand-out',
        getsIn: true,
        needs: ['codes', 'password'],
        otherwise: {
          en: 'Refused twice: stop typing codes. The list is probably an old one.',
          ja: '2回拒否されたら、コードの入力はやめます。古い一覧かもしれません。',
        },
        goTo: 'code-rejected',
      },
    ],
  },
  authenticator: {
    title: { en: 'The authenticator app', ja: '認証アプリ' },
    steps: [
      {
        id: 'app-code',
        text: {
          en: 'Open the authenticator app and type the six digits that it shows for this account.',
          ja: '認証アプリを開き、このアカウントの6桁の数字を入力します。',
        },
        hint: {
          en: 'They change every 30 seconds: wait for fresh ones if the time is nearly over.',
          ja: '数字は30秒ごとに変わります。残りが少ないときは、次の数字を待ちます。',
        },
        getsIn: true,
        needs: ['authenticator', 'password'],
        otherwise: {
          en: 'Refused: set the device’s clock to automatic, then try the next code once.',
          ja: '拒否されたら、端末の時刻を「自動」にして、次の数字を1回だけ試します。',
        },
        goTo: 'totp-rejected',
      },
    ],
  },
  sms: {
    title: { en: 'A code by SMS', ja: 'SMSのコード' },
    steps: [
      {
        id: 'sms-code',
        text: { en: 'Have one SMS sent and wait for it.', ja: 'SMSを1回だけ送ってもらい、届くのを待ちます。' },
        hint: {
          en: 'People report about a minute between two SMS. Asking again and again stops them altogether.',
          ja: '送り直しは1分ほど空けます。何度も頼むと、しばらく送られなくなります。',
        },
        weak: true,
        getsIn: true,
        needs: ['sms', 'password'],
        otherwise: {
          en: 'Nothing after the second one: the carrier may hold back SMS from abroad.',
          ja: '2回送っても届かなければ、携帯会社が海外からのSMSを止めているかもしれません。',
        },
        goTo: 'sms-never',
      },
    ],
  },
  whatsapp: {
    title: { en: 'A code by WhatsApp', ja: 'WhatsAppのコード' },
    steps: [
      {
        id: 'whatsapp-code',
        text: {
          en: 'If {tryAnotherWay} offers WhatsApp, have the code sent there.',
          ja: '{tryAnotherWay}にWhatsAppがあれば、そこへコードを送ってもらいます。',
        },
        getsIn: true,
        needs: ['whatsapp', 'password'],
        otherwise: {
          en: 'WhatsApp is not offered: it was not set up for this account. Go on.',
          ja: 'WhatsAppが出てこなければ、設定されていません。次へ進みます。',
        },
      },
    ],
  },
  request: {
    title: { en: 'Approve the login on another device', ja: '別の端末でログインを承認' },
    steps: [
      {
        id: 'approve',
        text: {
          en: 'On a device that is still signed in, look for a login request and approve your own.',
          ja: 'ログインしたままの端末に通知が出ていれば、自分のログインだけを承認します。',
        },
        hint: { en: 'The time and the place must be yours.', ja: '時刻と場所が自分のものか、必ず確かめます。' },
        getsIn: true,
        needs: ['session'],
        otherwise: { en: 'No request appears: go on with the next way.', ja: '通知が出なければ、次の方法へ進みます。' },
      },
    ],
  },
  facebook: {
    title: { en: 'The linked Facebook account', ja: '連携したFacebookアカウント' },
    steps: [
      {
        id: 'facebook-login',
        text: {
          en: 'On the login screen choose Facebook and sign in with the linked account.',
          ja: 'ログイン画面でFacebookを選び、連携したアカウントでログインします。',
        },
        hint: {
          en: 'Instagram may still ask for the second step afterwards.',
          ja: 'そのあとで認証コードを求められることもあります。',
        },
        weak: true,
        getsIn: true,
        needs: ['facebook'],
        otherwise: {
          en: 'The accounts are not linked: go on with the next way.',
          ja: '連携していなければ、次の方法へ進みます。',
        },
      },
    ],
  },
  portfolio: {
    title: { en: 'An administrator of the business portfolio', ja: 'ビジネスポートフォリオの管理者' },
    steps: [
      {
        id: 'find-administrator',
        text: {
          en: 'Look up in the business settings who else has full control of the account.',
          ja: 'ビジネス設定で、ほかに誰がアカウントを管理できるか調べます。',
        },
        address: 'businessSettings',
        needs: ['portfolio'],
        otherwise: {
          en: 'You are the only administrator: open a support case in the next step.',
          ja: '管理者が自分だけなら、次の手順でサポートに申請します。',
        },
      },
      {
        id: 'business-case',
        text: {
          en: 'Open a support case for the business, signed in as its administrator.',
          ja: '管理者としてログインし、ビジネスサポートに申請します。',
        },
        hint: {
          en: 'Have the company’s papers at hand: they may be asked for.',
          ja: '会社の書類を求められることがあります。手元に用意しておきます。',
        },
        address: 'businessHelp',
        weak: true,
        needs: ['portfolio'],
        otherwise: {
          en: 'No case can be opened there: use the official page.',
          ja: '申請できなければ、公式の復旧ページを使います。',
        },
      },
    ],
  },
  'official-page': {
    title: { en: 'Instagram’s own recovery page', ja: 'Instagram公式の復旧ページ' },
    steps: [
      {
        id: 'open-page',
        text: {
          en: 'Open the official page and choose what fits: no access to the second step.',
          ja: '公式ページを開き、自分の状況に合うものを選びます。',
        },
        hint: {
          en: 'Type the address yourself. Links in mails and messages are often forged.',
          ja: 'アドレスは自分で入力します。メールやメッセージのリンクは偽物が多いからです。',
        },
        address: 'hacked',
        otherwise: {
          en: 'The page leads in a circle: stop for today and try once more tomorrow, from a device you know.',
          ja: '同じ画面に戻るときは、今日はやめて、明日いつもの端末から1回だけ試します。',
        },
      },
    ],
  },
  face: {
    title: { en: 'The video selfie', ja: '動画セルフィー' },
    steps: [
      {
        id: 'selfie',
        text: {
          en: 'When the page offers it, take the video selfie of the person shown on the account.',
          ja: '案内が出たら、アカウントの写真に写っている本人が動画セルフィーを撮ります。',
        },
        hint: {
          en: 'The answer can take two business days. Until then do nothing.',
          ja: '返事には2営業日ほどかかります。それまでは何もしないで待ちます。',
        },
        address: 'selfieHelp',
        weak: true,
        needs: ['face'],
        otherwise: {
          en: 'Refused: send it once more, in better light. Not a third time.',
          ja: '断られたら、明るい場所でもう1回だけ送ります。3回目はありません。',
        },
        goTo: 'selfie-impossible',
      },
    ],
  },
}

export const entryMethodsByPreference: readonly EntryMethod[] = entryMethodNames.map(id => ({ id, ...methods[id] }))
