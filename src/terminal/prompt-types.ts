import type { Language } from '../language.ts'
import type { ByDefault, Says } from './prompt-words.ts'
import type { Tty } from './tty.ts'

export interface Look {
  readonly color: boolean
  readonly language: Language
  /** The terminal cannot move its cursor (TERM=dumb). */
  readonly isDumb: boolean
}

export interface Choice<T extends string> {
  readonly value: T
  readonly name: string
  /** It can be typed as y or n, or by the number that it names: without that its place in the list counts. */
  readonly says?: NonNullable<Says>
}

export interface Leaving {
  /** Takes question and answer off the screen once answered. */
  readonly wipe?: boolean
}

export interface Manner extends Leaving {
  /** Nothing is preselected, because the answer cannot be undone: Enter alone is no answer. */
  readonly undecided?: boolean
}

export interface Prompts {
  /** Asks for a text that must not be visible to others. */
  secret(message: string, leaving?: Leaving): Promise<string>
  choose<T extends string>(message: string, choices: readonly Choice<T>[], manner?: Manner): Promise<T>
  /** Lets several be picked, in the order of the list; none is an answer too. @param picked already, to begin with */
  several<T extends string>(
    message: string,
    choices: readonly Choice<T>[],
    picked?: readonly T[],
  ): Promise<readonly T[]>
  confirm(message: string, byDefault: ByDefault, leaving?: Leaving): Promise<boolean>
  text(message: string, leaving?: Leaving): Promise<string>
  /**
   * Takes a paste of several lines, ended by Enter on an empty line or Ctrl-D. It is on the screen only until then:
   * what `done` makes of the number of its lines takes its place. Nothing pasted: ''.
   */
  paste(message: string, done: (lineCount: number) => string): Promise<string>
}

/** What the prompts need of a terminal; closing it is its opener's affair. */
export type Screen = Pick<Tty, 'input' | 'output' | 'typeAhead' | 'foreground'>
