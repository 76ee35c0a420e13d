import type { Playbook, Step } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

const nameOnLists: Step = {
  id: 'name-on-lists',
  text: {
    en: 'Write the account’s name and the date on every list that you keep.',
    ja: '手元の一覧すべてに、アカウント名と発行日を書いておきます。',
  },
  otherwise: {
    en: 'You cannot tell whose list it is: destroy it, and make a new one for each account.',
    ja: '誰のものか分からない一覧は処分し、アカウントごとに発行し直します。',
  },
}

export const playbook: Playbook = {
  id: 'wrong-account',
  title: { en: 'The codes belong to another account', ja: '別のアカウントのコードだった' },
  when: {
    en: 'You look after several accounts, and the codes at hand are another one’s.',
    ja: 'アカウントをいくつか持っていて、手元のコードが別のアカウントのものだった。',
  },
  words: {
    en: ['mixed up', 'swapped', 'several accounts', 'second account', 'wrong handle'],
    ja: ['取り違え', '間違えた', '複数アカウント', '別アカウント', 'サブアカウント', 'ユーザーネーム'],
  },
  odds: {
    level: 'high',
    because: {
      en: 'Nothing is lost: the right list only has to be found and given its right name.',
      ja: '何も失っていません。正しい一覧を見つけて、名前を直すだけです。',
    },
  },
  firstChecks: [
    { en: 'Which name is on the list?', ja: '一覧には、どのアカウントの名前が書いてありますか。' },
    {
      en: 'Which name is on the sign-in screen? One letter or a dot makes another account.',
      ja: 'ログイン画面の名前はどれですか。1文字や点1つの違いでも、別のアカウントです。',
    },
  ],
  steps: [
    {
      id: 'list-accounts',
      text: { en: 'See which accounts this vault knows.', ja: 'この保管庫にあるアカウントを一覧で見ます。' },
      hint: {
        en: 'It shows how many codes each account has, and since when.',
        ja: 'アカウントごとのコードの数と、登録した日が分かります。',
      },
      command: 'igcodes account list',
      otherwise: {
        en: 'The account is not there: its list is on paper or with somebody else.',
        ja: 'そこになければ、紙か、ほかの人のところにあります。',
      },
    },
    {
      id: 'match',
      text: { en: 'Find out which account the list belongs to.', ja: 'その一覧がどのアカウントのものか、確かめます。' },
      hint: {
        en: 'Ask who saved it, and which profile was open then.',
        ja: '保存した人に、そのときどのプロフィールを開いていたか聞きます。',
      },
      needs: ['codes'],
      otherwise: {
        en: 'Nobody knows: type none of these codes. Treat the list as out of date.',
        ja: '誰にも分からなければ、1つも入れません。古い一覧と同じ扱いにします。',
      },
      goTo: 'stale-set',
    },
    {
      id: 'relabel',
      text: {
        en: 'Give the list its right name, in the vault and on paper.',
        ja: '一覧の名前を正しく付け直します。紙の控えも同じです。',
      },
      hint: {
        en: 'Two names are swapped: rename A to a spare name, B to A, then the spare one to B.',
        ja: 'AとBが逆なら、A→仮、B→A、仮→B の順に3回変えます。',
      },
      command: 'igcodes account rename OLD NEW',
      needs: ['codes'],
      otherwise: {
        en: 'The new name is in the vault already: store the codes under it with igcodes add.',
        ja: 'その名前がすでにあるときは、igcodes add でそちらに登録します。',
      },
    },
    {
      id: 'right-code',
      text: {
        en: 'Sign in with one code of the right list: {tryAnotherWay}, then {useBackupCode}.',
        ja: '正しい一覧から1つだけ使います。{tryAnotherWay}→{useBackupCode}と進みます。',
      },
      hint: { en: 'Type it once, without the space.', ja: '空白を入れずに、1回だけ入力します。' },
      command: 'igcodes use NAME',
      does: 'hand-out',
      getsIn: true,
      needs: ['codes', 'password'],
      otherwise: {
        en: 'Refused, though the account is right: the list is probably an old one.',
        ja: 'アカウントが合っていても拒否されたら、古い一覧かもしれません。',
      },
      goTo: 'stale-set',
    },
  ],
  afterwards: [...afterwards, nameOnLists],
  never: [
    {
      en: 'Burn codes by trying them on one account after the other.',
      ja: 'あちこちのアカウントで試して、コードをむだにすること。',
    },
  ],
  stop: {
    after: { en: 'a refused code from the right list', ja: '正しい一覧のコードも拒否されたら' },
    goOn: {
      en: 'it is probably an old list: look for the newest one',
      ja: '古い一覧かもしれません。一番新しいものを探します',
    },
    goTo: 'stale-set',
  },
  next: [
    {
      scenario: 'stale-set',
      when: { en: 'The account is right, the code is refused.', ja: 'アカウントは合っているのに通らない。' },
    },
    {
      scenario: 'codes-never-saved',
      when: { en: 'This account never had a list.', ja: 'このアカウントの一覧は、もともとなかった。' },
    },
  ],
  confidence: 'high',
  sources: ['article', 'menuReports'],
  reviewedOn: '2026-11-29',
}
