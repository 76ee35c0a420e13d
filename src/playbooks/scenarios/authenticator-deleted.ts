import type { Playbook, Step } from '../playbook.ts'
import { afterwards, newCodes } from '../shared-lines.ts'

// After the new codes, which let people in again if this goes wrong.
const setUpAnew: Step = {
  id: 'set-up-anew',
  text: {
    en: 'If the entry did not come back, set up {authenticatorApp} anew.',
    ja: 'アプリの登録が戻らなかったときは、{authenticatorApp}を設定し直します。',
  },
  hint: {
    en: 'Only in the phone’s app. Leave {twoFactor} itself on: turning it off is said to end the backup codes.',
    ja: 'スマホのアプリで設定します。{twoFactor}はオンのままに。オフにするとコードが無効になるといわれています。',
  },
  menu: 'twoFactor',
  weak: true,
  otherwise: {
    en: 'It does not work: get new backup codes first, and come back to this later.',
    ja: 'うまくいかなければ、先に新しいコードを発行し、あとでやり直します。',
  },
}

export const playbook: Playbook = {
  id: 'authenticator-deleted',
  title: { en: 'The authenticator app is gone', ja: '認証アプリを消してしまった' },
  when: {
    en: 'The authenticator app was deleted, or the phone was reset, and it shows no code any more.',
    ja: '認証アプリを消した、またはスマホを初期化したため、コードが出ない。',
  },
  words: {
    en: ['deleted app', 'uninstalled', 'reset phone', 'factory reset', 'Google Authenticator', 'empty app'],
    ja: ['消した', '削除', '初期化', 'アンインストール', 'Google Authenticator', '空になった'],
  },
  odds: {
    level: 'medium',
    because: {
      en: 'With a backup of the app everything comes back. Without one, it takes another way in.',
      ja: 'アプリのバックアップがあれば元に戻ります。なければ、ほかの方法で入ります。',
    },
  },
  firstChecks: [
    {
      en: 'Did the app keep a backup online? Google Authenticator can do so since April 2023, if it was turned on.',
      ja: 'アプリをクラウドに同期していませんでしたか。Google Authenticatorなら、2023年4月からできます。',
    },
    {
      en: 'Which account did the app use for that? The backup is in this account.',
      ja: '同期に使ったのは、どのアカウントですか。バックアップはそこにあります。',
    },
    {
      en: 'Is the same app still on an old phone or a tablet?',
      ja: '同じアプリが、古いスマホやタブレットに残っていませんか。',
    },
  ],
  steps: [
    {
      id: 'reinstall',
      text: { en: 'Install the same authenticator app again.', ja: '前と同じ認証アプリを入れ直します。' },
      hint: {
        en: 'If it offers to start a new backup, say no for now.',
        ja: '「バックアップを始めますか」と聞かれたら「いいえ」を選びます。',
      },
      otherwise: {
        en: 'You forgot which app it was: the store shows what you installed before. Its maker has no copy of the entries.',
        ja: 'どのアプリか忘れたら、アプリストアの履歴で調べます。アプリの会社に頼んでも、控えはありません。',
      },
    },
    {
      id: 'restore',
      text: {
        en: 'In the app, sign in with the account it used before, so that the entries come back.',
        ja: 'アプリで前と同じアカウントを選び、登録を復元します。',
      },
      hint: {
        en: 'For Google Authenticator this is the Google account.',
        ja: 'Google Authenticatorなら、Googleアカウントです。',
      },
      otherwise: {
        en: 'It stays empty: check each of your other accounts once. Then go on with the other ways in.',
        ja: '空のままなら、ほかのアカウントも1回ずつ見ます。それでもなければ、別の方法へ進みます。',
      },
    },
    {
      id: 'sign-in',
      text: {
        en: 'Sign in to Instagram with the password and the code that the restored app shows.',
        ja: 'パスワードと、復元したアプリのコードで、Instagramにログインします。',
      },
      hint: {
        en: 'A code changes every 30 seconds: wait for a fresh one, then type it at once.',
        ja: 'コードは30秒ごとに変わります。変わったらすぐに入力します。',
      },
      getsIn: true,
      // Not the authenticator: that is what the steps before bring back.
      needs: ['password'],
      otherwise: {
        en: 'The code is refused: there is a playbook for that.',
        ja: 'コードが通らないときは、専用の手順へ進みます。',
      },
      goTo: 'totp-rejected',
    },
  ],
  atHandFirst: true,
  thenEntryMethods: true,
  afterwards: [newCodes, setUpAnew, ...afterwards.slice(1)],
  never: [
    {
      en: 'Delete an entry, even one that seems wrong, before you are in.',
      ja: '入れる前に、登録を消すこと(違うものに見えても)。',
    },
    { en: 'Overwrite the old backup with the empty app.', ja: '空のアプリで、前のバックアップを上書きすること。' },
  ],
  stop: {
    after: { en: 'a restore that brings nothing back', ja: '復元しても何も戻らなかったら' },
    goOn: { en: 'leave the app and take one of the other ways in', ja: 'アプリはあきらめて、ほかの方法で入ります' },
  },
  next: [
    {
      scenario: 'totp-rejected',
      when: { en: 'The app is back, but its code is refused.', ja: 'アプリは戻ったが、コードが通らない。' },
    },
    { scenario: 'phone-lost', when: { en: 'The phone itself is gone as well.', ja: 'スマホそのものも手元にない。' } },
    {
      scenario: 'codes-never-saved',
      when: { en: 'There are no backup codes either.', ja: 'バックアップコードも控えていない。' },
    },
    { scenario: 'all-factors-gone', when: { en: 'No way in works.', ja: 'どの方法でも入れない。' } },
  ],
  confidence: 'medium',
  sources: ['article', 'totp', 'twoFactorHelp', 'publicReports'],
  reviewedOn: '2026-11-29',
}
