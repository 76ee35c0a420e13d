import type { Playbook } from '../playbook.ts'
import { addApp, afterwards, backupCode } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'sms-late',
  title: { en: 'The SMS is slow to arrive', ja: 'SMSのコードがなかなか届かない' },
  when: {
    en: 'The SMS with the sign-in code takes longer than usual.',
    ja: 'ログイン用のコードのSMSが、いつもより遅い。',
  },
  words: {
    en: ['slow SMS', 'SMS delayed', 'code late', 'text message late', 'still waiting for the code'],
    ja: ['SMSが遅い', 'コードが遅い', 'なかなか来ない', 'まだ届かない', '認証コードが遅い', '再送信'],
  },
  odds: {
    level: 'high',
    because: {
      en: 'A slow SMS mostly comes in the end. A backup code works without any SMS.',
      ja: '遅れているだけなら、たいてい届きます。バックアップコードがあれば、SMSなしでも入れます。',
    },
  },
  firstChecks: [
    {
      en: 'Does the phone have reception? Is airplane mode off?',
      ja: 'スマホは圏外になっていませんか。機内モードはオフですか。',
    },
    { en: 'Does the code go to a number that you still use?', ja: 'コードの送り先は、今も使っている番号ですか。' },
  ],
  steps: [
    {
      id: 'newest-sms',
      text: {
        en: 'Look once more: if an SMS has come, type the code of the newest one, once.',
        ja: 'もう一度見て、SMSが届いていたら、一番新しいものの6桁を1回だけ入力します。',
      },
      hint: {
        en: '{codeNoLongerValid} means that you took an older one. Look on the old phone, too, if you changed phones.',
        ja: '{codeNoLongerValid}と出たら、古いコードです。機種変更した人は、前のスマホも見ます。',
      },
      getsIn: true,
      needs: ['sms', 'password'],
      otherwise: { en: 'Nothing is there: go on with the next step.', ja: '届いていなければ、次へ進みます。' },
    },
    {
      id: 'signal',
      text: {
        en: 'Check that the phone has reception and that airplane mode is off.',
        ja: 'スマホの電波が届いているか、機内モードがオフかを確かめます。',
      },
      hint: {
        en: 'Inside a building, go to a window. A phone whose storage is full may not take an SMS either.',
        ja: '建物の中なら窓際へ。空き容量がないときも、SMSを受け取れないことがあります。',
      },
      needs: ['phone'],
      otherwise: {
        en: 'No reception: go somewhere else or restart the phone, then look again.',
        ja: '圏外なら、場所を移るかスマホを再起動して、もう一度見てください。',
      },
    },
    {
      id: 'right-number',
      text: {
        en: 'Compare the last digits on the sign-in screen with your number.',
        ja: 'ログイン画面に出ている番号の末尾を、自分の番号と見比べます。',
      },
      hint: { en: 'No digits on the screen: skip this.', ja: '数字が出ていなければ、飛ばしてかまいません。' },
      needs: ['password'],
      weak: true,
      otherwise: {
        en: 'It is an old number or a strange one: send nothing more to it.',
        ja: '古い番号や知らない番号だったら、もうそこへは送らないでください。',
      },
      goTo: 'number-gone',
    },
    {
      id: 'wait',
      text: { en: 'Wait five minutes without asking for another SMS.', ja: '再送信を押さずに、5分待ちます。' },
      hint: {
        en: 'Five minutes is our own precaution; Instagram told apps in 2019: 60 seconds between two SMS, two at most.',
        ja: '5分は私たちの用心のための目安です。Instagramが2019年にアプリへ返した値は、間隔60秒、2通まででした。',
      },
      does: 'wait',
      waitMinutes: 5,
      needs: ['sms'],
      weak: true,
      otherwise: {
        en: 'You have asked many times already: give it longer. Sending may be blocked for a while.',
        ja: 'もう何度も送ったあとなら、もっと長く待ちます。送信が一時的に止められることがあります。',
      },
    },
    {
      id: 'late-code',
      text: {
        en: 'If the SMS has come, type in its code once.',
        ja: 'SMSが届いていたら、そのコードを1回だけ入力します。',
      },
      hint: { en: 'With several SMS, only the newest counts.', ja: '何通も届いたら、使うのは一番新しいものだけです。' },
      getsIn: true,
      needs: ['sms', 'password'],
      otherwise: {
        en: 'Nothing has come, or the code was refused: go on with the next step.',
        ja: '届かない、または拒否されたら、次へ進みます。',
      },
    },
    {
      id: 'send-once-more',
      text: { en: 'Have the SMS sent one more time, and only one.', ja: 'もう1回だけ、SMSを送ってもらいます。' },
      hint: {
        en: 'Type in the code of this newest SMS. If a telephone call is offered instead, it may say the code.',
        ja: '届いたら、この新しいSMSのコードを入力します。電話での案内を選べることもあります。',
      },
      getsIn: true,
      needs: ['sms', 'password'],
      otherwise: {
        en: 'Nothing comes this time either: ask for no third one, go on with the next step.',
        ja: '今度も届かなければ、3回目は頼まずに次へ進みます。',
      },
    },
    {
      ...backupCode,
      text: {
        en: 'On the screen that asks for the code, tap {tryAnotherWay} and {useBackupCode}.',
        ja: 'コードを聞かれる画面で、{tryAnotherWay}→{useBackupCode}と進みます。',
      },
    },
  ],
  afterwards: [
    {
      ...addApp,
      hint: {
        en: 'Keep the SMS as the second way: a slow one no longer holds you up.',
        ja: 'SMSは2番目の手段として残します。遅れても困らなくなります。',
      },
    },
    ...afterwards,
  ],
  never: [
    {
      en: 'Have the SMS sent over and over: that can block sending for a while.',
      ja: 'SMSを何度も続けて頼むこと。送信が一時的に止められることがあります。',
    },
  ],
  stop: {
    after: { en: 'two SMS that did not come', ja: '2回頼んでもSMSが届かなかったら' },
    goOn: {
      en: 'something holds them back: look for the reason',
      ja: 'どこかで止められているようです。原因を調べます',
    },
    goTo: 'sms-never',
  },
  next: [
    { scenario: 'sms-never', when: { en: 'No SMS comes at all.', ja: 'SMSがまったく来ない。' } },
    {
      scenario: 'number-gone',
      when: { en: 'The code goes to a number that you no longer have.', ja: '送り先が、もう使っていない番号だった。' },
    },
    {
      scenario: 'sim-swap',
      when: {
        en: 'The phone has suddenly lost its service everywhere.',
        ja: 'どこへ行っても、急に圏外のままになった。',
      },
    },
    {
      scenario: 'told-to-wait',
      when: { en: 'Instagram tells you to wait.', ja: '「しばらく待って」という表示が出た。' },
    },
  ],
  confidence: 'medium',
  sources: ['article', 'twoFactorHelp', 'carriers', 'helpReports', 'clientReports', 'ownPrecaution'],
  reviewedOn: '2026-11-29',
}
