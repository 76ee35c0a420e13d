import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'told-to-wait',
  title: { en: 'Instagram tells you to wait', ja: '「待ってから試して」と表示される' },
  when: { en: 'The screen says {waitAFewMinutes}.', ja: '画面に{waitAFewMinutes}と出る。' },
  words: {
    en: ['wait a few minutes', 'try again later', 'too many tries', 'blocked', 'temporarily locked'],
    ja: ['数分待って', 'しばらくしてから', '時間をおいて', '試しすぎ', '一時的にロック', '制限された', 'ロックされた'],
  },
  odds: {
    level: 'high',
    because: {
      en: 'Such a block mostly passes by itself, but slowly. Patience is what helps.',
      ja: 'この制限は、時間はかかりますが、たいてい自然に解けます。待つのが一番の近道です。',
    },
  },
  firstChecks: [
    {
      en: 'How many times was it tried today, by everybody together? Count passwords, codes and SMS.',
      ja: '今日は全員で何回試しましたか。パスワードもコードもSMSも数えてください。',
    },
    {
      en: 'Does it say “suspended” or “disabled”? That is another screen.',
      ja: '「停止」「無効」とは出ていませんか。それは別の画面です。',
    },
    { en: 'Is somebody else in the team trying at the same time?', ja: 'ほかの人も同時に試していませんか。' },
  ],
  steps: [
    {
      id: 'stop-trying',
      text: {
        en: 'Stop, and tell everybody in the team to stop too.',
        ja: 'いったん手を止め、チームの全員にもやめてもらいます。',
      },
      hint: { en: 'Every further try can make the block longer.', ja: '試すたびに、制限が長くなることがあります。' },
      otherwise: {
        en: 'You cannot reach somebody: begin to count the time once they have stopped.',
        ja: '連絡のつかない人がいたら、その人がやめてから、1時間を数え始めます。',
      },
    },
    {
      id: 'wait-an-hour',
      text: { en: 'Wait one hour.', ja: '1時間待ちます。' },
      hint: {
        en: 'Our own precaution; Instagram publishes no figure. Often it takes longer: people report half a day to 26 hours.',
        ja: '私たちの用心のための目安で、Instagramは公表していません。半日から26時間かかった、という報告もあります。',
      },
      does: 'wait',
      waitMinutes: 60,
      otherwise: {
        en: 'Somebody tried in the meantime: let the hour begin anew.',
        ja: '途中で誰かが試したら、1時間を数え直します。',
      },
    },
    {
      id: 'one-try',
      text: {
        en: 'Try once, on a device that has signed in to this account before.',
        ja: '以前ログインしたことのある端末で、1回だけ試します。',
      },
      hint: {
        en: 'Stay in the network that you always use. Have the password and the code ready first.',
        ja: 'いつもの回線のまま試します。パスワードとコードは先に用意しておいてください。',
      },
      getsIn: true,
      needs: ['password'],
      needsOneOf: ['authenticator', 'sms', 'whatsapp', 'codes'],
      otherwise: {
        en: 'The same words again: do not try a second time, go on with the next step.',
        ja: 'また同じ表示が出たら、もう試さずに次へ進みます。',
      },
    },
    {
      id: 'wait-a-day',
      text: { en: 'Wait a whole day, 24 hours.', ja: '今度は丸一日(24時間)待ちます。' },
      hint: {
        en: 'These 24 hours are our own precaution too; Instagram publishes no figure.',
        ja: '24時間も私たちの用心のための目安です。Instagramは数字を公表していません。',
      },
      does: 'wait',
      waitMinutes: 1440,
      otherwise: {
        en: 'Somebody tried in the meantime: let the day begin anew.',
        ja: '途中で誰かが試したら、24時間を数え直します。',
      },
    },
    {
      id: 'try-after-a-day',
      text: { en: 'Try once more, on the same device as before.', ja: '前と同じ端末で、もう1回だけ試します。' },
      getsIn: true,
      needs: ['password'],
      needsOneOf: ['authenticator', 'sms', 'whatsapp', 'codes'],
      otherwise: {
        en: 'Still told to wait: make no more tries on the sign-in screen.',
        ja: 'まだ待つように言われたら、ログイン画面で試すのはここまでです。',
      },
    },
    {
      id: 'official-page',
      text: {
        en: 'Open Instagram’s official help page and choose what fits best.',
        ja: 'Instagramの公式ヘルプページを開き、一番近い項目を選びます。',
      },
      hint: {
        en: 'Type the address yourself: search results can lead to forged pages.',
        ja: 'アドレスは自分で入力してください。検索から開くと、偽のページのことがあります。',
      },
      address: 'hacked',
      otherwise: {
        en: 'The page does not help either: go on as if no way in were left.',
        ja: 'ここでも進めなければ、ログインする手段がないときの手順に移ります。',
      },
      goTo: 'all-factors-gone',
    },
  ],
  afterwards: [...afterwards],
  never: [
    {
      en: 'Switch between networks to get around the block (our own caution).',
      ja: '制限をよけようとして、Wi-Fiや回線を切り替えること(私たちの用心です)。',
    },
    { en: 'Reinstall the app as a remedy.', ja: '直そうとして、アプリを入れ直すこと。' },
  ],
  stop: {
    after: { en: 'the try that follows the day of waiting', ja: '丸一日待って試しても、同じ表示が出たら' },
    goOn: { en: 'go on by way of Instagram’s official page', ja: 'Instagramの公式ページから進めます' },
    goTo: 'all-factors-gone',
  },
  next: [
    {
      scenario: 'account-disabled',
      when: { en: 'It says that the account is suspended.', ja: '「停止しました」と出る。' },
    },
    {
      scenario: 'code-rejected',
      when: {
        en: 'The block is over, but the backup code is refused.',
        ja: '制限は解けたが、バックアップコードが拒否される。',
      },
    },
    {
      scenario: 'totp-rejected',
      when: {
        en: 'The block is over, but the app’s code is refused.',
        ja: '制限は解けたが、認証アプリのコードが拒否される。',
      },
    },
    {
      scenario: 'password-forgotten',
      when: { en: 'The password is what was refused.', ja: '拒否されていたのはパスワードだった。' },
    },
    {
      scenario: 'all-factors-gone',
      when: { en: 'You are told to wait day after day.', ja: '何日たっても同じ表示が出る。' },
    },
  ],
  confidence: 'low',
  sources: ['article', 'helpReports', 'hackedPage', 'publicReports', 'ownPrecaution'],
  reviewedOn: '2026-11-29',
}
