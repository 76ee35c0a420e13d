/**
 * The code in a shell's profile that says what is due. It uses builtins only and starts no process. The file that it reads is data,
 * three columns separated by tabs: a line of another shape ends the reading, and a notice that could move the cursor or reorder
 * text is not shown.
 */
import { quotedForFish, quotedForPwsh, quotedForSh } from './shell-quote.ts'

export const shells = ['bash', 'zsh', 'fish', 'pwsh'] as const
export type Shell = (typeof shells)[number]

export interface SnippetFiles {
  readonly lines: string
  /** When a notice was last shown, and its level. */
  readonly said: string
}

/** A notice is not repeated for so long, unless it gets worse: shown in the morning, it is not shown again in the evening. */
const quietSeconds = 18 * 60 * 60

/** @param about a comment that explains it to a reader of the profile */
export function shellSnippet(
  shell: Shell,
  files: SnippetFiles,
  { about, onceADay }: { readonly about: string; readonly onceADay: boolean },
): string {
  const write = { bash: bashSnippet, zsh: zshSnippet, fish: fishSnippet, pwsh: pwshSnippet }[shell]
  const comment = shell === 'pwsh' && /[^ -~]/.test(about) ? 'igcodes' : about
  return `# ${comment}\n${write(files, onceADay)}`
}

/** LC_ALL=C compares bytes. 2>/dev/null: bash warns if the old locale, which it returns to, is not installed. */
function bashSnippet(files: SnippetFiles, onceADay: boolean): string {
  return `case $- in *i*)
  __igcodes_notices() {
    [ -f ${quotedForSh(files.lines)} ] || return 0
    local LC_ALL=C IFS=$'\\t' count=0 now=0 level=0 notice='' from code text
    # Before 4.2 bash cannot tell the time: then what was due when the notices were written.
${reading(files, onceADay, "printf -v now '%(%s)T' -1")} ;;
esac`
}

/** As in bash; no_multibyte compares bytes. */
function zshSnippet(files: SnippetFiles, onceADay: boolean): string {
  return `if [[ -o interactive ]]; then
  __igcodes_notices() {
    emulate -L zsh
    unsetopt multibyte
    [ -f ${quotedForSh(files.lines)} ] || return 0
    local IFS=$'\\t' count=0 now=0 level=0 notice='' from code text
${reading(files, onceADay, 'zmodload -F zsh/datetime p:EPOCHSECONDS && now=$EPOCHSECONDS')}
fi`
}

/** The same in bash and zsh. @param tellTime sets `now`, or fails */
function reading({ lines, said }: SnippetFiles, onceADay: boolean, tellTime: string): string {
  return `    while read -r from code text; do
      case $count:$from in
        (0:igcodes-notices/1)
          case $code in ('' | *[!0-9]* | ?????????????*) return 0 ;; esac
          ${tellTime} || now=$code ;;
        (0:* | *: | *:*[!0-9]* | *:?????????????*) return 0 ;;
        (*)
          [ "$from" -le "$now" ] || break
          level=$code notice=$text ;;
      esac
      count=$((count + 1))
      [ "$count" -le 50 ] || break
    done < ${quotedForSh(lines)}
    case $level in (30 | 31) ;; (*) return 0 ;; esac
    ${harmlessBytes}
    [ "\${#notice}" -le 500 ] || return 0
${onceADay ? saidBefore(said) : ''}    printf '%s\\n' "$notice"
${onceADay ? sayingSo(said) : ''}  }
  __igcodes_notices 2>/dev/null
  unset -f __igcodes_notices`
}

/** Refuses, in UTF-8: control characters (C0, C1), invisible ones (soft hyphen, zero-width, fillers, tags), bidi, line separators. */
const harmlessBytes = String.raw`case $notice in
      ('' | *[[:cntrl:]]* | *$'\302'[$'\200'-$'\237'$'\255']* | *$'\315\217'* | *$'\330\234'* | *$'\341\205'[$'\237'$'\240']* | *$'\341\240\216'*)
        return 0 ;;
      (*$'\342\200'[$'\213'-$'\217'$'\250'-$'\256']* | *$'\342\201'[$'\240'-$'\257']* | *$'\343\205\244'* | *$'\357\273\277'* | *$'\357\276\240'*)
        return 0 ;;
      (*$'\357\277'[$'\260'-$'\273']* | *$'\363\240'[$'\200'-$'\203']*)
        return 0 ;;
    esac`

