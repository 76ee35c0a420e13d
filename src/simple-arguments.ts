/** The arguments of a call that a short way may answer. */

export interface SimpleArguments {
  readonly words: readonly string[]
  /** Each with its value; empty for one without. */
  readonly options: ReadonlyMap<string, string>
}

/** Undefined where an option stands there twice, or is none of these: then the program has to see to it. */
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
