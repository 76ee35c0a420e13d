/**
 * Completes `igcodes` in a shell, by asking the program at every Tab (src/complete.ts).
 *
 * Neither what is typed nor what is answered is ever evaluated: `$(…)` on the command line or in a name from a vault must not run
 * because of a Tab. Works without bash-completion, and in the bash 3.2 of macOS.
 */
import type { Shell } from './shell-snippet.ts'

const bash = `# igcodes: completion for bash
_igcodes() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = :files ]; then
      compopt -o default 2>/dev/null
    else
      COMPREPLY+=("\${line%%$'\\t'*}")
    fi
  done < <(igcodes complete -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "$2" 2>/dev/null)
}
complete -F _igcodes igcodes`

const zsh = `#compdef igcodes
# igcodes: completion for zsh
_igcodes() {
  local line files=no
  local -a found
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      files=yes
    elif [[ $line == *$'\\t'* ]]; then
      found+=("\${line%%$'\\t'*}:\${line#*$'\\t'}")
    else
      found+=("$line")
    fi
  done < <(igcodes complete -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  (( $#found )) && _describe -t igcodes igcodes found
  [[ $files == yes ]] && _files
  return 0
}
if [[ $funcstack[1] == _igcodes ]]; then
  _igcodes "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _igcodes igcodes
fi`

const fish = `# igcodes: completion for fish
function __igcodes_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    for line in (igcodes complete -- $before[2..-1] "$typed" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$typed"
        else
            printf '%s\\n' $line
        end
    end
end
complete -c igcodes -e
complete -c igcodes -f -a '(__igcodes_complete)'`

/**
 * An empty word at the end is left out by PowerShell before 7.3, so it is asked for by `--next`. On Windows igcodes is a batch file, which
 * would run what follows a `&`: words with such characters are not completed.
 */
const pwsh = `# igcodes: completion for PowerShell
Register-ArgumentCompleter -Native -CommandName igcodes -ScriptBlock {
    param($typed, $line, $cursor)
    $words = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    $next = @()
    if ($typed) { $words += $typed } else { $next = @('--next') }
    if ($words -notmatch '^[\\p{L}\\p{Nd}_.:,=@/\\\\+-]+$') { return }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $answer = @(igcodes complete @next -- @words 2>$null)
    } catch { return } finally { [Console]::OutputEncoding = $encoding }
    foreach ($found in $answer) {
        if ($found -ceq ':files') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed)
        } else {
            $word, $about = $found -split "\`t", 2
            if (-not $about) { $about = $word }
            $text = $word
            if ($word -notmatch '^[\\p{L}\\p{Nd}_.:=-]+$') { $text = "'" + ($word -replace "['\u2018-\u201B]", '$0$0') + "'" }
            [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', $about)
        }
    }
}`

export function completionScript(shell: Shell): string {
  return { bash, zsh, fish, pwsh }[shell]
}
