/** The rules about people and their roles. */
import type { RuleId } from '../../../../domain/upkeep/audit-rules.ts'
import { firstName, names, namesJa, type RuleWords } from './rule.ts'

export const teamWords = {
  'agency-alone': {
    what: {
      en: evidence => `Only the agency holds keys: ${names(evidence)}.`,
      ja: evidence => `鍵を持っているのが代理店だけです: ${namesJa(evidence)}`,
    },
    why: { en: 'When the contract ends, so does your access.', ja: '契約が終わると、自社では入れなくなります。' },
    fix: {
      en: () => 'Get the address and the codes into your own hands: igcodes playbook handover',
      ja: () => 'メールとコードを自社でも持ちます: igcodes playbook handover',
    },
  },
  'portfolio-of-agency': {
    what: {
      en: evidence => `Only the agency administers the business portfolio: ${names(evidence)}.`,
      ja: evidence => `ビジネスポートフォリオの管理者が代理店だけです: ${namesJa(evidence)}`,
    },
    why: {
      en: 'Its administrators decide who may post and advertise, also after the contract.',
      ja: '投稿や広告の権限は管理者が決めます。契約が終わったあともです。',
    },
    fix: {
      en: evidence => `Make one of your own people an administrator, then: igcodes factor edit ${firstName(evidence)}`,
      ja: evidence => `自社の人を管理者にしてから: igcodes factor edit ${firstName(evidence)}`,
    },
  },
  'holder-left': {
    what: {
      en: evidence => `Has left, and still holds a key: ${names(evidence)}.`,
      ja: evidence => `退職・異動した人が鍵を持ったままです: ${namesJa(evidence)}`,
    },
    why: {
      en: 'They can get in, and you may not be able to.',
      ja: 'その人は入れるのに、こちらは入れなくなるおそれがあります。',
    },
    fix: {
      en: evidence => `See what to change: igcodes what-if --leave ${firstName(evidence)}`,
      ja: evidence => `変えるものを見るには: igcodes what-if --leave ${firstName(evidence)}`,
    },
  },
  'no-security-manager': {
    what: { en: () => 'Nobody is the security manager.', ja: () => 'セキュリティ担当が決まっていません。' },
    why: { en: 'Codes that are everybody’s job are nobody’s.', ja: '担当のいないコードは、誰も管理しなくなります。' },
    fix: {
      en: () => 'Name one: igcodes person edit NAME --role security-manager',
      ja: () => '担当を決めます: igcodes person edit 名前 --role security-manager',
    },
  },
  'no-account-manager': {
    what: { en: () => 'Nobody is the account manager.', ja: () => 'アカウント管理者が決まっていません。' },
    why: {
      en: 'Somebody has to look after the login address and the password.',
      ja: 'ログイン用のメールとパスワードを守る担当が必要です。',
    },
    fix: {
      en: () => 'Name one: igcodes person edit NAME --role account-manager',
      ja: () => '担当を決めます: igcodes person edit 名前 --role account-manager',
    },
  },
  'all-roles-in-one': {
    what: {
      en: evidence => `One person has all three roles: ${names(evidence)}.`,
      ja: evidence => `1人が3つの役割をすべて持っています: ${namesJa(evidence)}`,
    },
    why: {
      en: 'Address, codes and daily work belong in different hands.',
      ja: 'メール・コード・日々の投稿は、担当を分けるのが安全です。',
    },
    fix: {
      en: evidence => `Give one to somebody else: igcodes person edit ${firstName(evidence)}`,
      ja: evidence => `役割を分けます: igcodes person edit ${firstName(evidence)}`,
    },
  },
} as const satisfies Partial<Record<RuleId, RuleWords>>
