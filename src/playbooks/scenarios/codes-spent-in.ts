import type { Playbook } from '../playbook.ts'

export const playbook: Playbook = {
  id: 'codes-spent-in',
  title: { en: 'All codes are used, still signed in', ja: 'コードを使い切った(ログイン中)' },
  when: {
    en: 'No backup code is left, but Instagram is still open on a device.',
    ja: 'バックアップコードは残っていないが、ログインしたままの端末がある。',
  },
  words: {
    en: ['used up', 'none left', 'run out', 'no codes left', 'last code', 'renew'],
    ja: ['使い切った', '残りゼロ', '残っていない', '最後の1つ', '再発行', '増やす'],
  },
  odds: {
    level: 'very-high',
    because: {
      en: 'A device that is signed in can make new codes, even when none is left.',
      ja: 'ログインしていれば、残りがなくても新しいコードを出せます。',
    },
  },
  firstChecks: [
    {
      en: 'Which device is still signed in? Leave it just as it is.',
      ja: 'ログインしたままなのは、どの端末ですか。そのままにしておいてください。',
    },
    {
      en: 'Do you know who used the codes? If not, somebody else may have had them.',
      ja: 'コードを誰が使ったか、分かりますか。心当たりがなければ、他人かもしれません。',
    },
  ],
  steps: [
    {
      id: 'right-profile',
      text: {
        en: 'On that device, open the profile and check that it is the right account.',
        ja: 'その端末でプロフィールを開き、目的のアカウントか確かめます。',
      },
      hint: { en: 'Each account has its own codes.', ja: 'コードはアカウントごとに別々です。' },
      needs: ['session'],
      otherwise: {
        en: 'Another account is open: switch to the right one in the app.',
        ja: '違うアカウントなら、アプリの中で切り替えます。',
      },
    },
    {
      id: 'open-menu',
      text: {
        en: 'Open the list of codes and tap {getNewCodes}.',
        ja: 'コードの一覧を開き、{getNewCodes}をタップします。',
      },
      hint: { en: 'The old list ends with that.', ja: '前の一覧は、これで使えなくなります。' },
      menu: 'backupCodes',
      needs: ['session'],
      otherwise: {
        en: 'There is no such menu: turn on {twoFactor}, then it appears.',
        ja: 'メニューがなければ、{twoFactor}をオンにすると出てきます。',
      },
    },
    {
      id: 'turn-on',
      text: {
        en: 'Only if the menu is missing: turn on {twoFactor}, and look for the codes again.',
        ja: 'メニューがないときだけ、{twoFactor}をオンにして、もう一度コードを探します。',
      },
      hint: {
        en: 'Codes can be seen only while it is on. Where it is on already, leave it on.',
        ja: 'オンのときだけ、コードを見られます。すでにオンなら、そのままにします。',
      },
      menu: 'twoFactor',
      needs: ['session'],
      otherwise: {
        en: 'It cannot be turned on: leave everything as it is. There is a playbook for setting it up.',
        ja: 'オンにできなければ、いまはそのままにします。設定のしかたは、専用の手順にあります。',
      },
      goTo: 'set-up',
    },
    {
      id: 'store-codes',
      text: { en: 'Store all of the new codes here.', ja: '新しいコードを、すべてここに登録します。' },
      hint: {
        en: 'The list may be longer than the screen: scroll to its end.',
        ja: '一覧は画面より長いことがあります。最後までスクロールしてください。',
      },
      command: 'igcodes add NAME',
      does: 'store-codes',
      needs: ['session'],
      otherwise: {
        en: 'Not at the computer: copy them all onto paper, and store them here later.',
        ja: 'パソコンが手元になければ、全部を紙に書き写し、あとで登録します。',
      },
    },
  ],
  afterwards: [
    {
      id: 'destroy-old-list',
      text: {
        en: 'Destroy the old list, and delete any picture of codes.',
        ja: '前の一覧を処分し、コードの画像も削除します。',
      },
      otherwise: {
        en: 'Colleagues have copies: tell them that only the new list counts.',
        ja: 'ほかの人が控えを持っていたら、もう使えないと伝えます。',
      },
    },
    {
      id: 'who-used-them',
      text: { en: 'Look up who used the old codes, and when.', ja: '前のコードを誰がいつ使ったか、記録で確かめます。' },
      command: 'igcodes log NAME',
      otherwise: {
        en: 'Nobody knows anything about it: act as if somebody else had seen them.',
        ja: '誰にも覚えがなければ、他人に見られたものとして動きます。',
      },
      goTo: 'codes-exposed',
    },
  ],
  never: [
    {
      en: 'Sign out or delete the app before the new codes are stored.',
      ja: '新しいコードを登録する前に、ログアウトしたりアプリを消したりすること。',
    },
  ],
  stop: {
    isTurn: true,
    after: { en: 'the menu is missing', ja: 'メニューがないときは' },
    goOn: {
      en: 'turn on {twoFactor}: the codes come with it',
      ja: '先に{twoFactor}をオンにします。コードも出てきます',
    },
    goTo: 'set-up',
  },
  next: [
    {
      scenario: 'codes-spent-out',
      when: { en: 'The device is not signed in after all.', ja: 'どの端末でもログインが切れていた。' },
    },
    {
      scenario: 'codes-exposed',
      when: { en: 'Nobody knows who used the codes.', ja: 'コードを誰が使ったのか分からない。' },
    },
    { scenario: 'new-phone', when: { en: 'You are about to change phones.', ja: 'これからスマホを替える。' } },
    { scenario: 'set-up', when: { en: 'The menu with the codes is missing.', ja: 'コードのメニューが出てこない。' } },
  ],
  confidence: 'high',
  sources: ['article', 'menuReports', 'twoFactorHelp'],
  reviewedOn: '2026-11-29',
}
