import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'phone-lost',
  title: { en: 'Phone lost, stolen or broken', ja: 'スマホの紛失・盗難・故障' },
  when: {
    en: 'The phone that you sign in with is gone, or it does not work any more.',
    ja: 'ログインに使っていたスマホがなくなった、または動かない。',
  },
  words: {
    en: ['lost', 'stolen', 'broken', 'theft', 'water damage'],
    ja: ['なくした', '無くした', '落とした', '盗まれた', '壊れた', '水没'],
  },
  odds: {
    level: 'high',
    because: {
      en: 'A backup code lets you in on any other device. Without one, a new SIM brings your number back.',
      ja: 'バックアップコードがあれば、別の端末から入れます。なくても、SIMを再発行すれば番号が戻ります。',
    },
  },
  firstChecks: [
    {
      en: 'Where are the backup codes: in this vault, or on a sheet of paper?',
      ja: 'バックアップコードはどこですか。この保管庫か、紙の控えを確かめてください。',
    },
    {
      en: 'Is Instagram still open on a tablet, a computer or an old phone?',
      ja: 'タブレットやパソコン、古いスマホで、ログインしたままになっていませんか。',
    },
  ],
  steps: [
    {
      id: 'stop-sim',
      text: {
        en: 'Call your mobile carrier and have the SIM stopped.',
        ja: '携帯会社に電話して、回線を止めてもらいます。',
      },
      hint: {
        en: 'Then nobody else can read your SMS codes. In the same call, order a new SIM with your number.',
        ja: 'こうすれば、SMSのコードを他人に読まれません。同じ番号でのSIM再発行も、一緒に頼みます。',
      },
      otherwise: {
        en: 'Nobody answers: do the next step first, then call again.',
        ja: 'つながらなければ先に次へ進み、あとでかけ直します。',
      },
    },
    {
      id: 'code-elsewhere',
      text: {
        en: 'On another device, enter your password, then tap {tryAnotherWay} and {useBackupCode}.',
        ja: '別の端末でパスワードを入れ、{tryAnotherWay}→{useBackupCode}の順に選びます。',
      },
      hint: {
        en: 'Type one code, only once, and without the space.',
        ja: 'コードを1つ、空白なしで、1回だけ入力します。',
      },
      command: 'igcodes use NAME',
      does: 'hand-out',
      getsIn: true,
      needs: ['codes', 'password'],
      otherwise: {
        en: 'Refused: check that the code is this account’s. Then try one other unused code, and no more.',
        ja: '拒否されたら、このアカウントのコードか確かめます。試すのは、未使用のものをあと1つまでです。',
      },
      goTo: 'code-rejected',
    },
    {
      id: 'new-sim',
      text: {
        en: 'When the new SIM has come, put it into another phone and sign in with the code that it gets.',
        ja: '新しいSIMが届いたら別のスマホに入れ、そこに届くコードでログインします。',
      },
      getsIn: true,
      // Not the number: a new SIM is what brings it back.
      needs: ['password'],
      otherwise: {
        en: 'You cannot get the number back: go on with the other ways in.',
        ja: '番号を取り戻せないときは、ほかの方法へ進みます。',
      },
      goTo: 'all-factors-gone',
    },
  ],
  thenEntryMethods: true,
  afterwards: [
    {
      id: 'sign-lost-phone-out',
      text: { en: 'Sign the lost phone out.', ja: 'なくしたスマホをログアウトさせます。' },
      menu: 'devices',
      does: 'sign-out',
      otherwise: {
        en: 'It is not in the list: change the password, to be safe.',
        ja: '一覧になければ、念のためパスワードを変えます。',
      },
    },
    ...afterwards,
  ],
  never: [{ en: 'Do nothing and hope that the phone turns up.', ja: '「そのうち出てくる」と、何もせずに待つこと。' }],
  stop: {
    after: { en: 'two refused codes', ja: 'コードが2回拒否されたら' },
    goOn: {
      en: 'the list is probably an old one: look for the newest',
      ja: '古い一覧かもしれません。一番新しいものを探します',
    },
    goTo: 'stale-set',
  },
  next: [
    { scenario: 'number-gone', when: { en: 'You cannot get the number back.', ja: '電話番号を取り戻せない。' } },
    {
      scenario: 'all-factors-gone',
      when: { en: 'No code and no new SIM.', ja: 'コードがなく、SIMの再発行もできない。' },
    },
    { scenario: 'sim-swap', when: { en: 'Somebody else is using the number.', ja: '他人が番号を使っている。' } },
  ],
  confidence: 'high',
  sources: ['article', 'twoFactorHelp', 'carriers'],
  reviewedOn: '2026-11-22',
}
