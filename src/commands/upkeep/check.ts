import * as messages from '../../terminal/messages/upkeep/notices.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { checkAnswer, checkJson } from './check-answer.ts'

/** `igcodes check`: what is due, from the local notices; never a passphrase, never a key derivation. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({
        en: 'what is due, without a passphrase; exit 0, 30 (attention) or 31 (critical)',
        ja: 'やることをパスフレーズなしで見る。終了コード 0、30(注意)、31(緊急)',
      }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes check', en: 'as of the last time the vault was opened', ja: '最後に開いたときの記録から' },
        {
          run: '0 9 * * 1-5  igcodes check --quiet',
          en: 'in a crontab: mails what is due',
          ja: 'crontabに: やることがあればメール',
        },
        { run: 'igcodes shell-init bash >> ~/.bashrc', en: 'at the start of every shell', ja: 'シェルを開くたびに' },
      ]),
    )
    .allowExcessArguments(false)
    .action(() => check(context()))
}

function check(context: Context): void {
  const { terminal, system, options } = context
  const { env } = system
  const question = { vault: options.vault, env, now: system.now(), language: terminal.language }
  const answer = checkAnswer(question)
  context.exitCode = answer.exitCode
  if (terminal.json) {
    terminal.answerJson(checkJson(answer))
    return
  }
  for (const { severity, message } of answer.notices)
    terminal.answer(...terminal.fit(`${terminal.sign(severity)} ${message}`))
  if (answer.notices.length === 0) terminal.note(messages.nothingDue, undefined, 'good')
  else if (answer.notices.some(({ code }) => !(code in messages.aboutNotices)))
    terminal.note(messages.whatToDo, undefined)
}
