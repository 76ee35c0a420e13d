/**
 * `npm run bench`: how fast igcodes starts, opens a vault and grows, against the limits of the design. Everything is a ratio
 * or a difference within one run on one machine; exits with 1 when one is over its limit. Takes about three minutes.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { compare, peakOf, run, shellCost } from './measure.js'

/**
 * @typedef {import('./measure.js').Command} Command
 *
 * @typedef {object} House a vault with the state of the machine that made it
 * @property {string} folder
 * @property {string} vault
 * @property {Readonly<Record<string, string>>} env
 *
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value what is held against the limit
 * @property {number | undefined} limit undefined: only to compare with
 * @property {(value: number) => string} shown
 * @property {number} [other] the same figure, taken of the medians instead of pair by pair
 */

const igcodes = fileURLToPath(new URL('../../bin/igcodes.js', import.meta.url))
const deriveScript = fileURLToPath(new URL('derive.cjs', import.meta.url))
const readScript = fileURLToPath(new URL('reading.cjs', import.meta.url))
const passphrase = 'correct horse battery staple'
const costs = { light: ['65536', '3'], moderate: ['262144', '3'] }
const mebibyte = 1024 * 1024

/** Enough pairs for a steady median; runs without a key derivation are short, so they can be many. */
const pairs = { start: 41, derivation: 15, use: 21, scale: 9 }

