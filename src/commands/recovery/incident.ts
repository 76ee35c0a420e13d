import { type IncidentOutcome, incidentOutcomes } from '../../domain/model/events.ts'
import type { Incident } from '../../domain/model/incident.ts'
import { isScenario, type Scenario, scenarios } from '../../domain/model/scenarios.ts'
import { type Sight, sights } from '../../domain/model/situation.ts'
import { isOpen, requireIncident } from '../../domain/recovery/incidents.ts'
import { nearest } from '../../domain/text/nearest.ts'
import { UserError } from '../../errors.ts'
import type { Bilingual } from '../../language.ts'
import * as messages from '../../terminal/messages/recovery/incident.ts'
import type { Context, Parent, RegisterCommand, Tools } from '../context.ts'
import { oneOf } from '../options.ts'
import { close, deadline, note, open } from './incident-changes.ts'
import { incidentJson, incidentLines, incidentOutput, listRow } from './incident-output.ts'

/** `igcodes incident list|show|note|deadline|close|open`: the record of a lockout. */
export const define: RegisterCommand = (command, tools) => {
  const { t, examples, context } = tools
  command
    .description(t({ en: 'the record of a lockout, and its report', ja: 'ログインできなくなった件の記録と報告書' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes incident', en: 'what is open', ja: '対応中の一覧' },
        {
          run: `igcodes incident note "${t({ en: 'called the carrier, new SIM on Friday', ja: '携帯会社に連絡。新しいSIMは金曜' })}"`,
          en: 'for the next person',
          ja: '引き継ぐ人のために',
        },
        { run: 'igcodes incident show --markdown > report.md', en: 'a report to file', ja: '提出できる報告書' },
      ]),
    )
  // Without a subcommand it lists, which asks for nothing and changes nothing.
  command.allowExcessArguments(false).action(async () => list(context(), false))
  for (const define of [defineList, defineShow, defineNote, defineDeadline, defineClose, defineOpen])
    define(command, tools)
}

const which: Bilingual = { en: 'its id, or the handle', ja: 'IDかユーザーネーム' }
const whenWords: Bilingual = { en: '"Fri 18:00", 36h, 2026-11-27 …', ja: '"金 18:00"、36時間、2026-11-27 など' }

function defineList(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('list')
    .description(t({ en: 'the open ones', ja: '対応中の一覧' }))
    .option('--all', t({ en: 'closed ones too', ja: '終了したものも' }))
    .addHelpText(
      'after',
      examples([{ run: 'igcodes incident list --all --json', en: 'for scripts', ja: 'スクリプト用' }]),
    )
    .action(async ({ all }) => list(context(), all === true))
}

function defineShow(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('show')
    .description(t({ en: 'what was tried, when, and what worked', ja: '試したことと結果を時刻順に見る' }))
    .argument('[incident]', t(which))
    .option('--markdown', t({ en: 'as a report to file', ja: '提出用の報告書にする' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes incident show', en: 'the open one, else the latest', ja: '対応中のもの。なければ最新' },
        {
          run: 'igcodes incident show k7tm --markdown > report.md',
          en: 'never holds the digits of a code',
          ja: 'コードの数字は入りません',
        },
      ]),
    )
    .action(async (name, { markdown }) => show(context(), name, markdown === true))
}

function defineNote(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('note')
    .description(t({ en: 'write something down', ja: 'メモを残す' }))
    .argument('[text...]', t({ en: 'asked for, or read from stdin, if missing', ja: '省略すると質問か標準入力で' }))
    .option(
      '--incident <incident>',
      t({ en: 'its id, or the handle; not needed while one is open', ja: 'IDかユーザーネーム(対応中が1件なら省略可)' }),
    )
    .addHelpText(
      'after',
      examples([
        {
          run: `igcodes incident note "${t({ en: 'the SMS came after 40 minutes', ja: 'SMSは40分後に届いた' })}"`,
          en: '',
          ja: '',
        },
        { run: 'igcodes incident note --incident shop_tokyo < mail.txt', en: 'from a file', ja: 'ファイルから' },
      ]),
    )
    .action(async (words, options) => note(context(), words, options.incident))
}

