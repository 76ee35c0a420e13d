import type { Playbook } from '../playbook.ts'
import { afterwards, newCodes, onlyInTheApp } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'keeper-left',
  title: { en: 'The employee or agency that ran it is gone', ja: '担当者の退職・代理店との契約終了' },
  when: {
    en: 'The person or agency that looked after the account has left, and the keys went with them.',
    ja: '担当者や代理店がいなくなり、ログインの手段も一緒になくなった。',
  },
  words: {
    en: ['quit', 'resigned', 'former employee', 'ex-employee', 'agency', 'contract ended', 'nobody knows'],
    ja: ['退職', '辞めた', '前任者', '元社員', '代理店', '契約終了', '引き継ぎなし', '連絡が取れない'],
  },
  odds: {
    level: 'unknown',
    because: {
      en: 'It depends on what the company still holds: a mailbox, a phone line, a device that is still signed in.',
      ja: '状況によります。メール、回線、ログイン中の端末が会社に残っているかで決まります。',
    },
  },
  firstChecks: [
    {
      en: 'Who is an administrator of the company’s business portfolio at Meta?',
      ja: 'Metaのビジネスポートフォリオで、管理者になっているのは誰ですか。',
    },
    {
      en: 'Which shared mailbox gets Instagram’s mails? Check the mailbox of the person who left, too.',
      ja: 'Instagramのメールが届く共有アドレスはありますか。辞めた人の会社メールも見てみましょう。',
    },
    {
      en: 'Is Instagram still open on a work phone, tablet or computer? Leave it signed in.',
      ja: '会社のスマホやパソコンで、ログインしたままではありませんか。あれば、そのままにしておきます。',
    },
    {
      en: 'Which device has the authenticator app, does the SMS number still work, and where are the newest codes?',
      ja: '認証アプリはどの端末か。SMSの番号は使えるか。コードは最後にどこへ保管したか。この3つが決め手です。',
    },
  ],
  steps: [
    {
      id: 'open-device',
      text: {
        en: 'Fetch the device where Instagram is still open.',
        ja: 'Instagramにログインしたままの端末を手元に用意します。',
      },
      hint: {
        en: 'Before you tell anyone: get new codes there, see below. Keep it charged and signed in.',
        ja: '誰かに知らせる前に、下の手順で新しいコードを出します。充電を切らさず、ログインしたままに。',
      },
      does: 'open-session',
      needs: ['session'],
      getsIn: true,
      otherwise: {
        en: 'It asks for the password after all: go on with the next step.',
        ja: '開いたらパスワードを求められたときは、次へ進みます。',
      },
    },
    {
      id: 'list-keys',
      text: {
        en: 'List the company’s mailboxes and phone lines.',
        ja: '会社のメールアドレスと電話回線を書き出します。',
      },
      hint: {
        en: 'Ask accounting for the bills: forgotten lines turn up there.',
        ja: '経理に請求書を見せてもらうと、忘れていた回線が見つかることがあります。',
      },
      otherwise: {
        en: 'Nothing turns up: go on. The person who left may know more.',
        ja: '何も見つからなければ、次へ進みます。辞めた人が知っているかもしれません。',
      },
    },
    {
      id: 'ask-handover',
      text: {
        en: 'Ask the person or the agency for the hand-over, with a date.',
        ja: '本人や代理店に、期日を決めて引き継ぎをお願いします。',
      },
      hint: {
        en: 'Ask for the sign-in address, the device with the authenticator, the SMS number and the place of the codes.',
        ja: '聞くのは、登録メール、認証アプリの入った端末、SMSの番号、コードの保管場所です。',
      },
      otherwise: {
        en: 'No answer or a refusal: do not argue. Go on with what the company has.',
        ja: '返事がない、または断られたら、言い争わずに、会社に残っているもので進めます。',
      },
    },
    {
      id: 'sign-in-together',
      text: {
        en: 'Have that person sign in on a work device, with you beside them.',
        ja: '会社の端末で、その人にログインしてもらいます。必ず立ち会ってください。',
      },
      hint: {
        en: 'They type everything themselves. Nothing goes through a chat.',
        ja: '入力は本人にしてもらいます。チャットでは何も送ってもらいません。',
      },
      getsIn: true,
      otherwise: {
        en: 'They cannot come, or it fails: go on with what the company has.',
        ja: '来てもらえない、またはうまくいかなければ、会社に残っているもので進めます。',
      },
    },
    {
      id: 'reset-by-mail',
      text: {
        en: 'Ask for a new password, and open the mail that comes to the company.',
        ja: 'パスワードの再設定を申し込み、会社に届いたメールを開きます。',
      },
      hint: {
        en: 'The code at sign-in is still asked for after that.',
        ja: '再設定しても、ログイン時のコードはなくなりません。',
      },
      address: 'passwordReset',
      needs: ['mail'],
      otherwise: {
        en: 'No mail comes: try the other addresses of your list, each once.',
        ja: '届かなければ、書き出したほかのアドレスを1回ずつ試します。',
      },
    },
    {
      id: 'company-code',
      text: {
        en: 'Sign in, tap {tryAnotherWay} and {useBackupCode}, and type one code.',
        ja: 'ログイン画面で{tryAnotherWay}→{useBackupCode}と進み、コードを1つ入れます。',
      },
      hint: { en: 'Type it once, without the space.', ja: '空白を入れずに、1回だけ入力します。' },
      command: 'igcodes use NAME',
      does: 'hand-out',
      getsIn: true,
      needs: ['codes'],
      needsOneOf: ['password', 'mail'],
      otherwise: {
        en: 'Refused: the person who left may have made newer codes. Look for the newest set.',
        ja: '拒否されたら、前の担当者が出し直したのかもしれません。一番新しい一覧を探します。',
      },
      goTo: 'stale-set',
    },
    {
      id: 'company-app',
      text: {
        en: 'Sign in with the code from the authenticator app on the work device.',
        ja: '会社の端末の認証アプリに出ているコードでログインします。',
      },
      getsIn: true,
      needs: ['authenticator'],
      needsOneOf: ['password', 'mail'],
      otherwise: {
        en: 'Refused: check the clock of that device before you try another code.',
        ja: '拒否されたら、次のコードの前に、その端末の時刻が合っているか見ます。',
      },
      goTo: 'totp-rejected',
    },
    {
      id: 'company-sms',
      text: {
        en: 'Sign in with the code that comes by SMS to the company’s number.',
        ja: '会社の番号にSMSで届くコードでログインします。',
      },
      getsIn: true,
      needs: ['sms'],
      needsOneOf: ['password', 'mail'],
      otherwise: { en: 'No SMS: do not have it sent again and again.', ja: '届かなくても、何度も頼まないでください。' },
      goTo: 'sms-never',
    },
    {
      id: 'check-portfolio',
      text: {
        en: 'Let an administrator check that the account is in your business portfolio.',
        ja: 'ビジネスポートフォリオに、このアカウントが入っているか管理者に見てもらいます。',
      },
      hint: {
        en: 'If it is, you can go on posting from Meta Business Suite, and Meta sees whose account it is.',
        ja: '入っていれば、Meta Business Suiteから投稿を続けられ、会社のものだと示すのにも役立ちます。',
      },
      address: 'businessSettings',
      needs: ['portfolio'],
      otherwise: {
        en: 'It is not listed: say so in the case with Meta, which comes next.',
        ja: '入っていなければ、次のMetaへの相談でそのことも伝えます。',
      },
    },
    {
      id: 'meta-case',
      text: { en: 'Open a case with Meta business support.', ja: 'Metaのビジネスサポートに問い合わせます。' },
      hint: {
        en: 'Have the company’s papers ready. Write one case only, and keep its number.',
        ja: '会社の書類を手元に用意します。問い合わせは1件だけにし、受付番号を控えておきます。',
      },
      address: 'businessHelp',
      needsOneOf: ['portfolio', 'facebook'],
      getsIn: true,
      otherwise: {
        en: 'Refused: set yourselves a deadline, and plan for a new account.',
        ja: '断られたら、期限を決めて、新しいアカウントの準備も始めます。',
      },
      goTo: 'deadline-passed',
    },
  ],
  afterwards: [
    newCodes,
    {
      id: 'company-address',
      text: {
        en: 'Replace the mail address with a shared one of the company.',
        ja: '登録メールを、会社の共有アドレスに変えます。',
      },
      menu: 'contactInfo',
      otherwise: {
        en: 'There is none yet: have one made first. A private one will not do.',
        ja: '共有アドレスがなければ、先に作ります。個人のアドレスは使いません。',
      },
    },
    {
      id: 'company-number',
      text: {
        en: 'Replace the phone number with one that belongs to the company.',
        ja: '電話番号を、会社の番号に変えます。',
      },
      menu: 'contactInfo',
      otherwise: {
        en: 'There is none yet: use the authenticator app alone until there is.',
        ja: '会社の番号がなければ、用意できるまでは認証アプリだけで使います。',
      },
    },
    {
      id: 'new-password',
      text: {
        en: 'Change the password, even if the old one was handed over.',
        ja: '引き継いだパスワードも、必ず新しいものに変えます。',
      },
      menu: 'password',
      otherwise: {
        en: 'It asks for the old one and nobody knows it: reset it through the shared address.',
        ja: '今のパスワードが分からなければ、共有アドレスで再設定します。',
      },
      goTo: 'password-forgotten',
    },
    {
      id: 'app-on-work-device',
      text: {
        en: 'Set up the authenticator app anew, on a device of the company.',
        ja: '会社の端末で、認証アプリを設定し直します。',
      },
      hint: onlyInTheApp,
      menu: 'twoFactor',
      otherwise: {
        en: 'It does not work at once: leave the old entry in place until the new one does.',
        ja: 'うまくいかないうちは、前の設定を消さずに残しておきます。',
      },
    },
    {
      id: 'portfolio-rights',
      text: {
        en: 'Remove those who left from the business portfolio.',
        ja: 'ビジネスポートフォリオから、いなくなった人の権限を外します。',
      },
      address: 'businessSettings',
      otherwise: { en: 'You have no portfolio: go on.', ja: 'ポートフォリオがなければ、次へ進みます。' },
    },
    {
      id: 'roles',
      text: {
        en: 'Put in writing who looks after the account, who posts and who keeps the codes.',
        ja: 'アカウント管理・投稿・セキュリティ管理を誰が受け持つか、書面に残します。',
      },
      hint: {
        en: 'Two people hold the keys. An agency may post, but never owns the account alone.',
        ja: '鍵は2人で持ちます。代理店に投稿を任せても、アカウントを預けきりにはしません。',
      },
      otherwise: {
        en: 'Only one person is there: let the boss know where the codes are.',
        ja: '1人しかいないときは、コードの場所だけでも責任者に伝えておきます。',
      },
    },
    ...afterwards.slice(1),
  ],
  never: [
    { en: 'Send passwords or codes through a chat.', ja: 'パスワードやコードをチャットでやり取りすること。' },
    {
      en: 'Sign in to a private account of somebody who has died: Instagram forbids it; its help page takes requests.',
      ja: '亡くなった方の個人アカウントにログインすること(禁止されています。ヘルプから申請できます)。',
    },
    {
      en: 'Warn a hostile agency before the company is in.',
      ja: '会社がログインできる前に、もめている代理店へ知らせてしまうこと。',
    },
    {
      en: 'Leave the account to one person or one agency alone again.',
      ja: 'また1人の担当者や代理店だけに任せきりにすること。',
    },
  ],
  stop: {
    isTurn: true,
    after: { en: 'they refuse to hand it over', ja: '引き継ぎを断られたら' },
    goOn: {
      en: 'do not negotiate; take it to Meta business support, with the company’s papers',
      ja: '交渉は続けません。会社の書類をそろえて、Metaのビジネスサポートに相談します',
    },
    goTo: 'selfie-impossible',
  },
  next: [
    {
      scenario: 'stale-set',
      when: {
        en: 'Codes turn up, but nobody knows whether they are the newest.',
        ja: 'コードは見つかったが、最新かどうか誰も知らない。',
      },
    },
    {
      scenario: 'password-forgotten',
      when: { en: 'Only the password is missing.', ja: '分からないのはパスワードだけ。' },
    },
    {
      scenario: 'all-factors-gone',
      when: {
        en: 'The company has no address, number or device of the account.',
        ja: '登録メールも番号も端末も、会社には残っていない。',
      },
    },
    {
      scenario: 'handover',
      when: { en: 'Another person is about to leave or move.', ja: 'ほかにも辞める人、異動する人がいる。' },
    },
  ],
  confidence: 'medium',
  sources: ['article', 'helpReports'],
  reviewedOn: '2026-11-29',
}
