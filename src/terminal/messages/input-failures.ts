/** What is wrong with what was typed, pasted or handed in. */
import type { BadLineKind } from '../../errors.ts'
import type { Bilingual } from '../../language.ts'
import { shellWord } from '../shell-word.ts'
import { type AllSentences, causeOf, marks, nothing, savedAsUtf8 } from './sentences.ts'

const badLines: Readonly<Record<BadLineKind, Bilingual>> = {
  half: { en: 'only half a code', ja: 'コードの半分しかありません' },
  'six-digits': {
    en: '6 digits: a code from SMS or an app, not a backup code',
    ja: '6桁です。SMSか認証アプリのコードで、バックアップコードではありません',
  },
  'nine-digits': { en: '9 digits, one too many for a code', ja: '9桁あり、1桁多いです' },
  phone: { en: 'that looks like a phone number', ja: '電話番号のようです' },
  other: { en: 'digits that are not a backup code', ja: 'コードにならない数字です' },
}

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

/** Commands to copy, each on a line of its own. */
const didYouMean = (question: string, command: string, nearest: readonly string[]): string =>
  nearest.length === 0
    ? ''
    : `${[question, ...nearest.map(name => `  igcodes ${command} ${shellWord(name)}`)].join('\n')}\n`

export const inputFailures = {
  usage: {
    what: { en: ({ problem }) => problem, ja: ({ problem }) => problem },
    next: { en: () => 'See: igcodes --help', ja: () => '使い方: igcodes --help' },
  },
  'unknown-command': {
    what: {
      en: ({ name, command }) => `There is no command “${command}${name}”.`,
      ja: ({ name, command }) => `「${command}${name}」というコマンドはありません。`,
    },
    next: {
      en: ({ nearest, command }) =>
        nearest.length > 0
          ? `Did you mean: ${nearest.map(name => `igcodes ${command}${shellWord(name)}`).join(', ')}`
          : `See: igcodes ${command}--help`,
      ja: ({ nearest, command }) =>
        nearest.length > 0
          ? `もしかして: ${nearest.map(name => `igcodes ${command}${shellWord(name)}`).join('、')}`
          : `一覧: igcodes ${command}--help`,
    },
  },
  'unknown-option': {
    what: {
      en: ({ name }) => `There is no option “${name}” here.`,
      ja: ({ name }) => `「${name}」というオプションはここにはありません。`,
    },
    next: {
      en: ({ nearest, command }) =>
        nearest.length > 0 ? `Did you mean: ${nearest.join(', ')}` : `See: igcodes ${command}--help`,
      ja: ({ nearest, command }) =>
        nearest.length > 0 ? `もしかして: ${nearest.join('、')}` : `使い方: igcodes ${command}--help`,
    },
  },
  'missing-argument': {
    what: { en: ({ name }) => `Something is missing: ${name}.`, ja: ({ name }) => `${name} の指定が足りません。` },
    next: {
      en: ({ command }) => `See: igcodes ${command}--help`,
      ja: ({ command }) => `使い方: igcodes ${command}--help`,
    },
  },
  'too-many-arguments': {
    what: { en: () => 'Too many arguments.', ja: () => '引数が多すぎます。' },
    next: {
      en: ({ command }) => `A handle has no spaces. See: igcodes ${command}--help`,
      ja: ({ command }) => `ユーザーネームに空白は入りません。使い方: igcodes ${command}--help`,
    },
  },
  'bad-argument': {
    what: {
      en: ({ name, value }) => `“${value}” is not valid for ${name}.`,
      ja: ({ name, value }) => `${name} に「${value}」は使えません。`,
    },
    next: { en: ({ allowed }) => `Allowed: ${allowed}`, ja: ({ allowed }) => `使える値: ${allowed}` },
  },
  'have-and-lost': {
    what: {
      en: ({ word }) => `“${word}” is listed both as available and as lost.`,
      ja: ({ word }) => `「${word}」が --have と --lost の両方にあります。`,
    },
    next: {
      en: () => 'Put it in --have or in --lost, or leave it out if you are not sure.',
      ja: () => 'どちらか一方に書いてください。分からなければ、書かなくて構いません。',
    },
  },
  'account-needed': {
    what: {
      en: () => 'Which account? Name it after the command.',
      ja: () => 'どのアカウントですか。コマンドの後ろに指定してください。',
    },
    next: {
      en: ({ accounts }) => (accounts.length > 0 ? accounts.map(name => `@${name}`).join('  ') : 'igcodes add NAME'),
      ja: ({ accounts }) =>
        accounts.length > 0 ? accounts.map(name => `@${name}`).join('  ') : 'igcodes add ユーザーネーム',
    },
  },
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
  'new-passphrase-needed': {
    what: {
      en: () => 'A new passphrase is needed, and there is no terminal to ask for it.',
      ja: () => '新しいパスフレーズが必要ですが、たずねる端末がありません。',
    },
    next: { en: () => 'Give it with --new-passphrase-file F', ja: () => '--new-passphrase-file F で渡してください' },
  },
  'confirmation-needed': {
    what: {
      en: () => 'This has to be confirmed, and there is no terminal to ask.',
      ja: () => '確認が必要ですが、たずねる端末がありません。',
    },
    next: { en: () => 'If you are sure, add --yes', ja: () => '間違いなければ --yes を付けてください' },
  },
  'codes-on-paper': {
    what: {
      en: () => 'Codes are printed only after two questions, and there is no terminal to ask them.',
      ja: () => 'コードの印刷には2回の確認が必要ですが、たずねる端末がありません。',
    },
    next: {
      en: () =>
        'Run it in a terminal, without --no-input; --yes does not answer these. The sheet without codes asks nothing.',
      ja: () =>
        '端末で、--no-input を付けずに実行してください。--yes では省略できません。コードなしの一覧なら確認は要りません。',
    },
  },
  cancelled: {
    what: { en: () => 'Cancelled. Nothing was changed.', ja: () => '中止しました。何も変更していません。' },
    next: nothing,
  },
  stopped: {
    what: {
      en: () => 'Stopped here. Everything saved before is kept.',
      ja: () => 'ここで止めました。それまでに保存した内容はそのままです。',
    },
    next: nothing,
  },
  interrupted: { what: { en: () => 'Stopped.', ja: () => '中断しました。' }, next: nothing },
  'bad-handle': {
    what: {
      en: ({ handle }) => `“${handle}” is not an Instagram handle.`,
      ja: ({ handle }) => `「${handle}」はInstagramのユーザーネームではありません。`,
    },
    next: {
      en: () => 'A handle has 1 to 30 letters, digits, dots or underscores, such as shop_tokyo.',
      ja: () => '半角の英数字・ピリオド・アンダースコアで1〜30文字です。例: shop_tokyo',
    },
  },
  'bad-date': {
    what: {
      en: ({ date }) => `“${date}” is not a valid date here.`,
      ja: ({ date }) => `「${date}」は日付として使えません。`,
    },
    next: {
      en: ({ mayCome }) => `Write it as 2026-03-02${mayCome ? ', 3/2 or today' : ', not later than today'}.`,
      ja: ({ mayCome }) =>
        mayCome
          ? '2026-03-02、3月2日、今日 のように書いてください。'
          : '2026-03-02 のように、今日までの日付を書いてください。',
    },
  },
  'bad-position': {
    what: {
      en: ({ position, size }) =>
        size > 0 ? `There is no code No. ${position}: the set has ${size}.` : 'There is no set of codes.',
      ja: ({ position, size }) =>
        size > 0 ? `${position}番のコードはありません。全部で${size}個です。` : 'コードがありません。',
    },
    next: { en: () => 'igcodes show NAME lists them.', ja: () => 'igcodes show ユーザーネーム で確かめられます。' },
  },
  'paste-empty': {
    what: {
      en: () => 'Nothing was pasted. Nothing was stored.',
      ja: () => '何も貼り付けられていません。保存していません。',
    },
    next: {
      en: () => 'Copy the list from Instagram, then paste it, or pass it:\n  igcodes add NAME < codes.txt',
      ja: () =>
        'Instagramの一覧をコピーして貼り付けるか、ファイルで渡してください:\n  igcodes add ユーザーネーム < codes.txt',
    },
  },
  'paste-too-large': {
    what: {
      en: ({ limit }) =>
        `That is more than ${Math.round(limit / 1024)} KiB, too large for a list of codes. Nothing was stored.`,
      ja: ({ limit }) =>
        `${Math.round(limit / 1024)}KiBを超えています。コードの一覧ではないようです。保存していません。`,
    },
    next: { en: () => 'Copy only the codes.', ja: () => 'コードの部分だけをコピーしてください。' },
  },
  'paste-binary': {
    what: {
      en: () => 'That is not text. Is it an image or another kind of file? Nothing was stored.',
      ja: () => 'テキストではありません(画像などのファイルかもしれません)。保存していません。',
    },
    next: {
      en: () => 'Copy the codes as text; from a screenshot, type them.',
      ja: () => 'コードをテキストでコピーしてください。スクリーンショットなら手で入力します。',
    },
  },
  'paste-no-codes': {
    what: {
      en: () => 'There is no backup code in that text. Nothing was stored.',
      ja: () => 'バックアップコードが見つかりません。保存していません。',
    },
    next: {
      en: () => 'A backup code has 8 digits, such as 1234 5678.',
      ja: () => 'バックアップコードは 1234 5678 のような8桁の数字です。',
    },
  },
  'paste-bad-line': {
    what: {
      en: ({ line, masked, kind }) =>
        `Line ${line} has ${kind === 'phone' ? 'a number that is not a code' : badLines[kind].en} (${masked})${kind === 'phone' ? `: ${badLines.phone.en}` : ''}. Nothing was stored.`,
      ja: ({ line, masked, kind }) => `${line}行目(${masked}): ${badLines[kind].ja}。保存していません。`,
    },
    next: {
      en: () => 'Remove the line, or complete it if it is a code, then paste again.',
      ja: () => 'その行を取り除くか、コードなら直して、もう一度貼り付けてください。',
    },
  },
  'paste-doubled': {
    what: {
      en: ({ line, firstLine, masked }) =>
        `The code in line ${line} (${masked}) is already in line ${firstLine}. Nothing was stored.`,
      ja: ({ line, firstLine, masked }) =>
        `${line}行目のコード(${masked})は${firstLine}行目と同じです。保存していません。`,
    },
    next: {
      en: () => 'Instagram never lists a code twice: copy the list again.',
      ja: () => '同じコードが2回並ぶことはありません。一覧をコピーし直してください。',
    },
  },
  'paste-too-many': {
    what: {
      en: ({ count, most }) => `${count} codes are too many for one set (at most ${most}). Nothing was stored.`,
      ja: ({ count, most }) => `コードが${count}個あります。1回の発行分は多くても${most}個です。保存していません。`,
    },
    next: {
      en: () => 'Paste the codes of one account, issued together.',
      ja: () => '1つのアカウントで一度に発行された分だけを貼り付けてください。',
    },
  },
  'unknown-scenario': {
    what: {
      en: ({ scenario }) => `There is no playbook “${scenario}”.`,
      ja: ({ scenario }) => `「${scenario}」という手順はありません。`,
    },
    next: {
      en: ({ nearest }) => `${didYouMean('Did you mean:', 'playbook', nearest)}igcodes playbook   lists all of them`,
      ja: ({ nearest }) => `${didYouMean('もしかして:', 'playbook', nearest)}igcodes playbook   で一覧を見られます`,
    },
  },
  'unknown-rule': {
    what: {
      en: ({ rule }) => `The audit has no rule “${rule}”.`,
      ja: ({ rule }) => `「${rule}」という点検の項目はありません。`,
    },
    next: {
      en: ({ nearest }) =>
        `${didYouMean('Did you mean:', 'audit --rule', nearest)}igcodes audit --rules   lists all of them`,
      ja: ({ nearest }) =>
        `${didYouMean('もしかして:', 'audit --rule', nearest)}igcodes audit --rules   で一覧を見られます`,
    },
  },
  'unknown-loss': {
    what: {
      en: ({ name }) => `There is no device, factor or place “${name}”.`,
      ja: ({ name }) => `「${name}」という端末・認証手段・保管場所は登録されていません。`,
    },
    next: {
      en: ({ nearest }) =>
        `${didYouMean('Did you mean:', 'what-if --lose', nearest)}igcodes device list   (or: factor list, place list)`,
      ja: ({ nearest }) =>
        `${didYouMean('もしかして:', 'what-if --lose', nearest)}igcodes device list   (または factor list、place list)`,
    },
  },
  'nothing-found': {
    what: {
      en: ({ words }) => `No playbook matches “${words}”.`,
      ja: ({ words }) => `「${words}」を含む手順は見つかりません。`,
    },
    next: {
      en: () => `Try fewer or other words.
igcodes recover   asks a few questions and finds the right one
igcodes playbook   lists all of them`,
      ja: () => `言葉を減らすか、変えてみてください。
igcodes recover   は質問に答えるだけで見つけます
igcodes playbook   で一覧を見られます`,
    },
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
