/**
 * The fast path for the shells' completion (documents/completion-script): `igcodes complete -- WORD …`, of which the last word is being
 * typed; `complete --next -- WORD …` where the next one is, and nothing of it is there yet. The commands come from a file of the build, and names from the notices, if the user allows them there; never from the vault.
 *
 * Prints one candidate a line, with a description after a tab; a line `:files` if files are possible too.
 */
import { readFileSync } from 'node:fs'
import { candidatesFor } from './commands/shell/candidates.ts'
import type { CommandNode } from './commands/shell/tree.ts'
import { standardOutput, writeAll } from './terminal/output.ts'
import { languageOf } from './terminal/say.ts'
import { type Names, noNames } from './vault/completion-names.ts'
import { realVault, statePath, vaultPath } from './vault/location.ts'
import { noticesFiles, readNotices } from './vault/notices.ts'

interface World {
  readonly argv: readonly string[]
  readonly env: { readonly [name: string]: string | undefined }
}

/** @returns the exit code; undefined for any other call */
export function shortComplete({ argv, env }: World): number | undefined {
  const [command, ...given] = argv
  const isNext = given[0] === '--next'
  const [separator, ...before] = isNext ? given.slice(1) : given
  if (command !== 'complete' || separator !== '--') return undefined
  const words = isNext ? [...before, ''] : before
  try {
    const page = `${__dirname}/completion/${languageOf(undefined, env)}.json`
    const tree: CommandNode = JSON.parse(readFileSync(page, 'utf8'))
    const { found, files } = candidatesFor(tree, words, () => namesFor(words, env))
    const lines = found.map(({ word, about }) => (about === '' ? word : `${word}\t${about}`))
    writeAll(standardOutput, [...lines, ...(files ? [':files'] : [])].map(line => `${line}\n`).join(''))
  } catch {
    // An error message would disturb the line that is being typed.
  }
  return 0
}

function namesFor(words: readonly string[], env: World['env']): Names {
  const named = words[words.indexOf('--vault') + 1]
  const vault = realVault(vaultPath(words.includes('--vault') ? named : undefined, env))
  const kept = readNotices(noticesFiles(statePath(env), vault), vault)
  return kept === undefined || kept === 'unreadable' ? noNames : kept.names
}
