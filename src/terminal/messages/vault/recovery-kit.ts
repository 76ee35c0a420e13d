/** The recovery kit: 12 words on paper, as a page to print, and what is asked about them. */
import type { WordFaults } from '../../../errors.ts'
import type { Bilingual, Message } from '../../../language.ts'

export const kit = {
  title: { en: 'Recovery kit of an igcodes vault', ja: 'igcodesの保管庫の復旧キット' },
  warning: {
    en: 'Anyone with these words can open the vault. Keep this page in a locked cabinet, apart from the computers.',
    ja: 'この12語があれば、誰でも保管庫を開けます。パソコンとは別の、鍵のかかる場所に保管してください。',
  },
  vault: { en: 'Vault', ja: '保管庫' },
  opens: { en: 'Opens', ja: '開けるもの' },
  opensWhat: {
    en: 'Instagram backup codes, in every save of this vault since the day below',
    ja: 'Instagramのバックアップコード(下の日付から後に保存した保管庫)',
  },
  made: { en: 'Made', ja: '作った日' },
  place: { en: 'Kept in', ja: '保管場所' },
  words: { en: 'The 12 words, in this order', ja: '12語(番号の順に)' },
  use: {
    en: 'If the passphrase is lost, or on a new computer',
    ja: 'パスフレーズを忘れたとき・新しいパソコンで開くとき',
  },
  steps: [
    {
      en: 'On a new computer: install igcodes, and bring the vault’s file from the synced folder, a backup or another computer; from a git remote: igcodes git-setup ADDRESS',
      ja: '新しいパソコンなら、igcodesを入れ、保管庫のファイルを同期フォルダー・バックアップ・ほかのパソコンから持ってきます。gitのリモートからなら: igcodes git-setup アドレス',
    },
    { en: 'Run: igcodes status --vault FILE', ja: '実行します: igcodes status --vault ファイル' },
    {
      en: 'Where it asks for the passphrase, type the 12 words with spaces between.',
      ja: 'パスフレーズをたずねられたら、12語を空白で区切って入力します。',
    },
    { en: 'Set a new passphrase when igcodes offers it.', ja: '案内に従って、新しいパスフレーズを決めます。' },
    {
      en: 'If anybody else may have read this page, make a new kit: igcodes recovery-key. This one then ends.',
      ja: 'ほかの人に見られたかもしれないときは、作り直します: igcodes recovery-key。この紙は使えなくなります。',
    },
  ],
  qrCaption: { en: 'The 12 words, for a camera', ja: '12語(カメラで読み取る用)' },
  foot: {
    en: 'Delete the file that this page was printed from, and empty the printer’s queue.',
    ja: '印刷に使ったファイルは削除し、プリンターに残ったデータも消してください。',
  },
} as const satisfies Record<string, Bilingual | readonly Bilingual[]>

export const printIt: Message<{ path: string }> = {
  en: ({ path }) => `The kit is in ${path}. Open it in a browser, print it, and put the paper into a locked cabinet.`,
  ja: ({ path }) => `復旧キットを ${path} に書き出しました。ブラウザで開いて印刷し、鍵のかかる場所に入れてください。`,
}
export const deleteIt: Message<{ path: string }> = {
  en: ({ path }) => `Delete ${path} now: it opens the vault. Also from the trash, a synced folder and the printer.`,
  ja: ({ path }) =>
    `${path} を今すぐ削除してください。これがあれば保管庫を開けます。ごみ箱・同期フォルダー・プリンターからも消してください。`,
}
export const isOnPaper: Message = { en: () => 'Is it on paper?', ja: () => '紙になりましたか?' }

export const askBack: Message = {
  en: () => 'So that a slip is found now: type three of the words from the paper.',
  ja: () => '書き間違いがないか確かめます。紙を見て、3つの語を入力してください。',
}
export const wordNumber: Message<{ position: number }> = {
  en: ({ position }) => `Word ${position}`,
  ja: ({ position }) => `${position}番の語`,
}
export const wordDiffers: Message<{ position: number }> = {
  en: ({ position }) => `That is not word ${position}. Check the paper:`,
  ja: ({ position }) => `${position}番の語と違います。紙を確かめてください:`,
}

export const wordFaults: Message<WordFaults> = {
  en: ({ count, unknown }) =>
    [
      ...(count === 12 ? [] : [`A recovery key has 12 words; these are ${count}.`]),
      ...unknown.map(
        ({ position, nearest }) =>
          `Word ${position} is not in the list of words${nearest.length > 0 ? `: perhaps ${nearest.join(', ')}` : ''}.`,
      ),
      ...(count === 12 && unknown.length === 0
        ? [
            'Every word is in the list, but together they are no recovery key: one is another word, or two changed places.',
          ]
        : []),
    ].join('\n  '),
  ja: ({ count, unknown }) =>
    [
      ...(count === 12 ? [] : [`復旧キーは12語ですが、${count}語あります。`]),
      ...unknown.map(
        ({ position, nearest }) =>
          `${position}番の語は単語表にありません${nearest.length > 0 ? `。もしかして: ${nearest.join('、')}` : '。'}`,
      ),
      ...(count === 12 && unknown.length === 0
        ? ['どの語も単語表にありますが、組み合わせが正しくありません。別の語になっているか、順番が入れ替わっています。']
        : []),
    ].join('\n  '),
}

export const offerPassphrase: Message = {
  en: () => 'The recovery key opened the vault. Set a new passphrase now?',
  ja: () => '復旧キーで開きました。新しいパスフレーズを今決めますか?',
}
export const whoseForgotten: Message = {
  en: () => 'Whose passphrase was forgotten? It ends.',
  ja: () => '忘れたのは誰のパスフレーズですか?(使えなくなります)',
}
export const nobodys: Message = { en: () => 'none of these: add one more', ja: () => 'どれでもない(1つ追加する)' }
