/** The house (design, section 3): who may import whom, and what the pure rooms must not touch. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** From the door down. A room imports from lower levels, and from itself; never from a neighbor of its level. */
const levels: readonly (readonly string[])[] = [
  ['main'],
  ['commands'],
  // imports and authenticator: what other programs write, by packages that envelope and domain must not know.
  ['vault', 'terminal', 'documents', 'imports', 'authenticator'],
  // documents prints playbooks.
  ['playbooks'],
  ['envelope', 'domain'],
  // errors, language, environment: what every room may import, and what imports nothing but each other.
  ['leaves'],
]

const leaves = ['errors.ts', 'language.ts', 'environment.ts']

/** Inside domain the folders have levels too, from the top down. */
const domainLevels: readonly (readonly string[])[] = [
  ['upkeep'],
  ['accounts', 'continuity', 'import'],
  ['registry', 'recovery'],
  ['codes', 'authenticator', 'journal'],
  ['model'],
  ['text'],
]

interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

const sources: readonly Source[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(path => {
    const text = readFileSync(join(root, 'src', path), 'utf8')
    return { path, text, imports: ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName) }
  })

/** The files at the top (main, igcodes, start) are the door, but for the leaves. */
function roomOf(path: string): string {
  const [folder = ''] = path.split('/')
  if (path.includes('/')) return folder
  return leaves.includes(path) ? 'leaves' : 'main'
}

type Arrow = readonly [from: string, to: string]

const arrows: readonly Arrow[] = sources.flatMap(({ path, imports }) =>
  imports.filter(name => name.startsWith('.')).map(name => [path, normalize(join(dirname(path), name))] as const),
)

function told([from, to]: Arrow): string {
  return `${from} → ${to}`
}

/** Files that reach each other: what no one can understand without the others. */
function circles(arrows: readonly Arrow[]): readonly (readonly string[])[] {
  const next = new Map<string, string[]>()
  for (const [from, to] of arrows) next.set(from, [...(next.get(from) ?? []), to])
  const reached = new Map(
    [...next.keys()].map(start => {
      const found = new Set(next.get(start))
      for (const path of found) for (const one of next.get(path) ?? []) found.add(one)
      return [start, found]
    }),
  )
  const inOne = [...next.keys()].filter(path => reached.get(path)?.has(path))
  const found = inOne.map(path => inOne.filter(other => reached.get(path)?.has(other) && reached.get(other)?.has(path)))
  return [...new Map(found.map(circle => [circle.join(), circle])).values()]
}

function levelOf(room: string): number {
  return levels.findIndex(rooms => rooms.includes(room))
}

function inRoom(...rooms: readonly string[]): readonly Source[] {
  return sources.filter(({ path }) => rooms.includes(roomOf(path)))
}

/** The code without comments and texts: a word in a sentence is no use of it. */
function codeOf({ path, text }: Source): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
}

/** Every node that the finder gives a name, as `path: name`. */
function findings(files: readonly Source[], find: (node: ts.Node) => string | undefined): readonly string[] {
  return files.flatMap(file => {
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      const name = find(node)
      if (name !== undefined) found.push(`${file.path}: ${name}`)
      ts.forEachChild(node, visit)
    }
    visit(codeOf(file))
    return found
  })
}

