import type { Playbook } from '../playbook.ts'
import { onlyInTheApp } from '../shared-lines.ts'

// No step has needs: what was lost with an old account does not stand in the way of a new one.
export const playbook: Playbook = {
  id: 'new-account',
  title: { en: 'A new account: the first day', ja: '新しいアカウントの初日にすること' },
  when: {
    en: 'You start a new account, or start again after losing one.',
    ja: '新しくアカウントを作る。または、失ったあとに作り直す。',
  },
  words: {
    en: ['new account', 'start over', 'fresh start', 'create account', 'first day', 'second account'],
    ja: ['新規アカウント', '作り直し', '新しく作る', '再出発', '初日', '開設', '立ち上げ'],
  },
  odds: {
    level: 'none',
    because: {
      en: 'Five things done on the first day spare you the next lockout.',
      ja: '初日に5つのことを済ませておけば、次に困らずに済みます。',
    },
  },
  firstChecks: [
    {
      en: 'Who looks after the account, who posts, and who keeps the codes?',
      ja: 'アカウント管理・投稿・セキュリティ管理は、それぞれ誰がしますか。',
    },
    {
      en: 'Which shared mail address and which company number will it use?',
      ja: 'どの共有アドレスと、会社のどの電話番号を使いますか。',
    },
    { en: 'Which work device will have the authenticator app?', ja: '認証アプリは、会社のどの端末に入れますか。' },
  ],
  steps: [
    {
      id: 'shared-address',
      text: {
        en: 'Open the account with a shared mail address of the company.',
        ja: '会社の共有アドレスで、アカウントを作ります。',
      },
      hint: {
        en: 'One that stays when people leave, and that two of you can read.',
        ja: '人が替わっても引き継げて、2人以上が読めるアドレスにします。',
      },
      otherwise: {
        en: 'There is none: have one made first. It is worth the day.',
        ja: 'なければ、先に作ってもらいます。1日待つ価値があります。',
      },
    },
    {
      id: 'turn-on-app',
      text: {
        en: 'Turn on {twoFactor} at once, with an authenticator app on a work device.',
        ja: 'すぐに{twoFactor}をオンにし、会社の端末の認証アプリを登録します。',
      },
      hint: onlyInTheApp,
      menu: 'twoFactor',
      otherwise: {
        en: 'The app’s code is refused: set that device’s time to automatic.',
        ja: 'コードが拒否されたら、その端末の時刻を自動設定にします。',
      },
      goTo: 'totp-rejected',
    },
    {
      id: 'add-sms',
      text: {
        en: 'Add the company’s number for SMS as the second way.',
        ja: '2つ目の方法として、会社の番号でSMSを加えます。',
      },
      menu: 'twoFactor',
      otherwise: {
        en: 'No SMS comes: do not send again and again; the app is enough for today.',
        ja: '届かなくても、何度も頼みません。今日はアプリだけで足ります。',
      },
      goTo: 'sms-never',
    },
    {
      id: 'one-place',
      text: {
        en: 'Agree on one place for the codes, and on who may open it.',
        ja: 'コードの置き場所を1か所に決め、開けてよい人も決めます。',
      },
      hint: {
        en: 'A password manager is best, with one sheet of paper locked away at the most. Two people can reach it.',
        ja: '一番はパスワード管理アプリで、足すとしても金庫の紙1枚までです。2人が取り出せるようにします。',
      },
      otherwise: {
        en: 'You cannot agree today: take one sheet of paper, locked away, until you do.',
        ja: '今日決まらなければ、とりあえず紙に書いて、鍵のかかる場所に入れます。',
      },
    },
    {
      id: 'store-codes',
      text: {
        en: 'Get the backup codes and store the whole set.',
        ja: 'バックアップコードを出して、全部を登録します。',
      },
      hint: {
        en: 'Check the account at the top of the screen, and scroll to the end of the list.',
        ja: '画面の一番上でアカウントを確かめ、一覧は最後までスクロールします。',
      },
      menu: 'backupCodes',
      command: 'igcodes add NAME',
      does: 'store-codes',
      otherwise: {
        en: 'The menu is missing: {twoFactor} is not on yet.',
        ja: 'メニューがなければ、{twoFactor}がまだオンになっていません。',
      },
    },
    {
      id: 'keys-in-writing',
      text: { en: 'Put in writing who holds which key.', ja: '誰がどの鍵を持っているかを、書面に残します。' },
      hint: {
        en: 'Sign-in address, device with the authenticator, SMS number, place of the codes, way of handing over.',
        ja: '登録メール、認証アプリの端末、SMSの番号、コードの場所、渡し方の5つです。',
      },
      otherwise: {
        en: 'A line stays empty: settle it today, while all of you are there.',
        ja: '空欄が残ったら、みんながいる今日のうちに決めます。',
      },
    },
    {
      id: 'roles-apart',
      text: {
        en: 'Keep the roles apart: not everybody needs the password.',
        ja: '役割を分けます。全員がパスワードを知る必要はありません。',
      },
      hint: {
        en: 'One looks after address and password, one posts, one keeps codes and reviews. An agency never owns it alone.',
        ja: '登録情報の管理、投稿、コードの管理を分けます。代理店だけに持たせることはしません。',
      },
      otherwise: {
        en: 'Too few people: one may have two roles, but two must know the place of the codes.',
        ja: '人が足りなければ兼ねても構いません。コードの場所だけは2人が知っておきます。',
      },
    },
    {
      id: 'test',
      text: {
        en: 'Sign in once on another device, with the authenticator app.',
        ja: '別の端末で、認証アプリを使って1回ログインしてみます。',
      },
      hint: {
        en: 'That spends no backup code. Do it each month: put it into the calendar.',
        ja: 'バックアップコードは減りません。これから毎月行うので、カレンダーに入れておきます。',
      },
      otherwise: {
        en: 'Refused: look into it now, while the first device is still signed in.',
        ja: '拒否されたら、最初の端末でログインできている今のうちに原因を調べます。',
      },
      goTo: 'totp-rejected',
    },
  ],
  afterwards: [],
  never: [
    {
      en: 'Take up the old account’s content if Meta closed it for that.',
      ja: '内容が理由で停止されたのに、同じ投稿を続けること。',
    },
    { en: 'Use a private mail address or a private phone.', ja: '個人のメールアドレスや私物のスマホを使うこと。' },
    { en: 'Keep the codes as a screenshot or in a chat.', ja: 'コードをスクリーンショットやチャットに残すこと。' },
  ],
  stop: {
    isTurn: true,
    after: { en: 'a sign-in test passes', ja: 'ログインテストに通ったら' },
    goOn: { en: 'you are done; the account is ready for every day', ja: '準備は完了です。普段どおり使い始められます' },
  },
  next: [
    {
      scenario: 'set-up',
      when: { en: 'You have other accounts, not yet prepared.', ja: 'まだ備えていないアカウントがほかにもある。' },
    },
    {
      scenario: 'handover',
      when: { en: 'Somebody who holds a key will leave.', ja: '鍵を持つ人が、辞めたり異動したりする。' },
    },
    { scenario: 'new-phone', when: { en: 'The work phone will be replaced.', ja: '会社のスマホを買い替える。' } },
  ],
  confidence: 'medium',
  sources: ['article', 'twoFactorHelp', 'menuReports'],
  reviewedOn: '2026-11-29',
}
