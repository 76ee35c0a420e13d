/**
 * The operating rules of a small team. Each rule is a sentence that can be followed without asking. Blanks come at the end, after
 * their label.
 */
import type { Bilingual, Message } from '../../../language.ts'

/** What is known about the team. Each is a list as one text, or a blank. */
export interface PolicyFacts {
  readonly securityManager: string
  /** The security managers, with how to reach them. */
  readonly call: string
  /** How copies of the codes are handed over. */
  readonly handOver: string
  readonly accountManager: string
  readonly poster: string
  /** Everybody who can reach a place with codes. */
  readonly keyHolders: string
  readonly places: string
  readonly authenticators: string
  readonly numbers: string
  readonly addresses: string
  readonly portfolio: string
  readonly accounts: string
  readonly count: number
  readonly reviewDue: string
  readonly testDue: string
}

export const title: Bilingual = { en: 'How we keep our Instagram accounts', ja: 'Instagramアカウント運用ルール' }
export const intro: Message<PolicyFacts & { day: string }> = {
  en: ({ accounts, day }) =>
    `So that no single phone, person or forgotten sheet of paper can lock us out. Filled in on ${day} from what igcodes knows; fill in the blanks by hand.\nOur accounts: ${accounts}`,
  ja: ({ accounts, day }) =>
    `スマホ1台、担当者1人、紙1枚がなくなってもログインできるようにするための決まりです。${day}時点の登録内容から作成しました。空欄は手で記入してください。\n対象のアカウント: ${accounts}`,
}

export const rolesTable = [
  { en: ['Role', 'Responsible for', 'Who'], ja: ['役割', '受け持ち', '担当者'] },
  {
    en: ['Security manager', 'two-factor authentication, backup codes, reviews and login tests'],
    ja: ['セキュリティ管理者', '二段階認証、バックアップコード、棚卸しとログインテスト'],
  },
  { en: ['Account manager', 'login address and password'], ja: ['アカウント管理者', 'ログイン用メールとパスワード'] },
  { en: ['Poster', 'daily posts; holds no second factor'], ja: ['投稿担当', '日々の投稿。認証手段は持たない'] },
] as const

interface Section {
  readonly heading: Bilingual
  readonly ordered?: true
  /** One rule a line. */
  readonly rules: Message<PolicyFacts>
}

