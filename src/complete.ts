/**
 * What the shells' completion asks (documents/completion-script): `igcodes complete -- WORD …`, the last word being typed. Answered
 * from what the build has printed, and the names from the notices, where the user lets them stand there; never from the vault.
 *
 * One candidate a line, what it is about behind a tab; a line `:files` where files are fine too.
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

/** @returns the exit code; undefined where it is something else that is asked */
export function shortComplete({ argv, env }: World): number | undefined {
  const [command, separator, ...words] = argv
  if (command !== 'complete' || separator !== '--') return undefined
  try {
    const page = `${__dirname}/completion/${languageOf(undefined, env)}.json`
    const tree: CommandNode = JSON.parse(readFileSync(page, 'utf8'))
    const { found, files } = candidatesFor(tree, words, () => namesFor(words, env))
    const lines = found.map(({ word, about }) => (about === '' ? word : `${word}\t${about}`))
    writeAll(standardOutput, [...lines, ...(files ? [':files'] : [])].map(line => `${line}\n`).join(''))
  } catch {
    // Nobody who presses Tab wants to read why there is nothing.
  }
  return 0
}

function namesFor(words: readonly string[], env: World['env']): Names {
  const named = words[words.indexOf('--vault') + 1]
  const vault = realVault(vaultPath(words.includes('--vault') ? named : undefined, env))
  const kept = readNotices(noticesFiles(statePath(env), vault), vault)
  return kept === undefined || kept === 'unreadable' ? noNames : kept.names
}
