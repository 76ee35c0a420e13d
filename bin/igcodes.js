#!/usr/bin/env node
import '../dist/igcodes.js'
