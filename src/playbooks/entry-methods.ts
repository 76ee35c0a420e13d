/**
 * The steps of each entry method, for every failure.
 *
 * Each is complete: a reader who has nothing else gets in by it, or learns at once that it does not work.
 */
import { type EntryMethodName, entryOrder } from '../domain/model/entry-order.ts'
import type { EntryMethod } from './playbook.ts'
import { backupCode } from './shared-lines.ts'

const methods: { readonly [N in EntryMethodName]: Omit<EntryMethod, 'id'> } = {
  session: {
    title: { en: 'A device that is still signed in', ja: 'ログインしたままの端末' },
    steps: [
      {
        id: 'find-device',
        text: {
          en: 'Open Instagram on the device that is still signed in, and approve your own sign-in if it asks.',
          ja: 'ログインしたままの端末でInstagramを開きます。確認が出たら、自分のログインだけを許可します。',
        },
        hint: {
          en: 'Old phone, tablet, browser at work or at home. Leave it signed in: it is the best key there is.',
          ja: '古いスマホ、タブレット、会社や家のパソコン。ログインしたままにしておきます。いちばん確かな鍵です。',
        },
        does: 'open-session',
        needs: ['session'],
        getsIn: true,
        otherwise: {
          en: 'All of them ask for a login: type the password on the one you used most. It may let you in without a code.',
          ja: 'どれもログインを求めるなら、一番よく使った端末でパスワードを入れます。コードなしで入れることがあります。',
        },
      },
    ],
  },
  codes: {
    title: { en: 'A backup code', ja: 'バックアップコード' },
    steps: [
      {
        ...backupCode,
        id: 'use-code',
        text: {
          en: 'Sign in with the password, then choose {tryAnotherWay} and {useBackupCode}.',
          ja: 'パスワードを入れたら、{tryAnotherWay}→{useBackupCode}と進みます。',
        },
        otherwise: {
          en: 'Refused twice: stop typing codes. The list is probably an old one.',
          ja: '2回拒否されたら、コードの入力はやめます。古い一覧かもしれません。',
        },
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
        text: {
          en: 'Have one SMS sent, and type the six digits of the newest one.',
          ja: 'SMSを1回だけ送ってもらい、一番新しいSMSの6桁を入力します。',
        },
        hint: {
          en: 'Nothing after five minutes (our own caution): ask once more. Asking again and again stops them for a while.',
          ja: '5分待って来なければ、もう1回だけ頼みます(5分は私たちの目安)。何度も頼むと、しばらく送られなくなります。',
        },
        getsIn: true,
        needs: ['sms', 'password'],
        otherwise: {
          en: 'Nothing after the second one: the carrier may hold back SMS from abroad.',
          ja: '2回頼んでも届かなければ、携帯会社が海外からのSMSを止めているかもしれません。',
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
  passkey: {
    title: { en: 'A passkey (face or fingerprint)', ja: 'パスキー(顔・指紋)' },
    steps: [
      {
        id: 'use-passkey',
        text: {
          en: 'On a device that has the passkey, sign in with face, fingerprint or its PIN.',
          ja: 'パスキーのある端末で、顔・指紋・暗証番号を使ってログインします。',
        },
        hint: {
          en: 'Passkeys travel with the iCloud or Google account: a new phone may have it already.',
          ja: 'パスキーはiCloudやGoogleのアカウントで引き継がれます。新しいスマホにもあるかもしれません。',
        },
        weak: true,
        getsIn: true,
        needs: ['passkey'],
        otherwise: { en: 'None is offered: go on with the next way.', ja: '出てこなければ、次の方法へ進みます。' },
      },
    ],
  },
  mail: {
    title: { en: 'A code by mail', ja: 'メールのコード' },
    steps: [
      {
        id: 'mail-code',
        text: {
          en: 'If the screen says that a code went to your mail, read it there and type it once.',
          ja: '画面に「メールに送った」と出ていれば、そのコードを1回入力します。',
        },
        hint: {
          en: 'Look in the junk folder too. This is Instagram’s own check; it comes without two-factor.',
          ja: '迷惑メールも見ます。二段階認証を使っていないときに出る、Instagramの確認です。',
        },
        weak: true,
        getsIn: true,
        needs: ['mail', 'password'],
        otherwise: {
          en: 'No code comes by mail: go on with the next way.',
          ja: 'メールに来なければ、次の方法へ進みます。',
        },
      },
    ],
  },
  'trusted-device': {
    title: { en: 'A device that you often used before', ja: '前によく使っていた端末' },
    steps: [
      {
        id: 'trusted-device',
        text: {
          en: 'Type the password on a device that you often used before, in the network you always use.',
          ja: '前によく使っていた端末で、いつもの回線のまま、パスワードを入れます。',
        },
        hint: {
          en: 'Even signed out, it may let you in without a code.',
          ja: 'ログアウトしていても、コードなしで入れることがあります。',
        },
        weak: true,
        getsIn: true,
        needs: ['password'],
        otherwise: {
          en: 'It asks for a code as well: go on with the next way.',
          ja: 'そこでもコードを求められたら、次の方法へ進みます。',
        },
      },
    ],
  },
  friends: {
    title: { en: 'Two friends who confirm', ja: '友だち2人の確認' },
    steps: [
      {
        id: 'ask-friends',
        text: {
          en: 'If the page offers to ask two friends, choose two whom you can call at once.',
          ja: '「友だちに確認」と出たら、すぐ電話できる2人を選びます。',
        },
        hint: {
          en: 'Call them first: they have to answer the notice in their own app within a day.',
          ja: '先に電話で伝えます。2人は、自分のアプリに来た通知に1日以内に答えます。',
        },
        weak: true,
        otherwise: { en: 'It is not offered: go on with the next way.', ja: '出てこなければ、次の方法へ進みます。' },
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
          en: 'On the login screen tap {logInWithFacebook} and sign in with the linked account.',
          ja: 'ログイン画面で{logInWithFacebook}を選び、連携したアカウントでログインします。',
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
          en: 'The answer can take two business days. Never upload your face to another account for it.',
          ja: '返事には2営業日ほどかかります。このために、別のアカウントに顔写真を載せたりはしません。',
        },
        address: 'selfieHelp',
        weak: true,
        needs: ['face'],
        otherwise: {
          en: 'Refused: send it once more, in better light. Then let some days pass (our own caution).',
          ja: '断られたら、明るい場所でもう1回送ります。それでもだめなら数日あけます(私たちの目安)。',
        },
        goTo: 'selfie-impossible',
      },
    ],
  },
}

export const entryMethodsByPreference: readonly EntryMethod[] = entryOrder.map(id => ({ id, ...methods[id] }))
