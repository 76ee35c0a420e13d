import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, openSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { markIn, passphraseFrom, readableByOthers, readPassphraseFile } from '../../src/vault/passphrase-source.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house } from './samples.ts'

let place: House
let file: string

beforeEach(() => {
  place = house()
  file = join(place.folder, 'passphrase')
})
afterEach(() => {
  vi.restoreAllMocks()
  place.remove()
})

function written(content: string | Uint8Array): string {
  writeFileSync(file, content)
  return file
}

it.each([
  ['--passphrase-file', { passphraseFile: '' }],
  ['--passphrase-command', { passphraseCommand: '' }],
])('an empty %s is refused, not skipped in favor of the environment', (name, options) => {
  const env = { IGCODES_PASSPHRASE_FILE: written('horse') }
  const error = refusal(() => passphraseFrom(options, env))
  expect(error).toMatchObject({ code: 'missing-argument', exitCode: 2 })
  expect(error.details).toEqual({ name, command: '' })
})

function refuse(code: string): never {
  throw Object.assign(new Error(code), { code, syscall: 'fstat' })
}

describe('a passphrase file', () => {
  it.each([
    ['horse\n', 'horse'],
    ['horse\r\n', 'horse'],
    ['horse', 'horse'],
    ['horse \n', 'horse '],
    [' horse\t\n\n', ' horse\t\n'],
    ['one\ntwo\n', 'one\ntwo'],
    ['\n\n', '\n'],
    ['合言葉\n', '合言葉'],
    ['\ufeffhorse\n', '\ufeffhorse'],
    ['horse\r', 'horse\r'],
  ])('of %j loses its final line end, nothing else', (content, expected) => {
    expect(readPassphraseFile(written(content))).toBe(expected)
  })

  it.each(['', '\n', '\r\n'])('of %j is empty', content => {
    expect(refusal(() => readPassphraseFile(written(content)))).toMatchObject({
      code: 'passphrase-empty',
      exitCode: 22,
    })
  })

  type FileCase = [what: string, path: () => string, cause: string]

  it.each<FileCase>([
    ['that is not there', () => join(place.folder, 'gone'), 'ENOENT'],
    ['that is a folder', () => place.folder, 'EISDIR'],
    ['that is no UTF-8', () => written(Uint8Array.of(0x68, 0xff)), 'EILSEQ'],
    ['that is UTF-16', () => written(Buffer.from('\ufeffhorse\r\n', 'utf16le')), 'UTF-16'],
    ['that is UTF-16 with its bytes in the other order', () => written(Uint8Array.of(0xfe, 0xff, 0, 0x68)), 'UTF-16'],
    ...[
      [0xff, 0x68],
      [0xfe, 0x68],
      [0x68, 0xfe],
      [0xff, 0xff],
      [0xfe, 0xfe],
    ].map((bytes): FileCase => [`that is no text: ${bytes}`, () => written(Uint8Array.from(bytes)), 'EILSEQ']),
    ['that is a document', () => written('x'.repeat(4097)), 'EFBIG'],
    ['that has no end', () => '/dev/zero', 'EFBIG'],
  ])('%s is named', (_, path, cause) => {
    const source = path()
    const error = refusal(() => readPassphraseFile(source))
    expect(error).toMatchObject({ code: 'passphrase-source', exitCode: 22 })
    expect(error.details).toEqual({ source, cause })
  })

  it('may be as long as a line can be', () => {
    expect(readPassphraseFile(written('x'.repeat(4096)))).toHaveLength(4096)
  })
})

describe('a passphrase command', () => {
  const from = (passphraseCommand: string) => passphraseFrom({ passphraseCommand }, {})

  it('is a shell’s, and its output is the passphrase', () => {
    expect(from('printf "correct %s\\n" horse')).toBe('correct horse')
  })

  it.each([
    ['exit 3', 'exit 3'],
    ['echo horse; exit 1', 'exit 1'],
    ['no-such-program-anywhere 2>/dev/null', 'exit 127'],
    ['kill -TERM $$', 'SIGTERM'],
    ['printf "\\377"', 'EILSEQ'],
    ['head -c 5000 /dev/zero', 'EFBIG'],
    ['yes 2>/dev/null', 'ENOBUFS'],
  ])('fails with its cause, never with its output: %s', (command, cause) => {
    const error = refusal(() => from(command))
    expect(error.code).toBe('passphrase-source')
    expect(error.details).toEqual({ source: '--passphrase-command', cause })
  })

  it.each(['kill -INT $$', 'exit 130', 'echo horse; exit 130'])('that is interrupted ends the program: %s', command => {
    const error = refusal(() => from(command))
    expect(error).toMatchObject({ code: 'interrupted', exitCode: 130 })
    expect(error.details).toEqual({})
  })

  it.each([
    ['a terminal', () => true, 'inherit'],
    ['a pipe', () => false, 'ignore'],
    ['closed', () => refuse('EBADF'), 'ignore'],
  ])('gets our standard input only where that is a terminal, and our errors: %s', (_, isCharacterDevice, input) => {
    const spawn = vi.spyOn(process.getBuiltinModule('node:child_process'), 'spawnSync')
    const look = vi.spyOn(process.getBuiltinModule('node:fs'), 'fstatSync')
    look.mockImplementation(() => Object.create(null, { isCharacterDevice: { value: isCharacterDevice } }))
    syncBuiltinESMExports()
    try {
      expect(from('echo horse')).toBe('horse')
      expect(look.mock.calls).toEqual([[0]])
      const options = { shell: true, stdio: [input, 'pipe', 'inherit'], maxBuffer: 4 * 4096 }
      expect(spawn.mock.calls).toEqual([['echo horse', options]])
    } finally {
      look.mockRestore()
      syncBuiltinESMExports()
    }
  })

  it('that says nothing gives an empty passphrase', () => {
    expect(refusal(() => from('true')).code).toBe('passphrase-empty')
  })
})

