/** What each rule of the audit looks for. */
import type { RuleId } from '../../../domain/upkeep/audit-rules.ts'
import type { Bilingual, Message } from '../../../language.ts'

/** A rule without its words does not compile. */
export const looksFor: Readonly<Record<RuleId, Bilingual>> = {
  'no-codes': { en: 'No backup code is left.', ja: 'バックアップコードが残っていない' },
  'one-code-left': { en: 'One backup code is left.', ja: 'バックアップコードが残り1個' },
  'few-codes-left': { en: 'Few backup codes are left.', ja: 'バックアップコードが残り少ない' },
  'set-unconfirmed': { en: 'No code from the set has been tested.', ja: '登録したコードをまだ試していない' },
  'set-older-than-change': {
    en: 'A phone was added or a person left after the codes were stored.',
    ja: 'コードの登録後に、端末や担当者が変わった',
  },
  'codes-in-the-open': { en: 'Codes are kept in a chat or mail.', ja: 'コードがチャットやメールにある' },
  'codes-in-weak-place': {
    en: 'Codes are kept in a screenshot, a note or a spreadsheet.',
    ja: 'コードがスクリーンショット・メモ・表計算にある',
  },
  'too-many-places': { en: 'The codes are in more than two places.', ja: 'コードの保管場所が3か所以上ある' },
  'codes-in-unlocked-place': {
    en: 'The sheet with the codes is not locked away.',
    ja: 'コードの紙に鍵がかかっていない',
  },
  'nobody-else-knows': {
    en: 'A person alone has told nobody where the codes are.',
    ja: '1人で管理していて、コードの場所をほかの誰も知らない',
  },
  'codes-of-one-person': { en: 'Only one person can reach the codes.', ja: 'コードを取り出せる人が1人だけ' },
  'sms-only': { en: 'SMS is the only everyday second step.', ja: 'ふだんの二段階認証がSMSだけ' },
  'mail-only': { en: 'The mailbox is the only way to confirm a sign-in.', ja: '本人確認の手段がメールだけ' },
  'no-authenticator': { en: 'No authenticator app is set up.', ja: '認証アプリが登録されていない' },
  'authenticator-private': {
    en: 'The authenticator is on a private phone only.',
    ja: '認証アプリが個人のスマホにしかない',
  },
  'number-private': { en: 'The SMS number belongs to a person.', ja: 'SMSの電話番号が個人のもの' },
  'number-gets-no-sms': { en: 'The SMS number is a landline.', ja: 'SMSの番号が固定電話' },
  'mail-of-one-person': { en: 'Only one person reads the login address.', ja: 'ログイン用のメールを読める人が1人だけ' },
  'too-many-methods': { en: 'More than two everyday methods are in use.', ja: 'ふだんの認証方法が3種類以上ある' },
  'codes-beside-authenticator': {
    en: 'Codes and authenticator are on one device.',
    ja: 'コードと認証アプリが同じ端末にある',
  },
  'authenticator-in-vault': {
    en: 'Codes and authenticator are in this vault.',
    ja: 'コードと認証アプリが同じ保管庫にある',
  },
  'single-device': { en: 'Everything depends on one device.', ja: 'すべてが1台にかかっている' },
  'vault-on-single-device': {
    en: 'The vault opens on the one device that everything depends on.',
    ja: 'すべてがかかっている端末でしか、保管庫も開けない',
  },
  'single-person': { en: 'Without one person nobody gets in.', ja: '特定の1人がいないと誰も入れない' },
  'single-factor': { en: 'There is only one way in.', ja: '入る手段が1つしかない' },
  'agency-alone': { en: 'Only the agency holds keys.', ja: '鍵を持っているのが代理店だけ' },
  'portfolio-of-agency': {
    en: 'Only the agency administers the business portfolio.',
    ja: 'ビジネスポートフォリオの管理者が代理店だけ',
  },
  'holder-left': { en: 'Somebody who has left still holds a key.', ja: '退職・異動した人が鍵を持ったまま' },
  'review-overdue': {
    en: 'No review for half a year; critical after a year.',
    ja: '半年以上、棚卸しをしていない(1年で緊急)',
  },
  'test-overdue': { en: 'The login test is late.', ja: 'ログインテストが過ぎている' },
  'test-failed': { en: 'The last login test failed.', ja: '前回のログインテストが失敗している' },
  'factor-unconfirmed': {
    en: 'A factor was not checked within a year.',
    ja: 'この1年、使えるか確かめていない認証手段がある',
  },
  'nothing-known': {
    en: 'Nothing is known about who holds which key.',
    ja: '誰がどの鍵を持っているか登録されていない',
  },
  'no-security-manager': { en: 'Nobody is the security manager.', ja: 'セキュリティ担当が決まっていない' },
  'no-account-manager': { en: 'Nobody is the account manager.', ja: 'アカウント管理者が決まっていない' },
  'all-roles-in-one': { en: 'One person has all three roles.', ja: '1人が3つの役割をすべて持っている' },
  'no-recovery-key': { en: 'The vault has no recovery key.', ja: '保管庫に復旧キーがない' },
  'broken-reference': {
    en: 'Records refer to something missing, or to each other in a loop.',
    ja: '登録のつながりが切れているか、循環している',
  },
}

/** Placeholders for names in a command. */
export const placeholders = {
  account: { en: 'ACCOUNT', ja: 'アカウント' },
  name: { en: 'NAME', ja: '名前' },
} as const satisfies Record<string, Bilingual>

export const sourceLine: Message<{ source: string }> = {
  en: ({ source }) => `Source: ${source}`,
  ja: ({ source }) => `出典: ${source}`,
}

export const ruleCount: Message<{ count: number }> = {
  en: ({ count }) => `${count} rules. One of them: igcodes audit --rule NAME`,
  ja: ({ count }) => `全${count}項目です。1つだけ見るには: igcodes audit --rule 名前`,
}
