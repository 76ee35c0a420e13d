/** Lines and steps that several playbooks share. */
import type { Bilingual } from '../language.ts'
import type { Step } from './playbook.ts'

/** The first look wherever somebody cannot get in: an outage looks like a wrong password, or even like a suspension. */
export const isItDown: Bilingual = {
  en: 'Is Instagram down for others too? Then wait: your account is fine.',
  ja: 'Instagram自体が止まっていませんか。ほかの人も入れないなら、直るのを待ちます。',
}

/** They make every lockout worse. */
export const neverInAll: readonly Bilingual[] = [
  { en: 'Try again and again in a hurry.', ja: '急いで何度も試すこと。' },
  {
    en: 'Give a code, a link or a screenshot of it to anyone, not even to “support” or a friend.',
    ja: 'コードやリンク、その画面の写真を人に渡すこと(「サポート」や友人にも)。',
  },
  {
    en: 'Pay or answer “experts” who offer to get it back, or call a number: Instagram has none.',
    ja: '「復旧代行」に返事やお金を出すこと、電話をかけること(Instagramに電話窓口はありません)。',
  },
  {
    en: 'Sign out the last device that is still signed in, or reinstall the app there.',
    ja: 'ログインしたままの最後の端末をログアウトしたり、アプリを入れ直したりすること。',
  },
  {
    en: 'Wipe or sell the old phone before you are signed in on another one.',
    ja: '別の端末で入る前に、古いスマホを初期化したり手放したりすること。',
  },
]

/** A browser cannot do it (Instagram’s help). */
export const onlyInTheApp: Bilingual = {
  en: 'Only Instagram’s app on a phone can set it up, no browser.',
  ja: '設定できるのは、スマホのInstagramアプリだけです。',
}

/** People look for the wrong ones. */
export const twoKindsOfCodes: Bilingual = {
  en: 'A sign-in code has 6 digits and comes each time; backup codes have 8, are made beforehand, and are in no mail or SMS.',
  ja: '認証コードは6桁で、そのつど届きます。バックアップコードは8桁で、前もって出しておくもの。メールやSMSにはありません。',
}

export const newCodes: Step = {
  id: 'new-codes',
  text: {
    en: 'Get new backup codes now, while you are signed in.',
    ja: 'ログインできている今のうちに、新しいバックアップコードを発行します。',
  },
  hint: {
    en: 'Scroll to the end of the list. The old codes stop working with that.',
    ja: '一覧は最後までスクロールしてください。古いコードはこれで無効になります。',
  },
  menu: 'backupCodes',
  command: 'igcodes add NAME',
  does: 'store-codes',
  otherwise: {
    en: 'No such menu: turn on two-factor authentication first; then the codes appear.',
    ja: 'メニューがないときは、先に二段階認証をオンにすると表示されます。',
  },
}

const review: Step = {
  id: 'review-access',
  text: {
    en: 'Look through the signed-in devices; end those that you do not know.',
    ja: 'ログイン中の端末を確認し、知らない端末を外します。',
  },
  menu: 'devices',
  does: 'sign-out',
  otherwise: {
    en: 'If you are not sure whose device it is, ask your team before you end it.',
    ja: '誰の端末か分からないときは、外す前にチームに聞いてください。',
  },
}

const contacts: Step = {
  id: 'review-contacts',
  text: {
    en: 'Check that the mail address and the phone number are yours.',
    ja: 'メールアドレスと電話番号が自分たちのものか確認します。',
  },
  menu: 'contactInfo',
  otherwise: {
    en: 'One that you do not know: remove it and change the password at once.',
    ja: '知らない連絡先があれば削除し、すぐにパスワードを変えてください。',
  },
}

const writeDown: Step = {
  id: 'write-down',
  text: { en: 'Write down what happened and what helped.', ja: '何が起きて、何が効いたかを書き残します。' },
  command: 'igcodes incident close',
  does: 'close-incident',
  otherwise: {
    en: 'A few words are enough; the next person will be glad of them.',
    ja: '一言で十分です。次に困った人の助けになります。',
  },
}

/** At the screen that asks for a code. Each playbook says where that is. */
export const backupCode: Omit<Step, 'text'> = {
  id: 'backup-code',
  hint: {
    en: 'Type one code, once, without the space. It has 8 digits: a field for 6 takes none.',
    ja: '1つのコードを、空白を入れずに1回だけ入力します。8桁なので、6桁の欄には入りません。',
  },
  command: 'igcodes use NAME',
  does: 'hand-out',
  getsIn: true,
  needs: ['codes', 'password'],
  otherwise: {
    en: 'Refused: make sure that the code belongs to this account before you try another one.',
    ja: '拒否されたら、次を試す前に、このアカウントのコードか確かめてください。',
  },
  goTo: 'code-rejected',
}

