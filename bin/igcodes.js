#!/usr/bin/env node
// In words that every old Node can read: it says what is missing, instead of breaking off somewhere in the program.
const version = process.versions.node
const numbers = version.split('.').map(Number)
if (numbers[0] > 20 || (numbers[0] === 20 && numbers[1] >= 17)) require('../dist/igcodes.js')
else {
  const sentences = [
    'igcodes needs Node 20.17 or later; this is ' + version + '. Get it from https://nodejs.org',
    'igcodesにはNode 20.17以降が必要です(これは ' + version + ')。https://nodejs.org から入れてください。',
  ]
  process.stderr.write(sentences.join('\n') + '\n')
  process.exitCode = 2
}
