import { type Detail, details } from '../../domain/upkeep/notices.ts'
import * as messages from '../../terminal/messages/upkeep/notices.ts'
import { statePath } from '../../vault/location.ts'
import { eraseNotices } from '../../vault/notices.ts'
import { readSettings, writeSettings } from '../../vault/settings.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { oneOf } from '../options.ts'

/** `igcodes config`, `igcodes config notices names|counts|off`: what this machine keeps outside the vault. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(t({ en: 'the settings of this machine', ja: 'この端末の設定' }))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes config', en: 'what is set', ja: '今の設定' },
        {
          run: 'igcodes config notices names',
          en: 'check and completion may name the accounts',
          ja: 'check と補完にアカウント名を出す',
        },
      ]),
    )
    .allowExcessArguments(false)
    .action(() => show(context()))
  command
    .command('notices')
    .description(
      t({
        en: 'what check may read without a passphrase; stored unencrypted on this machine',
        ja: 'checkがパスフレーズなしで読める内容(この端末に暗号化せずに置かれます)',
      }),
    )
    .argument('[detail]', details.join(' | '), oneOf<Detail>('[detail]', details))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes config notices counts', en: 'how many accounts, no names (default)', ja: '件数だけ(標準)' },
        {
          run: 'igcodes config notices off',
          en: 'nothing at all; erases what is there',
          ja: '何も残さず、今あるものも消す',
        },
      ]),
    )
    .action(detail => (detail === undefined ? show(context()) : set(context(), detail)))
}

function show({ terminal, system }: Context): void {
  const { notices: detail } = readSettings(statePath(system.env))
  if (terminal.json) terminal.answerJson({ notices: detail })
  else terminal.answer(...terminal.fit(terminal.text(messages.detailIs, { detail })))
}

/** Changing the setting erases the old notices at once: they may hold names that are no longer wanted. */
function set(context: Context, detail: Detail): void {
  const { terminal, system } = context
  const state = statePath(system.env)
  const before = readSettings(state).notices
  writeSettings(state, { notices: detail }, () => context.newName())
  if (detail !== before || detail === 'off') eraseNotices(state)
  if (terminal.json) terminal.answerJson({ notices: detail })
  else terminal.note(messages.detailSet, { detail }, 'good')
}
