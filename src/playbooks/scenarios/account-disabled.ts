import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'account-disabled',
  title: { en: 'The account was suspended or disabled', ja: 'アカウントを停止・無効にされた' },
  when: {
    en: 'The screen says that Instagram has suspended or disabled the account.',
    ja: '画面に「アカウントを停止しました」「無効になりました」と出る。',
  },
  words: {
    en: ['suspended', 'disabled', 'banned', 'deactivated by Instagram', 'appeal', 'disagree', 'community guidelines'],
    ja: [
      '停止',
      '凍結',
      '無効',
      'BAN',
      'アカウント停止',
      'アカウント凍結',
      '異議申し立て',
      '規約違反',
      'コミュニティガイドライン',
    ],
  },
  odds: {
    level: 'unknown',
    because: {
      en: 'A mistake can be put right. How long it takes varies, and no code or password helps.',
      ja: '誤りなら戻ることがあります。かかる日数はまちまちで、コードやパスワードでは解決しません。',
    },
  },
  firstChecks: [
    {
      en: 'Which of these is it? A rule was broken · a linked or unknown account broke one · your age · an outage.',
      ja: 'どれに当たりますか。規約違反・つながっている別アカウントの違反・年齢確認・Instagramの障害。',
    },
    {
      en: 'How many days does the screen give you to disagree? Pages name 14, 30 or 180: your screen counts.',
      ja: '異議を申し立てられるのは、あと何日ですか。14日、30日、180日など記事は様々です。画面の数字に従います。',
    },
  ],
  steps: [
    {
      id: 'note-last-day',
      text: { en: 'Write down the last day to disagree.', ja: '異議を申し立てられる最後の日を書き留めます。' },
      hint: {
        en: 'After it the account may be gone for good. Keep a picture of the screen.',
        ja: '過ぎると戻せないことがあります。画面の写真も残しておきます。',
      },
      otherwise: {
        en: 'No day is shown: do the next step today.',
        ja: '日付が出ていなければ、次の手順を今日のうちに済ませます。',
      },
    },
    {
      id: 'look-at-linked',
      text: {
        en: 'Check whether a linked Facebook account or profile was closed first.',
        ja: 'つながっているFacebookやほかのプロフィールが、先に止められていないか見ます。',
      },
      hint: {
        en: 'One that is not yours is a break-in: say so in the appeal.',
        ja: '知らないプロフィールなら乗っ取りです。異議の中でそう伝えます。',
      },
      weak: true,
      otherwise: { en: 'You cannot see it: go on.', ja: '分からなければ、次へ進みます。' },
    },
    {
      id: 'disagree',
      text: {
        en: 'On that screen tap {disagree}, and answer briefly, with facts.',
        ja: 'その画面の{disagree}を押し、事実を短く答えます。',
      },
      hint: {
        en: 'For the age check, give the true birthday, with an ID if it is asked for.',
        ja: '年齢の確認なら、本当の生年月日を入れ、求められたら身分証を出します。',
      },
      weak: true,
      otherwise: {
        en: 'It is not there: use the official page, in the next step.',
        ja: '出ていなければ、次の手順の公式ページを使います。',
      },
    },
    {
      id: 'official-page',
      text: {
        en: 'Otherwise open the official page and choose the line about a disabled account.',
        ja: 'なければ公式ページを開き、「アカウントが無効になった」に近い項目を選びます。',
      },
      hint: {
        en: 'Type the address yourself. Send ID or video only there.',
        ja: 'アドレスは自分で入力します。身分証や動画を出すのは、ここだけにします。',
      },
      address: 'hacked',
      otherwise: {
        en: 'The page turns you away: try once more tomorrow, from a device you know.',
        ja: '受け付けられなければ、明日いつもの端末から1回だけ試します。',
      },
    },
    {
      id: 'save-data',
      text: {
        en: 'If a download of your data is offered, take it.',
        ja: 'データをダウンロードできるなら、しておきます。',
      },
      weak: true,
      otherwise: { en: 'It is not offered: go on.', ja: '出てこなければ、次へ進みます。' },
    },
    {
      id: 'business-case',
      text: {
        en: 'A business: open one case at Meta’s business support, too.',
        ja: '会社やお店なら、Metaビジネスサポートにも1件だけ相談します。',
      },
      address: 'businessHelp',
      needsOneOf: ['portfolio', 'facebook'],
      otherwise: { en: 'No case can be opened there: wait for the answer.', ja: '相談できなければ、返事を待ちます。' },
    },
    {
      id: 'wait-for-answer',
      text: { en: 'Wait for the answer. Do not file the same again.', ja: '返事を待ちます。同じ申請は重ねません。' },
      hint: {
        en: 'Some hear in a day, others in months. A refused appeal may be final: the screen says so.',
        ja: '1日で返事が来る人も、何か月も待つ人もいます。断られると最終の場合があり、画面にそう出ます。',
      },
      getsIn: true,
      otherwise: {
        en: 'Refused, or no answer by your own deadline: plan for a new account.',
        ja: '断られた、または決めた期限までに返事がなければ、新しいアカウントを考えます。',
      },
      goTo: 'deadline-passed',
    },
  ],
  afterwards,
  never: [
    {
      en: 'Go on with the same posts from a new account: it may be taken for evasion.',
      ja: '新しいアカウントで同じ投稿を続けること。規約逃れとみなされるおそれがあります。',
    },
    { en: 'Pay for “unbanning”.', ja: '「凍結解除の代行」にお金を払うこと。' },
  ],
  stop: {
    after: { en: 'a refusal that the screen calls final', ja: '画面に最終の判断と出たら' },
    goOn: { en: 'go on without this account', ja: 'このアカウントなしで進めることを考えます' },
    goTo: 'deadline-passed',
  },
  next: [
    {
      scenario: 'hacked-mail-changed',
      when: { en: 'Somebody else posted or changed something.', ja: 'ほかの誰かが投稿や変更をしていた。' },
    },
    { scenario: 'told-to-wait', when: { en: 'It only tells you to wait.', ja: '「しばらく待って」と出るだけ。' } },
    { scenario: 'deadline-passed', when: { en: 'The appeal was refused for good.', ja: '異議が最終的に断られた。' } },
  ],
  confidence: 'low',
  sources: ['disabledPages', 'hackedPage', 'publicReports', 'article'],
  reviewedOn: '2026-11-29',
}