/** Once signed in, if the SMS was the problem. */
export const addApp: Step = {
  id: 'add-app',
  text: {
    en: 'Set up {authenticatorApp} as the first way: it needs no SMS and no reception.',
    ja: '{authenticatorApp}を設定し、ふだんはそちらを使います。SMSも電波もいりません。',
  },
  hint: onlyInTheApp,
  menu: 'twoFactor',
  otherwise: {
    en: 'No time now: put it into the calendar for this week.',
    ja: '今は無理なら、今週中の予定に入れておいてください。',
  },
}

/** A precaution. Each playbook says what to do if it cannot be done. */
export const overview: Omit<Step, 'otherwise'> = {
  id: 'overview',
  text: { en: 'Write on one page who holds what.', ja: '誰が何を持っているかを、1枚の紙にまとめます。' },
  hint: {
    en: 'Sign-in address, device with the authenticator, SMS number, place of the codes, way of handing over. Never a code.',
    ja: '登録メール、認証アプリの端末、SMSの番号、コードの場所、渡し方の5つです。コードそのものは書きません。',
  },
}

/** Once signed in: new codes (which void the old set), devices, contacts, and a note of what happened. */
export const afterwards: readonly Step[] = [newCodes, review, contacts, writeDown]

/** Comes first once signed in, if a stranger may be signed in too. */
const signOthersOut: Step = {
  id: 'sign-others-out',
  text: { en: 'Sign out every device that is not yours.', ja: '自分たちのもの以外の端末を、全部ログアウトさせます。' },
  hint: { en: 'Keep the one in your hand signed in.', ja: 'いま手元にある端末は、ログインしたままにします。' },
  menu: 'devices',
  does: 'sign-out',
  otherwise: {
    en: 'One stays in the list: change the password once more.',
    ja: '一覧に残る端末があれば、もう一度パスワードを変えます。',
  },
}

const newPassword: Step = {
  id: 'new-password',
  text: { en: 'Change the password.', ja: 'パスワードを変えます。' },
  hint: { en: 'Take one that you use nowhere else.', ja: 'ほかで使っていないものにします。' },
  menu: 'password',
  otherwise: {
    en: 'The old one is refused: set a new one through the reset page.',
    ja: '今のパスワードが通らなければ、再設定します。',
  },
  goTo: 'password-forgotten',
}

/** After a break-in: what a stranger may have left behind to come back by. Its ids are those of older playbooks. */
export const afterBreakIn: readonly Step[] = [
  signOthersOut,
  newPassword,
  newCodes,
  {
    id: 'own-ways-only',
    text: {
      en: 'Under two-factor, add your own app, then remove every app, number and passkey that is not yours.',
      ja: '二段階認証に自分の認証アプリを足してから、知らないアプリ・番号・パスキーを外します。',
    },
    hint: onlyInTheApp,
    menu: 'twoFactor',
    otherwise: {
      en: 'One cannot be removed: report it on the official page.',
      ja: '外せないものが残ったら、公式ページから申告します。',
    },
  },
  {
    id: 'linked-profiles',
    text: {
      en: 'Take out profiles that are not yours: they can sign in to this account.',
      ja: '知らないプロフィールとのつながりを外します。そこから入られることがあります。',
    },
    menu: 'linkedProfiles',
    weak: true,
    otherwise: {
      en: 'You cannot remove one: name it in a report on the official page.',
      ja: '外せないものは、公式ページからの申告に書きます。',
    },
  },
  {
    id: 'connected-apps',
    text: {
      en: 'In the settings, under {appsAndWebsites}, end what you do not know.',
      ja: '設定の{appsAndWebsites}で、覚えのない連携を外します。',
    },
    otherwise: {
      en: 'You do not find it: search for “website” in the settings.',
      ja: '見つからなければ、設定の検索欄に「ウェブサイト」と入れます。',
    },
  },
  {
    id: 'tell-followers',
    text: {
      en: 'Tell your followers to ignore messages and links from that time.',
      ja: '乗っ取られていた間のDMやリンクは開かないよう、フォロワーに知らせます。',
    },
    otherwise: {
      en: 'No time now: a story of one sentence is enough.',
      ja: '時間がなければ、ストーリーに一言載せるだけでも役に立ちます。',
    },
  },
  review,
  contacts,
  writeDown,
]
