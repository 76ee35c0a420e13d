import type { Message } from '../../../language.ts'

export const written: Message<{ path: string }> = {
  en: ({ path }) => `Written to ${path}, readable by you alone.`,
  ja: ({ path }) => `${path} に書き出しました。読めるのは自分だけです。`,
}
