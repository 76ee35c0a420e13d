/** Shows a QR code that holds a secret, until Enter is pressed. */
import { UserError } from '../errors.ts'
import type { Terminal } from './terminal.ts'

export interface QrPage {
  /** In ASCII. */
  readonly text: string
  /** What to do with it, shown above it. */
  readonly caption: string
  /** The question that Enter answers; short, so that it takes one row. */
  readonly question: string
}

/**
 * Makes sure that a QR code can be shown and taken away again, before anything else is asked.
 *
 * @throws UserError `screen-only`
 */
export async function requireScreen(terminal: Terminal): Promise<void> {
  if (!terminal.stdoutIsTty || terminal.isPlain || !(await terminal.prompts())) throw new UserError('screen-only')
}

/**
 * Shows a text as a QR code until Enter is pressed, on a screen of its own that leaves nothing in the window.
 *
 * @throws UserError `screen-only`, `window-too-small`, `interrupted`, `cancelled`
 */
export async function showQr(terminal: Terminal, { text, caption, question }: QrPage): Promise<void> {
  await requireScreen(terminal)
  const prompts = await terminal.prompts()
  const lines = await pageOf(terminal, text, terminal.fit(caption))
  const shown = terminal.show(lines, { apart: true, below: 1 })
  try {
    await prompts?.text(question, { wipe: true })
  } finally {
    shown.wipe()
  }
}

/** With the wide margin where there is room for it. */
async function pageOf(
  { window: { columns, rows } }: Terminal,
  text: string,
  caption: readonly string[],
): Promise<readonly string[]> {
  const { drawQr } = await import('./qr-drawing.ts')
  const needs = (drawing: { lines: readonly string[]; columns: number }) => ({
    neededColumns: drawing.columns,
    // One more for the question.
    neededRows: caption.length + drawing.lines.length + 1,
  })
  for (const isWide of [true, false]) {
    const drawing = drawQr(text, isWide)
    const { neededColumns, neededRows } = needs(drawing)
    if (neededColumns <= columns && neededRows <= rows) return [...caption, ...drawing.lines]
  }
  throw new UserError('window-too-small', { columns, rows, ...needs(drawQr(text, false)) })
}