describe('imports', () => {
  test('run downwards only', () => {
    const upwards = arrows.filter(([from, to]) => {
      const rooms = [roomOf(from), roomOf(to)] as const
      return rooms[0] !== rooms[1] && levelOf(rooms[1]) <= levelOf(rooms[0])
    })
    expect(upwards.map(told)).toEqual([])
  })

  test('run downwards inside domain too', () => {
    const folderOf = (path: string): string => path.split('/')[1] ?? ''
    const level = (path: string): number => domainLevels.findIndex(folders => folders.includes(folderOf(path)))
    const inside = arrows.filter(ends => ends.every(path => path.startsWith('domain/')))
    expect(inside.flat().filter(path => level(path) < 0)).toEqual([])
    const upwards = inside.filter(([from, to]) => folderOf(from) !== folderOf(to) && level(to) <= level(from))
    expect(upwards.map(told)).toEqual([])
    expect(inside.length).toBeGreaterThan(100)
  })

  test('never run in a circle, types included', () => {
    expect(circles(arrows)).toEqual([])
    expect(
      circles([
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'b'],
        ['c', 'd'],
      ]),
    ).toEqual([['b', 'c']])
  })

  test('lead to a command from the table of commands alone', () => {
    const commands = sources.filter(
      ({ path, text }) => roomOf(path) === 'commands' && /^export const define\b/m.test(text),
    )
    const paths = new Set(commands.map(({ path }) => path))
    const between = arrows.filter(([from, to]) => from !== 'commands/table.ts' && paths.has(to))
    expect(between.map(told)).toEqual([])
    expect(paths.size).toBeGreaterThan(30)
  })

  test('know every room: a new one gets its level here', () => {
    expect(sources.filter(({ path }) => levelOf(roomOf(path)) < 0).map(({ path }) => path)).toEqual([])
    // Else the test above would prove nothing.
    expect(sources.length).toBeGreaterThan(50)
  })

  test('envelope and domain use cryptography, each other and errors, and nothing else', () => {
    const allowed = /^(\.|node:crypto$|@noble\/|@scure\/|@node-rs\/argon2$)/
    const others = inRoom('envelope', 'domain').flatMap(({ path, imports }) =>
      imports.filter(name => !allowed.test(name)).map(name => `${path} → ${name}`),
    )
    expect(others).toEqual([])
    const cryptoInDomain = inRoom('domain').flatMap(({ path, imports }) =>
      imports.filter(name => !name.startsWith('.')).map(name => `${path} → ${name}`),
    )
    expect(cryptoInDomain).toEqual([])
  })

  test('only vault touches the disk; terminal may write to descriptors and open the terminal', () => {
    // igcodes.ts writes the version before anything else is loaded; playbook.ts and complete.ts hand on what the build has printed.
    const names = new Map([
      ['terminal/output.ts', ['closeSync', 'constants', 'fchmodSync', 'fstatSync', 'openSync', 'writeSync']],
      ['terminal/tty.ts', ['closeSync', 'openSync']],
      ['igcodes.ts', ['writeSync']],
      ['playbook.ts', ['readFileSync']],
      ['complete.ts', ['readFileSync']],
    ])
    const found = sources
      .filter(({ path }) => roomOf(path) !== 'vault')
      .flatMap(file => {
        const imported = /import \{([^}]*)\} from 'node:fs'/.exec(file.text)?.[1]
        const used = imported?.split(',').map(name => name.trim()) ?? []
        const isPlain = !file.imports.some(name => /^(node:)?fs/.test(name)) || imported !== undefined
        if (!isPlain) return [`${file.path}: all of node:fs`]
        return used
          .filter(name => name !== '' && !names.get(file.path)?.includes(name))
          .map(name => `${file.path}: ${name}`)
      })
    expect(found).toEqual([])
  })

  test('only terminal knows colors, prompts and the width of text', () => {
    // The agent shows nothing; it asks whether the terminal at which it was unlocked is still there.
    const watching = 'vault/agent.ts → node:tty'
    const found = sources
      .filter(({ path }) => roomOf(path) !== 'terminal')
      .flatMap(({ path, imports }) =>
        imports
          .filter(name => /^(chalk|@?inquirer|string-width|node:(tty|readline))/.test(name))
          .map(name => `${path} → ${name}`),
      )
    expect(found).toEqual([watching])
  })

  test('few start other programs, or speak to them', () => {
    // What is handed to another process is out of our hands: each place that does it is looked at for itself.
    const allowed = [
      // A thread, which has no more rights than a function.
      'commands/authenticator/picture-thread.ts → node:worker_threads',
      'commands/authenticator/picture-worker.ts → node:worker_threads',
      'terminal/clipboard-tools.ts → node:child_process',
      'terminal/clipboard.ts → node:child_process',
      'terminal/pager.ts → node:child_process',
      'vault/agent-client.ts → node:child_process',
      'vault/agent-client.ts → node:net',
      'vault/agent-end.ts → node:child_process',
      'vault/agent.ts → node:net',
      'vault/git.ts → node:child_process',
      'vault/passphrase-source.ts → node:child_process',
      'vault/process-start.ts → node:child_process',
    ]
    const found = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/'(node:(?:child_process|net|http|https|dgram|cluster|worker_threads))'/g)].map(
        ([, name]) => `${path} → ${name}`,
      ),
    )
    expect(found.toSorted()).toEqual(allowed)
  })
})