describe('a passphrase descriptor', () => {
  it('is read to its end', () => {
    const descriptor = openSync(written('horse\n'), 'r')
    try {
      expect(passphraseFrom({ passphraseFd: String(descriptor) }, {})).toBe('horse')
    } finally {
      closeSync(descriptor)
    }
  })

  it('that is not open is named', () => {
    expect(refusal(() => passphraseFrom({ passphraseFd: '987' }, {})).details).toEqual({
      source: 'fd 987',
      cause: 'EBADF',
    })
  })

  it('that never ends is too much', () => {
    const descriptor = openSync('/dev/zero', 'r')
    try {
      const error = refusal(() => passphraseFrom({ passphraseFd: String(descriptor) }, {}))
      expect(error.details).toMatchObject({ cause: 'EFBIG' })
    } finally {
      closeSync(descriptor)
    }
  })

  it.each(['', '-1', '1.5', 'stdin', '0x3', '99999', '3 ', ' 3', '3\n'])('cannot be %j', value => {
    const error = refusal(() => passphraseFrom({ passphraseFd: value }, {}))
    expect(error).toMatchObject({ code: 'bad-argument', exitCode: 2 })
    expect(error.details).toEqual({ name: '--passphrase-fd', value, allowed: '0, 3, 4, …' })
  })
})

describe('the source that counts', () => {
  it('is the option before the environment, the descriptor before the file before the command', () => {
    const one = written('from the file\n')
    const env = {
      IGCODES_PASSPHRASE_FILE: join(place.folder, 'gone'),
      IGCODES_PASSPHRASE_COMMAND: 'echo from the environment',
    }
    const command = 'echo from the command'
    expect(passphraseFrom({ passphraseFile: one, passphraseCommand: command }, env)).toBe('from the file')
    expect(passphraseFrom({ passphraseCommand: command }, env)).toBe('from the command')
    expect(passphraseFrom({}, { ...env, IGCODES_PASSPHRASE_FILE: one })).toBe('from the file')
    expect(passphraseFrom({}, { ...env, IGCODES_PASSPHRASE_FILE: '' })).toBe('from the environment')
    const descriptor = openSync(one, 'r')
    try {
      expect(passphraseFrom({ passphraseFd: String(descriptor), passphraseFile: 'gone' }, env)).toBe('from the file')
    } finally {
      closeSync(descriptor)
    }
  })

  it('is none where none is named', () => {
    expect(passphraseFrom({}, { HOME: '/' })).toBeUndefined()
  })
})

it('a pipe in the place of a file is read, too: <(…)', () => {
  const fifo = join(place.folder, 'fifo')
  expect(spawnSync('mkfifo', [fifo]).status).toBe(0)
  const script = `printf 'horse\\n' > '${fifo}' &`
  spawnSync('sh', ['-c', script], { stdio: 'ignore' })
  expect(readPassphraseFile(fifo)).toBe('horse')
})

it.skipIf(process.platform === 'win32').each([
  [0o600, false],
  [0o640, true],
  [0o604, true],
])('a file of mode %o can be read by others: %s', (mode, isReadable) => {
  chmodSync(written('horse'), mode)
  expect(readableByOthers(file)).toBe(isReadable)
  chmodSync(place.folder, 0o755)
  expect(readableByOthers(place.folder)).toBe(false)
  expect(readableByOthers(`${file} of nobody`)).toBe(false)
})

it('no file can be read by others on Windows, as far as its mode tells', () => {
  chmodSync(written('horse'), 0o644)
  vi.spyOn(process, 'platform', 'get').mockReturnValue('win32')
  expect(readableByOthers(file)).toBe(false)
})

it.each([
  ['\ufeffhorse', 'byte-order-mark'],
  ['\ufeffh\0', 'byte-order-mark'],
  ['h\0o\0r\0s\0e\0', 'utf-16'],
  ['horse\ufeff', undefined],
  ['', undefined],
])('what an editor seems to have added to %j is a mark: %s', (passphrase, mark) => {
  expect(markIn(passphrase)).toBe(mark)
})
