import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'code-rejected',
  title: { en: 'A backup code is refused', ja: 'バックアップコードが通らない' },
  when: {
    en: 'Instagram does not take your backup code: {checkTheCode}, or {codeNoLongerValid}.',
    ja: 'バックアップコードを入れても進めない。{checkTheCode}や{codeNoLongerValid}と出る。',
  },
  words: {
    en: ['refused', 'invalid', 'wrong code', 'does not work', 'no longer valid', '8 digits'],
    ja: ['拒否', '無効', '使えない', '間違い', '通らない', '8桁', '進まない'],
  },
  odds: {
    level: 'medium',
    because: {
      en: 'A typing slip or a wrong account is put right at once. An old list means looking for the newest one.',
      ja: '打ち間違いやアカウント違いなら、すぐ直せます。一覧が古いときは、新しいものを探すことになります。',
    },
  },
  firstChecks: [
    {
      en: 'Was it the field for backup codes? A field for 6 digits takes none. A phone that is signed in: leave it alone.',
      ja: '入れたのはバックアップコードの欄ですか。6桁の欄には入りません。ログイン中のスマホには触れません。',
    },
    {
      en: 'Whose codes are these? The name on the list must be the account you are signing in to.',
      ja: 'どのアカウントのコードですか。一覧の名前と、ログインしたいアカウントを見比べてください。',
    },
    {
      en: 'How old is the list? Once somebody makes new codes, the older ones stop working.',
      ja: 'いつの一覧ですか。あとで誰かが発行し直していたら、前のコードはもう使えません。',
    },
    {
      en: 'Was this very code used before? Each one works a single time.',
      ja: 'そのコードは、前に使っていませんか。使えるのは1つにつき1回だけです。',
    },
  ],
  steps: [
    {
      id: 'check-list',
      text: {
        en: 'Look at the list: its account, its date, and which codes are used.',
        ja: '一覧を開き、アカウント名・日付・使用済みのコードを確かめます。',
      },
      hint: {
        en: 'With several accounts, lists get mixed up easily.',
        ja: 'アカウントがいくつもあると、取り違えがよく起きます。',
      },
      command: 'igcodes show NAME',
      needs: ['codes'],
      otherwise: {
        en: 'It is another account’s list: type none of its codes here.',
        ja: '別のアカウントの一覧だったら、そのコードはここでは入れません。',
      },
      goTo: 'wrong-account',
    },
    {
      id: 'without-space',
      text: {
        en: 'Tap {tryAnotherWay} and {useBackupCode} first, then type the same code once more.',
        ja: '先に{tryAnotherWay}→{useBackupCode}と進み、同じコードをもう1回だけ入れます。',
      },
      hint: {
        en: 'Only the 8 digits, without space or hyphen. If you had the right field, or the code was used before, skip this.',
        ja: '8桁だけを、空白もハイフンもなしで入れます。もうその欄だった、使用済みだったという場合は飛ばします。',
      },
      getsIn: true,
      needs: ['codes', 'password'],
      otherwise: {
        en: 'Refused again: leave this code alone and go on.',
        ja: 'まただめなら、そのコードはあきらめて次へ進みます。',
      },
    },
    {
      id: 'one-other-code',
      text: {
        en: 'Try one other unused code: {tryAnotherWay}, then {useBackupCode}.',
        ja: '未使用のコードをあと1つだけ試します。{tryAnotherWay}→{useBackupCode}と進みます。',
      },
      hint: {
        en: 'After two refused codes igcodes pauses for an hour. That is our own precaution; Instagram publishes no figure.',
        ja: '2つ拒否されると、igcodesは1時間コードを出しません。私たちの用心のためで、Instagramは時間を公表していません。',
      },
      command: 'igcodes use NAME',
      does: 'hand-out',
      getsIn: true,
      needs: ['codes', 'password'],
      otherwise: {
        en: 'Refused too: stop here. Most likely the list is an old one.',
        ja: 'これも拒否されたら、ここでやめます。古い一覧の可能性が高いです。',
      },
      goTo: 'stale-set',
    },
  ],
  afterwards,
  never: [
    { en: 'Go through the list, one code after the other.', ja: '一覧のコードを、上から順に試していくこと。' },
    {
      en: 'Sign out the phone that is in, to try it there.',
      ja: '試すために、ログインできているスマホをログアウトすること。',
    },
  ],
  stop: {
    after: { en: 'two refused codes', ja: 'コードが2つ拒否されたら' },
    goOn: { en: 'put this list away and look for the newest one', ja: 'その一覧はしまい、一番新しいものを探します' },
    goTo: 'stale-set',
  },
  next: [
    { scenario: 'wrong-account', when: { en: 'The list is another account’s.', ja: '別のアカウントの一覧だった。' } },
    {
      scenario: 'stale-set',
      when: { en: 'Somebody may have made newer codes.', ja: 'もっと新しい一覧があるかもしれない。' },
    },
    {
      scenario: 'codes-spent-out',
      when: { en: 'Every code on the list is used.', ja: 'どのコードも使用済みだった。' },
    },
    { scenario: 'told-to-wait', when: { en: 'The screen says {waitAFewMinutes}.', ja: '{waitAFewMinutes}と出た。' } },
  ],
  confidence: 'medium',
  sources: ['article', 'menuReports', 'helpReports', 'publicReports', 'ownPrecaution'],
  reviewedOn: '2026-11-29',
}
