/**
 * Passphrases that are long but easy to guess. NIST SP 800-63B-4, 3.1.1.2 requires comparing a new one with what is "commonly used,
 * expected, or compromised", such as repeated and sequential characters and the name of the service.
 *
 * Leaked passwords of 15 characters and more, the length of a passphrase, are mostly a few words and keyboard rows in a row. So this
 * searches for those parts, not for whole passphrases.
 */

export type Guessable = 'repeated' | 'run' | 'common'

/** @param context names that an attacker would try for this user: the login name, the accounts */
export function guessable(passphrase: string, context: readonly string[] = []): Guessable | undefined {
  const normal = simple(passphrase)
  if (isRepetition(normal)) return 'repeated'
  if (isRun(normal)) return 'run'
  const words = [...common, ...context.map(simple).filter(word => word.length > 2)]
  return [normal, withoutDisguise(normal)].some(text => isMadeOf(text, words)) ? 'common' : undefined
}

/** Lower case, without spaces and signs. A text without letters and digits keeps its signs. */
function simple(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '')
  return lower.replaceAll(/[^\p{L}\p{M}\p{N}@$]/gu, '') || lower
}

const disguises: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

function withoutDisguise(text: string): string {
  return text.replaceAll(/[013457@$]/g, sign => disguises[sign] ?? sign)
}

/** In characters: a piece of this length would be a passphrase of its own. */
const shortPiece = 15

/** One short piece repeated; the last repetition may be cut. */
function isRepetition(text: string): boolean {
  const letters = [...text]
  // The length of the longest beginning of the text that is also the end of each of its beginnings (Knuth, Morris, Pratt).
  const borders = [0]
  for (let at = 1, border = 0; at < letters.length; at++) {
    while (border > 0 && letters[at] !== letters[border]) border = borders[border - 1] ?? 0
    if (letters[at] === letters[border]) border++
    borders.push(border)
  }
  const period = letters.length - (borders.at(-1) ?? 0)
  return letters.length === 0 || (period < shortPiece && period * 2 <= letters.length)
}

/** Keys and letters that follow each other, in both directions. After its end a row starts again. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん',
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン',
  'いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす',
  '一二三四五六七八九十',
]

const neighbours: ReadonlySet<string> = new Set(
  rows.flatMap(row => {
    const letters = [...row]
    return letters.flatMap((letter, index) => {
      const next = letters[(index + 1) % letters.length] ?? ''
      return [letter + next, next + letter]
    })
  }),
)

/** Three quarters of the letters follow the one before. */
function isRun(text: string): boolean {
  const letters = [...text]
  const pairs = letters.slice(1).map((letter, index) => [letters[index] ?? '', letter] as const)
  const follows = pairs.filter(([a, b]) => a === b || neighbours.has(a + b))
  return follows.length * 4 >= pairs.length * 3
}

/** In bits, what an attacker has to guess: one of a few hundred words, a digit, any other letter. */
const bits = { word: 8, digit: 3.3, letter: 4.7 }
/** Three words and a year, or seven letters and a word. A passphrase of six random words has 66. */
const fewBits = 40

/** Whether the cheapest spelling by these words has few bits. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const cheapest = [0]
  for (let end = 1; end <= text.length; end++) {
    const last = text[end - 1] ?? ''
    let best = (cheapest[end - 1] ?? 0) + (/[0-9]/.test(last) ? bits.digit : bits.letter)
    for (const word of words)
      if (text.endsWith(word, end)) best = Math.min(best, (cheapest[end - word.length] ?? 0) + bits.word)
    cheapest.push(best)
  }
  return (cheapest.at(-1) ?? 0) < fewBits
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}

/**
 * The service, this program and its subject; then the words at the top of the published lists of leaked passwords (Wikipedia, "List of
 * the most common passwords"; NordPass, "Top 200 most common passwords", 2019 to 2024; in Japanese: SolitonNK,
 * 「日本人のパスワードランキング」).
 */
const common: readonly string[] = [
  ...words(`
    instagram insta igcodes facebook meta threads backupcodes backupcode backup codes code インスタグラム インスタ
    バックアップコード バックアップ コード フェイスブック passphrase password passwort passw passcode pass secret
    vault login account access security パスフレーズ パスワード 暗証番号 合言葉 保管庫 秘密 ひみつ あいことば
    ぱすわーど いんすた admin administrator root user guest test master default changeme letmein welcome hello
    iloveyou ilove loveyou love lovely sunshine princess football baseball basketball soccer monkey dragon shadow
    superman batman spiderman pokemon naruto starwars minecraft computer internet samsung google apple iphone
    michael jordan jennifer daniel charlie ashley flower summer winter spring autumn freedom whatever trustno killer
    hunter ginger cookie qwertyuiop qwerty azerty asdfghjkl asdfgh asdf zxcvbnm zxcvbn qazwsx abcdef abcd abc
    1q2w3e4r5t 1q2w3e4r 1qaz2wsx 123456789 12345678 1234567 123456 12345 1234 123 0000 1111 sakura doraemon arashi
    takahiro nippon tokyo japan daisuki さくら だいすき 大好き 日本 東京 my the is for our company の は わたし 私
    会社
  `),
  ...Array.from({ length: 80 }, (_, index) => String(1960 + index)),
]
