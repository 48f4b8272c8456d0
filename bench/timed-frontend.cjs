// Runs the frontend, whose command line it is given, as its child on the same pipes, and tells the daemon's log how
// long the frontend's process lasted. It ends as soon as it has answered.
'use strict';
const { spawn } = require('node:child_process');
const { writeSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const process = require('node:process');

const [program, ...args] = process.argv.slice(2);
const start = performance.now();
spawn(program, args, { stdio: 'inherit' }).once('close', (status) => {
  writeSync(2, `grocker frontend took ${performance.now() - start} ms\n`);
  process.exitCode = status ?? 1;
});
