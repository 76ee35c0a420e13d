/** What is wrong with a passphrase: one that opens the vault, or a new one. */
import type { TextMark } from '../../../errors.ts'
import type { Bilingual } from '../../../language.ts'
import { type AllSentences, causeOf } from '../sentences.ts'
import { wordFaults } from './recovery-kit.ts'

const guessable = {
  repeated: {
    en: 'That passphrase repeats one short piece. Attackers try such passphrases first.',
    ja: '短い文字の繰り返しです。推測するときに真っ先に試されます。',
  },
  run: {
    en: 'That passphrase follows the keyboard or the alphabet. Attackers try such passphrases first.',
    ja: 'キーボードや五十音・アルファベットの並びどおりです。推測するときに真っ先に試されます。',
  },
  common: {
    en: 'That passphrase is made of words that attackers try first: common passwords, names, this service.',
    ja: 'よくあるパスワードやサービス名、名前だけでできています。推測するときに真っ先に試されます。',
  },
} as const satisfies Record<string, Bilingual>

/** `add` makes a vault too, but has no options for it. */
const anyway: Bilingual = {
  en: 'igcodes init and igcodes passwd generate six words with --generate, and accept a weak passphrase with --allow-weak-passphrase.',
  ja: 'igcodes init と igcodes passwd は、--generate で6語を作り、--allow-weak-passphrase で弱いものも受け付けます。',
}

/** What an editor left in a passphrase file. */
const marks: Readonly<Record<TextMark, Bilingual>> = {
  'byte-order-mark': {
    en: 'The input begins with an invisible mark that Windows programs put into text files (byte order mark).',
    ja: '読み取った内容の先頭に、Windowsのプログラムがテキストファイルに付ける目に見えない印(BOM)があります。',
  },
  'utf-16': {
    en: 'The input has zero bytes between the letters, like a file saved as UTF-16.',
    ja: '読み取った内容の文字の間に、UTF-16で保存したファイルのような0のバイトが入っています。',
  },
}

const savedAsUtf8: Bilingual = {
  en: 'Save the file as UTF-8 without a mark. (Notepad: Save as → Encoding → UTF-8, not “with BOM”.)',
  ja: 'ファイルをBOMなしのUTF-8で保存し直してください。(メモ帳なら「名前を付けて保存」→「文字コード」→「UTF-8」。「BOM付き」ではないほう)',
}

/** What to do about a forgotten passphrase. */
const otherSecret = (hasRecoveryKey: boolean): Bilingual =>
  hasRecoveryKey
    ? {
        en: 'Forgotten? Type the 12 words of the recovery key in its place, then set a new one: igcodes passwd',
        ja: '忘れたときは、代わりに復旧キーの12語を入力します。開けたら新しいものに: igcodes passwd',
      }
    : {
        en: 'This vault has no recovery key: nothing but the passphrase opens it. Look where it was written down.',
        ja: 'この保管庫に復旧キーはありません。開けるのはパスフレーズだけです。書き留めた場所を探してください。',
      }

const instagramFirst: Bilingual = {
  en: 'Locked out of Instagram right now? This needs no passphrase: igcodes recover',
  ja: '今Instagramに入れずお困りなら、パスフレーズなしで使えます: igcodes recover',
}

