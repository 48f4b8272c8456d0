// Entry of an image that is the frontend's in all else: tells the daemon's log how long the process took, from its
// start to its end, which follows the frontend's answer at once.
'use strict';
const { writeSync } = require('node:fs');
const process = require('node:process');
const { performance } = require('node:perf_hooks');

const begun = performance.now();
process.once('exit', () => {
  const times = { begun, loaded, returned: performance.now() };
  writeSync(2, `grocker frontend times ${JSON.stringify(times)}\n`);
});
require('/frontend.cjs');
const loaded = performance.now();
