/**
 * Builds dist/:
 * - igcodes.js and the short paths (playbook.js, check.js, complete.js), which answer without the program
 * - main.js: the modules that every run needs; shared.js: the others that several commands use; commands/: one file each
 * - chunks/: what only some commands need, such as the prompts, word lists, the slow Argon2id, each playbook
 * - playbooks/, completion/, man/: printed here, because making them takes longer than starting Node
 *
 * The program is CommonJS: Node's loader for ES modules adds 12 % to `node -e 0`, and many small files another 50 ms, more than all
 * that `status` does besides the key derivation. It is split because parsing a megabyte takes as long as starting Node. A file of
 * dist/ that needs a module of main.js or shared.js gets it from there (`lent`), so that there is one class for every error and one
 * list of held locks; the module is evaluated when it is first imported.
 *
 * Bundled packages are not dependencies of users; their licences are collected.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, posix, relative, sep } from 'node:path'
import { build } from 'esbuild'

const { version, engines, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
refuseOldNode()

const options = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.17',
  define: { VERSION: JSON.stringify(version) },
  supported: {
    // import() becomes require(): Node's import() of CommonJS first searches the whole file for its exports, for 40 ms.
    'dynamic-import': false,
    // A literal like /\p{L}/u becomes new RegExp(): V8 checks literals while it parses their file, and looks up all the world's
    // letters whether or not the literal is ever reached. That took a third of the time to load main.js.
    'regexp-sticky-and-unicode-flags': false,
  },
  external: ['@node-rs/argon2'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
}

/** How many commands have to use a module before it is shared. */
const several = 6
const commandName = /^\.\/[a-z]+\/[a-z-]+\.ts$/

// Beside dist/, so that a second build or a command that is running meanwhile finds a whole one.
const target = `.dist-${process.pid}`
for (const left of readdirSync('.').filter(name => name.startsWith('.dist-')))
  if (left === target || !isRunning(Number(left.slice('.dist-'.length)))) rmSync(left, { recursive: true, force: true })
mkdirSync(target)
writeFileSync(`${target}/package.json`, '{ "type": "commonjs" }\n')

const ours = await programFunctions()
const freshUntil = await printPlaybooks()
await printCommands()
await printManual()

/** Chunk name → the module that it is made from. */
const chunks = new Map()
const start = await build({
  ...options,
  define: { ...options.define, FRESH_UNTIL: String(freshUntil) },
  entryPoints: ['igcodes', 'playbook', 'check', 'complete'].map(name => `src/${name}.ts`),
  outdir: target,
  plugins: [{ name: 'short paths stay apart', setup: keepShortPathsApart }],
})
const commandFiles = [...readFileSync('src/commands/table.ts', 'utf8').matchAll(/import\('\.\/(.+?)'\)/g)].map(
  ([, path]) => `src/commands/${path}`,
)
const { metafile } = await bundleByCommand()
const sharedByCommands = sharedModules(metafile)
const everyRun = modulesOfEveryRun(metafile, sharedByCommands)
const shared = new Set(sharedByCommands.filter(path => !everyRun.has(path)))
const program = await buildLender('main.js', everyRun, {
  first: "export * from './src/main.ts'\n",
  other: [shared, './shared.js'],
})
const common = await buildLender('shared.js', shared, { other: [everyRun, './main.js'] })
const commands = await build({
  ...options,
  entryPoints: commandFiles.filter(isCommand),
  entryNames: '[name]',
  outdir: `${target}/commands`,
  plugins: [
    { name: 'chunks on demand', setup: build => keepChunksApart(build, '../chunks') },
    { name: 'main.js lends', setup: build => borrow(build, everyRun, '../main.js') },
    { name: 'shared.js lends', setup: build => borrow(build, shared, '../shared.js') },
  ],
})
// What the program starts: processes that clear the clipboard and keep a vault unlocked, and a thread that reads pictures.
const companions = await build({
  ...options,
  entryPoints: [
    'src/terminal/clear-clipboard.ts',
    'src/vault/agent.ts',
    'src/commands/authenticator/picture-worker.ts',
  ],
  entryNames: '[name]',
  outdir: target,
})
copyFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', `${target}/zxing_reader.wasm`)
const parts = await build({ ...options, entryPoints: Object.fromEntries(chunks), outdir: `${target}/chunks` })
writeInAscii()
const bundled = bundledFolders([start, program, common, commands, companions, parts])
writeFileSync(`${target}/LICENSES.txt`, bundled.map(licenceOf).join('\n') + zxingLicence())
writeFileSync(`${target}/sbom.json`, `${JSON.stringify(billOfMaterials(bundled), null, 1)}\n`)
putInPlace()

