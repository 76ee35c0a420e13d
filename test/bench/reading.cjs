/**
 * A process that reads what `check` reads and writes an answer: `node reading.cjs NOTICES VAULT`. What `check` costs beyond it is igcodes' own
 * code; what this costs beyond `node -e 0` no program can save.
 */
const { closeSync, openSync, readFileSync, readSync, realpathSync, writeSync } = require('node:fs')

const [notices, vault] = process.argv.slice(2)
JSON.parse(readFileSync(notices, 'utf8'))
const file = openSync(realpathSync.native(vault))
readSync(file, new Uint8Array(17 * 1024))
closeSync(file)
writeSync(1, '{"level":"ok","notices":[]}\n')
