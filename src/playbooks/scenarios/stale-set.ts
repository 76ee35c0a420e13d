import type { Playbook, Step } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

const destroyOldLists: Step = {
  id: 'destroy-old-lists',
  text: {
    en: 'Destroy every older list: paper, notes and pictures.',
    ja: '前の一覧は、紙もメモも画像も、すべて処分します。',
  },
  hint: {
    en: 'Keep the new one in one place, two at the most: a password manager and a sheet of paper.',
    ja: '新しい一覧を置くのは1か所、多くても2か所です(パスワード管理アプリと紙1枚)。',
  },
  otherwise: {
    en: 'A list is with somebody else: ask that person to destroy it.',
    ja: 'ほかの人が持っている分は、その人に処分を頼みます。',
  },
}

export const playbook: Playbook = {
  id: 'stale-set',
  title: { en: 'The codes may be out of date', ja: 'コードが古いかもしれない' },
  when: {
    en: 'Two codes were refused, or nobody knows which list is the newest.',
    ja: 'コードが2つ拒否された。または、どの一覧が最新なのか分からない。',
  },
  words: {
    en: ['old codes', 'outdated', 'expired', 'renewed', 'several lists', 'which list'],
    ja: ['古い', '期限切れ', '更新', '再発行', '最新', 'どれが最新'],
  },
  odds: {
    level: 'medium',
    because: {
      en: 'Often the person who made the newest list still has it. If nobody has it, another way in must work.',
      ja: '最新の一覧は、発行した人が持っていることが多いです。なければ、ほかの方法で入ります。',
    },
  },
  firstChecks: [
    {
      en: 'When were new codes last made, and who made them?',
      ja: '最後に新しいコードを発行したのは、いつ、誰ですか。',
    },
    {
      en: 'Has {twoFactor} been turned off and on since? That is said to end the older codes: do not count on them.',
      ja: 'そのあと{twoFactor}を入れ直していませんか。前のコードは無効になるといわれています。使えないものと考えてください。',
    },
    {
      en: 'Did a phone or a person in charge change in that time? New codes are often made then.',
      ja: '機種変更や担当の交代はありませんでしたか。そのとき発行し直すことがよくあります。',
    },
  ],
  steps: [
    {
      id: 'find-newest',
      text: {
        en: 'Look for the list with the latest date: password manager, paper, this vault.',
        ja: '日付が一番新しい一覧を探します。パスワード管理アプリ、紙、この保管庫を見ます。',
      },
      hint: {
        en: 'Codes do not expire. But each new list cancels the one before it.',
        ja: 'コードに期限はありません。ただ、新しく発行すると、前の一覧は使えなくなります。',
      },
      command: 'igcodes show NAME',
      otherwise: {
        en: 'No list has a date: ask the person who made it.',
        ja: '日付がなければ、発行した人に聞きます。',
      },
    },
    {
      id: 'ask-keeper',
      text: {
        en: 'Ask the person who last made codes where that list is kept.',
        ja: '最後にコードを発行した人に、一覧の置き場所を聞きます。',
      },
      hint: {
        en: 'Ask for the place only. Codes must not travel by chat or mail.',
        ja: '聞くのは場所だけです。コードをチャットやメールで送ってもらってはいけません。',
      },
      otherwise: {
        en: 'That person has left: there is a playbook for it. Nobody knows: leave the codes and take another way in.',
        ja: '退職した人なら、専用の手順があります。誰も知らなければ、コードはあきらめて別の方法へ進みます。',
      },
      goTo: 'keeper-left',
    },
    {
      id: 'store-newest',
      text: {
        en: 'Found a newer list? Store it here: it replaces the old one.',
        ja: '新しい一覧が見つかったら登録します。前の一覧は使われなくなります。',
      },
      hint: {
        en: 'First check that it is this account’s. Add --issued-on with the day it was made.',
        ja: '先に、このアカウントのものか確かめます。発行日は --issued-on で付けます。',
      },
      command: 'igcodes add NAME',
      does: 'store-codes',
      needs: ['codes'],
      otherwise: {
        en: 'No newer list turned up: do not try the old one, take another way in.',
        ja: '見つからなければ、古い一覧は試さず、別の方法へ進みます。',
      },
    },
    {
      id: 'wait-an-hour',
      text: {
        en: 'If two codes were refused just now, let an hour pass first.',
        ja: '直前にコードが2つ拒否されていたら、1時間待ちます。',
      },
      hint: {
        en: 'The hour is our own precaution; Instagram publishes no figure. More tries may make a block longer.',
        ja: '1時間は私たちの用心のための目安で、Instagramは公表していません。続けると制限が延びることがあります。',
      },
      does: 'wait',
      waitMinutes: 60,
      needs: ['codes', 'password'],
      otherwise: {
        en: 'It cannot wait: use one of the other ways in, without a backup code.',
        ja: '待てないときは、バックアップコードを使わない方法へ進みます。',
      },
    },
    {
      id: 'newest-code',
      text: {
        en: 'Sign in with one code of the newest list: {tryAnotherWay}, then {useBackupCode}.',
        ja: '最新の一覧から1つだけ使います。{tryAnotherWay}→{useBackupCode}と進みます。',
      },
      hint: { en: 'Type it once, without the space.', ja: '空白を入れずに、1回だけ入力します。' },
      command: 'igcodes use NAME',
      does: 'hand-out',
      getsIn: true,
      needs: ['codes', 'password'],
      otherwise: {
        en: 'Refused as well: no more codes. Go on with the other ways in.',
        ja: 'これも拒否されたら、コードはあきらめて、ほかの方法へ進みます。',
      },
    },
  ],
  atHandFirst: true,
  thenEntryMethods: true,
  afterwards: [...afterwards, destroyOldLists],
  never: [{ en: 'Try the codes of an older list, just in case.', ja: '「念のため」と、古い一覧のコードを試すこと。' }],
  stop: {
    after: { en: 'a search that brings no newer list', ja: '新しい一覧が見つからなかったら' },
    goOn: {
      en: 'leave the codes alone and take one of the other ways in',
      ja: 'コードはあきらめて、ほかの方法で入ります',
    },
  },
  next: [
    {
      scenario: 'wrong-account',
      when: { en: 'The list turns out to be another account’s.', ja: '別のアカウントの一覧だと分かった。' },
    },
    {
      scenario: 'keeper-left',
      when: { en: 'The person who made the codes has left.', ja: 'コードを発行した人が、もういない。' },
    },
    {
      scenario: 'all-factors-gone',
      when: { en: 'No newer list, and nothing else works.', ja: '新しい一覧がなく、ほかの方法もだめ。' },
    },
  ],
  confidence: 'medium',
  sources: ['article', 'menuReports', 'ownPrecaution'],
  reviewedOn: '2026-11-29',
}