/** The first one comes after the table of roles. */
export const sections: readonly Section[] = [
  {
    heading: { en: 'Who does what', ja: '役割' },
    rules: {
      en: ({ keyHolders }) =>
        `Two people can always reach the codes, never just one. Ours are: ${keyHolders}
People who only post get neither codes nor an authenticator. Everyone with a key writes down what they did with it.
An agency may work on the accounts, but is never the only one who can log in.`,
      ja: ({ keyHolders }) =>
        `コードは必ず2人が取り出せるようにし、1人だけに任せません。取り出せる人: ${keyHolders}
投稿だけの担当者には、コードも認証アプリも渡しません。鍵を使った人は、使ったことを記録します。
代理店に運用を頼むときも、代理店だけがログインできる状態にはしません。`,
    },
  },
  {
    heading: { en: 'How we log in from day to day', ja: 'ふだんのログイン' },
    rules: {
      en: ({ authenticators, numbers, addresses }) =>
        `Two methods at most. First, the authenticator app; ours is on: ${authenticators}
Second, SMS to a company number: ${numbers}
The login address is a company address that more than one person reads: ${addresses}
Backup codes are the spare key, not for every day. They are kept apart from both.
Nobody logs out the last device that is logged in, and nobody switches two-factor authentication off “for a moment”.`,
      ja: ({ authenticators, numbers, addresses }) =>
        `使う方法は2つまで。1つ目は認証アプリです。入っている端末: ${authenticators}
2つ目はSMSで、会社名義の番号に届くようにします: ${numbers}
ログイン用メールは、複数の人が読める会社のアドレスにします: ${addresses}
バックアップコードは合い鍵です。ふだんは使わず、上の2つとは別の場所に置きます。
ログイン中の最後の端末はログアウトしません。「少しの間だけ」でも二段階認証を切りません。`,
    },
  },
  {
    heading: { en: 'Where the codes are', ja: 'コードの保管場所' },
    rules: {
      en: ({ places, keyHolders, handOver }) =>
        `All codes of a set are stored together, in igcodes and in at most one other place: ${places}
Everyone with a key can name that place without thinking: ${keyHolders}
A copy is handed over like this: ${handOver}
There are no other copies, because nobody could tell which is the newest.
Never in a chat, an ordinary mail, a photo or a screenshot, and never stuck to a screen. Any such copy is deleted today.
When a new set is issued the old sheet is destroyed on the same day.`,
      ja: ({ places, keyHolders, handOver }) =>
        `コードは1回の発行分をまとめて保管します。置くのは igcodes のほかに1か所までです: ${places}
取り出せる人は、その場所を即答できるようにしておきます: ${keyHolders}
控えを引き継ぐときの方法: ${handOver}
それ以外の写しは作りません。どれが最新か分からなくなるからです。
チャット、普通のメール、写真やスクリーンショット、画面に貼ったメモには残しません。残っていれば今日中に消します。
新しいコードを発行したら、古い紙はその日のうちに破棄します。`,
    },
  },
  {
    heading: { en: 'What we check, and when', ja: '点検の時期' },
    rules: {
      en: ({ securityManager, reviewDue, testDue }) =>
        `Every month a login test: a real login from another device, with the authenticator so that no code is spent. The next by: ${testDue}
Every six months, and at least once a year, a review of codes, devices, places and people. The next by: ${reviewDue}
Every new phone, departure, change of duties or change of agency also calls for a review.
Both are done by: ${securityManager}
Both are recorded with igcodes test and igcodes review, and are in the calendar (igcodes due).`,
      ja: ({ securityManager, reviewDue, testDue }) =>
        `毎月1回、別の端末から実際にログインしてみます。コードを減らさないよう、認証アプリを使います。次の期限: ${testDue}
半年に1回(遅くとも1年に1回)、コード・端末・保管場所・担当者の棚卸しをします。次の期限: ${reviewDue}
機種変更、退職や異動、代理店の変更があったときも、その都度棚卸しをします。
実施する人: ${securityManager}
結果は igcodes test と igcodes review で記録し、予定は igcodes due でカレンダーに入れます。`,
    },
  },
  {
    heading: { en: 'When we get new codes', ja: 'コードを再発行するとき' },
    rules: {
      en: () =>
        `Before a phone is changed, not after it.
After a loss, a theft, or any doubt about who has seen them.
After a code was used in an emergency, and when igcodes status says that few are left.
The person who renews them stores them at once (igcodes add) and tells the other key holder that the old ones are void.`,
      ja: () =>
        `機種変更の前。変えた後では遅いことがあります。
紛失や盗難の後、または誰かに見られたかもしれないとき。
緊急時にコードを使った後と、igcodes status が残り少ないと知らせたとき。
再発行した人はすぐに登録し(igcodes add)、もう1人に伝えます。古いコードは使えなくなります。`,
    },
  },
  {
    heading: { en: 'Changing a phone', ja: '機種変更' },
    ordered: true,
    rules: {
      en: ({ securityManager }) =>
        `A week before, tell: ${securityManager}
List what depends on the old phone (igcodes prepare phone-change DEVICE) and store a new set of codes.
With both phones in hand move the authenticator, then log in on the new one.
Test the login from the new phone. Only then delete screenshots and notes of codes on both, and wipe the old one.
Record the new device, and do a review.`,
      ja: ({ securityManager }) =>
        `1週間前までに連絡します。連絡先: ${securityManager}
古いスマホに何があるかを書き出し(igcodes prepare phone-change 端末)、コードを再発行して登録します。
2台とも手元にあるうちに認証アプリを移し、新しいスマホでログインします。
新しいスマホでログインを確かめます。それから2台に残るコードの写真やメモを消し、古いスマホを初期化します。
新しい端末を登録し、棚卸しをします。`,
    },
  },
  {
    heading: { en: 'When somebody leaves or changes duties', ja: '退職・異動' },
    ordered: true,
    rules: {
      en: ({ accountManager }) =>
        `Before the last day, not after it, list what depends on this person (igcodes what-if --leave NAME).
Move each way in to somebody who stays, then prove it with a login test.
Issue new codes and change the password. Responsible: ${accountManager}
Only then remove the rights and log out the devices that left with the person.
Write down the new holders, and tell the team who they are.`,
      ja: ({ accountManager }) =>
        `最終日より前に、その人が持っているものを洗い出します(igcodes what-if --leave 名前)。
認証手段を残る人へ1つずつ移し、ログインテストで確かめます。
コードを再発行し、パスワードを変えます。責任者: ${accountManager}
そのあとで権限を外し、その人の端末をログアウトさせます。
新しい担当者を登録し、チームに知らせます。`,
    },
  },
  {
    heading: { en: 'When the agency changes', ja: '代理店の変更' },
    ordered: true,
    rules: {
      en: ({ portfolio }) =>
        `Before giving notice, make sure that two of our own people can log in without the agency.
Bring the login address, the number and the business portfolio into our hands. The portfolio: ${portfolio}
When the work ends: new password, new codes, remove the agency's devices and roles, test the login.
The new agency gets a role of its own, never our codes.`,
      ja: ({ portfolio }) =>
        `契約の終了を伝える前に、自社の2人が代理店なしでログインできることを確かめます。
ログイン用メール、電話番号、ビジネスポートフォリオを自社の管理に移します。ポートフォリオ: ${portfolio}
終了時にパスワードとコードを新しくし、代理店の端末と権限を外して、ログインを確かめます。
新しい代理店には専用の権限を渡し、コードは渡しません。`,
    },
  },
  {
    heading: { en: 'When nobody gets in', ja: 'ログインできないとき' },
    ordered: true,
    rules: {
      en: ({ call, authenticators, numbers, places }) =>
        `Stop after the second refusal, and call: ${call}
Find out, first, which device has the authenticator: ${authenticators}
Second, whether the SMS number still works: ${numbers}
Third, where the codes were stored last: ${places}
Only the security manager tries a code, guided by igcodes recover, which also records what was tried.
Set a time at which we stop trying, prepare another way to reach our followers, and decide who tells them. Longest time without the account: __________
Send no code to anyone, pay nobody for recovery, and log out no device that is still logged in.
Afterwards: new codes, look at devices and contact details, write down what should change, and close the record.`,
      ja: ({ call, authenticators, numbers, places }) =>
        `2回失敗したら手を止めて連絡します。連絡先: ${call}
確かめること1。認証アプリはどの端末にありますか: ${authenticators}
確かめること2。SMSの番号は使えますか: ${numbers}
確かめること3。コードを最後に保管した場所はどこですか: ${places}
コードを試すのはセキュリティ管理者だけです。igcodes recover に沿って進めると、試したことも記録されます。
いつまで試すかを決め、フォロワーへの別の連絡手段と、誰が知らせるかを用意します。止まってよい期間: __________
コードを誰にも送らず、復旧業者に払わず、ログイン中の端末はそのままにします。
解決したら、コードを再発行し、端末と連絡先を見直します。次から変えることを書き、記録を閉じます。`,
    },
  },
  {
    heading: { en: 'A new account, on its first day', ja: '新しいアカウントの初日' },
    ordered: true,
    rules: {
      en: ({ accountManager }) =>
        `It is opened with a shared company address, never a private one. By: ${accountManager}
Two-factor authentication at once, with the app and the SMS, and the codes stored (igcodes add).
The codes get one place; who holds which key is recorded (igcodes account setup).
The three roles are given to different people, if there are enough of us.
A login test from another device proves it; then the sheet is printed (igcodes sheet).`,
      ja: ({ accountManager }) =>
        `個人のものではなく、会社の共有アドレスで作ります。担当: ${accountManager}
すぐに認証アプリとSMSで二段階認証を設定し、コードを登録します(igcodes add)。
コードの置き場所を1つに決め、誰がどの鍵を持つかを登録します(igcodes account setup)。
3つの役割を、人数の許すかぎり別の人に割り当てます。
別の端末からログインを確かめ、鍵の一覧を印刷します(igcodes sheet)。`,
    },
  },
]

