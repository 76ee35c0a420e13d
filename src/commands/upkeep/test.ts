import { currentCodes, pendingCodes } from '../../domain/codes/queries.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import { type TestMethod, testMethods } from '../../domain/model/registry.ts'
import type { State } from '../../domain/model/state.ts'
import { localDay } from '../../domain/text/date.ts'
import { type Handle, handleIfAny } from '../../domain/text/handle.ts'
import { recordTest } from '../../domain/upkeep/reviews.ts'
import { testDueOn } from '../../domain/upkeep/schedule.ts'
import { UserError } from '../../errors.ts'
import { optionalAccount } from '../../terminal/messages/accounts/accounts.ts'
import { testMethodWords } from '../../terminal/messages/registry/registry.ts'
import { number } from '../../terminal/messages/upkeep/review.ts'
import * as messages from '../../terminal/messages/upkeep/schedule.ts'
import { accountFor } from '../codes/account-choice.ts'
import { countsOf, sayWhatIsLeft } from '../codes/outcome-report.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { accountAndWord, knownWords, numberFor, oneOf } from '../options.ts'

const results = ['passed', 'failed'] as const
type Result = (typeof results)[number]

interface TestOptions {
  readonly with?: TestMethod | undefined
  readonly position?: number | undefined
}

/** `igcodes test [ACCOUNT] passed|failed`: records a real login from another device. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({
        en: 'record a login test: a real login from another device, monthly',
        ja: 'ログインテスト(月1回、別の端末から実際にログイン)を記録する',
      }),
    )
    .argument('[account]', t(optionalAccount))
    .argument(
      '[result]',
      'passed | failed',
      knownWords(results, (word: string) => word),
    )
    .option(
      '--with <method>',
      t({
        en: 'authenticator (uses no code), sms or code; default without a terminal: authenticator',
        ja: 'authenticator(何も減りません), sms, code。たずねられないときは authenticator',
      }),
      oneOf('--with', testMethods),
    )
    .option(
      '--position <number>',
      t({
        en: 'the code that was used, if not the one handed out last',
        ja: '使ったコードの番号(最後に渡したものでないとき)',
      }),
      numberFor('--position'),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes test shop_tokyo passed --with authenticator', en: 'uses no code', ja: 'コードは減りません' },
        {
          run: 'igcodes test shop_tokyo passed --with code --position 3',
          en: 'No. 3 was typed from paper: it is marked used',
          ja: '紙の3番を使ったとき。使用済みにします',
        },
      ]),
    )
    .action(async (account, word, options) => {
      const { name, word: result } = accountAndWord<Result>('test', '<result>', results, [account, word])
      await test(context(), name, result === 'passed', options)
    })
}

async function test(context: Context, name: string | undefined, passed: boolean, options: TestOptions): Promise<void> {
  const { terminal, system } = context
  const typed = handleIfAny(name)
  const given = methodGiven(options)
  const vault = await context.open()
  const handle = await accountFor(context, vault, typed)
  const method = given ?? (await askMethod(context))
  const day = localDay(system.now())
  const position = options.position ?? (method === 'code' ? await askPosition(context, vault.state, handle) : undefined)
  const { code } = await vault.change(state => recordTest(state, handle, { passed, with: method, day, position }))

  const due = testDueOn(vault.state, requireAccount(vault.state, handle))
  const { left, level } = countsOf(vault.state, handle)
  if (terminal.json) {
    const spent = code && { position: code.position }
    const result = { account: handle, passed, with: method, on: day, ...spent }
    terminal.answerJson({ ...result, testDueOn: due, remaining: left, level })
    return
  }
  if (passed) terminal.note(messages.testPassed, { account: handle, with: method, due: due ?? '' }, 'good')
  if (code) {
    terminal.note(messages.codeCounted, { position: code.position, passed })
    sayWhatIsLeft(terminal, vault.state, handle, passed)
  }
  if (!passed) terminal.note(messages.testFailed, { account: handle, with: method }, 'warning')
}

/** A code's position implies that the login was with a code. */
function methodGiven({ with: method, position }: TestOptions): TestMethod | undefined {
  if (position === undefined) return method
  if (method !== undefined && method !== 'code')
    throw new UserError('bad-argument', { name: '--with', value: method, allowed: 'code' })
  return 'code'
}

/** Does not ask if a code was handed out, or if there is no terminal. */
async function askPosition({ terminal, options }: Context, state: State, handle: Handle): Promise<number | undefined> {
  const account = requireAccount(state, handle)
  const open = currentCodes(state, account).filter(code => code.state !== 'used')
  const prompts = options.yes ? undefined : await terminal.prompts()
  if (!prompts || open.length === 0 || pendingCodes(state, account).length > 0) return undefined
  const chosen = await prompts.choose(
    terminal.text(messages.whichCode, undefined),
    open.map(({ position }) => ({
      value: String(position),
      name: terminal.text(number, { position }),
      says: `${position}`,
    })),
    { undecided: true },
  )
  return Number(chosen)
}

async function askMethod({ terminal, options }: Context): Promise<TestMethod> {
  const prompts = options.yes ? undefined : await terminal.prompts()
  if (!prompts) return 'authenticator'
  return prompts.choose(
    terminal.text(messages.withWhat, undefined),
    testMethods.map(value => ({ value, name: testMethodWords[value][terminal.language] })),
    { undecided: true },
  )
}
