/** At most five questions: what the screen shows, and what the person still has. */
import { type Asset, type Sight, type Situation, sights } from '../../domain/model/situation.ts'
import * as messages from '../../terminal/messages/recovery/recover.ts'
import { assetWords } from '../../terminal/messages/recovery/situation.ts'
import type { Prompts } from '../../terminal/prompt-types.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** What the third question offers. */
const offered = [
  'mail',
  'sms',
  'phone',
  'authenticator',
  'whatsapp',
  'facebook',
  'portfolio',
] as const satisfies readonly Asset[]

/** Screens that appear only after the right password. */
const behindThePassword: readonly Sight[] = ['code-prompt', 'no-sms', 'code-refused', 'strange-2fa']

/** @param hasVault whether "in this vault" is an answer */
export async function askSituation(terminal: Terminal, prompts: Prompts, hasVault: boolean): Promise<Situation> {
  const { language } = terminal
  const see = await prompts.choose(
    terminal.text(messages.whatDoYouSee, undefined),
    inOrder.map(value => ({ value, name: messages.sightChoices[value][language] })),
  )
  if (see === 'nothing-wrong') return { see, have: new Set(), lost: new Set() }

  const answers: Answers = { have: new Set(), lost: new Set() }
  if (behindThePassword.includes(see)) answers.have.add('password')
  if (see === 'password-refused') answers.lost.add('password')
  if (see === 'logged-in') answers.have.add('session')
  else await askSession(terminal, prompts, answers)
  await askAssets(terminal, prompts, answers)
  await askCodes(terminal, prompts, answers, hasVault)
  await askFace(terminal, prompts, answers)
  return { see, ...answers }
}

interface Answers {
  readonly have: Set<Asset>
  readonly lost: Set<Asset>
}

/** The most frequent first. */
const inOrder: readonly Sight[] = [
  'code-prompt',
  'no-sms',
  ...sights.filter(sight => sight !== 'code-prompt' && sight !== 'no-sms'),
]

async function askSession(terminal: Terminal, prompts: Prompts, { have, lost }: Answers): Promise<void> {
  const answer = await prompts.choose(terminal.text(messages.isOpenAnywhere, undefined), [
    { value: 'no', name: terminal.text(messages.no, undefined), says: 'no' },
    { value: 'yes', name: terminal.text(messages.yes, undefined), says: 'yes' },
    { value: 'unsure', name: terminal.text(messages.notSure, undefined) },
  ])
  if (answer === 'yes') have.add('session')
  if (answer === 'no') lost.add('session')
}

/** What is not picked counts as lost. */
async function askAssets(terminal: Terminal, prompts: Prompts, { have, lost }: Answers): Promise<void> {
  const picked = await prompts.several(
    terminal.text(messages.whichAreLeft, undefined),
    offered.map(value => ({ value, name: assetWords[value][terminal.language] })),
  )
  for (const asset of offered) (picked.includes(asset) ? have : lost).add(asset)
}

async function askCodes(
  terminal: Terminal,
  prompts: Prompts,
  { have, lost }: Answers,
  hasVault: boolean,
): Promise<void> {
  const inVault = { value: 'vault', name: terminal.text(messages.codesInVault, undefined) } as const
  const answer = await prompts.choose(terminal.text(messages.areThereCodes, undefined), [
    ...(hasVault ? [inVault] : []),
    { value: 'elsewhere', name: terminal.text(messages.codesElsewhere, undefined) },
    { value: 'none', name: terminal.text(messages.noCodes, undefined) },
    { value: 'unsure', name: terminal.text(messages.notSure, undefined) },
  ])
  if (answer === 'vault' || answer === 'elsewhere') have.add('codes')
  if (answer === 'none') lost.add('codes')
}

/** Asked only if the video selfie may be needed. */
async function askFace(terminal: Terminal, prompts: Prompts, { have, lost }: Answers): Promise<void> {
  const quick = ['session', 'codes', 'authenticator', 'sms', 'whatsapp'] as const
  if (quick.some(asset => have.has(asset))) return
  const isShown = await prompts.confirm(terminal.text(messages.isFaceShown, undefined), false)
  ;(isShown ? have : lost).add('face')
}
