/** What people see, in both languages: transcripts in fixtures/cli. UPDATE_GOLDEN=1 writes them anew; then read them. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import { changePayload, nextEvent } from './payload.ts'
import { typeThreeBack, wordsShown } from './recovery-words.ts'
import { endSessions } from './session.ts'
import { asksPassphrase, type Bilingual, goldenSessions, opens, type Scene, type Story } from './story.ts'
import { passphrase, removeWorlds, someCodes } from './world.ts'

const tokyo = ['48217730', '19560284', '73094418', '60429157', '28753691']
const osaka = ['55172048', '92036671', '33908124', '81645502', '44781936']
const renewed = ['10663829', '87451290', '36028847', '92217564', '51930476']
const golden = goldenSessions([...tokyo, ...osaka, ...renewed])

const didItWork: Bilingual = ['Enter choose', 'Enterで決定']
const newPassphrase: Bilingual = ['  New passphrase', '  新しいパスフレーズ']
const again: Bilingual = ['  Again', '  もう一度']
const yesNo: Bilingual = ['(Y/n)', '(Y/n)']
const openYesNo: Bilingual = ['(y/n)', '(y/n)']
const noYes: Bilingual = ['(y/N)', '(y/N)']
const pasteHere: Bilingual = ['Paste the codes here', 'ここにコードを貼り付けて']

// Not after each test: the sessions run at once, as they mostly wait.
afterAll(() => {
  endSessions()
  removeWorlds()
})

/** Types the passphrase where it is asked for. */
/** As the app shows them, each on its own line. */
function asCopied(codes: readonly string[]): string {
  return codes.map(code => `${code.slice(0, 4)} ${code.slice(4)}`).join('\n')
}

async function withTokyo(story: Story): Promise<Story> {
  await story.at('2026-03-02T09:00:00Z').given('init --no-recovery-key --no-input')
  await story.given('add shop_tokyo --yes --no-input', tokyo.join('\n'))
  return story.at('2026-03-10T14:00:00Z')
}

/** The words on the screen, each behind its number. */
function wordsOn(scene: Scene): string {
  return [...scene.session.screen().matchAll(/\d+ {2}([a-z]+)/g)].map(([, word]) => word).join(' ')
}

golden('first-time', async story => {
  const code = await story.tell('add shop_tokyo', async scene => {
    await scene.sees(['six words', '英単語6つ'])
    scene.press('enter')
    await scene.sees(newPassphrase)
    scene.types(passphrase)
    await scene.sees(again)
    scene.types(passphrase)
    await scene.sees(yesNo)
    scene.types('n')
    await scene.sees(pasteHere)
    scene.pastes(asCopied(tokyo))
    scene.press('enter', 'enter')
    await scene.sees(['picture', '写真'])
    scene.press('enter')
  })
  expect(code).toBe(0)
  await story.tell('status', opens)
})

golden('init-generated', async story => {
  const code = await story.tell('init', async scene => {
    await scene.sees(['six words', '英単語6つ'])
    scene.press('down', 'enter')
    await scene.sees(openYesNo)
    const words = wordsOn(scene)
    expect(words.split(' ')).toHaveLength(6)
    scene.types('y')
    await scene.sees(['Type the six words', '6語を入力'])
    scene.types(words)
    await scene.sees(yesNo)
    scene.press('enter')
    await scene.sees(['Written down?', '書き写しましたか'])
    const recovery = wordsShown(scene.session)
    expect(recovery.size).toBe(12)
    scene.types('y')
    await scene.sees(['three of the words', '3つの語'])
    await typeThreeBack(scene.session, recovery, word => scene.types(word))
  })
  expect(code).toBe(0)
})

