/** The environment's variables, as `process.env` has them; handed in, so that tests can fix them. */
export interface Environment {
  readonly [name: string]: string | undefined
}