test('a pager gets lists, and never a secret', () => {
  // A pager keeps what it was given, and can save it. Files that print codes, keys or secrets must not be here.
  const lists = [
    'accounts/account',
    'upkeep/audit',
    'upkeep/rule-list',
    'upkeep/due',
    'continuity/begin-handover',
    'continuity/handover',
    'journal/log',
    'continuity/map',
    'continuity/policy',
    'registry/list',
    // Not with codes: test/cli/sheet.test.ts.
    'continuity/sheet',
    'upkeep/status-answer',
    'continuity/what-if',
  ]
  const paging = sources.filter(({ path, text }) => roomOf(path) === 'commands' && text.includes('.answerPaged('))
  expect(paging.map(({ path }) => path).toSorted()).toEqual(lists.map(name => `commands/${name}.ts`).toSorted())
})

// imports reads what other programs wrote: the same bytes must give the same entries.
test('domain, envelope and imports have no clock, no randomness, no process and no console of their own', () => {
  const found = findings(inRoom('domain', 'envelope', 'imports'), node => {
    if (ts.isIdentifier(node) && ['process', 'console', 'performance'].includes(node.text) && !isMemberName(node))
      return node.text
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date()'
    if (ts.isPropertyAccessExpression(node)) {
      const text = node.getText()
      if (['Date.now', 'Math.random', 'crypto.randomBytes', 'crypto.getRandomValues'].includes(text)) return text
    }
    if (ts.isIdentifier(node) && ['randomBytes', 'getRandomValues', 'randomInt'].includes(node.text)) return node.text
    return undefined
  })
  expect(found).toEqual([])
})

/** `x.process` and `{ process: 1 }` name a member, not the global. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isPropertySignature(parent) && parent.name === node)
  )
}

test('nothing silences the compiler or the linter', () => {
  const comments = sources.filter(({ text }) => /@ts-(ignore|expect-error|nocheck)|biome-ignore/.test(text))
  expect(comments.map(({ path }) => path)).toEqual([])
  const casts = findings(sources, node => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any'
    if (ts.isNonNullExpression(node)) return node.getText()
    if (ts.isAsExpression(node) && node.type.kind === ts.SyntaxKind.UnknownKeyword) return node.getText()
    return undefined
  })
  expect(casts).toEqual([])
})

test('no file is a drawer for everything', () => {
  const drawers = sources.filter(({ path }) => /^(utils?|helpers?|common|misc|shared|lib)$/.test(basename(path, '.ts')))
  expect(drawers.map(({ path }) => path)).toEqual([])
})

describe('a start loads little', () => {
  test('prompts, word lists and key derivation are not among what every start loads', async () => {
    const metafile = await bundled('src/main.ts')
    const reached = staticallyReached(metafile, 'src/main.ts')
    expect(reached).toContain('src/main.ts')
    expect(reached.filter(path => /inquirer|wordlists|commander|chalk|noble|scure/.test(path))).toEqual([])

    // What commands load is reached from main as well, but only when one is called.
    const later = Object.keys(metafile.inputs)
    expect(later.some(path => path.includes('wordlists/english'))).toBe(true)
    expect(later.some(path => path.includes('@inquirer/core'))).toBe(true)
  })

  test.each(['codes/use', 'upkeep/status', 'codes/add', 'upkeep/due', 'import/import'])(
    '%s asks for the prompts, word lists, readers and writers of foreign formats, and what can go wrong, only when it needs them',
    async name => {
      const metafile = await bundled(`src/commands/${name}.ts`)
      const reached = staticallyReached(metafile, `src/commands/${name}.ts`)
      expect(reached).toContain(`src/commands/${name}.ts`)
      expect(
        reached.filter(path => /failures\.ts|inquirer|wordlists|ical-generator|fflate|csv-parse|parse-xml/.test(path)),
      ).toEqual([])
    },
  )
})

test('a chunk of its own throws no UserError: it would be another class than the program’s', () => {
  const chunks = readdirSync(join(root, 'dist/chunks'))
  expect(chunks).toContain('inquirer-prompts.js')
  const hasOne = (path: string): boolean => readFileSync(join(root, 'dist', path), 'utf8').includes('name="UserError"')
  expect(chunks.filter(name => hasOne(`chunks/${name}`))).toEqual([])
  expect(hasOne('main.js')).toBe(true)
})

async function bundled(entry: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: 'dist',
    write: false,
    metafile: true,
    define: { VERSION: '"0"' },
    external: ['@node-rs/argon2'],
    logLevel: 'silent',
  })
  return metafile
}

/** The files that are loaded along with this one, at once: all but those in import(). */
function staticallyReached(metafile: Metafile, entry: string): readonly string[] {
  const reached = new Set<string>([entry])
  for (const path of reached)
    for (const { path: next, kind, external } of metafile.inputs[path]?.imports ?? [])
      if (kind !== 'dynamic-import' && !external) reached.add(next)
  return [...reached]
}
