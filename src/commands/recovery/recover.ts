import { remaining } from '../../domain/codes/queries.ts'
import { stopOf } from '../../domain/codes/two-refusals.ts'
import { completeHandle, findAccount } from '../../domain/model/accounts.ts'
import { type Asset, assets, type Sight, type Situation, sights } from '../../domain/model/situation.ts'
import { refuseContradiction } from '../../domain/recovery/contradiction.ts'
import { deadlineOf, incidentsOf, isOpen } from '../../domain/recovery/incidents.ts'
import { type TriageOptions, triage } from '../../domain/recovery/triage.ts'
import { parseDeadline } from '../../domain/text/deadline.ts'
import { type Handle, parseHandle } from '../../domain/text/handle.ts'
import { recoveryPlan } from '../../playbooks/recovery-plan.ts'
import * as messages from '../../terminal/messages/recovery/recover.ts'
import type { Vault } from '../../vault/vault.ts'
import { exists } from '../../vault/vault-file.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { knownWords, oneOf } from '../options.ts'
import { answerLines, answerObject } from './answer.ts'
import { startRecovery } from './beginning.ts'
import { inform } from './known-methods.ts'

interface RecoverOptions {
  readonly see?: Sight | undefined
  readonly have?: readonly Asset[] | undefined
  readonly lost?: readonly Asset[] | undefined
  readonly deadline?: string | undefined
}

/** `igcodes recover [ACCOUNT]`: finds the way back in, and guides through it step by step. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'find the way back in, step by step', ja: '戻る方法を探し、1つずつ案内する' }))
    .argument('[account]', t({ en: 'the handle', ja: 'ユーザーネーム' }))
    .option(
      '--see <what>',
      `${t({ en: 'what the screen shows', ja: '画面に出ているもの' })}: ${sights.join(', ')}`,
      oneOf<Sight>('--see', sights),
    )
    .option(
      '--have <things>',
      `${t({ en: 'what you still have', ja: '今も使えるもの' })}: ${assets.join(',')}`,
      assetList('--have'),
    )
    .option(
      '--lost <things>',
      t({
        en: 'what is gone: the same words; sms: the number itself is gone, not only late (that is --see no-sms)',
        ja: '失ったもの(同じ言葉で)。sms は番号そのものを失った場合で、届かないだけなら --see no-sms',
      }),
      assetList('--lost'),
    )
    .option(
      '--deadline <when>',
      t({ en: 'when it must be solved: "Fri 18:00", 36h', ja: 'いつまでに解決するか: "金 18:00"、36h' }),
    )
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes recover',
          en: 'asks a few questions; needs no vault',
          ja: '質問に答えるだけ。保管庫は不要です',
        },
        {
          run: `igcodes recover shop_tokyo --deadline "${t({ en: 'Fri 18:00', ja: '金 18:00' })}"`,
          en: 'with a deadline',
          ja: '期限を決めて',
        },
        {
          run: 'igcodes recover --no-input --json --see code-prompt --have mail,session --lost phone,sms',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async (account, options) => recover(context(), account, options))
}

async function recover(context: Context, account: string | undefined, options: RecoverOptions): Promise<void> {
  const { terminal, system } = context
  const typed = account === undefined ? undefined : parseHandle(account)
  const told = situationOf(options)
  const deadline = options.deadline === undefined ? undefined : parseDeadline(options.deadline, system.now())

  const handle = typed && (await openIfGiven(context, typed))
  const known = (about: Handle | undefined): TriageOptions =>
    context.vault && about ? knownOf(context.vault, about, system.now()) : {}
  const prompts = terminal.stdoutIsTty ? await terminal.prompts() : undefined
  if (prompts) {
    const given = told && { told: { situation: told } }
    await startRecovery(context, prompts, { handle, deadline, known, ...given })
    return
  }
  const { situation, known: methods } = inform(context, handle, told ?? nothingSaid)
  const way = await recoveryPlan(triage(situation, known(handle)))
  if (terminal.json) terminal.answerJson(answerObject(terminal, way, methods, handle))
  else terminal.answer(...answerLines(terminal, way, methods, handle))
}

const nothingSaid: Situation = { have: new Set(), lost: new Set() }

/** Undefined where no flag says anything: then a person is asked. */
function situationOf({ see, have, lost }: RecoverOptions): Situation | undefined {
  if (see === undefined && have === undefined && lost === undefined) return undefined
  const told: Situation = { have: new Set(have), lost: new Set(lost), ...(see !== undefined && { see }) }
  refuseContradiction(told)
  return told
}

/** Words with commas between; given twice, both count. */
function assetList(name: string): (text: string, before?: readonly Asset[]) => readonly Asset[] {
  const parse = oneOf<Asset>(name, assets)
  const parseAll = (text: string): readonly Asset[] =>
    text
      .split(',')
      .map(word => word.trim())
      .filter(word => word !== '')
      .map(parse)
  return knownWords(assets, (text, before = []) => [...before, ...parseAll(text)])
}

/**
 * Opens the vault if that needs no question: the first answer must not wait for a passphrase.
 *
 * @returns the handle, completed if the vault has only one account that begins so
 */
async function openIfGiven(context: Context, typed: Handle): Promise<Handle> {
  if (!exists(context.vaultPath) || context.givenPassphrase() === undefined) return typed
  const { state } = await context.open()
  const handle = completeHandle(state, typed)
  if (!findAccount(state, handle)) context.terminal.warn(messages.noAccountInVault, { account: handle })
  return handle
}

/** What the vault adds: the codes that are left, whether they are in doubt, and a deadline that is over. */
function knownOf(vault: Vault, handle: Handle, now: Date): TriageOptions {
  const account = findAccount(vault.state, handle)
  if (!account) return {}
  const open = incidentsOf(vault.state, account.id).filter(isOpen)
  const deadlines = open.flatMap(incident => deadlineOf(incident) ?? [])
  return {
    codes: {
      left: remaining(vault.state, account),
      ever: account.sets.length > 0,
      coolingDown: stopOf(vault.state, account, now) !== undefined,
    },
    deadlinePassed: deadlines.some(deadline => Date.parse(deadline) <= now.getTime()),
  }
}
