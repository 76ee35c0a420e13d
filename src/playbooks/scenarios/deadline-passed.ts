import type { Playbook } from '../playbook.ts'

export const playbook: Playbook = {
  id: 'deadline-passed',
  title: { en: 'The deadline is over', ja: '復旧の期限が過ぎた' },
  when: {
    en: 'The day that you set for yourselves has passed, and the account is still closed to you.',
    ja: '自分たちで決めた期限を過ぎても、アカウントに入れない。',
  },
  words: {
    en: ['give up', 'start over', 'new account', 'account not coming back', 'last resort'],
    ja: ['諦める', 'あきらめる', '期限切れ', '作り直す', '作り直し', '復旧できない', '戻らない', '新しいアカウント'],
  },
  odds: {
    level: 'low',
    because: {
      en: 'After so many tries the old account seldom comes back. You can have a new one today.',
      ja: 'ここまで来ると、元のアカウントが戻る見込みはわずかです。新しいものなら今日から使えます。',
    },
  },
  firstChecks: [
    {
      en: 'What does each further week cost you: customers, ads, bookings?',
      ja: 'あと1週間止まると、何を失いますか。お客様、広告、予約などを数えてください。',
    },
    {
      en: 'Which other places reach your followers: a web page, a shop, a newsletter, another network?',
      ja: 'フォロワーに知らせる場所はありますか。ホームページ、店頭、メルマガ、ほかのSNSなど。',
    },
  ],
  steps: [
    {
      id: 'decide',
      text: { en: 'Decide together that the trying ends today.', ja: '復旧は今日で打ち切ると、みんなで決めます。' },
      hint: {
        en: 'It is nobody’s fault. Stopping frees your time for what still works.',
        ja: '誰かのせいではありません。区切りをつければ、できることに時間を使えます。',
      },
      otherwise: {
        en: 'You do not agree: set one last day, and only one.',
        ja: '意見が割れたら、あと1日だけ延ばします。',
      },
    },
    {
      id: 'new-account',
      text: {
        en: 'Make a new account, with an address that the team shares.',
        ja: 'チームで使う共通のメールアドレスで、新しいアカウントを作ります。',
      },
      hint: {
        en: 'On the first day set up app, SMS and codes. Not if Meta closed the old one for its content: that is evasion.',
        ja: '初日に認証アプリ・SMS・コードを用意します。内容が理由で停止されたなら、作り直しは規約逃れとみなされます。',
      },
      command: 'igcodes playbook new-account',
      otherwise: {
        en: 'There is no shared address yet: make one first.',
        ja: '共通のアドレスがまだなければ、先にそれを用意します。',
      },
    },
    {
      id: 'tell-followers',
      text: {
        en: 'Tell your followers the name of the new account, wherever you can reach them.',
        ja: '届くところすべてで、新しいアカウントの名前をフォロワーに知らせます。',
      },
      hint: {
        en: 'Say also that nothing new comes from the old one, and that messages from it are not yours.',
        ja: '前のアカウントは使っておらず、そこから連絡が来ても別人だと書き添えます。',
      },
      otherwise: {
        en: 'You have no other place: put up a notice in the shop, and tell regular customers yourself.',
        ja: 'ほかに場所がなければ、店頭に貼り紙をし、常連の方には直接伝えます。',
      },
    },
    {
      id: 'report-old',
      text: {
        en: 'If somebody else uses the old account, report it, and ask followers to do the same.',
        ja: '前のアカウントを他人が使っていれば報告し、フォロワーにも報告をお願いします。',
      },
      hint: {
        en: 'On its profile: ⋯, then the line for impersonation.',
        ja: 'そのプロフィールの「⋯」から、なりすましの項目を選びます。',
      },
      weak: true,
      otherwise: { en: 'Nobody uses it: skip this.', ja: '誰も使っていなければ、飛ばします。' },
    },
    {
      id: 'replace-links',
      text: {
        en: 'Replace the old account’s name on your web page, cards and signs.',
        ja: 'ホームページ・名刺・看板などに載せた、前のアカウント名を差し替えます。',
      },
      otherwise: {
        en: 'You cannot change all at once: begin with what customers see most.',
        ja: '一度に直せなければ、お客様の目に一番触れるものから始めます。',
      },
    },
    {
      id: 'write-down',
      text: {
        en: 'Write down what happened, what you tried and why it ended.',
        ja: '何が起きたか、何を試したか、なぜやめたかを書き残します。',
      },
      hint: { en: 'With that the incident is closed.', ja: 'これで、今回のトラブルは一区切りです。' },
      command: 'igcodes incident close',
      does: 'close-incident',
      otherwise: {
        en: 'A few words are enough; the rest can be added later.',
        ja: '一言で十分です。続きはあとで書き足せます。',
      },
    },
  ],
  afterwards: [],
  never: [
    {
      en: 'Keep trying for ever: more tries make it worse, not better.',
      ja: 'いつまでも試し続けること。回数を重ねるほど悪くなります。',
    },
  ],
  stop: {
    after: { en: 'the deadline that you set', ja: '決めた期限が過ぎたら' },
    goOn: {
      en: 'close the incident and put your time into the new account',
      ja: 'ここで区切りをつけ、新しいアカウントに力を注ぎます',
    },
  },
  next: [
    {
      scenario: 'new-account',
      when: {
        en: 'You start anew and want to be safe from the first day.',
        ja: '新しいアカウントを、初日から安全に始めたい。',
      },
    },
    {
      scenario: 'all-factors-gone',
      when: { en: 'You have not applied on the official page yet.', ja: '公式ページからの申請を、まだしていない。' },
    },
  ],
  confidence: 'medium',
  sources: ['article'],
  reviewedOn: '2026-11-29',
}