golden('passphrases-that-do-not-do', async story => {
  const code = await story.tell('init', async scene => {
    await scene.sees(['six words', '英単語6つ'])
    scene.press('enter')
    await scene.sees(newPassphrase)
    scene.types('too short')
    await scene.sees(['six words', '英単語6つ'])
    scene.press('enter')
    await scene.sees(newPassphrase, 4)
    scene.types(passphrase)
    await scene.sees(again)
    scene.types('something else entirely')
    await scene.sees(newPassphrase, 5)
    scene.press('ctrl-d')
  })
  expect(code).toBe(3)
})

golden('locked-out', async story => {
  await withTokyo(story)
  const code = await story.tell('use shop_tokyo', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    expect(scene.session.screen()).toContain('4821 7730')
    scene.types('y')
  })
  expect(code).toBe(0)
  await story.tell('status shop_tokyo', opens)
})

golden('locked-out-narrow', async story => {
  await withTokyo(story)
  await story.tell(
    'use shop_tokyo',
    async scene => {
      await opens(scene)
      await scene.sees(didItWork)
      scene.types('y')
    },
    { columns: 40 },
  )
})

golden('refused', async story => {
  await withTokyo(story)
  for (let n = 0; n < 2; n++)
    await story.tell('use shop_tokyo', async scene => {
      await opens(scene)
      await scene.sees(didItWork)
      scene.types('n')
    })
  expect(await story.tell('use shop_tokyo', opens)).toBe(23)
  await story.tell('use shop_tokyo --anyway', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.types('y')
  })
})

golden('not-typed-yet', async story => {
  await withTokyo(story)
  await story.tell('use shop_tokyo', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.press('enter')
  })
  await story.tell('use shop_tokyo', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.press('enter')
    await scene.sees(['4821 7730', '4821 7730'])
    scene.press('enter')
  })
  await story.tell('use shop_tokyo', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.press('up', 'enter')
    await scene.sees(['1956 0284', '1956 0284'])
    scene.types('y')
  })
  await story.tell('mark shop_tokyo worked --position 1', opens)
})

golden('few-and-none-left', async story => {
  await withTokyo(story)
  for (let n = 0; n < 2; n++) {
    await story.given('use shop_tokyo --no-input')
    await story.given('mark shop_tokyo worked --no-input')
  }
  for (let n = 0; n < 3; n++)
    await story.tell('use shop_tokyo', async scene => {
      await opens(scene)
      await scene.sees(didItWork)
      scene.types('y')
    })
  expect(await story.tell('use shop_tokyo', opens)).toBe(21)
})

golden('which-account', async story => {
  await withTokyo(story)
  await story.given('add shop_osaka --yes --no-input', osaka.join('\n'))
  await story.tell('use', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.press('enter')
    await scene.sees(['5517 2048', '5517 2048'])
    scene.types('y')
  })
  expect(await story.tell('use shop_tokio', opens)).toBe(20)
})

golden('status', async story => {
  await withTokyo(story)
  await story.at('2026-06-01T09:00:00Z').given('add shop_osaka --yes --no-input', osaka.join('\n'))
  for (let n = 0; n < 4; n++) {
    await story.given('use shop_osaka --no-input')
    await story.given('mark shop_osaka worked --no-input')
  }
  await story.given('account add agency_demo --no-input')
  story.at('2026-08-25T09:00:00Z')
  await story.tell('status', opens)
  await story.tell('status', opens, { columns: 40, rows: 40 })
  await story.tell('status --check', opens)
})

golden('show', async story => {
  await withTokyo(story)
  await story.given('use shop_tokyo --no-input')
  await story.given('mark shop_tokyo worked --no-input')
  await story.given('use shop_tokyo --no-input')
  await story.given('mark shop_tokyo rejected --no-input')
  await story.given('use shop_tokyo --no-input')
  await story.tell('show shop_tokyo', opens)
  await story.tell('show shop_tokyo --reveal', opens, { reveals: true })
  await story.given('add shop_tokyo --yes --no-input', renewed.join('\n'))
  await story.tell('show shop_tokyo', opens)
  await story.tell('show shop_tokyo', opens, { columns: 40 })
})

