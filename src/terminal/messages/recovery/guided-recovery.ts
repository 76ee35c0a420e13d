import type { Bilingual, Message } from '../../../language.ts'
import { duration } from './incident.ts'

export const stepOf: Message<{ number: number; of: number; title: string }> = {
  en: ({ number, of, title }) => `Step ${number} of ${of} · ${title}`,
  ja: ({ number, of, title }) => `手順 ${number}/${of} ・ ${title}`,
}
export const onceInTitle: Message<{ number: number; of: number }> = {
  en: ({ number, of }) => `Step ${number} of ${of} · Once in`,
  ja: ({ number, of }) => `手順 ${number}/${of} ・ ログインできたら`,
}

export const howDidItGo: Message = { en: () => 'How did it go?', ja: () => 'どうでしたか?' }
export const done: Message = { en: () => 'done', ja: () => 'できた' }
export const didNotWork: Message = { en: () => 'it did not work', ja: () => 'うまくいかなかった' }
export const skip: Message = { en: () => 'skip, later', ja: () => 'あとにする' }
export const stopForNow: Message = { en: () => 'stop for now', ja: () => '今は中断する' }
export const handMeACode: Message = { en: () => 'hand me a code from the vault', ja: () => '保管庫からコードを出す' }
export const codeFromPaper: Message = {
  en: () => 'I typed one from paper, and it worked',
  ja: () => '紙のコードを入力して、通った',
}
export const iWillWait: Message<{ minutes: number }> = {
  en: ({ minutes }) => `I will wait ${waitTime(minutes).en}`,
  ja: ({ minutes }) => `${waitTime(minutes).ja}待つ`,
}
export const waitIsOver: Message = { en: () => 'I have already waited', ja: () => 'もうそれだけ待った' }
export const storeNow: Message = { en: () => 'paste the new codes here', ja: () => '新しいコードをここに貼り付ける' }
export const storedElsewhere: Message = { en: () => 'they are stored already', ja: () => 'もう保管した' }

function waitTime(minutes: number): Bilingual {
  if (minutes % 1440 === 0) {
    const days = minutes / 1440
    return { en: days === 1 ? 'a day' : `${days} days`, ja: days === 1 ? '1日' : `${days}日` }
  }
  if (minutes % 60 === 0) {
    const hours = minutes / 60
    return { en: hours === 1 ? 'an hour' : `${hours} hours`, ja: `${hours}時間` }
  }
  return { en: `${minutes} minutes`, ja: `${minutes}分` }
}

export const areYouIn: Message<{ account: string | undefined }> = {
  en: ({ account }) => `Are you signed in${account ? ` as @${account}` : ''} now?`,
  ja: ({ account }) => `${account ? `@${account} に` : ''}ログインできましたか?`,
}

export const goOnWith: Message<{ scenario: string; title: string }> = {
  en: ({ title, scenario }) => `go on with “${title}” (${scenario})`,
  ja: ({ title, scenario }) => `「${title}」へ進む(${scenario})`,
}
export const nextStepHere: Message = { en: () => 'the next step here', ja: () => 'ここの次の手順へ' }
export const whereTo: Message = { en: () => 'Where to now?', ja: () => '次はどうしますか?' }
export const giveUp: Message = { en: () => 'give up, and close the incident', ja: () => 'あきらめて、記録を閉じる' }

export const routeIsOver: Message = {
  en: () => 'That was every way that can work with what you have.',
  ja: () => '今あるもので試せる方法は、これで全部です。',
}

export const pausedUntil: Message<{ until: string; account: string | undefined }> = {
  en: ({ until, account }) =>
    `Good. Do not try before ${until}. To go on then:\n    igcodes recover${account ? ` ${account}` : ''}`,
  ja: ({ until, account }) =>
    `分かりました。${until} までは、誰も試さないでください。続きは:\n    igcodes recover${account ? ` ${account}` : ''}`,
}
export const stillPaused: Message<{ until: string; minutes: number }> = {
  en: ({ until, minutes }) => `The pause lasts until ${until}: ${duration.en({ minutes })} more.`,
  ja: ({ until, minutes }) => `${until} まで待つことにしています。あと${duration.ja({ minutes })}です。`,
}
export const waitMore: Message = { en: () => 'wait, and come back then', ja: () => '待って、あとで続ける' }
export const goOnAnyway: Message = { en: () => 'go on anyway', ja: () => 'それでも続ける' }

