// Writes the program that a frontend starts with (src/snapshot/greeter.ts).
// Usage: node scripts/write-greeter.ts amd64|arm64 FILE
import { writeFile } from 'node:fs/promises';
import { greeting } from '../src/http2/greeting.ts';
import { greeter } from '../src/snapshot/greeter.ts';

const [architecture, file] = process.argv.slice(2);
if ((architecture !== 'amd64' && architecture !== 'arm64') || file === undefined)
  throw new Error('usage: node scripts/write-greeter.ts amd64|arm64 FILE');
await writeFile(file, greeter(architecture, greeting), { mode: 0o755 });