const folder = mkdtempSync(join(tmpdir(), 'igcodes-bench-'))
try {
  const figures = [
    ...startFigures(),
    ...shellFigures(),
    ...openFigures(),
    ...scaleFigures(),
    ...mergeFigures(),
    importFigure(),
  ]
  process.stdout.write(`${table(figures)}\n`)
  process.exitCode = figures.some(isOver) ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function startFigures() {
  const env = environment(folder)
  const nothing = { args: ['-e', '0'], env }
  const version = { args: [igcodes, '--version'], env }
  const playbooks = ['text', 'html'].flatMap(format =>
    ['en', 'ja'].map(language => {
      const words = ['playbook', 'phone-lost', '--format', format, '--lang', language]
      const comparison = compare({ args: [igcodes, ...words], env }, nothing, pairs.start)
      return ratio(`${words.slice(0, 2).join(' ')}, ${format}, ${language} / node -e 0`, comparison, 1.1)
    }),
  )
  return [ratio('--version / node -e 0', compare(version, nothing, pairs.start), 1.1), ...playbooks]
}

/** What a shell asks of us at its start and at Tab, with the notices and names of a small vault. */
function shellFigures() {
  const house = smallHouse('light', 'shell')
  run(command(house, 'config', 'notices', 'names'))
  run(status(house))
  const nothing = { args: ['-e', '0'], env: house.env }
  const asked = [
    ['check', ['check', '--json'], 1.1],
    ['completion, a command', ['complete', '--', 'sta'], 1.2],
    ['completion, a name', ['complete', '--', 'use', 'shop_'], 1.2],
  ]
  const check = command(house, 'check', '--json')
  const reading = { args: [readScript, noticesOf(house), house.vault], env: house.env }
  return [
    ratio('check / a process that reads the same files', compare(check, reading, pairs.start), 1.1),
    ...asked.map(([name, words, limit]) =>
      ratio(`${name} / node -e 0`, compare(command(house, ...words), nothing, pairs.start), limit),
    ),
    ...['bash', 'zsh', 'fish'].flatMap(shell => snippetFigure(house, shell)),
  ]
}

function noticesOf(house) {
  const notices = join(house.folder, 'state', 'igcodes', 'notices')
  return join(
    notices,
    readdirSync(notices).find(name => name.endsWith('.json')),
  )
}

/** @returns {readonly Figure[]} none where this machine has no such shell */
function snippetFigure(house, shell) {
  const snippet = join(folder, `snippet.${shell}`)
  const empty = join(folder, `empty.${shell}`)
  const output = execFileSync(process.execPath, [igcodes, 'shell-init', shell], { env: house.env })
  writeFileSync(snippet, output)
  writeFileSync(empty, '')
  const cost = shellCost(shell, { snippet, empty, env: house.env })
  if (cost === undefined) return []
  const shown = value => `${value.toFixed(2)} ms`
  return [{ name: `${shell} -i with the snippet − without`, value: cost, limit: 1, shown }]
}

function openFigures() {
  const moderate = smallHouse('moderate')
  const light = smallHouse('light')
  return [
    ratio(
      'status / its key derivation (moderate)',
      compare(status(moderate), derivation('moderate'), pairs.derivation),
      1.1,
    ),
    milliseconds('use − status', compareUseWithStatus(light), 30),
    memory('peak memory, status − its key derivation (moderate)', moderate, 'moderate'),
  ]
}

function scaleFigures() {
  const sizes = [100, 500, 1000].map(accounts => {
    const { house, codes, events } = largeHouse(accounts)
    return { house, codes, events, over: compare(status(house), derivation('light'), pairs.scale) }
  })
  const [small, middle, large] = sizes
  const size = `${count(1000)} accounts, ${count(large.codes)} codes, ${count(large.events)} events`
  return [
    milliseconds(`status − its key derivation, ${size}`, large.over, 500),
    floor(large.house),
    ...agencyFigures(),
    growth(small, middle),
    growth(middle, large),
    memory(`peak memory, the same`, large.house, 'light'),
  ]
}

/** What an agency of today asks of all its accounts at once; the audit of such a house is critical (exit 31). */
function agencyFigures() {
  const { house, codes } = largeHouse(1000, 1)
  const questions = [
    { words: ['status'], exit: 0, limit: 150 },
    { words: ['audit'], exit: 31, limit: 500 },
    { words: ['what-if', '--lose', 'device-3'], exit: 0, limit: 500 },
    { words: ['what-if', '--leave', 'person-1'], exit: 0, limit: 500 },
  ]
  const figures = questions.map(({ words, exit, limit }) => {
    const asked = { ...command(house, ...words), exit }
    return milliseconds(
      `${words.join(' ')} − its key derivation, ${count(1000)} accounts, ${count(codes)} codes`,
      compare(asked, derivation('light'), pairs.scale),
      limit,
    )
  })
  return [...figures, floor(house)]
}

/** What no command can save: the vault opened and parsed, without anything of igcodes that does not belong to that. @returns {Figure} */
function floor(house) {
  const script = bundled(new URL('floor.ts', import.meta.url), 'floor.cjs', 'cjs')
  const env = { ...environment(folder), NODE_PATH: fileURLToPath(new URL('../../node_modules', import.meta.url)) }
  const least = compare({ args: [script, house.vault, passphrase], env }, derivation('light'), pairs.scale)
  return milliseconds('  of which opening and parsing one file alone', least, undefined)
}

/** One derivation: the vault's own key opens the copy. */
function mergeFigures() {
  const made = houseIn(join(folder, 'merge'))
  mkdirSync(made.folder)
  const copy = join(made.folder, 'copy.igcodes')
  const { events } = writeLargeVault(made, 100, 20, copy)
  const fresh = houseIn(join(folder, 'merge-fresh'))
  const prepare = () => {
    rmSync(fresh.folder, { recursive: true, force: true })
    cpSync(made.folder, fresh.folder, { recursive: true })
  }
  const merge = { ...command(fresh, 'merge', copy, '--yes', '--no-input'), prepare }
  const over = compare(merge, derivation('light'), pairs.scale)
  return [milliseconds(`merge − its key derivation, ${count(events)} events`, over, 300), floor(made)]
}

/** A manager's table of 15 MB, with every 200th entry of Instagram, against its first lines. */
function importFigure() {
  const house = smallHouse('light', 'import')
  const row = index => {
    const isOurs = index % 200 === 0
    const [site, user] = isOurs ? ['www.instagram.com', `shop_${index}`] : [`www.site${index}.example`, `user${index}`]
    const note = isOurs
      ? `${10_000_000 + index}\n${20_000_000 + index}`
      : `Note ${index}. ${'Lorem ipsum dolor sit amet. '.repeat(8)}`
    return `Login ${index},https://${site}/login,${user},secret-${index},"${note}"\n`
  }
  const file = (name, rows) => {
    const path = join(folder, name)
    writeFileSync(path, `name,url,username,password,note\n${Array.from({ length: rows }, (_, at) => row(at)).join('')}`)
    return command(house, 'import', path, '--dry-run', '--no-input')
  }
  return milliseconds(
    'import of 15 MB − of its first lines',
    compare(file('large.csv', 48_000), file('small.csv', 2), pairs.scale),
    1000,
  )
}

/** The light cost: what is measured is the difference, and a shorter derivation adds less noise to it. */
function compareUseWithStatus(house) {
  const copy = houseIn(`${house.folder}-copy`)
  // A fresh copy for each run: codes must not run out, nor the history grow.
  const prepare = () => {
    rmSync(copy.folder, { recursive: true, force: true })
    cpSync(house.folder, copy.folder, { recursive: true })
  }
  const use = { ...command(copy, 'use', 'shop_1', '--no-input'), prepare }
  return compare(use, { ...status(copy), prepare }, pairs.use)
}

/** @returns {House} a vault as a small business has it, made by the program itself */
function smallHouse(cost, name = cost) {
  const house = houseIn(join(folder, name))
  mkdirSync(house.folder)
  run(command(house, 'init', '--kdf', cost, '--no-recovery-key', '--no-input'))
  for (const account of [1, 2, 3]) {
    const codes = Array.from({ length: 5 }, (_, index) => `${account}234567${index}`).join('\n')
    run({ ...command(house, 'add', `shop_${account}`, '--yes', '--no-input'), input: codes })
  }
  return house
}

/** @param {number} sets of each account; by default those of ten years */
function largeHouse(accounts, sets = 20) {
  const house = houseIn(join(folder, `large-${accounts}-${sets}`))
  mkdirSync(house.folder)
  return { house, ...writeLargeVault(house, accounts, sets) }
}

/** @param {...string} copy a file for the other half of what was done with the codes */
function writeLargeVault({ vault }, accounts, sets, ...copy) {
  const words = [largeVaultScript(), vault, passphrase, String(accounts), String(sets), ...copy]
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
}

function largeVaultScript() {
  return bundled(new URL('large-vault.ts', import.meta.url), 'large-vault.mjs', 'esm')
}

function bundled(source, name, format) {
  const outfile = join(folder, name)
  buildSync({
    entryPoints: [fileURLToPath(source)],
    outfile,
    bundle: true,
    format,
    platform: 'node',
    external: ['@node-rs/argon2'],
    supported: { 'dynamic-import': format === 'esm' },
  })
  return outfile
}

/** @returns {House} */
function houseIn(path) {
  const vault = join(path, 'vault.igcodes')
  return { folder: path, vault, env: { ...environment(path), IGCODES_VAULT: vault } }
}

/** Nothing of the machine's own settings but where programs are. */
function environment(home) {
  const passphraseFile = join(folder, 'passphrase')
  writeFileSync(passphraseFile, `${passphrase}\n`, { mode: 0o600 })
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_STATE_HOME: join(home, 'state'),
    IGCODES_PASSPHRASE_FILE: passphraseFile,
    TZ: 'UTC',
  }
}

