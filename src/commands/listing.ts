/** The options of long lists: filters and pages. */
import type { Command } from '@commander-js/extra-typings'
import { type Level, levels } from '../domain/model/level.ts'
import { UserError } from '../errors.ts'
import type { Tools } from './context.ts'
import { defaultLimit, oneOf } from './options.ts'

export interface PageOptions {
  readonly limit?: number | undefined
  readonly page?: number | undefined
}

export interface AccountFilters {
  readonly level?: Level | undefined
  readonly due?: string | undefined
  readonly holder?: string | undefined
}

/** Adds --limit and --page. */
function withPages(command: Command, t: Tools['t']) {
  return command
    .option(
      '--limit <count>',
      t({
        en: `so many at a time (with --page: ${defaultLimit})`,
        ja: `一度に出す件数(--page だけなら${defaultLimit})`,
      }),
      counted('--limit'),
    )
    .option('--page <number>', t({ en: 'which part of them, from 1', ja: '何ページ目か(1から)' }), counted('--page'))
}

/** Adds --holder. */
export function withHolder(command: Command, t: Tools['t']) {
  return withPages(command, t).option(
    '--holder <person>',
    t({ en: 'only those that this person holds a key of', ja: 'この人が関わるものだけ' }),
  )
}

/** Adds --level, --due and --holder. */
export function withAccountFilters(command: Command, t: Tools['t']) {
  return withHolder(command, t)
    .option(
      '--level <level>',
      t({
        en: 'only those at this level of codes or worse: low, critical, empty',
        ja: '残りがこの状態以下のものだけ: low, critical, empty',
      }),
      oneOf('--level', levels),
    )
    .option(
      '--due <span>',
      t({
        en: 'only those with a review or login test due by then: 30d, 2w, 2026-12-01',
        ja: 'それまでに棚卸しかログインテストがあるものだけ: 30日, 2週間, 2026-12-01',
      }),
    )
}

/** A number from 1; full-width digits are accepted. */
function counted(name: string): (value: string) => number {
  return value => {
    const digits = value.normalize('NFKC')
    if (!/^[1-9]\d{0,6}$/.test(digits)) throw new UserError('bad-argument', { name, value, allowed: '1, 2, 3 …' })
    return Number(digits)
  }
}
