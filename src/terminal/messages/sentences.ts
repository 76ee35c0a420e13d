/** How the sentences of a failure are written down. */
import type { FailureCode, Failures } from '../../errors.ts'
import type { Bilingual, Language, Message } from '../../language.ts'
import { shellWord } from '../shell-word.ts'

export interface Sentences<C extends FailureCode> {
  /** What happened and why. */
  readonly what: Message<Failures[C]>
  /** What to do now; empty where there is nothing. */
  readonly next: Message<Failures[C]>
}

/** The sentences of every failure: one that is missing does not compile. */
export type AllSentences = { readonly [C in FailureCode]: Sentences<C> }

export const nothing: Message<unknown> = { en: () => '', ja: () => '' }

const causes: Readonly<Record<string, Bilingual>> = {
  ENOSPC: { en: 'the disk is full', ja: 'ディスクがいっぱいです' },
  EDQUOT: { en: 'the disk quota is used up', ja: 'ディスクの割り当てを使い切りました' },
  EROFS: { en: 'the disk is read-only', ja: 'ディスクが読み取り専用です' },
  EACCES: { en: 'permission denied', ja: 'アクセス権がありません' },
  EPERM: { en: 'permission denied', ja: 'アクセス権がありません' },
  ENOENT: { en: 'there is no such file or folder', ja: 'ファイルまたはフォルダーが見つかりません' },
  ENOTDIR: { en: 'a part of the path is not a folder', ja: 'パスの途中がフォルダーではありません' },
  EISDIR: { en: 'it is a folder', ja: 'フォルダーです' },
  EEXIST: { en: 'something else is in its place', ja: '別のものがその場所にあります' },
  EFTYPE: { en: 'it is not a file', ja: '普通のファイルではありません' },
  EBUSY: { en: 'another program has it open', ja: 'ほかのプログラムが開いています' },
  ELOOP: { en: 'its links form a loop', ja: 'リンクが循環しています' },
  ENAMETOOLONG: { en: 'the name is too long', ja: '名前が長すぎます' },
  EMFILE: { en: 'too many files are open', ja: '開いているファイルが多すぎます' },
  ENFILE: { en: 'too many files are open', ja: '開いているファイルが多すぎます' },
  ENOMEM: { en: 'memory has run out', ja: 'メモリが足りません' },
  ENXIO: { en: 'the disk is missing', ja: 'ディスクが見つかりません' },
  ENODEV: { en: 'the disk is missing', ja: 'ディスクが見つかりません' },
  ESTALE: { en: 'the network disk has lost the file', ja: 'ネットワークディスクがファイルを見失いました' },
  ETIMEDOUT: { en: 'the network disk does not answer', ja: 'ネットワークディスクが応答しません' },
  EHOSTDOWN: { en: 'the network disk does not answer', ja: 'ネットワークディスクが応答しません' },
  EIO: { en: 'the disk reports an error', ja: 'ディスクのエラーです' },
  EPIPE: { en: 'nothing reads it any more', ja: '受け取り側が閉じています' },
  EFBIG: { en: 'it is too large', ja: '大きすぎます' },
  'UTF-16': { en: 'it was saved in another encoding', ja: '別の文字コードで保存されています' },
  EILSEQ: { en: 'it is not UTF-8 text', ja: 'UTF-8のテキストではありません' },
}

/** What a system's error code means, with the code. */
export const causeOf = (code: string, language: Language): string => {
  const cause = causes[code]
  return cause ? `${cause[language]} (${code})` : code
}

/** Commands to copy, each on a line of its own. */
export const didYouMean = (question: string, command: string, nearest: readonly string[]): string =>
  nearest.length === 0
    ? ''
    : `${[question, ...nearest.map(name => `  igcodes ${command} ${shellWord(name)}`)].join('\n')}\n`
