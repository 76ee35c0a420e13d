import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { sanitize } from '../../src/terminal/sanitize.ts'
import { shellWord } from '../../src/terminal/shell-word.ts'

describe('a word of a command to copy', () => {
  test.each([
    ['k7tm', 'k7tm'],
    ['koho-iphone', 'koho-iphone'],
    ['佐藤花子-2', '佐藤花子-2'],
    ['shop~2', 'shop~2'],
    ['/home/aki/vault.igcodes', '/home/aki/vault.igcodes'],
    ['2026-11-20T18:04:05.123Z', '2026-11-20T18:04:05.123Z'],
    ['Sato Hanako', "'Sato Hanako'"],
    ["O'Neil", String.raw`'O'\''Neil'`],
    ['x;touch $HOME/pwned #', "'x;touch $HOME/pwned #'"],
    ['-rf', "'-rf'"],
    ['~root', "'~root'"],
    ['', "''"],
    ['\u001b]52;c;eA==\u0007', "'␛]52;c;eA==␇'"],
    ['a\u202eb\u200b', String.raw`'a'\\'u{202e}b'\\'u{200b}'`],
  ])('%j is %s', (text, word) => {
    expect(shellWord(text, 'linux')).toBe(word)
  })

  test.each([
    [String.raw`C:\Users\Sato Hanako\vault.igcodes`, String.raw`"C:\Users\Sato Hanako\vault.igcodes"`],
    ["O'Neil & Sons", `"O'Neil & Sons"`],
    ['C:\\a b\\', '"C:\\a b\\\\"'],
    ['$(calc)`%PATH%“x”"', '"?(calc)??PATH??x??"'],
  ])('on Windows %j is %s', (text, word) => {
    expect(shellWord(text, 'win32')).toBe(word)
  })

  const shells = ['bash', 'zsh', 'fish'].filter(
    shell => process.env.CI !== undefined || spawnSync(shell, ['-c', 'true']).status === 0,
  )
  test.each(shells)('comes out of %s as it was shown', shell => {
    const piece = fc.constantFrom(...'\'"\\$`!;&|<>(){}[]*?~#%^= \n\t\u001b-ab店'.split(''), '$(touch pwned)')
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 12 }), { minLength: 20, maxLength: 40 }), all => {
        const texts = all.map(pieces => pieces.join(''))
        const script = `printf '%s\\n' ${texts.map(text => shellWord(text, 'linux')).join(' ')}`
        const out = execFileSync(shell, ['-c', script], { encoding: 'utf8' })
        expect(out).toBe(texts.map(text => `${sanitize(text)}\n`).join(''))
      }),
      { numRuns: 20 },
    )
  })
})

describe('every command that is shown', () => {
  const root = fileURLToPath(new URL('../../src', import.meta.url))
  /** A handle has nothing that a shell acts on; the others are words of our own. */
  const plain =
    /^(account|account\.handle|command|known|kind|scenario|triage\.scenario|way\.triage\.scenario|user|stop\.scenario|instead|version|example\.id|outcome|one\.account)$/
  /** Sentences that only name the program. */
  const sentences = /^(seconds|places|timeOfDay\(until\)|format|pid|types\.join\(.*\)|slotList\(.*\))$/
  /** These hold no command to copy: a title, a label, scripts that quote for themselves. */
  const others =
    /^(commands\/manual\/page\.ts|documents\/completion-script\.ts|vault\/(lock|machine|replica)\.ts|documents\/man-page\.ts)$/
  const command = /(?:^|[\s`(:])(?:igcodes|chmod|chown|sudo|rm|mv|cp|kill) [^\n]*$/

  /** What is in a command's template without `shellWord`, as `file: expression`. */
  function unquoted(path: string): readonly string[] {
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isTemplateExpression(node)) {
        let before = node.head.text
        for (const { expression, literal } of node.templateSpans) {
          const text = expression.getText()
          const isQuoted = /^shellWord\(|^firstName\(evidence\)$/.test(text)
          // What is chosen between is looked at for itself; a sentence of the user's language in quotes is ours.
          const isChoice = /\?/.test(text) || /^t\(/.test(text)
          const isSafe = isQuoted || isChoice || plain.test(text) || sentences.test(text)
          if (command.test(before) && !isSafe) found.push(`${path}: ${text}`)
          before += `x${literal.text}`
        }
      }
      ts.forEachChild(node, visit)
    }
    const source = readFileSync(join(root, path), 'utf8')
    if (!/(?:igcodes|chmod|chown|sudo|rm|mv|cp|kill) [^\n]*\$\{/.test(source)) return []
    visit(ts.createSourceFile(path, source, ts.ScriptTarget.ESNext, true))
    return found
  }

  test('quotes its values', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      path => path.endsWith('.ts') && !others.test(path),
    )
    expect(files.flatMap(unquoted)).toEqual([])
    // Else the search would prove nothing.
    expect(files.filter(path => readFileSync(join(root, path), 'utf8').includes('shellWord(')).length).toBeGreaterThan(
      10,
    )
  })
})