export const agreed: Bilingual = { en: 'Agreed', ja: '確認' }
export const agreedLines: Bilingual = {
  en: 'In force from: __________\nNext review on: __________\nSecurity manager: __________\nAccount manager: __________',
  ja: '施行日: __________\n次に見直す日: __________\nセキュリティ管理者: __________\nアカウント管理者: __________',
}
export const foot: Bilingual = {
  en: 'Contains no code and no password. Printed by igcodes policy; correct mistakes in igcodes.',
  ja: 'コードとパスワードは含みません。igcodes policy で作成。内容の訂正は igcodes の登録で行ってください。',
}

export const moreAccounts: Message<{ names: readonly string[]; more: number }> = {
  en: ({ names, more }) => `${names.join(', ')}${more > 0 ? ` and ${more} more (igcodes sheet)` : ''}`,
  ja: ({ names, more }) => `${names.join('、')}${more > 0 ? `、ほか${more}件(igcodes sheet)` : ''}`,
}
export const listed: Message<{ names: readonly string[] }> = {
  en: ({ names }) => names.join(', '),
  ja: ({ names }) => names.join('、'),
}
export const withHolders: Message<{ what: string; holders: readonly string[] }> = {
  en: ({ what, holders }) => (holders.length > 0 ? `${what} (${holders.join(', ')})` : what),
  ja: ({ what, holders }) => (holders.length > 0 ? `${what}(${holders.join('、')})` : what),
}

