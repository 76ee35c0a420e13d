import { type Shell, shellSnippet, shells } from '../../documents/shell-snippet.ts'
import * as messages from '../../terminal/messages/upkeep/notices.ts'
import { realVault, statePath } from '../../vault/location.ts'
import { noticesFiles } from '../../vault/notices.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { oneOf } from '../options.ts'

/** `igcodes shell-init bash|zsh|fish|pwsh`: a snippet for the shell's profile that says what is due. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({
        en: 'a profile snippet that says what is due; starts no process',
        ja: 'シェルの起動時にやることを知らせる設定を出す(プロセスは起動しません)',
      }),
    )
    .argument('<shell>', shells.join(' | '), oneOf<Shell>('<shell>', shells))
    .option(
      '--once-a-day',
      t({ en: 'say it once a day, and when it gets worse', ja: '1日1回と、悪くなったときだけ知らせる' }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes shell-init bash >> ~/.bashrc', en: '', ja: '' },
        { run: 'igcodes shell-init zsh --once-a-day >> ~/.zshrc', en: '', ja: '' },
        { run: 'igcodes shell-init fish > ~/.config/fish/conf.d/igcodes.fish', en: '', ja: '' },
        { run: 'igcodes shell-init pwsh | Add-Content $PROFILE', en: '', ja: '' },
      ]),
    )
    .action((shell, { onceADay }) => shellInit(context(), shell, onceADay === true))
}

/** The snippet contains the vault's path, because nothing else can tell it when the profile runs. */
function shellInit({ terminal, system, vaultPath }: Context, shell: Shell, onceADay: boolean): void {
  const files = noticesFiles(statePath(system.env), realVault(vaultPath))
  const about = messages.snippetComment[terminal.language]
  const snippet = shellSnippet(shell, files, { about, onceADay })
  if (terminal.json) terminal.answerJson({ shell, snippet: `${snippet}\n` })
  else terminal.answer(snippet)
}
