import { completionScript } from '../../documents/completion-script.ts'
import { type Shell, shells } from '../../documents/shell-snippet.ts'
import type { Context, RegisterCommand } from '../context.ts'
import { oneOf } from '../options.ts'

/** `igcodes completion bash|zsh|fish|pwsh`: a script that makes the shell complete commands, options and names. */
export const define: RegisterCommand = (command, { t, examples, context }) => {
  command
    .description(
      t({
        en: 'make Tab complete commands, options and names; never asks for a passphrase',
        ja: 'Tabキーでコマンド・オプション・名前を補完する(パスフレーズは不要)',
      }),
    )
    .argument('<shell>', shells.join(' | '), oneOf<Shell>('<shell>', shells))
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes completion bash >> ~/.bashrc', en: '', ja: '' },
        { run: 'igcodes completion zsh >> ~/.zshrc', en: '', ja: '' },
        { run: 'igcodes completion fish > ~/.config/fish/completions/igcodes.fish', en: '', ja: '' },
        { run: 'igcodes completion pwsh | Add-Content $PROFILE', en: '', ja: '' },
        {
          run: 'igcodes config notices names',
          en: 'then the accounts’ names are completed too',
          ja: 'アカウント名も補完したいとき',
        },
      ]),
    )
    .action(shell => print(context(), shell))
}

function print({ terminal }: Context, shell: Shell): void {
  const script = completionScript(shell)
  if (terminal.json) terminal.answerJson({ shell, script: `${script}\n` })
  else terminal.answer(script)
}
