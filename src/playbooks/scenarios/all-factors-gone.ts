import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'all-factors-gone',
  title: { en: 'Nothing is left to sign in with', ja: 'ログインする手段が何もない' },
  when: {
    en: 'No backup code, no app, no SMS, and no device that is still signed in.',
    ja: 'バックアップコードも認証アプリもSMSも、ログイン中の端末もない。',
  },
  words: {
    en: ['lost everything', 'locked out', 'no way in', 'recover account', 'video selfie', 'identity check'],
    ja: [
      '全部なくした',
      '何もない',
      'ログインできない',
      '入れない',
      '詰んだ',
      'アカウント復旧',
      '本人確認',
      '動画セルフィー',
    ],
  },
  odds: {
    level: 'low',
    upTo: 'medium',
    because: {
      en: 'Only the proof of who you are is left. With your face on the account, the odds are better.',
      ja: '残るのは本人確認だけです。自分の顔が写った写真があれば、見込みは上がります。',
    },
  },
  firstChecks: [
    { en: 'Is the owner’s face on the account’s pictures?', ja: 'アカウントの写真に、持ち主の顔が写っていますか。' },
    {
      en: 'Did you use a device often in the last two years? Its password alone may let you in.',
      ja: 'この2年によく使った端末はありませんか。パスワードだけで入れることがあります。',
    },
    {
      en: 'Look once more for a device that is still signed in: old phones, tablets, browsers at home and at work.',
      ja: '古いスマホやタブレット、家や職場のパソコンに、ログインしたままのものはありませんか。',
    },
    {
      en: 'Where were the backup codes saved last, and who would know?',
      ja: 'バックアップコードを最後に保存したのはどこですか。知っていそうな人はいますか。',
    },
    {
      en: 'Is there a mail from security@mail.instagram.com about a change? Then somebody may have broken in.',
      ja: 'security@mail.instagram.com から変更の知らせは来ていませんか。あれば乗っ取りかもしれません。',
    },
  ],
  steps: [
    {
      id: 'official-page',
      text: {
        en: 'Open Instagram’s official page for people who cannot get in.',
        ja: 'ログインできない人のための、Instagramの公式ページを開きます。',
      },
      hint: {
        en: 'Type the address yourself: search results can lead to forged pages.',
        ja: 'アドレスは自分で入力してください。検索から開くと、偽のページのことがあります。',
      },
      address: 'hacked',
      otherwise: {
        en: 'The page does not open: try it later, or in another browser.',
        ja: '開けなければ、時間をおくか、別のブラウザで開いてください。',
      },
    },
    {
      id: 'choose-reason',
      text: {
        en: 'Choose the line that says you cannot get your sign-in code.',
        ja: '「コードを受け取れない」に近い項目を選びます。',
      },
      hint: {
        en: 'The page also offers: hacked, password forgotten, account disabled. Take what really happened.',
        ja: '乗っ取り・パスワード忘れ・アカウント停止の項目もあります。実際に起きたことを選びます。',
      },
      weak: true,
      otherwise: {
        en: 'No line fits exactly: take the nearest one.',
        ja: 'ぴったりの項目がなければ、一番近いものを選びます。',
      },
    },
    {
      id: 'address-for-answer',
      text: {
        en: 'Give a mail address at which the answer surely reaches you.',
        ja: '返事を確実に受け取れるメールアドレスを書きます。',
      },
      hint: {
        en: 'A new one will do, as long as nobody else can read it.',
        ja: '新しく作ったものでもかまいません。自分だけが読めるものにします。',
      },
      weak: true,
      otherwise: { en: 'The page does not ask for one: go on.', ja: '聞かれなければ、そのまま次へ進みます。' },
    },
    {
      id: 'secure-mailbox',
      text: {
        en: 'Give the account’s mailbox a new password that you use nowhere else.',
        ja: '登録してあるメールのパスワードを、使い回しでない新しいものに変えます。',
      },
      hint: {
        en: 'Anyone who reads that mailbox can take the account while you wait.',
        ja: 'メールを読まれると、待っている間にアカウントを取られかねません。',
      },
      needs: ['mail'],
      otherwise: {
        en: 'Somebody else is in the mailbox: have its provider lock it first.',
        ja: '他人に入られているようなら、先にメールの提供元に止めてもらいます。',
      },
    },
    {
      id: 'selfie',
      text: {
        en: 'Record the video selfie when the page asks for it.',
        ja: '案内が出たら、動画セルフィーを撮ります。',
      },
      hint: {
        en: 'It is compared with the account’s pictures; Instagram says that it is deleted within 30 days.',
        ja: 'アカウントの写真と見比べられます。動画は30日以内に削除されると案内されています。',
      },
      address: 'selfieHelp',
      needs: ['face'],
      otherwise: {
        en: 'Your face is on no picture, or the page offers no selfie: go on without one.',
        ja: '顔の写真がない、または案内が出ないときは、顔を使わない手順へ進みます。',
      },
      goTo: 'selfie-impossible',
    },
    {
      id: 'own-papers',
      text: { en: 'If an ID is asked for, send your own.', ja: '身分証を求められたら、自分のものを出します。' },
      hint: {
        en: 'Send it only on Instagram’s own page, never in a chat.',
        ja: '出すのはInstagramの公式ページだけ。チャットでは絶対に送らないでください。',
      },
      otherwise: { en: 'Nobody asks for one: simply go on.', ja: '求められなければ、そのまま次へ進みます。' },
    },
    {
      id: 'set-deadline',
      text: {
        en: 'Set the day on which you will stop trying, and write it down.',
        ja: '「この日まで」という期限を決めて、書いておきます。',
      },
      hint: {
        en: 'How long can the business do without the account? Let that decide.',
        ja: 'アカウントが止まったまま、仕事は何日までもちますか。それを目安にします。',
      },
      otherwise: {
        en: 'You cannot decide it alone: settle it with your team today.',
        ja: '一人で決められなければ、今日のうちにチームで決めてください。',
      },
    },
    {
      id: 'wait-for-answer',
      text: { en: 'Wait two business days for the answer.', ja: '返事を2営業日待ちます。' },
      hint: {
        en: 'The check of a video selfie can take that long. Weekends do not count.',
        ja: '動画セルフィーの確認は、長くて2営業日とされています。土日は数えません。',
      },
      does: 'wait',
      waitMinutes: 2880,
      otherwise: {
        en: 'Holidays or a weekend in between: add those days.',
        ja: '土日や祝日をはさむときは、その日数だけ長く待ってください。',
      },
    },
    {
      id: 'follow-answer',
      text: { en: 'When the answer has come, do what it says.', ja: '返事が来たら、その案内のとおりに進めます。' },
      hint: {
        en: 'If it asks for money or for a backup code, it is not from Instagram.',
        ja: 'お金やバックアップコードを求めてきたら、それは偽物です。',
      },
      getsIn: true,
      otherwise: {
        en: 'A refusal, or no answer: go on with the next step. Asked for one selfie after another: stop for today.',
        ja: '断られた、返事がないときは、次へ進みます。同じ撮影のくり返しになったら、今日はやめます。',
      },
    },
    {
      id: 'file-once-more',
      text: { en: 'Apply on the official page one more time.', ja: '公式ページから、もう1回申請します。' },
      hint: {
        en: 'The same facts as before; then two business days again. “Once more” is our own caution: no limit is published.',
        ja: '1回目と同じ内容で、また2営業日待ちます。「もう1回」は私たちの目安で、回数は公表されていません。',
      },
      address: 'hacked',
      getsIn: true,
      otherwise: {
        en: 'Refused again, or silence: more tries will not make it better.',
        ja: 'また断られた、または返事がなければ、続けても良くはなりません。',
      },
      goTo: 'deadline-passed',
    },
  ],
  afterwards: [
    {
      id: 'two-ways',
      text: {
        en: 'Set up {authenticatorApp} and an SMS number that are yours today.',
        ja: '{authenticatorApp}と、今使っている番号のSMSを設定します。',
      },
      menu: 'twoFactor',
      otherwise: {
        en: 'Only one of them works: take the authenticator app first.',
        ja: 'どちらか一方なら、認証アプリを先に設定してください。',
      },
    },
    ...afterwards,
  ],
  never: [
    {
      en: 'Apply a second time while the first application is still open.',
      ja: '返事を待っている間に、重ねて申請すること。',
    },
    {
      en: 'Send selfie after selfie, or put your face on another account for it.',
      ja: '動画を次々に送ること。そのために別のアカウントに顔写真を載せること。',
    },
    { en: 'Rely on an automatic support chat.', ja: '自動応答のサポートチャットをあてにすること。' },
  ],
  stop: {
    after: {
      en: 'two business days of waiting and one more application',
      ja: '2営業日待って、もう1回申請してもだめだったら',
    },
    goOn: {
      en: 'keep to your deadline and prepare a new account',
      ja: '決めた期限を守り、新しいアカウントの準備に移ります',
    },
    goTo: 'deadline-passed',
  },
  next: [
    {
      scenario: 'selfie-impossible',
      when: { en: 'The account shows a logo or goods, and no face.', ja: 'ロゴや商品だけで、顔の写真がない。' },
    },
    {
      scenario: 'hacked-mail-changed',
      when: { en: 'A mail says that your address was changed.', ja: 'アドレスが変更された、というメールが来ている。' },
    },
    {
      scenario: 'keeper-left',
      when: {
        en: 'A former employee or an agency may still hold a key.',
        ja: '辞めた人や代理店が、ログインに必要なものを持っていそう。',
      },
    },
    { scenario: 'deadline-passed', when: { en: 'Your deadline is over.', ja: '決めた期限が過ぎた。' } },
  ],
  confidence: 'medium',
  sources: ['hackedPage', 'selfieHelp', 'article', 'helpReports', 'publicReports', 'ownPrecaution'],
  reviewedOn: '2026-11-29',
}
