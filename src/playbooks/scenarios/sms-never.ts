import type { Playbook } from '../playbook.ts'
import { addApp, afterwards, backupCode } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'sms-never',
  title: { en: 'No SMS comes at all', ja: 'SMSがまったく届かない' },
  when: {
    en: 'You asked for the sign-in code by SMS, and nothing arrives.',
    ja: 'SMSでコードを頼んでも、何も届かない。',
  },
  words: {
    en: ['no SMS', 'no text message', 'code not received', 'SMS not arriving', 'SMS blocked', 'foreign SMS'],
    ja: [
      '届かない',
      'SMSが来ない',
      'SMSが届かない',
      '認証コードが届かない',
      'コードが来ない',
      '海外SMS',
      '受信拒否',
      'ソフトバンク',
      '格安SIM',
    ],
  },
  odds: {
    level: 'high',
    because: {
      en: 'Often the carrier holds the SMS back, and you can change that. Other ways in are left besides.',
      ja: '携帯会社が止めていることが多く、設定で直せます。ほかの入り方も残っています。',
    },
  },
  firstChecks: [
    {
      en: 'Does your carrier refuse SMS from abroad? Instagram’s codes may come from there.',
      ja: '携帯会社が海外からのSMSを止めていませんか。コードは海外から届くことがあります。',
    },
    {
      en: 'Is a device still signed in? Instagram may ask there instead of sending an SMS: approve your own sign-in.',
      ja: 'ログインしたままの端末はありませんか。SMSの代わりに、そこで確認が出ることがあります。',
    },
    {
      en: 'Did you change your carrier or your number lately? Can this SIM receive SMS at all?',
      ja: '最近、携帯会社や番号を変えましたか。SMSを使えないSIMではありませんか。',
    },
    {
      en: 'Is airplane mode off? Is there storage left? Is the SMS among the blocked messages?',
      ja: '機内モードはオフですか。空き容量はありますか。迷惑SMSに入っていませんか。',
    },
  ],
  steps: [
    {
      ...backupCode,
      text: {
        en: 'You have backup codes? Instead of the SMS, tap {tryAnotherWay} and {useBackupCode}.',
        ja: 'バックアップコードがあれば、SMSの代わりに{tryAnotherWay}→{useBackupCode}と進みます。',
      },
    },
    {
      id: 'allow-foreign-sms',
      text: {
        en: 'In your carrier’s settings, allow SMS from abroad.',
        ja: '携帯会社の設定で、海外からのSMSを受け取れるようにします。',
      },
      hint: {
        en: 'Japanese carriers, SoftBank above all, may refuse them at first. Look under blocked messages (My SoftBank: SMS).',
        ja: '国内の携帯会社、特にソフトバンクは、初めから拒否していることがあります。My SoftBankなどの迷惑SMSの項目です。',
      },
      needs: ['phone'],
      otherwise: {
        en: 'You cannot find it: call the carrier and ask them to allow SMS from abroad.',
        ja: '見つからなければ、携帯会社に電話して解除を頼んでください。',
      },
    },
    {
      id: 'restart',
      text: { en: 'Restart the phone.', ja: 'スマホを再起動します。' },
      hint: {
        en: 'Only turn it off and on. Do not reset it.',
        ja: '電源を切って入れ直すだけです。初期化はしないでください。',
      },
      needs: ['phone'],
      otherwise: {
        en: 'It shows no reception afterwards: ask the carrier whether the line works.',
        ja: 'そのあとも圏外なら、回線が使えるか携帯会社に聞いてください。',
      },
    },
    {
      id: 'send-once-more',
      text: {
        en: 'On the sign-in screen, have the SMS sent one more time.',
        ja: 'ログイン画面で、もう1回だけSMSを送ってもらいます。',
      },
      hint: {
        en: 'Wait 60 seconds before you ask. Type in the newest code only. A call, if offered, may say the code.',
        ja: '頼む前に60秒待ちます。届いたら一番新しいコードを入れます。電話での案内を選べることもあります。',
      },
      getsIn: true,
      needs: ['sms', 'password'],
      weak: true,
      otherwise: {
        en: 'Nothing again: stop asking for SMS and go on with the next step.',
        ja: 'また届かなければ、SMSはここでやめて次へ進みます。',
      },
    },
  ],
  atHandFirst: true,
  thenEntryMethods: true,
  afterwards: [addApp, ...afterwards],
  never: [
    {
      en: 'Change your phone number in the middle of this: the code still goes to the old one.',
      ja: '途中で電話番号を変えること。コードは前の番号に送られたままです。',
    },
    {
      en: 'Have the SMS sent over and over: that can block sending for a while.',
      ja: 'SMSを何度も続けて頼むこと。送信が一時的に止められることがあります。',
    },
  ],
  stop: {
    after: { en: 'two SMS that did not come', ja: '2回頼んでもSMSが届かなかったら' },
    goOn: { en: 'leave the SMS alone and take another way in', ja: 'SMSはあきらめて、ほかの入り方に切り替えます' },
  },
  next: [
    {
      scenario: 'sms-late',
      when: { en: 'You asked only a few minutes ago.', ja: '頼んでから、まだ数分しかたっていない。' },
    },
    {
      scenario: 'number-gone',
      when: { en: 'The number is cancelled or has changed.', ja: '番号を解約した、または変えていた。' },
    },
    {
      scenario: 'sim-swap',
      when: {
        en: 'The phone has suddenly lost its service, and you do not know why.',
        ja: '心当たりがないのに、急に圏外になった。',
      },
    },
    {
      scenario: 'codes-never-saved',
      when: { en: 'You never saved any backup codes.', ja: 'バックアップコードを保存したことがない。' },
    },
    {
      scenario: 'told-to-wait',
      when: { en: 'Instagram tells you to wait.', ja: '「しばらく待って」という表示が出た。' },
    },
    {
      scenario: 'all-factors-gone',
      when: { en: 'None of the other ways works either.', ja: 'ほかの入り方も全部だめだった。' },
    },
  ],
  confidence: 'high',
  sources: ['carriers', 'twoFactorHelp', 'article', 'helpReports', 'clientReports', 'publicReports'],
  reviewedOn: '2026-11-29',
}
