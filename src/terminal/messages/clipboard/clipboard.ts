import type { Bilingual, Message } from '../../../language.ts'

export const clipHelp = {
  clip: {
    en: 'copy it to the clipboard instead of showing it; cleared after 45 s (IGCODES_CLIP_SECONDS)',
    ja: '画面に出さずクリップボードにコピーする。45秒後に消去(IGCODES_CLIP_SECONDS)',
  },
  osc52: {
    en: 'copy it through the terminal (OSC 52), also over SSH; the terminal must allow it, and it is not cleared later',
    ja: 'SSH接続先から、端末を通じてコピーする(OSC 52)。端末側の許可が必要で、時間では消去しない',
  },
  reveal: { en: 'with --clip: also show it', ja: '--clip と一緒に: 画面にも表示する' },
} as const satisfies Record<string, Bilingual>

/** `seconds` is undefined if the terminal copied it, which does not report success. */
export const codeCopied: Message<{ account: string; position: number; size: number; seconds: number | undefined }> = {
  en: ({ account, position, size, seconds }) =>
    seconds === undefined
      ? `No. ${position} of ${size} was sent to your terminal's clipboard. If pasting gives nothing, the terminal does not allow it: igcodes use ${account} --pending shows it instead.`
      : `No. ${position} of ${size} is in the clipboard for ${seconds} s.`,
  ja: ({ account, position, size, seconds }) =>
    seconds === undefined
      ? `${size}個中の${position}番を、端末のクリップボードに送りました。貼り付けられないときは、端末が許可していません。画面に出すには: igcodes use ${account} --pending`
      : `${size}個中の${position}番をクリップボードにコピーしました。${seconds}秒後に消去します。`,
}

export const whereToPaste: Message = {
  en: () => '  On the login screen: Try another way → Backup code. Paste it there, once.',
  ja: () => '  ログイン画面で「別の方法を試す」→「バックアップコードを使用」。1回だけ貼り付けます。',
}

export const staysInClipboard: Message = {
  en: () => '  It stays in the clipboard until you copy something else.',
  ja: () => '  ほかのものをコピーするまで、クリップボードに残ります。',
}