function defineDeadline(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('deadline')
    .description(t({ en: 'set the time at which to stop trying', ja: 'いつまでに解決するかを決める' }))
    .usage(t({ en: '[options] [incident] <when | none>', ja: '[options] [記録] <日時 | none>' }))
    .argument(
      '<when...>',
      `${t(whenWords)}${t({
        en: '; after the id or the handle, if several are open',
        ja: '(対応中が複数あるときは、IDかユーザーネームの後ろに)',
      })}`,
    )
    .addHelpText(
      'after',
      examples([
        { run: `igcodes incident deadline "${t({ en: 'Fri 18:00', ja: '金 18:00' })}"`, en: '', ja: '' },
        { run: 'igcodes incident deadline @shop_tokyo 36h', en: 'of this account', ja: 'アカウントを指定' },
        { run: 'igcodes incident deadline none', en: 'remove it', ja: '取り消す' },
      ]),
    )
    .action(async words => deadline(context(), words))
}

function defineClose(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('close')
    .description(t({ en: 'close it: how it ended, why, what should change', ja: '結果と原因を残して終了する' }))
    .argument('[incident]', t(which))
    .option('--outcome <outcome>', incidentOutcomes.join(' | '), oneOf<IncidentOutcome>('--outcome', incidentOutcomes))
    .option('--cause <text>', t({ en: 'what the cause was', ja: '原因' }))
    .option('--worked <text>', t({ en: 'what worked', ja: '効果があったこと' }))
    .option('--change <text>', t({ en: 'what should change', ja: '今後変えること' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes incident close', en: 'asks for the rest', ja: '順に質問します' },
        {
          run: 'igcodes incident close shop_tokyo --outcome recovered --no-input',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async (name, options) => close(context(), name, options))
}

function defineOpen(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('open')
    .description(
      t({ en: 'open one by hand; recover does it automatically', ja: '手で始める(recover は自動で記録します)' }),
    )
    .argument('[account]', t({ en: 'the handle, in the vault or not', ja: 'ユーザーネーム(保管庫になくても可)' }))
    .option(
      '--scenario <id>',
      t({ en: 'what happened: see igcodes playbook', ja: '状況のID。一覧は igcodes playbook' }),
      scenarioNamed,
    )
    .option(
      '--see <what>',
      `${t({ en: 'what is on the screen', ja: '画面の様子' })}: ${sights.join(', ')}`,
      oneOf<Sight>('--see', sights),
    )
    .option('--deadline <when>', t(whenWords))
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes incident open shop_tokyo --scenario phone-lost --deadline 36h',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async (name, options) => open(context(), name, options))
}

/** Suggests similar names: a list of all would be longer than the screen. */
function scenarioNamed(text: string): Scenario {
  if (isScenario(text)) return text
  throw new UserError('unknown-scenario', { scenario: text, nearest: nearest(text, scenarios) })
}

async function list(context: Context, all: boolean): Promise<void> {
  const { terminal } = context
  const { state } = await context.open()
  const known = [...state.incidents.values()]
  const shown = known.filter(incident => all || isOpen(incident))
  const output = await incidentOutput(context, state, shown)
  if (terminal.json) {
    terminal.answerJson({ incidents: shown.map(incident => incidentJson(output, incident)) })
    return
  }
  if (shown.length > 0)
    terminal.answer(
      ...terminal.table(
        messages.listHeader,
        shown.map(incident => listRow(output, incident)),
      ),
    )
  else if (known.length === 0) terminal.answer(...terminal.fit(terminal.text(messages.noneAtAll, undefined)))
  else terminal.answer(...terminal.fit(terminal.text(messages.noneOpen, undefined)))
}

async function show(context: Context, name: string | undefined, markdown: boolean): Promise<void> {
  const { terminal } = context
  const { state } = await context.open()
  const incident: Incident = requireIncident(state, name)
  const output = await incidentOutput(context, state, [incident])
  if (terminal.json) terminal.answerJson(incidentJson(output, incident))
  else if (!markdown) terminal.answer(...incidentLines(output, incident))
  else {
    const { incidentMarkdown } = await import('./incident-paper.ts')
    terminal.answer(incidentMarkdown(output, incident).trimEnd())
  }
}
