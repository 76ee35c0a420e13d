import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'selfie-impossible',
  title: { en: 'A video selfie is not possible', ja: '動画セルフィーが使えない(ロゴだけなど)' },
  when: {
    en: 'The account shows only a logo or goods, so your face proves nothing.',
    ja: 'ロゴや商品の写真だけで、顔では本人だと示せない。',
  },
  words: {
    en: ['logo account', 'no face', 'shop account', 'company account', 'brand account', 'selfie refused'],
    ja: [
      'ロゴだけ',
      '顔写真がない',
      '店舗アカウント',
      '企業アカウント',
      '会社のアカウント',
      'セルフィーできない',
      '本人確認できない',
    ],
  },
  odds: {
    level: 'low',
    because: {
      en: 'Without a face, the links to Facebook or to a business portfolio must prove that it is yours.',
      ja: '顔の代わりに、Facebookやビジネスポートフォリオとのつながりで示すしかありません。',
    },
  },
  firstChecks: [
    {
      en: 'Is a Facebook account or page linked to this account, and who can open it?',
      ja: 'Facebookのアカウントやページとつながっていますか。誰が開けますか。',
    },
    {
      en: 'Is the account in a business portfolio, and who is its administrator?',
      ja: 'ビジネスポートフォリオに入っていますか。管理者は誰ですか。',
    },
  ],
  steps: [
    {
      id: 'linked-facebook',
      text: {
        en: 'On Instagram’s sign-in screen, choose to sign in by way of the linked Facebook account.',
        ja: 'Instagramのログイン画面で、つながっているFacebookでのログインを選びます。',
      },
      getsIn: true,
      needs: ['facebook'],
      weak: true,
      otherwise: {
        en: 'It is not offered, or it still asks for a code: go on with the next step.',
        ja: '選べない、またはコードを聞かれるときは、次へ進みます。',
      },
    },
    {
      id: 'look-in-portfolio',
      text: {
        en: 'Have the administrator check whether the business portfolio lists the account.',
        ja: 'ビジネスポートフォリオにこのアカウントがあるか、管理者に見てもらいます。',
      },
      hint: {
        en: 'If it is listed, keep a picture of that page: it helps to show that the account is yours.',
        ja: '載っていたら画面を保存しておきます。自分たちのものだと示すのに役立ちます。',
      },
      address: 'businessSettings',
      needs: ['portfolio'],
      otherwise: {
        en: 'It is not listed: go on with the next step anyway.',
        ja: '載っていなくても、次へ進んでかまいません。',
      },
    },
    {
      id: 'meta-case',
      text: {
        en: 'Open one case at Meta’s business support.',
        ja: 'Metaのビジネスサポートに、1件だけ問い合わせを出します。',
      },
      hint: {
        en: 'Say since when you cannot get in, and note the case number. Paid Meta Verified members reach a person.',
        ja: '入れなくなった日を書き、受付番号を控えます。Meta認証に加入済みなら、人に相談できます。',
      },
      address: 'businessHelp',
      needsOneOf: ['facebook', 'portfolio'],
      otherwise: {
        en: 'No contact is offered there: go on with the official page, further down.',
        ja: '問い合わせ先が出なければ、下の公式ページから進めます。',
      },
    },
    {
      id: 'own-papers',
      text: {
        en: 'If papers are asked for, send those of your company or your own.',
        ja: '書類を求められたら、自社か自分自身のものを出します。',
      },
      hint: {
        en: 'They should show the name that is on the account.',
        ja: 'アカウントと同じ名前が載っている書類を選んでください。',
      },
      needsOneOf: ['facebook', 'portfolio'],
      otherwise: {
        en: 'You have none with that name: say so in the case, and ask what they accept.',
        ja: '同じ名前の書類がなければ、そう伝えて、何ならよいか聞いてください。',
      },
    },
    {
      id: 'follow-answer',
      text: {
        en: 'When Meta has answered, do what the answer in the case says.',
        ja: 'Metaから返事が来たら、その案内のとおりに進めます。',
      },
      hint: {
        en: 'If it asks for money or for a backup code, it is not from Meta.',
        ja: 'お金やバックアップコードを求めてきたら、それは偽物です。',
      },
      getsIn: true,
      needsOneOf: ['facebook', 'portfolio'],
      otherwise: {
        en: 'They refuse: close that case. Open another one only with new proof, such as papers or bills.',
        ja: '断られたら、その件は閉じます。新しい証拠(書類や請求書)が出たときだけ、もう1件出せます。',
      },
      goTo: 'deadline-passed',
    },
    {
      id: 'official-page',
      text: {
        en: 'Neither Facebook nor a portfolio: apply once on Instagram’s official page.',
        ja: 'Facebookもポートフォリオもなければ、Instagramの公式ページから1回だけ申請します。',
      },
      hint: {
        en: 'Type the address yourself: search results can lead to forged pages.',
        ja: 'アドレスは自分で入力してください。検索から開くと、偽のページのことがあります。',
      },
      address: 'hacked',
      getsIn: true,
      otherwise: {
        en: 'They refuse: let some days pass before another try (our own caution; no limit is published).',
        ja: '断られたら、次は数日あけます(私たちの目安。回数の決まりは公表されていません)。',
      },
      goTo: 'deadline-passed',
    },
  ],
  afterwards: [...afterwards],
  never: [{ en: 'Use somebody else’s ID or face.', ja: '他人の身分証や顔を使うこと。' }],
  stop: {
    after: { en: 'a refusal by Meta or Instagram', ja: 'MetaやInstagramに断られたら' },
    goOn: {
      en: 'file again only with new proof; meanwhile prepare a new account',
      ja: '新しい証拠が出るまで申請は重ねず、新しいアカウントも準備します',
    },
    goTo: 'deadline-passed',
  },
  next: [
    {
      scenario: 'deadline-passed',
      when: { en: 'You were refused, or your deadline is over.', ja: '断られた、または期限が過ぎた。' },
    },
    {
      scenario: 'keeper-left',
      when: {
        en: 'The portfolio’s administrator has left, or is an agency.',
        ja: '管理者が辞めた人や、以前の代理店だった。',
      },
    },
    {
      scenario: 'all-factors-gone',
      when: { en: 'There are pictures with the owner’s face after all.', ja: '持ち主の顔の写真が見つかった。' },
    },
  ],
  confidence: 'medium',
  sources: ['selfieHelp', 'hackedPage', 'article', 'helpReports', 'ownPrecaution'],
  reviewedOn: '2026-11-29',
}