/** @returns {Command} */
function command(house, ...words) {
  return { args: [igcodes, ...words], env: house.env }
}

function status(house) {
  return command(house, 'status')
}

/** @returns {Command} */
function derivation(cost) {
  return { args: [deriveScript, ...costs[cost]], env: environment(folder) }
}

/** @returns {Figure} */
function ratio(name, { ratio, ratioOfMedians }, limit) {
  return { name, value: ratio, other: ratioOfMedians, limit, shown: value => `${value.toFixed(2)} ×` }
}

/** @returns {Figure} */
function milliseconds(name, { difference, differenceOfMedians }, limit) {
  const shown = value => `${value.toFixed(0)} ms`
  return { name, value: difference, other: differenceOfMedians, limit, shown }
}

/** Time over the key derivation for each code, against the same in a smaller vault. @returns {Figure} */
function growth(smaller, larger) {
  const of = key => larger.over[key] / larger.codes / (smaller.over[key] / smaller.codes)
  return ratio(
    `time for each code, ${count(larger.codes)} / ${count(smaller.codes)}`,
    { ratio: of('difference'), ratioOfMedians: of('differenceOfMedians') },
    1.3,
  )
}

/** @returns {Figure} */
function memory(name, house, cost) {
  const note = join(folder, 'peak')
  const value = peakOf(status(house), note) - peakOf(derivation(cost), note)
  const limit = 100 * mebibyte + 4 * payloadBytes(house.vault)
  return { name, value, limit, shown: bytes => `${(bytes / mebibyte).toFixed(0)} MiB` }
}

/** Line 4 is the nonce, the payload and the tag in base64url (FORMAT.md). */
function payloadBytes(vault) {
  const line = readFileSync(vault, 'latin1').split('\n')[3]
  return Math.floor((line.length * 3) / 4) - 24 - 16
}

function isOver({ value, limit }) {
  return limit !== undefined && !(value <= limit)
}

function table(figures) {
  const rows = figures.map(figure => {
    const { name, value, other, limit, shown } = figure
    return [
      name,
      shown(value),
      other === undefined ? '' : shown(other),
      limit === undefined ? '' : `≤ ${shown(limit)}`,
      limit === undefined ? '' : isOver(figure) ? 'over' : 'ok',
    ]
  })
  const lines = [['', 'pairs', 'medians', 'limit', ''], ...rows]
  const widths = lines[0].map((_, column) => Math.max(...lines.map(line => line[column].length)))
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))
  return lines.map(line => line.map(pad).join('  ').trimEnd()).join('\n')
}

function count(number) {
  return number.toLocaleString('en')
}
