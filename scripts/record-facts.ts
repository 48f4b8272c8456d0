// Writes facts.json and plan.json of examples: what index, apt and registry answer a build of today, with hosts
// replaced, and the plan that it makes.
//
//   npx tsx scripts/record-facts.ts [--replan] [EXAMPLE…]
//
// --replan keeps the facts and writes the plan that the code makes of them now.
// The frontend is built first; GROCKER_FRONTEND_IMAGE names it, org/grocker-frontend otherwise.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parseRecordedFacts, replayFacts } from '../src/facts/recorded-facts.ts';
import { command } from '../test/support/command.ts';
import { useMirror } from '../test/support/files-prefix.ts';
import {
  exampleNames,
  examplePath,
  exampleText,
  planOf,
  planText,
} from '../test/support/example.ts';

const frontend = process.env['GROCKER_FRONTEND_IMAGE'] ?? 'org/grocker-frontend';
const script = `
  docker buildx build --build-arg BUILDKIT_SYNTAX="$0" --file grocker.yml --target plan --platform linux/amd64 \
    \${GROCKER_CA_BUNDLE:+--secret "id=ca-certificates,src=$GROCKER_CA_BUNDLE"} --output "type=local,dest=$1" .
`;

async function recordedFacts(name: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'grocker-facts-'));
  const context = join(directory, 'context');
  try {
    cpSync(examplePath(name), context, { recursive: true });
    useMirror(context);
    const engine = fileURLToPath(new URL('engine', import.meta.url));
    await command(engine, ['exec', 'sh', '-c', script, frontend, directory], {
      directory: context,
    });
    const recorded = parseRecordedFacts(readFileSync(join(directory, 'facts.json'), 'utf8'));
    // The example's own text, without a mirror of this machine.
    const definition = { ...recorded.definition, text: exampleText(name, 'grocker.yml') };
    return replacedHosts(`${JSON.stringify({ ...recorded, definition }, null, 2)}\n`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Host by what it serves: system packages, the index, the files of packages, images. */
function replacedHosts(facts: string): string {
  return facts
    .replace(/('http:\/\/)[^/]+(\/)/g, '$1debian.example$2')
    .replace(/(index = \\"https:\/\/)[^/]+(\/)/g, '$1index.example$2')
    .replace(/(url = \\"https:\/\/)[^/]+(\/)/g, '$1files.example$2')
    .replace(/("(?:reference|base)": ")[^/"]+\.[^/"]+(\/[^"]+@sha256:)/g, '$1registry.example$2');
}

const [first, ...rest] = process.argv.slice(2);
const replan = first === '--replan';
const named = replan || first === undefined ? rest : [first, ...rest];
if (!replan) await command(fileURLToPath(new URL('frontend-image', import.meta.url)), []);
for (const name of named.length > 0 ? named : exampleNames()) {
  const facts = replan ? exampleText(name, 'facts.json') : await recordedFacts(name);
  const plan = await planOf(replayFacts(parseRecordedFacts(facts)));
  writeFileSync(examplePath(name, 'facts.json'), facts);
  writeFileSync(examplePath(name, 'plan.json'), planText(plan));
  process.stdout.write(`${name}\n`);
}
