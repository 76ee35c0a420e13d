/** Persons, devices, factors and places: their words, lists, questions, and what is said when they change. */
import type { DeviceKind, FactorKind, Owner, PlaceKind, Role, TestMethod } from '../../../domain/model/registry.ts'
import type { Fault } from '../../../domain/registry/faults.ts'
import type { RecordKind } from '../../../errors.ts'
import type { Bilingual, Message } from '../../../language.ts'
import { shellWord } from '../../shell-word.ts'
import { kindWords } from '../words.ts'

// Words

export const roleWords = {
  'account-manager': { en: 'account manager', ja: 'アカウント管理者' },
  poster: { en: 'poster', ja: '投稿担当' },
  'security-manager': { en: 'security manager', ja: 'セキュリティ管理者' },
} as const satisfies Record<Role, Bilingual>
export const rolesHeld: Message<{ roles: readonly Role[] }> = {
  en: ({ roles }) => roles.map(role => roleWords[role].en).join(', '),
  ja: ({ roles }) => roles.map(role => roleWords[role].ja).join('、'),
}

export const ownerWords = {
  company: { en: 'company', ja: '会社' },
  private: { en: 'private', ja: '個人' },
} as const satisfies Record<Owner, Bilingual>

export const deviceKindWords = {
  phone: { en: 'phone', ja: 'スマホ' },
  tablet: { en: 'tablet', ja: 'タブレット' },
  computer: { en: 'computer', ja: 'パソコン' },
} as const satisfies Record<DeviceKind, Bilingual>

export const factorKindWords = {
  authenticator: { en: 'authenticator app', ja: '認証アプリ' },
  passkey: { en: 'passkey', ja: 'パスキー' },
  sms: { en: 'SMS number', ja: 'SMSの番号' },
  whatsapp: { en: 'WhatsApp', ja: 'WhatsApp' },
  mail: { en: 'login address', ja: 'ログイン用メール' },
  session: { en: 'signed-in device', ja: 'ログイン中の端末' },
  facebook: { en: 'linked Facebook', ja: '連携したFacebook' },
  portfolio: { en: 'business portfolio', ja: 'ビジネスポートフォリオ' },
} as const satisfies Record<FactorKind, Bilingual>

export const placeKindWords = {
  'password-manager': { en: 'password manager', ja: 'パスワード管理アプリ' },
  'locked-paper': { en: 'paper, locked away', ja: '鍵のかかる場所の紙' },
  paper: { en: 'paper', ja: '紙' },
  spreadsheet: { en: 'spreadsheet', ja: '表計算ファイル' },
  note: { en: 'note app', ja: 'メモアプリ' },
  screenshot: { en: 'screenshot', ja: 'スクリーンショット' },
  mail: { en: 'mail', ja: 'メール' },
  chat: { en: 'chat', ja: 'チャット' },
} as const satisfies Record<PlaceKind, Bilingual>

export const testMethodWords = {
  authenticator: { en: 'authenticator', ja: '認証アプリ' },
  sms: { en: 'SMS', ja: 'SMS' },
  code: { en: 'backup code', ja: 'バックアップコード' },
} as const satisfies Record<TestMethod, Bilingual>

// Lists

const id: Bilingual = { en: 'id', ja: 'ID' }
const name: Bilingual = { en: 'name', ja: '名前' }
const kind: Bilingual = { en: 'kind', ja: '種類' }
const owner: Bilingual = { en: 'owner', ja: '持ち主' }
const holder: Bilingual = { en: 'held by', ja: '使える人' }
const device: Bilingual = { en: 'device', ja: '端末' }
const accounts: Bilingual = { en: 'accounts', ja: 'アカウント' }
const remark: Bilingual = { en: 'remarks', ja: '備考' }

export const headers = {
  person: [id, name, { en: 'roles', ja: '役割' }, remark],
  device: [id, name, kind, owner, holder, remark],
  factor: [id, kind, { en: 'what', ja: '内容' }, owner, device, holder, accounts, remark],
  place: [id, kind, { en: 'where', ja: '場所' }, device, holder, accounts, remark],
} as const satisfies Record<RecordKind, readonly Bilingual[]>