golden('void', async story => {
  await withTokyo(story)
  await story.tell('void shop_tokyo', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.press('down', 'down', 'enter')
    await scene.sees(noYes)
    scene.types('y')
  })
  await story.tell('status', opens)
  expect(await story.tell('use shop_tokyo', opens)).toBe(21)
  await story.tell('add shop_tokyo', async scene => {
    await opens(scene)
    await scene.sees(pasteHere)
    scene.pastes(asCopied(renewed))
    scene.press('enter', 'enter')
    await scene.sees(yesNo)
    scene.types('n')
  })
})

golden('accounts', async story => {
  await withTokyo(story)
  await story.tell('account add agency_demo', opens)
  await story.tell('account list', opens)
  await story.tell('account rename shop_tokyo shop_ginza', opens)
  await story.tell('account remove shop_ginza', async scene => {
    await opens(scene)
    await scene.sees(noYes)
    scene.types('y')
  })
  await story.tell('account list', opens)
  expect(await story.tell('account add agency_demo', opens)).toBe(24)
})

golden('passwd', async story => {
  await withTokyo(story)
  const code = await story.tell('passwd', async scene => {
    await opens(scene)
    await scene.sees(['six words', '英単語6つ'])
    scene.press('enter')
    await scene.sees(newPassphrase)
    scene.types('another one, long enough')
    await scene.sees(again)
    scene.types('another one, long enough')
  })
  expect(code).toBe(0)
})

golden('recovery-key', async story => {
  await withTokyo(story)
  await story.tell('recovery-key', async scene => {
    await opens(scene)
    await scene.sees(openYesNo)
    const words = wordsShown(scene.session)
    scene.types('y')
    await scene.sees(['three of the words', '3つの語'])
    await typeThreeBack(scene.session, words, word => scene.types(word))
  })
  await story.tell('recovery-key', async scene => {
    await opens(scene)
    await scene.sees(noYes)
    scene.press('enter')
  })
})

const suzukis = 'suzuki has a long passphrase'

async function opensSuzukis(scene: Scene): Promise<void> {
  await scene.sees(asksPassphrase)
  scene.types(suzukis)
}

golden('two-people', async story => {
  const [hanako, suzuki] = [story.world, story.meet('suzuki')]
  const remote = join(hanako.home, 'shop.git')
  execFileSync('git', ['init', '-q', '--bare', remote])
  await story.at('2026-03-02T09:00:00Z').given('init --recovery-key --json --no-input')
  await story.given('add shop_tokyo --yes --no-input', tokyo.slice(0, 2).join('\n'))
  story.at('2026-03-10T14:00:00Z')
  let once = ''
  await story.tell('key add --label suzuki', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.press('down', 'enter')
    await scene.sees(openYesNo)
    once = wordsOn(scene)
    scene.types('y')
  })
  await story.tell(`git-setup ${remote}`, opens)

  story.world = suzuki
  await story.tell(`git-setup ${remote}`, async scene => {
    await scene.sees(asksPassphrase)
    scene.types(once)
    await scene.sees(['six words', '英単語6つ'])
    scene.press('enter')
    await scene.sees(newPassphrase, 2)
    scene.types(suzukis)
    await scene.sees(again)
    scene.types(suzukis)
  })
  writeFileSync(suzuki.passphraseFile, `${suzukis}\n`)

  // While they are apart, one draws both codes, and the other one of them.
  await story.given('use shop_tokyo --no-input')
  await story.given('mark shop_tokyo worked --no-input')
  await story.given('sync --no-input')
  story.world = hanako
  for (const outcome of ['worked', 'rejected']) {
    await story.given('use shop_tokyo --no-input')
    await story.given(`mark shop_tokyo ${outcome} --no-input`)
  }
  await story.tell('sync', async scene => {
    await opens(scene)
    await scene.sees(noYes)
    scene.types('y')
  })
  story.world = suzuki
  await story.tell('sync', opensSuzukis, { columns: 40, rows: 40 })
  story.world = hanako
  await story.tell('key list', opens, { columns: 40, rows: 40 })

  await story.tell(
    'key revoke suzuki',
    async scene => {
      await opens(scene)
      await scene.sees(noYes)
      scene.types('y')
      await scene.sees(openYesNo)
      scene.types('n')
    },
    { rows: 30 },
  )
  await story.given('sync --no-input')
  story.world = suzuki
  const shutOut = await story.tell('sync', async scene => {
    await opensSuzukis(scene)
    for (let tries = 1; tries <= 3; tries++) {
      await scene.sees(['of that copy', 'そのコピー'], tries)
      scene.types(suzukis)
    }
  })
  expect(shutOut).toBe(12)
})

