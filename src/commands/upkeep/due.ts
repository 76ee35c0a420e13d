import { isOurCalendar } from '../../documents/calendar.ts'
import { requireAccount } from '../../domain/model/accounts.ts'
import type { State } from '../../domain/model/state.ts'
import { accountsHeldBy, holdersOf } from '../../domain/registry/links.ts'
import { requireRecord } from '../../domain/registry/names.ts'
import { handleIfAny } from '../../domain/text/handle.ts'
import { parseSpan } from '../../domain/text/span.ts'
import { type Duty, scheduleOf } from '../../domain/upkeep/schedule.ts'
import { UserError } from '../../errors.ts'
import * as messages from '../../terminal/messages/upkeep/schedule.ts'
import { writeOutside } from '../../vault/outside-file.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { partOf } from '../list-part.ts'
import { type PageOptions, withHolder } from '../listing.ts'
import { intoFile, type OutOptions, withOut } from '../out-file.ts'
import { calendarOf, dutyJson, dutyLines } from './duty-list.ts'

interface DueOptions extends PageOptions, OutOptions {
  readonly holder?: string | undefined
  readonly within?: string | undefined
  readonly account?: string | undefined
  readonly ics?: string | undefined
  readonly force?: true | undefined
}

/** `igcodes due`: reviews, login tests and deadlines by date; as a calendar with --ics. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  withOut(withHolder(command, t), t)
    .description(
      t({ en: 'reviews, login tests and deadlines by date', ja: '棚卸し・ログインテスト・期限を日付順に見る' }),
    )
    .option(
      '--within <span>',
      t({
        en: 'only what is due by then: 30d, 2w, 3 months, 2026-12-01',
        ja: 'それまでの予定だけ: 30日, 2週間, 3か月, 2026-12-01',
      }),
    )
    .option('--account <account>', t({ en: 'only this one', ja: 'このアカウントだけ' }))
    .option(
      '--ics <file>',
      t({ en: 'write a calendar to import; - is stdout', ja: 'カレンダーに取り込むファイルを書き出す。- は標準出力' }),
    )
    .option(
      '--force',
      t({
        en: 'replace a file even if igcodes did not write it',
        ja: 'igcodes が作ったのではないファイルも置き換える',
      }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes due --within 30d', en: 'the coming month', ja: 'これから30日の予定' },
        {
          run: 'igcodes due --ics igcodes.ics',
          en: 'import it; importing a newer one updates the entries',
          ja: 'カレンダーに取り込みます。新しいものを取り込むと予定が更新されます',
        },
      ]),
    )
    .action(async options => intoFile(context(), options, async same => due(same, options)))
}

async function due(context: Context, options: DueOptions): Promise<void> {
  const { within, account: name, holder, ics, force } = options
  if (ics === '') throw new UserError('bad-argument', { name: '--ics', value: ics, allowed: 'FILE, -' })
  const { terminal, system } = context
  const now = system.now()
  const until = within === undefined ? undefined : parseSpan(within, now)
  const handle = handleIfAny(name)
  const { state } = await context.open()
  const account = handle && requireAccount(state, handle)
  const isHeld = dutiesHeldBy(state, holder)
  const duties = scheduleOf(state, now, account).filter(
    duty => (until === undefined || duty.on <= until) && isHeld(duty),
  )

  const output = { terminal, state, now }
  const calendar = ics === undefined ? undefined : await calendarOf(output, duties)
  const isFile = ics !== undefined && ics !== '-'
  if (isFile && calendar !== undefined)
    writeOutside({
      path: ics,
      text: calendar,
      unique: context.newName(),
      replacing: { mayReplace: isOurCalendar, force: force === true },
    })

  const { items, json, lines } = partOf(terminal, duties, options)
  if (terminal.json) {
    const written = isFile ? { file: ics } : calendar === undefined ? {} : { calendar }
    terminal.answerJson({ due: items.map(duty => dutyJson(output, duty)), ...json, ...written })
  } else if (isFile) terminal.note(messages.calendarWritten, { path: ics, count: duties.length }, 'good')
  // RFC 5545 requires CR LF at line ends; `answer` adds the LF.
  else if (calendar !== undefined) terminal.answer(...calendar.trimEnd().split('\n').map(withReturn))
  else if (duties.length === 0) terminal.answer(terminal.text(messages.nothingIsDue, { until }))
  else await terminal.answerPaged([...(items.length > 0 ? dutyLines(output, items) : []), ...lines])
}

/** Duties about an account that this person holds a key to, or about a factor that they hold. */
function dutiesHeldBy(state: State, holder: string | undefined): (duty: Duty) => boolean {
  if (holder === undefined) return () => true
  const { registry } = state
  const { id } = requireRecord(registry, 'person', holder)
  const handles = new Set([...accountsHeldBy(state, id)].map(account => state.accounts.get(account)?.handle))
  return ({ account, kind, subject = '' }) => {
    const factor = kind === 'confirm-factor' ? registry.factors.get(subject) : undefined
    if (factor) return holdersOf(registry, factor).includes(id)
    return account !== undefined && handles.has(account)
  }
}

function withReturn(line: string): string {
  return line.endsWith('\r') ? line : `${line}\r`
}