export const passphraseFailures = {
  'passphrase-needed': {
    what: {
      en: () => 'The passphrase is needed, and there is no terminal to ask for it.',
      ja: () => 'パスフレーズが必要ですが、たずねる端末がありません。',
    },
    next: {
      en: () => 'Give it with --passphrase-file F, --passphrase-command CMD or --passphrase-fd N',
      ja: () => '--passphrase-file F、--passphrase-command CMD、--passphrase-fd N のいずれかで渡してください',
    },
  },
  'wrong-passphrase': {
    what: {
      en: ({ wasUsedOnce }) =>
        wasUsedOnce
          ? 'That passphrase was for one use, and has been used: a new one was set then. Nothing was changed.'
          : 'That passphrase does not open the vault. Nothing was changed.',
      ja: ({ wasUsedOnce }) =>
        wasUsedOnce
          ? '1回限りのパスフレーズで、もう使われています。そのとき新しいものに変わりました。何も変更していません。'
          : 'そのパスフレーズでは開けません。何も変更していません。',
    },
    next: {
      en: ({ mark, hasRecoveryKey, wasUsedOnce, words }) => {
        if (words) return wordFaults.en(words)
        if (wasUsedOnce)
          return 'Type the one that was set. If you did not set it, somebody else did: have that key revoked, and get another (igcodes key list).'
        return mark
          ? `${marks[mark].en}\n${savedAsUtf8.en}`
          : `Check the keyboard layout and Caps Lock.\n${otherSecret(hasRecoveryKey).en}\n${instagramFirst.en}`
      },
      ja: ({ mark, hasRecoveryKey, wasUsedOnce, words }) => {
        if (words) return wordFaults.ja(words)
        if (wasUsedOnce)
          return 'そのとき決めたものを入力してください。心当たりがなければ、ほかの誰かが使っています。その鍵を廃止してもらい、作り直してください(igcodes key list)。'
        return mark
          ? `${marks[mark].ja}\n${savedAsUtf8.ja}`
          : `入力モードとCaps Lockを確かめてください。\n${otherSecret(hasRecoveryKey).ja}\n${instagramFirst.ja}`
      },
    },
  },
  'new-passphrase-needed': {
    what: {
      en: () => 'A new passphrase is needed, and there is no terminal to ask for it.',
      ja: () => '新しいパスフレーズが必要ですが、たずねる端末がありません。',
    },
    next: { en: () => 'Give it with --new-passphrase-file F', ja: () => '--new-passphrase-file F で渡してください' },
  },
  'passphrase-weak': {
    what: {
      en: ({ characters, least }) => `That passphrase has ${characters} characters; it needs ${least}.`,
      ja: ({ characters, least }) => `パスフレーズが${characters}文字しかありません。${least}文字以上必要です。`,
    },
    next: {
      en: ({ isAsked }) => `Several words are easier to remember than one hard one.${isAsked ? '' : `\n${anyway.en}`}`,
      ja: ({ isAsked }) => `単語をいくつか並べると覚えやすくなります。${isAsked ? '' : `\n${anyway.ja}`}`,
    },
  },
  'passphrase-guessable': {
    what: { en: ({ why }) => guessable[why].en, ja: ({ why }) => guessable[why].ja },
    next: {
      en: ({ isAsked }) => `Use several unrelated words${isAsked ? ', or let igcodes make six.' : `.\n${anyway.en}`}`,
      ja: ({ isAsked }) =>
        `互いに関係のない単語をいくつか並べてください。${isAsked ? 'igcodesに6語を作らせることもできます。' : `\n${anyway.ja}`}`,
    },
  },
  'passphrase-same': {
    what: {
      en: () => 'The vault already has that passphrase. Nothing was changed.',
      ja: () => '今のパスフレーズと同じです。何も変更していません。',
    },
    next: {
      en: () => 'Choose a different one, so that the old one no longer helps anybody.',
      ja: () => '別のパスフレーズにしてください。前のものを知っている人に、新しいものまで知られないためです。',
    },
  },
  'passphrase-untypable': {
    what: {
      en: ({ why }) =>
        `The new passphrase has ${why === 'lines' ? 'more than one line' : 'a control character'}, so nobody could type it. Nothing was changed.`,
      ja: ({ why }) =>
        `新しいパスフレーズ${why === 'lines' ? 'が2行以上あり' : 'に制御文字が入っていて'}、手で入力できません。何も変更していません。`,
    },
    next: {
      en: () => 'Put only the passphrase into the file, on one line.',
      ja: () => 'ファイルには、パスフレーズだけを1行で書いてください。',
    },
  },
  'passphrase-empty': {
    what: { en: () => 'The passphrase is empty.', ja: () => 'パスフレーズが空です。' },
    next: {
      en: () => 'Type it, or check the file or command.',
      ja: () => '入力してください。ファイルやコマンドを指定したときは、それを確かめてください。',
    },
  },
  'passphrase-unstable': {
    what: {
      en: () =>
        'That passphrase has a character that is not in Unicode yet: a later version could read it differently.',
      ja: () => 'Unicodeにまだ定義されていない文字があります。将来、別の文字として扱われるおそれがあります。',
    },
    next: { en: () => 'Choose another character.', ja: () => '別の文字にしてください。' },
  },
  'passphrase-marked': {
    what: {
      en: ({ mark }) => `${marks[mark].en} Nobody could type that passphrase. Nothing was changed.`,
      ja: ({ mark }) => `${marks[mark].ja}このままでは手で入力できないパスフレーズになります。何も変更していません。`,
    },
    next: { en: () => savedAsUtf8.en, ja: () => savedAsUtf8.ja },
  },
  'passphrases-differ': {
    what: { en: () => 'The two are not the same.', ja: () => '2回の入力が一致しません。' },
    next: { en: () => 'Once more:', ja: () => 'もう一度入力してください:' },
  },
  'passphrase-source': {
    what: {
      en: ({ source, cause }) => `No passphrase came from ${source}: ${causeOf(cause, 'en')}.`,
      ja: ({ source, cause }) => `${source} からパスフレーズを読み取れません: ${causeOf(cause, 'ja')}。`,
    },
    next: {
      en: ({ cause }) => (cause === 'UTF-16' ? savedAsUtf8.en : 'Check the file or the command.'),
      ja: ({ cause }) => (cause === 'UTF-16' ? savedAsUtf8.ja : 'ファイルやコマンドを確かめてください。'),
    },
  },
} satisfies Partial<AllSentences>