/** `npm ci` builds; on an old Node it would fail halfway with a page of code. */
function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [, least, leastMinor] = /^>=(\d+)\.(\d+)$/.exec(engines.node)
  if (major > least || (major === Number(least) && minor >= leastMinor)) return
  const { node } = process.versions
  process.stderr.write(
    `igcodes needs Node ${least}.${leastMinor} or later; this is ${node}. Get it from https://nodejs.org\n` +
      `igcodesにはNode ${least}.${leastMinor}以降が必要です(これは ${node})。https://nodejs.org から入れてください。\n`,
  )
  process.exit(2)
}

/** Another build may do the same at the same time: then the later one stays. */
function putInPlace() {
  const old = `${target}-old`
  for (let tries = 0; ; tries++)
    try {
      rmSync(old, { recursive: true, force: true })
      if (existsSync('dist')) renameSync('dist', old)
      renameSync(target, 'dist')
      return rmSync(old, { recursive: true, force: true })
    } catch (error) {
      if (tries === 20) throw error
    }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Prints every playbook as the program would into a pipe. Returns the time from which the first of them is old. */
async function printPlaybooks() {
  const { formats, languages, oldAt, pipe, playbookPage, scenarios } = ours
  mkdirSync(`${target}/playbooks`)
  const pages = scenarios.flatMap(scenario =>
    languages.flatMap(language => formats.map(format => ({ scenario, language, format }))),
  )
  for (const { scenario, language, format } of pages) {
    const page = await playbookPage({ scenario, language, format, now: new Date(0), screen: pipe() })
    writeFileSync(`${target}/playbooks/${scenario}.${language}.${format}`, `${page}\n`)
  }
  return Math.min(...(await Promise.all(scenarios.map(oldAt))))
}

/** One page per language: English where `man` looks for it, the others in a folder of their own. */
async function printManual() {
  const [, date] = /^## \d\S* - (\S+)$/m.exec(readFileSync('CHANGELOG.md', 'utf8'))
  for (const language of ours.languages) {
    const folder = language === 'en' ? `${target}/man` : `${target}/man/${language}`
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}/igcodes.1`, await ours.manualPage({ language, version, date }))
  }
}

/** The command line in every language, as completion reads it. */
async function printCommands() {
  mkdirSync(`${target}/completion`)
  for (const language of ours.languages)
    writeFileSync(`${target}/completion/${language}.json`, `${JSON.stringify(await ours.commandTree(language))}\n`)
}

/** The program's own functions, run here. */
async function programFunctions() {
  const contents = `
    export { manualPage } from './src/commands/shell/manual-page.ts'
    export { commandTree } from './src/commands/shell/tree.ts'
    export { formats, oldAt, playbookPage } from './src/commands/playbooks/page.ts'
    export { scenarios } from './src/domain/model/scenarios.ts'
    export { languages } from './src/language.ts'
    export { pipe } from './src/terminal/screen.ts'`
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: '.' }, write: false })
  const program = { exports: {} }
  new Function('module', 'require', outputFiles[0].text)(program, createRequire(import.meta.url))
  return program.exports
}

/** igcodes.ts loads one of these: reading one more small file takes less time than parsing all of them. */
function keepShortPathsApart(build) {
  build.onResolve({ filter: /^\.\/(main|playbook|check|complete)\.ts$/ }, ({ path, kind }) =>
    kind === 'dynamic-import' ? { path: path.replace(/ts$/, 'js'), external: true } : undefined,
  )
}

/**
 * What most runs do not need, so that it is not even parsed: packages, prompts, playbooks, the sentences of errors, and what computes
 * and draws for authenticators. A chunk has its own copy of what it imports, so it must throw no UserError
 * (test/architecture.test.ts).
 */
function keepChunksApart(build, folder) {
  build.onResolve(
    {
      filter:
        /^@?[a-z]|^\.\.?\/(?:.*\/)?(?:failures|inquirer-prompts|scenarios\/.*|one-time-code|migration|qr-drawing)\.ts$/,
    },
    ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import' || path.startsWith('node:') || options.external.includes(path)) return undefined
      const isOurs = path.startsWith('.')
      const chunk = isOurs ? basename(path, '.ts') : path.replace(/^@|\.js$/g, '').replaceAll('/', '-')
      chunks.set(chunk, isOurs ? join(resolveDir, path) : path)
      return { path: `${folder}/${chunk}.js`, external: true }
    },
  )
}

/** Nothing is written: main.ts and each command as a bundle of its own, to see which modules they have in common. */
function bundleByCommand() {
  return build({
    ...options,
    entryPoints: ['src/main.ts', ...commandFiles],
    outdir: target,
    write: false,
    plugins: [
      { name: 'chunks on demand', setup: build => keepChunksApart(build, './chunks') },
      { name: 'commands stay apart', setup: build => build.onResolve({ filter: commandName }, commandApart) },
    ],
  })
}

/**
 * What main.ts imports, also on demand, with all that is imported along with it; and the small modules that commands share, so that none
 * loads shared.js for a list of words: that takes as long as half a key derivation.
 */
function modulesOfEveryRun({ inputs }, shared) {
  const small = shared.filter(path => inputs[path].bytes < 1024 && inputs[path].imports.length === 0)
  const found = new Set(['src/main.ts', ...small])
  for (const importer of found)
    for (const { path, kind, external } of inputs[importer].imports)
      if (!external && (kind !== 'dynamic-import' || importer === 'src/main.ts')) found.add(path)
  return new Set([...found].filter(path => path.startsWith('src/')))
}

/** Our modules that several commands use, and those that main.ts can come to. */
function sharedModules({ outputs }) {
  const uses = new Map()
  for (const { entryPoint, inputs } of Object.values(outputs))
    for (const path of Object.keys(inputs))
      uses.set(path, (uses.get(path) ?? 0) + (entryPoint === 'src/main.ts' ? several : 1))
  return [...uses].filter(([path, count]) => path.startsWith('src/') && count >= several).map(([path]) => path)
}

function isCommand(path) {
  return !shared.has(path) && !everyRun.has(path) && commandFiles.includes(path)
}

/** commands/table.ts loads commands on demand, each from a file of its own. */
function commandApart({ path, kind, importer }) {
  if (kind !== 'dynamic-import' || !importer.endsWith(join('commands', 'table.ts'))) return undefined
  return { path: `./commands/${basename(path, '.ts')}.js`, external: true }
}

/** A command that main.js or shared.js has is not built again. */
function keepCommandsApart(build) {
  build.onResolve({ filter: commandName }, found =>
    isCommand(posix.join('src/commands', found.path)) ? commandApart(found) : undefined,
  )
}

/** A file that exports its modules by path (`lent`), and borrows what the other such file has. */
function buildLender(name, modules, { first = '', other }) {
  const lent = [...modules].toSorted().map(path => `${JSON.stringify(path)}: () => require('./${path}')`)
  return build({
    ...options,
    stdin: { contents: `${first}export const lent = {\n${lent.join(',\n')}\n}`, resolveDir: '.' },
    outfile: `${target}/${name}`,
    plugins: [
      { name: 'chunks on demand', setup: build => keepChunksApart(build, './chunks') },
      { name: 'commands stay apart', setup: keepCommandsApart },
      { name: 'the other one lends', setup: build => borrow(build, ...other) },
    ],
  })
}

/** Imports the lender's modules from the lender instead of bundling a second copy. */
function borrow(build, modules, lender) {
  build.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir }) => {
    // esbuild's paths have slashes on Windows, too.
    const file = relative('.', join(resolveDir, path)).replaceAll(sep, '/')
    return modules.has(file) ? { path: file, namespace: lender } : undefined
  })
  build.onResolve({ filter: /./, namespace: lender }, ({ path }) => ({ path, external: true }))
  build.onLoad({ filter: /./, namespace: lender }, ({ path }) => ({
    contents: `module.exports = require('${lender}').lent[${JSON.stringify(path)}]()`,
  }))
}

/**
 * Node holds a file with one letter beyond Latin-1 as UTF-16, which is twice as large, and decodes it more slowly. esbuild writes ASCII
 * but for the letters in regular expressions, where \u means the same.
 */
function writeInAscii() {
  for (const name of readdirSync(target, { recursive: true })) {
    const file = join(target, name)
    const text = name.endsWith('.js') ? readFileSync(file, 'utf8') : ''
    const ascii = text.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    if (ascii !== text) writeFileSync(file, ascii)
  }
}

/** The folders in node_modules of all bundled packages; node_modules itself may be a link to elsewhere. */
function bundledFolders(results) {
  const folders = results
    .flatMap(({ metafile }) => Object.keys(metafile.inputs))
    .map(path => /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter(folder => folder !== undefined)
  return [...new Set(folders)].toSorted()
}

/** CycloneDX 1.6: what is bundled, at which version, with the hash by which the lockfile knows it. */
function billOfMaterials(folders) {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const component = (folder, scope = 'required') => {
    const { version, license, integrity } = packages[folder]
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(folder)
    const [algorithm, hash] = integrity.split('-')
    if (algorithm !== 'sha512') throw new Error(`${name} has no SHA-512 in the lockfile.`)
    return {
      type: 'library',
      name,
      version,
      scope,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      // The field is for the names of SPDX, such as MIT; the texts are in LICENSES.txt.
      ...(license && { licenses: [{ expression: license.replace('(', '').replace(')', '') }] }),
      hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }],
    }
  }
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: 'igcodes', version, licenses: [{ expression: 'MIT' }] } },
    components: [
      ...folders.map(folder => component(folder)),
      ...Object.keys(optionalDependencies).map(name => component(`node_modules/${name}`, 'optional')),
    ],
  }
}

function licenceOf(folder) {
  const { name, version, license, licenses, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const terms = license ?? licenses?.map(({ type }) => type).join(' OR ')
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : standardText(name, terms, author)
  return `${name} ${version} (${terms})\n\n${text}\n\n${'-'.repeat(80)}\n`
}

/** The MIT licence as our own file has it, where a package names it and brings no text. */
function standardText(name, terms, author) {
  if (terms !== 'MIT' || !author) throw new Error(`${name} (${terms}) brings no licence text.`)
  const [title, , , ...permission] = readFileSync('LICENSE', 'utf8').trim().split('\n')
  return [title, '', `Copyright (c) ${author.name ?? author}`, ...permission].join('\n')
}

/** zxing_reader.wasm is zxing-cpp, whose licence zxing-wasm does not bring; TypeScript's is the same. */
function zxingLicence() {
  const text = readFileSync('node_modules/typescript/LICENSE.txt', 'utf8').trim()
  if (!text.startsWith('Apache License')) throw new Error('The Apache license is not in TypeScript any more.')
  return `zxing-cpp, in zxing_reader.wasm (Apache-2.0)\n\n${text}\n\n${'-'.repeat(80)}\n`
}