export const stillPrivate: Message<{ named: string }> = {
  en: ({ named }) => `${named} – still private, to be changed`,
  ja: ({ named }) => `${named} ※今は個人のもの。会社のものに替える`,
}

// The card for the wall

export const cardTitle: Bilingual = { en: 'Locked out of Instagram?', ja: 'Instagramにログインできないとき' }
/** One a line. */
export const cardSteps: Bilingual = {
  en: `Stop trying. Every further try can make a block longer.
Leave every device signed in that still is. Wipe nothing, reinstall nothing.
Call: __________
Give no code to anyone and pay nobody, not even the “expert” who writes to you.`,
  ja: `試すのをやめます。続けるほど、制限が長引くことがあります。
ログイン中の端末はそのままにします。初期化も、アプリの入れ直しもしません。
電話する相手: __________
コードは誰にも教えず、お金も払いません。「復旧の専門家」を名乗る相手にも。`,
}
export const cardHabits: Bilingual = { en: 'So that it does not happen', ja: 'そうならないために' }
/** The article's list. One a line. */
export const cardRules: Bilingual = {
  en: `At every phone change, departure or change of duties we go through the codes and the authenticator.
One list says whose phone has the two-factor authentication.
The codes have one place, and as few people as possible can reach it.
Everybody knows whom to call when nobody gets in.
A new account gets all of this on its first day.`,
  ja: `機種変更・退職・異動のたびに、コードと認証アプリを棚卸しする。
二段階認証が誰のスマホにあるかを、1枚の一覧にしておく。
コードの保管場所は1か所に決め、取り出せる人を最小限にする。
ログインできないときの連絡先を、全員が知っている。
新しいアカウントは、初日にここまで済ませる。`,
}
export const cardFoot: Bilingual = {
  en: 'For the wall: it names no person and no place. The sheet that does (igcodes sheet) belongs in a locked drawer.',
  ja: '壁に貼れます(人の名前も保管場所もありません)。名前の入った一覧(igcodes sheet)は、鍵のかかる引き出しに。',
}
