/**
 * The process that `--clip` leaves behind: waits, then clears the clipboard if the text is still in it. It reads a salted hash of the
 * text from stdin and holds no terminal.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { parseObject } from '../domain/text/json.ts'
import { clear, isToolName, paste, type ToolName } from './clipboard-tools.ts'

interface Order {
  readonly tool: ToolName
  readonly salt: string
  readonly hash: string
  readonly seconds: number
}

/** A session that ends early clears the clipboard at once. */
const stop = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => stop.abort())

void run()

async function run(): Promise<void> {
  const order = parseOrder(await text(process.stdin))
  await setTimeout(order.seconds * 1000, undefined, { signal: stop.signal }).catch(() => {})
  const found = await paste(order.tool, process.env)
  if (found !== undefined && isTheText(found, order)) await clear(order.tool, process.env)
}

function parseOrder(json: string): Order {
  const { tool, salt, hash, seconds } = parseObject(json) ?? {}
  if (isToolName(tool) && typeof salt === 'string' && typeof hash === 'string' && typeof seconds === 'number')
    return { tool, salt, hash, seconds }
  throw new Error('not an order to clear the clipboard')
}

function isTheText(found: string, { salt, hash }: Order): boolean {
  const wanted = Buffer.from(hash, 'base64url')
  const actual = createHmac('sha256', salt).update(found).digest()
  return wanted.length === actual.length && timingSafeEqual(wanted, actual)
}