golden('log', async story => {
  await withTokyo(story)
  await story.given('use shop_tokyo --no-input')
  await story.given('mark shop_tokyo worked --no-input')
  await story.given('use shop_tokyo --no-input')
  await story.given('mark shop_tokyo rejected --no-input')
  await story.given('void shop_tokyo --because 2fa-off --yes --no-input')
  await story.given('add shop_tokyo --yes --no-input', renewed.slice(0, 4).join('\n'))
  await story.given('add shop_tokyo --append --yes --no-input', renewed.join('\n'))
  await story.given('account rename shop_tokyo shop_ginza --no-input')
  await story.tell('log', opens)
  await story.tell('log shop_ginza', opens, { columns: 40 })
})

/** Locked out since 14:01, with what a walk would have recorded. */
async function withIncident(story: Story): Promise<void> {
  await withTokyo(story)
  await story.given('incident open shop_tokyo --scenario phone-lost --see code-prompt --deadline 6h --no-input')
  const steps = [
    { playbook: 'phone-lost', step: 'stop-sim', outcome: 'done' },
    { playbook: 'phone-lost', step: 'code-elsewhere', outcome: 'failed' },
    { playbook: 'session', step: 'find-device', outcome: 'skipped' },
  ]
  for (const step of steps)
    await changePayload(story.world, payload => {
      const incident = payload.events.find(({ type }) => type === 'incident-opened')?.incident
      const when = '2026-03-10T14:01:30.000Z'
      const event = nextEvent(payload, { type: 'incident-step', incident, ...step, when, at: when })
      return { ...payload, events: [...payload.events, event] }
    })
  await story.given('use shop_tokyo --no-input')
  await story.given('mark shop_tokyo rejected --no-input')
}

golden('incident', async story => {
  await withIncident(story)
  await story.tell('incident', opens)
  await story.tell('incident note', async scene => {
    await opens(scene)
    await scene.sees(['  Note', '  メモ'])
    scene.types(story.language === 'ja' ? '携帯会社に連絡。新しいSIMは金曜' : 'called the carrier, new SIM on Friday')
  })
  await story.tell('incident deadline 11pm', opens)
  await story.tell('incident show', opens, { rows: 40 })
  await story.tell('incident show', opens, { columns: 40, rows: 80 })
  await story.tell('status', opens, { rows: 40 })
  story.at('2026-03-11T09:00:00Z')
  await story.tell('incident list', opens)
  await story.tell('incident list', opens, { columns: 40 })
  await story.tell('status --check', opens, { columns: 40, rows: 40 })
  expect(await story.tell('incident show shop_osaka', opens)).toBe(20)
})

golden('incident-which', async story => {
  await withIncident(story)
  await story.given('incident open agency_demo --scenario sms-never --no-input')
  await story.tell('incident', opens)
  const code = await story.tell('incident note', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.press('down', 'enter')
    await scene.sees(['  Note', '  メモ'])
    scene.press('enter')
  })
  expect(code).toBe(22)
  await story.tell('incident show agency_demo', opens)
  await story.tell('status', opens, { rows: 30 })
})

