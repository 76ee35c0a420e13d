/** The rules about authenticators, numbers and addresses. */
import type { RuleId } from '../../../../domain/upkeep/audit-rules.ts'
import { firstName, names, namesJa, type RuleWords, run } from './rule.ts'

export const factorWords = {
  'sms-only': {
    what: { en: () => 'SMS is the only everyday second step.', ja: () => 'ふだんの二段階認証がSMSだけです。' },
    why: {
      en: 'Messages fail to arrive, and numbers can be taken over. An app works without either.',
      ja: 'SMSは届かないことも、番号ごと乗っ取られることもあります。認証アプリなら心配ありません。',
    },
    fix: {
      en: () => 'Set up an authenticator app, then: igcodes factor add',
      ja: () => '認証アプリを設定してから: igcodes factor add',
    },
  },
  'mail-only': {
    what: {
      en: () => 'The mailbox is the only way to confirm a sign-in.',
      ja: () => '本人確認の手段がメールだけです。',
    },
    why: {
      en: 'Anyone who gets into the mailbox has the account too.',
      ja: 'メールに入られると、アカウントもいっしょに取られます。',
    },
    fix: {
      en: () => 'Set up an authenticator app, then: igcodes factor add',
      ja: () => '認証アプリを設定してから: igcodes factor add',
    },
  },
  'no-authenticator': {
    what: { en: () => 'No authenticator app is set up.', ja: () => '認証アプリが登録されていません。' },
    why: {
      en: 'It is the everyday method that needs neither a signal nor a carrier.',
      ja: '電波も携帯会社もいらない、ふだん使いにいちばん向く方法です。',
    },
    fix: { en: () => 'Set one up, then: igcodes factor add', ja: () => '認証アプリを設定してから: igcodes factor add' },
  },
  'authenticator-private': {
    what: {
      en: evidence => `The authenticator is on a private phone only: ${names(evidence)}.`,
      ja: evidence => `認証アプリが個人のスマホにしかありません: ${namesJa(evidence)}`,
    },
    why: { en: 'It leaves with its owner, or breaks in their pocket.', ja: '持ち主の退職や故障で、使えなくなります。' },
    fix: {
      en: () => 'Set it up on a company device too: igcodes playbook new-phone',
      ja: () => '会社の端末にも設定します: igcodes playbook new-phone',
    },
  },
  'number-private': {
    what: {
      en: evidence => `The SMS number belongs to a person: ${names(evidence)}.`,
      ja: evidence => `SMSの電話番号が個人のものです: ${namesJa(evidence)}`,
    },
    why: {
      en: 'When they leave or change carriers, the codes go to somebody else.',
      ja: '退職や番号の変更で、コードが受け取れなくなります。',
    },
    fix: {
      en: evidence => `Change to a company number, then: igcodes factor edit ${firstName(evidence)}`,
      ja: evidence => `会社の番号に変えてから: igcodes factor edit ${firstName(evidence)}`,
    },
  },
  'number-gets-no-sms': {
    what: {
      en: evidence => `This looks like a landline, which gets no SMS: ${names(evidence)}.`,
      ja: evidence => `固定電話のようです。SMSは届きません: ${namesJa(evidence)}`,
    },
    why: { en: 'The code would be sent to where nobody can read it.', ja: 'コードを送っても、誰も読めません。' },
    fix: {
      en: evidence => `Register a mobile number, then: igcodes factor edit ${firstName(evidence)}`,
      ja: evidence => `携帯の番号を登録してから: igcodes factor edit ${firstName(evidence)}`,
    },
  },
  'mail-of-one-person': {
    what: {
      en: evidence => `Only one person reads the login address: ${names(evidence)}.`,
      ja: evidence => `ログイン用のメールを読める人が1人だけです: ${namesJa(evidence)}`,
    },
    why: {
      en: 'The registered address is the surest way back; it must not depend on one person.',
      ja: '登録メールは、いちばん確かな取り戻し方です。1人だけに任せないでください。',
    },
    fix: {
      en: evidence => `Use a shared address, then: igcodes factor edit ${firstName(evidence)}`,
      ja: evidence => `共有のアドレスにしてから: igcodes factor edit ${firstName(evidence)}`,
    },
  },
  'too-many-methods': {
    what: {
      en: ({ count }) => `${count} everyday methods are in use.`,
      ja: ({ count }) => `ふだんの認証方法が${count}種類あります。`,
    },
    why: {
      en: 'Two are enough: the app first, SMS second. Each further one has to be maintained and guarded.',
      ja: '認証アプリとSMSの2つで十分です。増やすほど管理が大変になります。',
    },
    fix: {
      en: () => 'Turn one off on Instagram, then: igcodes factor remove',
      ja: () => 'Instagramで1つ解除してから: igcodes factor remove',
    },
  },
  'factor-unconfirmed': {
    what: {
      en: evidence => `Not checked within a year: ${names(evidence)}.`,
      ja: evidence => `この1年、使えるか確かめていない認証手段: ${namesJa(evidence)}`,
    },
    why: {
      en: 'Numbers are canceled and phones replaced without notice.',
      ja: '番号の解約や機種変更は、知らないうちに行われています。',
    },
    fix: run(({ account }) => `igcodes review ${account}`),
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>