export const nothingListed: Message<{ kind: RecordKind; filtered: boolean }> = {
  en: ({ kind, filtered }) =>
    filtered
      ? `No ${kindWords[kind].en} matches.`
      : `There is no ${kindWords[kind].en} yet. To enter all of an account in five minutes:\n    igcodes account setup NAME`,
  ja: ({ kind, filtered }) =>
    filtered
      ? `当てはまる${kindWords[kind].ja}は${kind === 'person' ? 'いません' : 'ありません'}。`
      : `${kindWords[kind].ja}はまだ登録されていません。アカウントごとに5分の質問でそろいます:\n    igcodes account setup ユーザーネーム`,
}

export const accountCount: Message<{ count: number }> = {
  en: ({ count }) => `${count} accounts`,
  ja: ({ count }) => `${count}件`,
}
export const leftOn: Message<{ left: string; isOver: boolean }> = {
  en: ({ left, isOver }) => `${isOver ? 'left' : 'leaves'} on ${left}`,
  ja: ({ left, isOver }) => `${left}${isOver ? 'に退職' : 'が最終日'}`,
}
export const agencyWord: Bilingual = { en: 'agency', ja: '代理店' }
export const vaultWord: Bilingual = { en: 'opens this vault', ja: 'この保管庫を開ける' }
export const sinceWords: Message<{ since: string }> = {
  en: ({ since }) => `since ${since}`,
  ja: ({ since }) => `${since}から使用`,
}
export const reachedBy: Message<{ phone: string | null; contact: string | null }> = {
  en: ({ phone, contact }) => [phone, contact].filter(Boolean).join(', '),
  ja: ({ phone, contact }) => [phone, contact].filter(Boolean).join('、'),
}
export const handOverWords: Message<{ handOver: string }> = {
  en: ({ handOver }) => `handed over: ${handOver}`,
  ja: ({ handOver }) => `引き継ぎ: ${handOver}`,
}
export const confirmedWords: Message<{ confirmed: string }> = {
  en: ({ confirmed }) => `checked ${confirmed}`,
  ja: ({ confirmed }) => `${confirmed}に確認`,
}
export const needsWords: Message<{ needs: readonly string[] }> = {
  en: ({ needs }) => `needs ${needs.join(', ')}`,
  ja: ({ needs }) => `${needs.join('、')}が必要`,
}

/** Faults that a merge of two copies can leave. */
export const faultWords: Message<Fault> = {
  en: fault => {
    switch (fault.kind) {
      case 'person-gone':
        return `⚠ person ${fault.id} is gone`
      case 'device-gone':
        return `⚠ device ${fault.id} is gone`
      case 'factor-gone':
        return `⚠ needs ${fault.id}, which is gone`
      case 'account-gone':
        return `⚠ account ${fault.id} is gone`
      case 'loop':
        return `✗ needs itself: ${fault.way.join(' → ')}`
    }
  },
  ja: fault => {
    switch (fault.kind) {
      case 'person-gone':
        return `⚠ ${fault.id}(人)は削除済み`
      case 'device-gone':
        return `⚠ ${fault.id}(端末)は削除済み`
      case 'factor-gone':
        return `⚠ 必要な ${fault.id} は削除済み`
      case 'account-gone':
        return `⚠ アカウント ${fault.id} は削除済み`
      case 'loop':
        return `✗ 自分自身が必要になっています: ${fault.way.join(' → ')}`
    }
  },
}

// What was done

/** Japanese does not say 人「佐藤」. */
function named(kind: RecordKind, name: string): string {
  return kind === 'person' ? `${name}さん` : `${kindWords[kind].ja}「${name}」`
}

