/**
 * Builds dist/: one bundle with split chunks, so that a start loads little. What is bundled is no dependency of who installs
 * igcodes; its licences are collected beside it.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

rmSync('dist', { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: ['src/igcodes.ts', 'src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.17',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  external: ['@node-rs/argon2'],
  define: { VERSION: JSON.stringify(version) },
  // CommonJS packages (commander, inquirer's parts) call require for Node's own modules.
  banner: { js: "import{createRequire as $r}from'node:module';const require=$r(import.meta.url);" },
  metafile: true,
  logLevel: 'warning',
})
writeFileSync('dist/LICENSES.txt', licences(metafile))

/** The licence of every package that has a line in the bundle. */
function licences({ inputs }) {
  const folders = Object.keys(inputs)
    .map(path => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter(folder => folder !== undefined)
  return [...new Set(folders)].toSorted().map(licenceOf).join('\n')
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : `(${dirname(folder)} names ${license} and ships no text)`
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`
}
