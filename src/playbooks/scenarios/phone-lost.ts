import type { Playbook } from '../playbook.ts'
import { afterwards, newCodes } from '../shared-lines.ts'

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
      en: 'A backup code lets you in on any other device. Without one, the SIM or a new one brings your number back.',
      ja: 'バックアップコードがあれば、別の端末から入れます。なくても、SIMを移すか再発行すれば番号が戻ります。',
    },
  },
  firstChecks: [
    {
      en: 'Only broken? Then do not stop the line: its SIM works in another phone.',
      ja: '壊れただけですか。それなら回線は止めません。SIMは別のスマホで使えます。',
    },
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
        en: 'Lost or stolen: call your mobile carrier and have the SIM stopped.',
        ja: '紛失や盗難なら、携帯会社に電話して、回線を止めてもらいます。',
      },
      hint: {
        en: 'Then nobody else can read your SMS codes. In the same call, order a new SIM with your number.',
        ja: 'こうすれば、SMSのコードを他人に読まれません。同じ番号でのSIM再発行も、一緒に頼みます。',
      },
      urgent: true,
      notWith: 'sms',
      otherwise: {
        en: 'Nobody answers: do the next step first, then call again.',
        ja: 'つながらなければ先に次へ進み、あとでかけ直します。',
      },
    },
    {
      id: 'lock-phone',
      text: {
        en: 'With Find My or Find Hub, lock the lost phone. Do not erase it yet.',
        ja: '「探す」や「デバイスを探す」で、なくしたスマホをロックします。消去はまだしません。',
      },
      hint: {
        en: 'Erase it only when you are in elsewhere: it may still hold a way in.',
        ja: '消去は、別の端末で入れてからです。スマホの中に、入る手段が残っているかもしれません。',
      },
      urgent: true,
      notWith: 'sms',
      otherwise: { en: 'It is off or not listed: go on.', ja: '電源が切れている、一覧にないときは、次へ進みます。' },
    },
    {
      id: 'code-elsewhere',
      text: {
        en: 'On another device, enter your password, then tap {tryAnotherWay} and {useBackupCode}.',
        ja: '別の端末でパスワードを入れ、{tryAnotherWay}→{useBackupCode}の順に選びます。',
      },
      hint: {
        en: 'Type one code, only once, and without the space.',
        ja: '1つのコードを、空白を入れずに1回だけ入力します。',
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
      id: 'move-sim',
      text: {
        en: 'Only broken: put the SIM into another phone, and sign in with the SMS that comes there.',
        ja: '壊れただけなら、SIMを別のスマホに入れ、そこに届くSMSでログインします。',
      },
      hint: {
        en: 'An eSIM: have the carrier move it. The line itself stays as it is.',
        ja: 'eSIMは、携帯会社で移してもらいます。回線は止めません。',
      },
      needs: ['sms', 'password'],
      onlyWith: 'sms',
      getsIn: true,
      otherwise: {
        en: 'No SMS comes there: restart that phone, and ask for one more SMS.',
        ja: '届かなければ、そのスマホを再起動して、もう1回だけ頼みます。',
      },
      goTo: 'sms-never',
    },
    {
      id: 'new-sim',
      text: {
        en: 'When the new SIM has come, put it into another phone and sign in with the code that it gets.',
        ja: '新しいSIMが届いたら別のスマホに入れ、そこに届くコードでログインします。',
      },
      hint: {
        en: 'Ordered from the carrier, together with stopping the old one.',
        ja: '携帯会社で、回線を止めるのと一緒に頼みます。',
      },
      getsIn: true,
      notWith: 'sms',
      // Not the number: a new SIM is what brings it back.
      needs: ['password'],
      otherwise: {
        en: 'You cannot get the number back: go on with the other ways in.',
        ja: '番号を取り戻せないときは、ほかの方法へ進みます。',
      },
      goTo: 'all-factors-gone',
    },
  ],
  atHandFirst: true,
  thenEntryMethods: true,
  afterwards: [
    newCodes,
    {
      id: 'sign-lost-phone-out',
      text: { en: 'Sign the lost phone out.', ja: 'なくしたスマホをログアウトさせます。' },
      hint: {
        en: 'A broken one that stays with you may stay.',
        ja: '壊れただけで手元にあるなら、そのままで構いません。',
      },
      menu: 'devices',
      does: 'sign-out',
      otherwise: {
        en: 'It is not in the list: change the password, to be safe.',
        ja: '一覧になければ、念のためパスワードを変えます。',
      },
    },
    {
      id: 'new-password',
      text: {
        en: 'Stolen: change the password, and that of your mailbox.',
        ja: '盗まれたなら、パスワードとメールのパスワードを変えます。',
      },
      menu: 'password',
      otherwise: {
        en: 'The old one is refused: set a new one by mail.',
        ja: '今のパスワードが通らなければ、メールで再設定します。',
      },
      goTo: 'password-forgotten',
    },
    ...afterwards.slice(1),
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
    {
      scenario: 'codes-exposed',
      when: { en: 'The codes were on that phone.', ja: 'コードも、そのスマホの中にあった。' },
    },
    { scenario: 'sim-swap', when: { en: 'Somebody else is using the number.', ja: '他人が番号を使っている。' } },
  ],
  confidence: 'high',
  sources: ['article', 'twoFactorHelp', 'carriers', 'publicReports'],
  reviewedOn: '2026-11-29',
}