export const saved: Message<{ kind: RecordKind; id: string; name: string; isNew: boolean; changed: boolean }> = {
  en: ({ kind, id, name, isNew, changed }) =>
    changed
      ? `${isNew ? 'Stored' : 'Changed'}: ${kindWords[kind].en} “${name}”. Its id is ${id}.`
      : `Nothing changed: ${kindWords[kind].en} “${name}” already is like that.`,
  ja: ({ kind, id, name, isNew, changed }) =>
    changed
      ? `${named(kind, name)}を${isNew ? '登録' : '変更'}しました。IDは ${id} です。`
      : `${named(kind, name)}はすでにその内容です。変更はありません。`,
}
export const sureToRemove: Message<{ kind: RecordKind; name: string; cleared: readonly string[] }> = {
  en: ({ kind, name, cleared }) =>
    `Remove the ${kindWords[kind].en} “${name}”?${cleared.length > 0 ? ` It would also be removed from ${cleared.join(', ')}.` : ''}`,
  ja: ({ kind, name, cleared }) =>
    `${named(kind, name)}を削除しますか?${cleared.length > 0 ? ` ${cleared.join('、')} からも外れます。` : ''}`,
}
export const removed: Message<{ kind: RecordKind; name: string; cleared: readonly string[] }> = {
  en: ({ kind, name, cleared }) =>
    `The ${kindWords[kind].en} “${name}” is removed.${cleared.length > 0 ? ` It was also removed from ${cleared.join(', ')}: enter a replacement.` : ''}`,
  ja: ({ kind, name, cleared }) =>
    `${named(kind, name)}を削除しました。${cleared.length > 0 ? `${cleared.join('、')} からも外しました。代わりを登録してください。` : ''}`,
}
export const leftBehind: Message<{ name: string; id: string }> = {
  en: ({ name, id }) => `Check what ${name} has to hand over:\n    igcodes what-if --leave ${shellWord(id)}`,
  ja: ({ name, id }) =>
    `${name}さんが持っているものの引き継ぎを確認してください:\n    igcodes what-if --leave ${shellWord(id)}`,
}

// Questions

/** For a choice: the name first, because room may be short. */
export const labelAndKind: Message<{ label: string; kind: Bilingual }> = {
  en: ({ label, kind }) => `${label} (${kind.en})`,
  ja: ({ label, kind }) => `${label}(${kind.ja})`,
}

/** A question whose answer begins on the next line. */
export const asked: Message<{ question: string }> = {
  en: ({ question }) => `  ${question}`,
  ja: ({ question }) => `  ${question}`,
}

export const ask = {
  personName: { en: () => 'Name', ja: () => '名前' },
  nextName: { en: () => 'Name (Enter: nobody else)', ja: () => '名前(Enterで終わり)' },
  roles: { en: () => 'Which roles?', ja: () => '役割はどれですか?' },
  agency: { en: () => 'Works for an agency?', ja: () => '代理店の人ですか?' },
  deviceName: { en: () => 'What do you call it? (such as “koho iPhone”)', ja: () => '端末の呼び名は?(例: 広報iPhone)' },
  deviceKind: { en: () => 'What is it?', ja: () => '種類はどれですか?' },
  owner: { en: () => 'Whose is it?', ja: () => '会社のものですか、個人のものですか?' },
  holder: { en: () => 'Who has it?', ja: () => '誰が持っていますか?' },
  holders: { en: () => 'Who can use it?', ja: () => '誰が使えますか?' },
  reachers: { en: () => 'Who can reach it?', ja: () => '誰が取り出せますか?' },
  vault: { en: () => 'Can this vault be opened on it?', ja: () => 'この保管庫を開ける端末ですか?' },
  factorKind: { en: () => 'What is it?', ja: () => 'どの認証手段ですか?' },
  factorLabel: {
    en: () => 'How do you recognize it? (address, number, app; never a secret)',
    ja: () => '見分けがつく名前は?(アドレス・番号・アプリ名。秘密は書かない)',
  },
  onDevice: { en: () => 'On which device?', ja: () => 'どの端末にありますか?' },
  placeKind: { en: () => 'What kind of place?', ja: () => 'どのような場所ですか?' },
  placeLabel: {
    en: () => 'Where is it? (such as “office safe”; never a code)',
    ja: () => '場所は?(例: 事務所の金庫。コードは書かない)',
  },
  phone: { en: () => 'Emergency phone number (Enter: skip)', ja: () => '緊急時の電話番号(Enterで省略)' },
  contact: {
    en: () => 'Another way to reach them, such as “extension 12” (Enter: skip)',
    ja: () => 'そのほかの連絡方法(例: 内線12。Enterで省略)',
  },
  handOver: {
    en: () => 'How is it handed over? Such as “sealed envelope, both managers present” (Enter: skip)',
    ja: () => '引き継ぎの方法は?(例: 封筒に封をして2人立ち会いで。Enterで省略)',
  },
  left: {
    en: () => 'Last day, such as 2026-11-30 (none: still here)',
    ja: () => '最終日(例: 2026-11-30。在籍中なら「なし」)',
  },
  since: {
    en: () => 'In use since (such as 2026-01-10, today; Enter: not known)',
    ja: () => '使い始めた日は?(例: 2026-01-10、今日。不明ならEnter)',
  },
  confirmed: {
    en: () => 'When was it last confirmed to work? (such as 2026-01-10 or today)',
    ja: () => '使えると最後に確認した日は?(例: 2026-01-10、今日)',
  },
  needs: { en: () => 'Which of these is needed to open it?', ja: () => 'これを使うのに必要なものは?' },
  link: { en: () => 'Which accounts should be added?', ja: () => 'どのアカウントを加えますか?' },
  unlink: { en: () => 'Which accounts should be removed?', ja: () => 'どのアカウントを外しますか?' },
  what: { en: () => 'What should change?', ja: () => 'どれを変えますか?' },
  which: { en: () => 'Which one?', ja: () => 'どれですか?' },
} as const satisfies Record<string, Message>

