/** What is said from the second refused code within an hour (domain/codes/two-refusals.ts). */
import type { Message } from '../../../language.ts'
import type { AllSentences } from '../sentences.ts'
import { localTime } from '../words.ts'

export interface RefusedAgain {
  readonly account: string
  readonly issuedOn: string
  readonly rejected: number
  readonly until: string
}

/** From the second refused code within an hour. */
export const refusedAgain: Message<RefusedAgain> = {
  en: ({
    account,
    issuedOn,
    rejected,
    until,
  }) => `Recorded as refused: ${rejected} within the hour. igcodes hands out no more of this set until ${timeOfDay(until)}; more tries make a block longer.
  Most likely the set (from ${issuedOn}) has been renewed, or is another account's. Leave every device signed in that still is. Every other way in:
    igcodes recover ${account}`,
  ja: ({
    account,
    issuedOn,
    rejected,
    until,
  }) => `「拒否された」と記録しました。1時間以内に${rejected}個目です。続けて試すと制限が長引くため、${timeOfDay(until)}まで、この一覧のコードは出しません。
  再発行で無効になったか(これは${issuedOn}発行)、別アカウントのコードの可能性が高いです。ログインしたままの端末は、ログアウトしないでください。ほかの入り方:
    igcodes recover ${account}`,
}

/** Before the first code of a newer set. */
export const earlierRefusals: Message<{ rejected: number; until: string }> = {
  en: ({ rejected, until }) =>
    `This code is from the newer set. ${rejected} of an older set were refused, so Instagram may still block sign-in, until about ${timeOfDay(until)} (our own estimate).`,
  ja: ({ rejected, until }) =>
    `これは新しい一覧のコードです。古い一覧のコードが${rejected}個拒否されているため、${timeOfDay(until)}ごろまではログインできないことがあります(当方の目安です)。`,
}

export const twoRefusalsFailures = {
  'cool-down': {
    what: {
      en: ({ rejected, since, until }) =>
        `Stop here. ${rejected === 2 ? 'Two' : rejected} codes were refused since ${timeOfDay(since)}; more tries make a block longer.\n  Most likely the set is stale: you or somebody else got new codes since, or two-factor was switched off and on.\n  Wait until ${timeOfDay(until)}. That is our own precaution; Instagram publishes no time.`,
      ja: ({ rejected, since, until }) =>
        `ここで止めてください。${timeOfDay(since)}から${rejected}個のコードが拒否されています。続けて試すと制限が長引きます。\n  ご自身か別の人が新しいコードを発行したか、二段階認証を入れ直したため、無効になっている可能性が高いです。\n  ${timeOfDay(until)}までお待ちください(当方の目安です。Instagramは時間を公表していません)。`,
    },
    next: {
      en: ({ account }) =>
        `A newer list ends the stop: igcodes add ${account}\nAnother way in:\n  igcodes recover ${account}\n  igcodes playbook stale-set\n(--anyway still hands out the next one.)`,
      ja: ({ account }) =>
        `もっと新しい一覧があれば、すぐ使えます: igcodes add ${account}\nほかの入り方:\n  igcodes recover ${account}\n  igcodes playbook stale-set\n(それでも次のコードを出すには --anyway)`,
    },
  },
} satisfies Partial<AllSentences>

/** Of times within the last or the next hour. */
function timeOfDay(iso: string): string {
  return localTime(iso).slice(-5)
}
