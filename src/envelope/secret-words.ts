/**
 * Secrets made of words: the generated passphrase and the recovery key. The words come from the BIP-39 lists, in which no two words
 * begin with the same four letters.
 */
import type { RandomBytes } from './format.ts'

const passphraseWords = 6
const recoveryWords = 12

/** Six English words: 66 bits, which cannot be searched at the default cost. */
export async function newPassphrase(random: RandomBytes): Promise<string> {
  const { wordlist } = await import('@scure/bip39/wordlists/english.js')
  const words: string[] = []
  while (words.length < passphraseWords) {
    const [high = 0, low = 0] = random(2)
    // 11 of 16 random bits choose among 2,048 words: all are equally likely.
    words.push(wordlist[((high << 8) | low) & 0x7ff] ?? '')
  }
  return words.join(' ')
}

/** Twelve English words: 128 random bits and a checksum (BIP-39). */
export async function newRecoveryKey(random: RandomBytes): Promise<string> {
  const { entropyToMnemonic } = await import('@scure/bip39')
  const { wordlist } = await import('@scure/bip39/wordlists/english.js')
  return entropyToMnemonic(random(16), wordlist)
}

/**
 * A typed text as a recovery key in its canonical form: lower case, single spaces. Undefined if it is not one: not twelve words, a word
 * that is in neither list (English, Japanese), or a wrong checksum.
 */
export async function asRecoveryKey(typed: string): Promise<string | undefined> {
  const words = wordsOf(typed)
  if (words.length !== recoveryWords) return undefined
  const key = words.join(' ')
  const { validateMnemonic } = await import('@scure/bip39')
  for (const wordlist of await wordLists()) if (validateMnemonic(key, wordlist)) return key
  return undefined
}

/** Words that were perhaps meant as a recovery key. */
export interface TypedWords {
  readonly words: readonly string[]
  /** The list that most of them are in, spelled like them. */
  readonly list: readonly string[]
}

/** A typed text that was meant as a recovery key: about twelve words, most of them in one list. Undefined for a passphrase. */
export async function meantAsRecoveryKey(typed: string): Promise<TypedWords | undefined> {
  const words = wordsOf(typed)
  if (Math.abs(words.length - recoveryWords) > 3) return undefined
  const lists = (await wordLists()).map(list => list.map(word => word.normalize('NFKC')))
  const known = (list: readonly string[]): number => words.filter(word => list.includes(word)).length
  const list = lists.find(one => known(one) * 2 > words.length)
  return list && { words, list }
}

function wordsOf(typed: string): readonly string[] {
  return typed.normalize('NFKC').toLowerCase().trim().split(/\s+/)
}

async function wordLists(): Promise<readonly string[][]> {
  const english = await import('@scure/bip39/wordlists/english.js')
  const japanese = await import('@scure/bip39/wordlists/japanese.js')
  return [english.wordlist, japanese.wordlist]
}
