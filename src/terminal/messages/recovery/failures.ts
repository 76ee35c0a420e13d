/** What is wrong with the input of `recover` and `incident`. */
import { shellWord } from '../../shell-word.ts'
import type { AllSentences } from '../sentences.ts'

export const recoveryFailures = {
  'have-and-lost': {
    what: {
      en: ({ word }) => `“${word}” is listed both as available and as lost.`,
      ja: ({ word }) => `「${word}」が --have と --lost の両方にあります。`,
    },
    next: {
      en: () => 'Put it in --have or in --lost, or leave it out if you are not sure.',
      ja: () => 'どちらか一方に書いてください。分からなければ、書かなくて構いません。',
    },
  },
  'sight-contradicts': {
    what: {
      en: ({ see, option, word }) => `“--see ${see}” and “${option} ${word}” contradict each other.`,
      ja: ({ see, option, word }) => `「--see ${see}」と「${option} ${word}」は食い違っています。`,
    },
    next: {
      en: ({ option }) => `Name what the screen really shows, or leave that word out of ${option}.`,
      ja: ({ option }) => `--see に実際の画面を書くか、${option} からこの語を外してください。`,
    },
  },
  'incident-needed': {
    what: {
      en: ({ open }) =>
        open.length > 0 ? 'Which incident? Several are open.' : 'No incident is open. To add to a closed one, name it.',
      ja: ({ open }) =>
        open.length > 0
          ? '対応中の記録が複数あります。どれか指定してください。'
          : '対応中の記録はありません。終了したものに書き足すときは、IDで指定してください。',
    },
    next: {
      en: ({ open }) => (open.length > 0 ? open.join('\n') : 'igcodes incident list --all'),
      ja: ({ open }) => (open.length > 0 ? open.join('\n') : 'igcodes incident list --all'),
    },
  },
  'unknown-incident': {
    what: {
      en: ({ incident, meant = [] }) => {
        if (incident === '') return 'There is no incident yet.'
        return meant.length > 1 ? `“${incident}” begins more than one incident.` : `There is no incident “${incident}”.`
      },
      ja: ({ incident, meant = [] }) => {
        if (incident === '') return 'ログイントラブルの記録はまだありません。'
        return meant.length > 1
          ? `「${incident}」で始まる記録が複数あります。`
          : `「${incident}」という記録はありません。`
      },
    },
    next: {
      en: ({ open, meant = [] }) => {
        if (meant.length > 1) return `Name one:\n${meant.join('\n')}`
        return open.length > 0 ? `Open now:\n${open.join('\n')}` : 'Locked out? igcodes recover NAME opens one.'
      },
      ja: ({ open, meant = [] }) =>
        meant.length > 1
          ? `どれか指定してください:\n${meant.join('\n')}`
          : open.length > 0
            ? `対応中:\n${open.join('\n')}`
            : 'ログインできないときは igcodes recover ユーザーネーム で記録が始まります。',
    },
  },
  'incident-closed': {
    what: {
      en: ({ incident }) => `Incident ${incident} is closed.`,
      ja: ({ incident }) => `記録 ${incident} は終了しています。`,
    },
    next: {
      en: ({ incident }) => `A note can still be added: igcodes incident note --incident ${shellWord(incident)}`,
      ja: ({ incident }) => `メモはあとからでも残せます: igcodes incident note --incident ${shellWord(incident)}`,
    },
  },
  'incident-exists': {
    what: {
      en: ({ account, incident }) => `@${account} already has an open incident: ${incident}.`,
      ja: ({ account, incident }) => `@${account} には対応中の記録 ${incident} があります。`,
    },
    next: {
      en: ({ incident }) => `igcodes incident show ${shellWord(incident)}`,
      ja: ({ incident }) => `igcodes incident show ${shellWord(incident)}`,
    },
  },
  'bad-deadline': {
    what: {
      en: ({ deadline, past }) =>
        past ? `“${deadline}” is in the past.` : `“${deadline}” is not a time that igcodes understands.`,
      ja: ({ deadline, past }) =>
        past ? `「${deadline}」はもう過ぎています。` : `「${deadline}」を日時として読み取れません。`,
    },
    next: {
      en: () => 'Write it as 18:00, Fri 18:00, tomorrow 9:00, 11/27 18:00, 2026-11-27 18:00, 36h or 2d.',
      ja: () => '18:00、金 18:00、明日 9:00、11月27日 18時、2026-11-27 18:00、36時間、2日 のように書いてください。',
    },
  },
  'text-empty': {
    what: { en: () => 'The text is empty. Nothing was stored.', ja: () => '文章が空です。保存していません。' },
    next: {
      en: () => 'Write it between quotes, such as "called the carrier, new SIM on Friday".',
      ja: () => '引用符の中に書いてください。例: "携帯会社に連絡。SIMの再発行は金曜日"',
    },
  },
  'text-too-long': {
    what: {
      en: ({ characters, most }) => `The text has ${characters} characters; the limit is ${most}.`,
      ja: ({ characters, most }) => `文章が${characters}文字あります。記録できるのは${most}文字までです。`,
    },
    next: {
      en: () => 'Shorten the text. Nothing was stored.',
      ja: () => '要点だけにして、短くしてください。まだ保存していません。',
    },
  },
  'text-holds-code': {
    what: {
      en: () => 'The text has digits like a backup code’s. Nothing was stored, as others will read it.',
      ja: () => 'バックアップコードのような数字が入っています。ほかの人の目に触れるものなので、保存していません。',
    },
    next: {
      en: () =>
        'Name codes by their number (“No. 3 was refused”). If it is something else, put dashes in it: 2026-11-27, 03-1234-5678.',
      ja: () =>
        'コードは「3番が拒否された」のように番号で書いてください。別の数字なら 2026-11-27、03-1234-5678 のように区切ってください。',
    },
  },
} satisfies Partial<AllSentences>
