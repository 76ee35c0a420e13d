import type { Bilingual } from '../../language.ts'
import type { ClipOptions } from '../../terminal/clipboard.ts'
import { optionalAccount } from '../../terminal/messages/accounts/accounts.ts'
import { clipHelp } from '../../terminal/messages/clipboard/clipboard.ts'
import type { Context, Parent, RegisterCommand, Tools } from '../context.ts'
import { collect } from '../options.ts'
import type { TotpAddOptions } from './add.ts'

type Run = (context: Context, account: string | undefined) => Promise<void>

/** `igcodes totp add|show|verify|qr|remove|list`: an authenticator in the vault, for those who choose that. */
export const define: RegisterCommand = (command, tools) => {
  const { t, examples, context } = tools
  command
    .description(
      t({
        en: 'keep an authenticator in the vault too, if you choose to',
        ja: '認証アプリも保管庫に入れる(希望する場合だけ)',
      }),
    )
    .addHelpText(
      'after',
      examples([
        { run: 'igcodes totp show shop_tokyo', en: 'the current code', ja: '今のコードを出す' },
        {
          run: 'igcodes totp add shop_tokyo --qr screenshot.png',
          en: "from the QR code, or Google Authenticator's export",
          ja: 'QRコードの画像や、Google Authenticatorの書き出しから',
        },
      ]),
    )
  // Without a subcommand it lists, which asks for nothing and changes nothing.
  command.allowExcessArguments(false).action(async () => list(context()))
  defineAdd(command, tools)
  defineShow(command, tools)
  for (const one of forAccount) defineForAccount(command, tools, one)
  command
    .command('list')
    .description(t({ en: 'whose authenticators are in the vault', ja: '認証アプリを入れたアカウントの一覧' }))
    .addHelpText('after', examples([{ run: 'igcodes totp list --json', en: 'for scripts', ja: 'スクリプト用' }]))
    .action(async () => list(context()))
}

async function list(context: Context): Promise<void> {
  const { listTotps } = await import('./list.ts')
  await listTotps(context)
}

interface ForAccount {
  readonly name: string
  readonly about: Bilingual
  readonly examples: Parameters<Tools['examples']>[0]
  readonly run: Run
}

/** A subcommand whose only argument is a handle. */
const forAccount: readonly ForAccount[] = [
  {
    name: 'verify',
    about: {
      en: 'compare with the phone: the same codes, the same clock?',
      ja: 'スマホと比べる(コードと時計が合っているか)',
    },
    examples: [
      {
        run: 'igcodes totp verify shop_tokyo',
        en: 'type what the phone shows',
        ja: 'スマホに出ている数字を入力します',
      },
    ],
    run: async (context, account) => (await import('./verify.ts')).verify(context, account),
  },
  {
    name: 'qr',
    about: { en: 'show it as a QR code, for the next phone', ja: '次のスマホ用にQRコードを表示する' },
    examples: [
      {
        run: 'igcodes totp qr shop_tokyo',
        en: 'asks first; erased after Enter',
        ja: '確認してから表示し、Enterで消します',
      },
    ],
    run: async (context, account) => (await import('./qr.ts')).qr(context, account),
  },
  {
    name: 'remove',
    about: { en: 'remove it from the vault', ja: '保管庫から削除する' },
    examples: [
      { run: 'igcodes totp remove shop_tokyo', en: 'asks first; --yes answers', ja: '確認します(--yes で省略)' },
    ],
    run: async (context, account) => (await import('./remove.ts')).remove(context, account),
  },
]

function defineForAccount(
  command: Parent,
  { t, examples, context }: Tools,
  { name, about, examples: shown, run }: ForAccount,
): void {
  command
    .command(name)
    .description(t(about))
    .argument('[account]', t(optionalAccount))
    .addHelpText('after', examples(shown))
    .action(async (account: string | undefined) => run(context(), account))
}

function defineShow(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('show')
    .description(t({ en: 'show the current code', ja: '今のコードを出す' }))
    .argument('[account]', t(optionalAccount))
    .option('-c, --clip', t(clipHelp.clip))
    .option('--clip-osc52', t(clipHelp.osc52))
    .addHelpText(
      'after',
      examples([
        { run: 'code=$(igcodes totp show shop_tokyo)', en: 'the digits alone', ja: '数字だけを受け取ります' },
        { run: 'igcodes totp show shop_tokyo --clip', en: 'to paste it', ja: '貼り付けて使います' },
      ]),
    )
    .action(async (account: string | undefined, options: ClipOptions) => {
      const { show } = await import('./show.ts')
      await show(context(), account, options)
    })
}

function defineAdd(command: Parent, { t, examples, context }: Tools): void {
  command
    .command('add')
    .description(t({ en: 'store the key that Instagram shows', ja: 'Instagramに出るキーを保存する' }))
    .argument('[account]', t(optionalAccount))
    .option(
      '--qr <picture>',
      t({
        en: 'read the QR codes in a screenshot or photo (repeatable)',
        ja: 'スクリーンショットや写真のQRコードを読む(複数可)',
      }),
      collect,
    )
    .option(
      '--file <file>',
      t({ en: 'read the key or otpauth:// from a file', ja: 'キーや otpauth:// をファイルから読む' }),
    )
    .addHelpText(
      'after',
      examples([
        {
          run: 'igcodes totp add shop_tokyo',
          en: 'asks for the key, which stays hidden',
          ja: 'キーを聞かれます(画面には出ません)',
        },
        { run: 'igcodes totp add shop_tokyo --qr part1.png --qr part2.jpg', en: '', ja: '' },
        {
          run: 'igcodes totp add shop_tokyo --yes --json --no-input < otpauth.txt',
          en: 'in a script',
          ja: 'スクリプトから',
        },
      ]),
    )
    .action(async (account: string | undefined, options: TotpAddOptions) => {
      const { add } = await import('./add.ts')
      await add(context(), account, options)
    })
}