golden('incident-close', async story => {
  await withIncident(story)
  const texts =
    story.language === 'ja'
      ? ['SMSだけに頼っていた', '2番のコード', '担当者を2人にする']
      : ['only SMS was set up', 'No. 2', 'two people keep the codes']
  await story.given('use shop_tokyo --no-input')
  await story.given('mark shop_tokyo worked --no-input')
  const code = await story.tell('incident close', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.press('down', 'enter')
    await scene.sees(['the cause?', '原因は'])
    scene.types(`1956 0284: ${texts[0]}`)
    await scene.sees(['03-1234-5678', '03-1234-5678'])
    scene.types(texts[0] ?? '')
    await scene.sees(['What worked?', '何が効きましたか'])
    scene.types(texts[1] ?? '')
    await scene.sees(['What should change?', '何を変えますか'])
    scene.types(texts[2] ?? '')
  })
  expect(code).toBe(0)
  await story.tell('incident', opens)
  await story.tell('incident list --all', opens)
  await story.given('add shop_tokyo --yes --no-input', renewed.join('\n'))
  await story.tell('incident show --markdown', opens, { columns: 100, rows: 70 })
  await story.tell('log', opens, { rows: 40 })
  expect(await story.tell('incident close', opens)).toBe(2)
})

golden('playbook', async story => {
  story.at('2026-11-25T09:00:00Z')
  await story.tell('playbook', undefined, { rows: 50 })
  await story.tell('playbook', undefined, { columns: 40, rows: 90 })
  await story.tell('playbook phone-lost', undefined, { rows: 120 })
  await story.tell('playbook codes-spent-in', undefined, { columns: 40, rows: 150 })
  await story.tell('playbook --search 機種変 backup', undefined, { rows: 50 })
  await story.tell('playbook --sources phone-lost')
  expect(await story.tell('playbook lost')).toBe(20)
  expect(await story.tell('playbook 機種変', undefined, { columns: 40 })).toBe(20)
  expect(await story.tell('playbook --search xyzzy')).toBe(20)
  story.at('2027-11-25T09:00:00Z')
  await story.tell('playbook unknown-request', undefined, { rows: 100 })
})

golden('wrong-passphrase', async story => {
  await withTokyo(story)
  const code = await story.tell('status', async scene => {
    for (let nth = 1; nth <= 3; nth++) {
      await scene.sees(['  Passphrase', '  パスフレーズ'], nth)
      scene.types('correct horse battery stapler')
    }
  })
  expect(code).toBe(12)
})

golden('damaged', async story => {
  await withTokyo(story)
  await story.given('use shop_tokyo --no-input')
  await story.given('mark shop_tokyo worked --no-input')
  const bytes = story.world.vaultBytes()
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) === 0x41 ? 0x42 : 0x41, bytes.length - 100)
  writeFileSync(story.world.vault, bytes)
  expect(await story.tell('use shop_tokyo', opens)).toBe(13)
  await story.tell('backup list')
  await story.tell('backup restore 2026-03-10T14:02', async scene => {
    await opens(scene)
    await scene.sees(noYes)
    scene.types('y')
  })
  await story.tell('show shop_tokyo', opens)
})

golden('older-copy', async story => {
  await withTokyo(story)
  const copy = join(story.world.home, 'copy')
  copyFileSync(story.world.vault, copy)
  await story.given('use shop_tokyo --no-input')
  copyFileSync(copy, story.world.vault)
  story.world.forgetOwnSave()
  const refused = await story.tell('status', async scene => {
    await opens(scene)
    await scene.sees(noYes)
    scene.press('enter')
  })
  expect(refused).toBe(15)
  await story.tell('status', async scene => {
    await opens(scene)
    await scene.sees(noYes)
    scene.types('y')
  })
})

