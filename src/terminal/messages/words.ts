/** Words and times that several concepts share. */
import type { RecordKind } from '../../errors.ts'
import type { Bilingual, Message } from '../../language.ts'

const states: Readonly<Record<string, Bilingual>> = {
  available: { en: 'available', ja: '未使用' },
  reserved: { en: 'handed out, outcome unknown', ja: '渡し済み(結果は未確認)' },
  used: { en: 'used', ja: '使用済み' },
  rejected: { en: 'refused', ja: '拒否された' },
  void: { en: 'void', ja: '無効' },
  current: { en: 'valid', ja: '有効' },
  rival: { en: 'stored elsewhere at the same time', ja: '別のパソコンで同じころ保存' },
  superseded: { en: 'replaced by a newer set', ja: '新しい発行で失効' },
}

/** A moment as people read it, in their own time zone: `2026-11-22 18:04`. Takes a backup's id too (`…Z-2`). */
export function localTime(iso: string): string {
  const time = new Date(iso.replace(/Z-\d+$/, 'Z'))
  // A time in the journal can be any text.
  if (Number.isNaN(time.getTime())) return '?'
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`
}

/** The local zone, and its offset from UTC at that time: `Asia/Tokyo, UTC+09:00`. */
export function localZone(iso: string): string {
  const minutes = -new Date(iso).getTimezoneOffset()
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0')
  const offset = `UTC${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
  const name = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return name === 'UTC' ? 'UTC' : `${name}, ${offset}`
}

/** This machine's clock, to be compared with a phone's: `2026-11-22 18:04:05 (Asia/Tokyo, UTC+09:00)`. */
export function localClock(iso: string): string {
  const seconds = String(new Date(iso).getSeconds()).padStart(2, '0')
  return `${localTime(iso)}:${seconds} (${localZone(iso)})`
}

/** A code's or a set's state as people read it. */
export function stateWords(state: string): Bilingual {
  return states[state] ?? { en: state, ja: state }
}

/** stdout is a file, and is about to get a secret. */
export const answerClosed: Message = {
  en: () => 'Other users could read the output file; from now on only you can (chmod 600).',
  ja: () => '出力先のファイルをほかのユーザーが読める状態だったので、自分だけが読めるようにしました(chmod 600)。',
}

/** A kind of record within a sentence. */
export const kindWords = {
  person: { en: 'person', ja: '人' },
  device: { en: 'device', ja: '端末' },
  factor: { en: 'factor', ja: '認証手段' },
  place: { en: 'place', ja: '保管場所' },
} as const satisfies Record<RecordKind, Bilingual>
