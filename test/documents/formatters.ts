/** The two programs that show manual pages: groff on most of Linux, mandoc on macOS, BSD and Alpine. */
import { spawnSync } from 'node:child_process'

export interface Formatter {
  readonly name: string
  /** The page as plain text, in lines of so many columns, and what the formatter had to say about it. */
  readonly show: (page: string, columns?: number) => { readonly text: string; readonly complaints: string }
}

/** Where releases are judged (CI) a formatter that is missing is a failure. */
export function isMissing({ name }: Formatter): boolean {
  const { CI } = process.env
  return !CI && spawnSync(name, ['-v'], { input: '' }).error !== undefined
}

export const formatters: readonly Formatter[] = [
  {
    name: 'mandoc',
    show(page, columns = 80) {
      const { stdout } = run('mandoc', ['-Tutf8', `-Owidth=${columns}`], page)
      return { text: withoutOverstrike(stdout), complaints: run('mandoc', ['-Tlint', '-Wwarning'], page).stdout }
    },
  },
  {
    name: 'groff',
    show(page, columns = 80) {
      const { stdout, stderr } = run('groff', ['-man', '-ww', '-Kutf8', '-Tutf8', '-P-c', `-rLL=${columns}n`], page)
      return { text: withoutOverstrike(stdout), complaints: stderr }
    },
  },
]

function run(command: string, args: readonly string[], input: string) {
  const { stdout, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8' })
  if (error) throw error
  return { stdout, stderr }
}

/** Bold is a letter printed twice, italics a letter on an underscore; full-width letters go back by one column or two. */
function withoutOverstrike(text: string): string {
  return text.replaceAll(/.\p{Cc}+/gu, found => (found.endsWith('\b') ? '' : found))
}