export const stoppedHere: Message<{ account: string | undefined }> = {
  en: ({ account }) => `Saved. To go on from here:\n    igcodes recover${account ? ` ${account}` : ''}`,
  ja: ({ account }) => `ここまでを残しました。続きは:\n    igcodes recover${account ? ` ${account}` : ''}`,
}

export const unfinished: Message<{ account: string | undefined; title: string; at: string; steps: number }> = {
  en: ({ account, title, at, steps }) =>
    `You began ${at}: ${title}${account ? ` (@${account})` : ''}${steps === 0 ? '' : `, ${steps === 1 ? '1 step' : `${steps} steps`} tried`}. Go on?`,
  ja: ({ account, title, at, steps }) =>
    `${at} に始めた続きがあります: ${title}${account ? `(@${account})` : ''}${steps === 0 ? '' : `、${steps}個の手順を試しました`}。続けますか?`,
}
export const resume: Message = { en: () => 'go on from there', ja: () => '続きから' }
export const startAnew: Message = { en: () => 'start over', ja: () => '最初からやり直す' }

export const cannotKeep: Message = {
  en: () => 'Your progress can no longer be saved: you can go on now, but not resume later.',
  ja: () => 'ここから先の経過は残せません。案内は続けられますが、あとで再開はできません。',
}

export const youAreIn: Message = {
  en: () => 'You are in. Close the gap now, before you do anything else.',
  ja: () => 'ログインできました。ほかのことの前に、次に備えましょう。',
}

export const whichHandle: Message = {
  en: () => 'Which account is it? (the handle)',
  ja: () => 'どのアカウントですか?(ユーザーネーム)',
}

export const voidOldSet: Message<{ account: string; left: number }> = {
  en: ({ account, left }) =>
    `@${account} still has ${left} old code${left === 1 ? '' : 's'} here. Were new ones issued, which makes these void?`,
  ja: ({ account, left }) =>
    `@${account} の古いコードが${left}個残っています。新しいコードを発行したので、無効にしますか?`,
}
export const oldSetVoid: Message<{ account: string }> = {
  en: ({ account }) => `The old codes of @${account} are void.`,
  ja: ({ account }) => `@${account} の古いコードを無効にしました。`,
}
export const markPaper: Message<{ account: string }> = {
  en: ({ account }) =>
    `If you used one of them from paper, record that here too:\n    igcodes mark ${account} worked --position N`,
  ja: ({ account }) =>
    `紙から1つ使ったときは、ここでも使用済みにしてください:\n    igcodes mark ${account} worked --position 番号`,
}

// The end

export const keepRecord: Message = {
  en: () => 'Keep a record of this in the vault?',
  ja: () => 'この件を保管庫に記録しますか?',
}
export const noVaultNoRecord: Message = {
  en: () => 'There is no vault, so no record is kept. To have one next time: igcodes add NAME',
  ja: () => '保管庫がないので、記録は残りません。次に備えて: igcodes add ユーザーネーム',
}
export const notRecorded: Message = { en: () => 'Not recorded.', ja: () => '記録していません。' }

/** A sentence from a playbook. */
export const playbookText: Message<{ text: string }> = { en: ({ text }) => text, ja: ({ text }) => text }

export const deadline: Message<{ at: string; left: string; isOver: boolean }> = {
  en: ({ at, left, isOver }) => (isOver ? `The deadline was ${at}: ${left}.` : `The deadline is ${at}: ${left}.`),
  ja: ({ at, left, isOver }) => (isOver ? `期限の ${at} を過ぎました(${left})。` : `期限は ${at} です。${left}。`),
}

export const iAmIn: Message = { en: () => 'I am in by now', ja: () => 'もうログインできた' }