/** Marks the current value among the choices. */
export const alreadySo: Message<{ name: string }> = {
  en: ({ name }) => `${name} (current)`,
  ja: ({ name }) => `${name}(登録済み)`,
}
export const nothingToPick: Message = {
  en: () => 'There is nothing to choose from.',
  ja: () => '選べるものがありません。',
}

export const ownerChoices = {
  company: { en: 'the company', ja: '会社のもの' },
  private: { en: 'a person', ja: '個人のもの' },
} as const satisfies Record<Owner, Bilingual>

export const choiceWords = {
  none: { en: 'none', ja: 'なし' },
  noDevice: { en: 'no device of its own', ja: '特定の端末にはない' },
  nobody: { en: 'nobody yet', ja: '決まっていない' },
  another: { en: 'another one', ja: 'ほか(新しく登録)' },
  first: { en: 'enter it now', ja: '今から入力する' },
} as const satisfies Record<string, Bilingual>

/** The fields of a record, as choices when editing. */
export const fieldWords: Readonly<Record<string, Bilingual>> = {
  name: { en: 'its name', ja: '名前' },
  label: { en: 'how to recognize it', ja: '見分けがつく名前' },
  roles: { en: 'the roles', ja: '役割' },
  agency: { en: 'company or agency', ja: '代理店かどうか' },
  kind: { en: 'what it is', ja: '種類' },
  owner: { en: 'whose it is', ja: '持ち主' },
  holder: { en: 'who has it', ja: '持っている人' },
  holders: { en: 'who can use or reach it', ja: '使える人・取り出せる人' },
  device: { en: 'the device', ja: '端末' },
  vault: { en: 'whether this vault opens on it', ja: 'この保管庫を開けるか' },
  phone: { en: 'the phone number', ja: '電話番号' },
  contact: { en: 'another way to reach them', ja: 'そのほかの連絡方法' },
  left: { en: 'the last day', ja: '最終日' },
  since: { en: 'in use since', ja: '使い始めた日' },
  needs: { en: 'what it needs', ja: '必要なもの' },
  confirmed: { en: 'when it was last confirmed to work', ja: '使えると確認した日' },
  handOver: { en: 'how it is handed over', ja: '引き継ぎの方法' },
  link: { en: 'add accounts', ja: 'アカウントを加える' },
  unlink: { en: 'remove accounts', ja: 'アカウントを外す' },
}
