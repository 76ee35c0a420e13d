/** What the rules about codes refuse. */
import type { KnownCode } from '../../../errors.ts'
import type { AllSentences } from '../sentences.ts'
import { stateWords } from '../words.ts'
import { pasteFailures } from './paste-failures.ts'
import { twoRefusalsFailures } from './two-refusals.ts'

const listEn = (known: readonly KnownCode[]): string =>
  known
    .map(code => `  ${code.masked}  ${code.position > 0 ? `No. ${code.position}, ` : ''}${stateWords(code.state).en}`)
    .join('\n')
const listJa = (known: readonly KnownCode[]): string =>
  known
    .map(code => `  ${code.masked}  ${code.position > 0 ? `${code.position}番・` : ''}${stateWords(code.state).ja}`)
    .join('\n')

export const codeFailures = {
  ...pasteFailures,
  ...twoRefusalsFailures,
  'bad-position': {
    what: {
      en: ({ position, size }) =>
        size > 0 ? `There is no code No. ${position}: the set has ${size}.` : 'There is no set of codes.',
      ja: ({ position, size }) =>
        size > 0 ? `${position}番のコードはありません。全部で${size}個です。` : 'コードがありません。',
    },
    next: { en: () => 'igcodes show NAME lists them.', ja: () => 'igcodes show ユーザーネーム で確かめられます。' },
  },
  'answer-lost': {
    what: {
      en: () => 'The code could not be shown in full. It is still marked as handed out.',
      ja: () => 'コードを最後まで表示できませんでした。「渡し済み」として残してあります。',
    },
    next: {
      en: ({ account }) => `igcodes use ${account} --pending   shows it again`,
      ja: ({ account }) => `igcodes use ${account} --pending   でもう一度表示できます`,
    },
  },
  'no-codes-left': {
    what: {
      en: ({ account }) => `No code is left for @${account}.`,
      ja: ({ account }) => `@${account} のコードは残っていません。`,
    },
    next: {
      en: ({ account, pending }) =>
        `Is Instagram still open anywhere (an old phone, a tablet, a browser)? Do not log out there: get new codes, then igcodes add ${account}
Every other way in: igcodes recover ${account}${pending > 0 ? `\nOne handed out earlier may be unused: igcodes use ${account} --pending` : ''}`,
      ja: ({ account, pending }) =>
        `古いスマホ・タブレット・ブラウザなど、ログインしたままの端末はありませんか。ログアウトせずに、そこで新しいコードを発行して igcodes add ${account}
なければ、ほかの入り方を案内します: igcodes recover ${account}${pending > 0 ? `\n前に渡したコードをまだ使っていないなら igcodes use ${account} --pending` : ''}`,
    },
  },
  'codes-known': {
    what: {
      en: ({ account, known }) =>
        `@${account} already has ${known.length === 1 ? 'one of these codes' : `${known.length} of these codes`}. Nothing was stored.\n${listEn(known)}`,
      ja: ({ account, known }) =>
        `@${account} に登録済みのコードが${known.length}個あります。保存していません。\n${listJa(known)}`,
    },
    next: {
      en: ({ account, inSet }) =>
        `${inSet ? `To add the missing ones of the same list: igcodes add ${account} --append` : 'If the others of the list still work, paste it again without these.'}\nA new list from Instagram has only new codes.`,
      ja: ({ account, inSet }) =>
        `${inSet ? `同じ一覧の残りを足すなら igcodes add ${account} --append` : '一覧の残りがまだ有効なら、これらを除いてもう一度貼り付けてください。'}\n新しく発行した一覧なら、すべて新しいコードのはずです。`,
    },
  },
  'codes-of-another-account': {
    what: {
      en: ({ account, owner, count }) =>
        `These are codes of @${owner}, not of @${account} (${count} of them). Nothing was stored.`,
      ja: ({ account, owner, count }) => `@${account} ではなく @${owner} のコードです(${count}個)。保存していません。`,
    },
    next: {
      en: ({ account }) => `In Instagram, switch to @${account} and open its own list.`,
      ja: ({ account }) => `Instagramで @${account} に切り替えてから、一覧を開き直してください。`,
    },
  },
  'set-outdated': {
    what: {
      en: ({ account, issuedOn, newest }) =>
        `This list is from ${issuedOn}, but @${account} has a newer one from ${newest}. Nothing was stored.`,
      ja: ({ account, issuedOn, newest }) =>
        `${issuedOn}発行の一覧ですが、@${account} には${newest}発行の新しいコードがあります。保存していません。`,
    },
    next: {
      en: () =>
        'Older codes stopped working when the newer ones were issued. If the date is wrong, give the right one: --issued-on DATE',
      ja: () => '新しい発行の時点で、古いコードは使えなくなっています。日付が違うなら --issued-on で直してください',
    },
  },
  'nothing-to-complete': {
    what: {
      en: ({ account }) => `@${account} has no valid set to complete.`,
      ja: ({ account }) => `@${account} には、残りを足せる有効なコードがありません。`,
    },
    next: { en: ({ account }) => `igcodes add ${account}`, ja: ({ account }) => `igcodes add ${account}` },
  },
  'nothing-new': {
    what: {
      en: ({ account }) => `All of these codes are already stored for @${account}.`,
      ja: ({ account }) => `すべて @${account} に登録済みのコードです。`,
    },
    next: { en: ({ account }) => `igcodes show ${account}`, ja: ({ account }) => `igcodes show ${account}` },
  },
  'nothing-handed-out': {
    what: {
      en: ({ account }) => `No code of @${account} is waiting for its outcome.`,
      ja: ({ account }) => `@${account} に、結果待ちのコードはありません。`,
    },
    next: { en: ({ account }) => `igcodes use ${account}`, ja: ({ account }) => `igcodes use ${account}` },
  },
  'outcome-known': {
    what: {
      en: ({ account, position, state }) =>
        `No. ${position} of @${account} is already recorded as ${stateWords(state).en}.`,
      ja: ({ account, position, state }) =>
        `@${account} の${position}番は、すでに「${stateWords(state).ja}」と記録されています。`,
    },
    next: {
      en: ({ account }) => `For another code: igcodes mark ${account} worked --position N`,
      ja: ({ account }) => `別のコードなら igcodes mark ${account} worked --position 番号`,
    },
  },
  'no-set-to-void': {
    what: {
      en: ({ account }) => `@${account} has no valid set of codes.`,
      ja: ({ account }) => `@${account} に有効なコードはありません。`,
    },
    next: {
      en: ({ account }) => `To store new ones: igcodes add ${account}`,
      ja: ({ account }) => `新しいコードを登録: igcodes add ${account}`,
    },
  },
  'lists-undecided': {
    what: {
      en: ({ account, days }) =>
        `@${account} has ${days.length} lists of the same day, stored on different computers. Only the one that Instagram showed last works.`,
      ja: ({ account, days }) =>
        `@${account} には、別々のパソコンで保存された同じ日のコードが${days.length}組あります。使えるのは、Instagramで最後に表示された1組だけです。`,
    },
    next: {
      en: ({ account }) => `Look at them: igcodes show ${account}\nThen: igcodes use ${account} --list 1   (or: 2)`,
      ja: ({ account }) =>
        `見くらべる: igcodes show ${account}\n使う組を選ぶ: igcodes use ${account} --list 1   (または 2)`,
    },
  },
  'no-such-list': {
    what: {
      en: ({ account, list, days }) =>
        `@${account} has no list ${list}. It has ${days.length === 1 ? '1 list' : `${days.length} lists`} that may work.`,
      ja: ({ account, list, days }) =>
        `@${account} に${list}組目はありません。使える可能性があるのは${days.length}組です。`,
    },
    next: {
      en: ({ account }) => `See them: igcodes show ${account}`,
      ja: ({ account }) => `確かめる: igcodes show ${account}`,
    },
  },
  'outcomes-unknown': {
    what: {
      en: ({ account, positions }) =>
        `${positions.length} codes of @${account} were handed out, and nobody recorded whether they worked: No. ${positions.join(', ')}. No further one was handed out.`,
      ja: ({ account, positions }) =>
        `@${account} のコードは、すでに${positions.length}個を渡し、結果が記録されていません(${positions.join('、')}番)。次のコードは出していません。`,
    },
    next: {
      en: ({ account }) =>
        `Not typed yet: igcodes use ${account} --pending\nTyped: igcodes mark ${account} worked   (or: rejected)\n(--another hands out the next one anyway.)`,
      ja: ({ account }) =>
        `まだ入力していなければ: igcodes use ${account} --pending\n入力したら: igcodes mark ${account} worked   (だめだったら rejected)\n(それでも次のコードを出すには --another)`,
    },
  },
} satisfies Partial<AllSentences>