function saidBefore(said: string): string {
  return `    [ ! -e ${quotedForSh(said)} ] || [ -f ${quotedForSh(said)} ] || return 0
    if read -r from code text < ${quotedForSh(said)}; then
      case $from:$code in
        (*[!0-9:]* | :* | *: | *:*:* | ?????????????????*) ;;
        (*) [ "$from" -gt $((now - ${quietSeconds})) ] && [ "$from" -le "$now" ] && [ "$code" -ge "$level" ] && return 0 ;;
      esac
    fi
`
}

function sayingSo(said: string): string {
  return `    printf '%s\\t%s\\n' "$now" "$level" >| ${quotedForSh(said)}
`
}

/** fish cannot tell the time, but its builtin \`path\` (from 3.5) knows when a file was changed, and how long ago that is. */
function fishSnippet({ lines, said }: SnippetFiles, onceADay: boolean): string {
  return `if status is-interactive
    function __igcodes_notices
        set -l lines ${quotedForFish(lines)}
        test -f $lines; or return 0
        set -l seen
        set -l now 0
        set -l level 0
        set -l notice ''
        while read -l -d \\t from code text
            if not set -q seen[1]
                test "$from" = igcodes-notices/1; and string match -qr '^\\d{1,12}$' -- "$code"; or return 0
                set now $code
                builtin -q path; and set now (math (path mtime -- $lines) + (path mtime --relative -- $lines))
            else
                string match -qr '^\\d{1,12}$' -- "$from"; or return 0
                test $from -le $now; or break
                set level $code
                set notice $text
            end
            set -a seen line
            set -q seen[51]; and break
        end < $lines
        contains -- $level 30 31; or return 0
        string match -qr '^[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\x{34F}\\x{115F}\\x{1160}\\x{3164}\\x{FFA0}]{1,500}$' -- "$notice"; or return 0
${onceADay ? saidBeforeInFish(said) : ''}        printf '%s\\n' $notice
${onceADay ? sayingSoInFish(said) : ''}    end
    __igcodes_notices 2>/dev/null
    functions -e __igcodes_notices
end`
}

function saidBeforeInFish(said: string): string {
  return `        if test -e ${quotedForFish(said)}
            test -f ${quotedForFish(said)}; or return 0
            read -l -d \\t from code < ${quotedForFish(said)}
            if string match -qr '^\\d{1,12}$' -- "$from"; and string match -qr '^\\d\\d$' -- "$code"
                test $from -gt (math $now - ${quietSeconds}); and test $from -le $now; and test $code -ge $level
                and return 0
            end
        end
`
}

function sayingSoInFish(said: string): string {
  return `        printf '%s\\t%s\\n' $now $level > ${quotedForFish(said)}
`
}

/** Windows PowerShell 5.1 and later, in ASCII (quotedForPwsh). A profile also runs before scripts, whose output is redirected. \d would take digits of all scripts. */
function pwshSnippet({ lines, said }: SnippetFiles, onceADay: boolean): string {
  return `& {
    try {
        $lines = ${quotedForPwsh(lines)}
        if ([Console]::IsOutputRedirected -or -not (Test-Path -LiteralPath $lines -PathType Leaf)) { return }
        $now = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
        $level = 0
        $notice = ''
        $isFirst = $true
        foreach ($line in @(Get-Content -LiteralPath $lines -Encoding UTF8 -TotalCount 51)) {
            $from, $code, $text = $line -split "\`t", 3
            if ($isFirst) {
                if ($from -cne 'igcodes-notices/1' -or $code -notmatch '^[0-9]{1,12}$') { return }
                $isFirst = $false
            } else {
                if ($from -notmatch '^[0-9]{1,12}$') { return }
                if ([long]$from -gt $now) { break }
                $level = $code
                $notice = $text
            }
        }
        if ($level -notmatch '^3[01]$') { return }
        if ($notice -notmatch '^[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\u034F\\u115F\\u1160\\u3164\\uFFA0]{1,500}$') { return }
${onceADay ? saidBeforeInPwsh(said) : ''}        Write-Host $notice
${onceADay ? '        [IO.File]::WriteAllText($said, "$now`t$level`n")\n' : ''}    } catch { }
}`
}

function saidBeforeInPwsh(said: string): string {
  return `        $said = ${quotedForPwsh(said)}
        if (Test-Path -LiteralPath $said) {
            if (-not (Test-Path -LiteralPath $said -PathType Leaf)) { return }
            $from, $code = "$(Get-Content -LiteralPath $said -TotalCount 1)" -split "\`t"
            if ($from -match '^[0-9]{1,12}$' -and $code -match '^[0-9]{2}$' -and
                [long]$from -gt $now - ${quietSeconds} -and [long]$from -le $now -and $code -ge $level) { return }
        }
`
}
