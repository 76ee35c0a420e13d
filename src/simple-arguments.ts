/** Parses the arguments for the fast paths. */

export interface SimpleArguments {
  readonly words: readonly string[]
  /** Each with its value; empty for options without one. */
  readonly options: ReadonlyMap<string, string>
}

/** Undefined if an option is given twice or is not in the lists: then the program must be loaded. */
export function simpleArguments(
  argv: readonly string[],
  { valued, bare }: { readonly valued: readonly string[]; readonly bare: readonly string[] },
): SimpleArguments | undefined {
  const words: string[] = []
  const options = new Map<string, string>()
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (!word.startsWith('-')) words.push(word)
    else if (options.has(word)) return undefined
    else if (valued.includes(word)) options.set(word, argv[++index] ?? '')
    else if (bare.includes(word)) options.set(word, '')
    else return undefined
  }
  return { words, options }
}
