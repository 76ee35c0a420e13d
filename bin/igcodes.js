#!/usr/bin/env node
require('../dist/igcodes.js')