golden('alone', async story => {
  await story.tell('')
  await story.tell('', undefined, { columns: 40 })
  await story.tell('use shop_tokyo')
  await withTokyo(story)
  await story.tell('', opens)
})

golden('help', async story => {
  const commands = 'use mark playbook add status show void account incident log init passwd recovery-key backup'.split(
    ' ',
  )
  for (const command of ['--help', 'help all', ...commands.map(name => `${name} --help`)])
    await story.tell(command, undefined, { rows: 100 })
  await story.tell('add --help', undefined, { columns: 40, rows: 80 })
  expect(await story.tell('uze')).toBe(2)
  expect(await story.tell('use --nonsense')).toBe(2)
  expect(await story.tell('mark shop_tokyo perhaps')).toBe(2)
})

const typeAgain = ['Type the code of that line', 'その行のコードを入力'] as const

golden('bad-pastes', async story => {
  await withTokyo(story)
  for (const attempt of ['482 913', asCopied(tokyo), ''])
    await story.tell('add shop_osaka', async scene => {
      await opens(scene)
      await scene.sees(pasteHere)
      if (attempt !== '') scene.pastes(attempt)
      scene.press('enter', 'enter')
      if (attempt === '') return
      await scene.sees(pasteHere, 2)
      scene.pastes(asCopied(osaka.slice(0, 4)))
      scene.press('enter', 'enter')
      await scene.sees(yesNo)
      scene.press('enter')
      await scene.sees(['picture', '写真'])
      scene.types('n')
    })
  // The good lines are kept, and only the bad ones are asked for.
  await story.tell('add shop_osaka', async scene => {
    await opens(scene)
    await scene.sees(pasteHere)
    const [first = '', ...rest] = osaka
    scene.pastes(['20251120', first.slice(0, 7), ...rest, '090-1234-5678'].join('\n'))
    scene.press('enter', 'enter')
    await scene.sees(typeAgain)
    scene.pastes(first)
    scene.press('enter', 'enter')
    await scene.sees(typeAgain, 2)
    scene.press('enter')
    await scene.sees(['(y/N)', '(y/N)'])
    scene.press('enter')
    await scene.sees(['picture', '写真'])
    scene.types('y')
  })
  await story.tell('add shop_kobe', async scene => {
    await opens(scene)
    await scene.sees(pasteHere)
    scene.pastes(['Old:', ...someCodes(5, 11), 'New:', ...someCodes(5, 12)].join('\n'))
    scene.press('enter', 'enter')
    await scene.sees(['issue last', '発行されたのは'])
    scene.press('down', 'down', 'enter')
    await scene.sees(['picture', '写真'])
    scene.types('n')
  })
})

golden('pasted-escapes', async story => {
  await withTokyo(story)
  await story.tell('add shop_osaka', async scene => {
    await opens(scene)
    await scene.sees(pasteHere)
    scene.pastes(`\u001b[31m5517 2048\u001b]0;owned\u0007\n\u001b[2J9203 6671`)
    scene.press('enter', 'enter')
    await scene.sees(typeAgain)
    scene.press('ctrl-c')
  })
})

golden('interrupted', async story => {
  await withTokyo(story)
  const atPassphrase = await story.tell('use shop_tokyo', async scene => {
    await scene.sees(asksPassphrase)
    scene.press('ctrl-c')
  })
  expect(atPassphrase).toBe(130)
  const atPaste = await story.tell('add shop_osaka', async scene => {
    await opens(scene)
    await scene.sees(pasteHere)
    scene.pastes(asCopied(osaka))
    await scene.sees(['4478 1936', '4478 1936'])
    scene.press('ctrl-c')
  })
  expect(atPaste).toBe(130)
  const atOutcome = await story.tell('use shop_tokyo', async scene => {
    await opens(scene)
    await scene.sees(didItWork)
    scene.press('ctrl-c')
  })
  expect(atOutcome).toBe(130)
  await story.tell('status', opens)
})
