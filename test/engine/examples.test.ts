import { cp, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { describe, expect, onTestFinished, test } from 'vitest';

import { command } from '../support/command.ts';
import { consoleCommands, printedPattern } from '../support/console.ts';
import {
  caSecret,
  docker,
  engineEnvironment,
  frontendArguments,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { exampleNames, examplePath, exampleText } from '../support/example.ts';
import {
  GIT_PLACEHOLDER,
  needsRepository,
  serveExampleRepository,
} from '../support/example-repository.ts';
import { useMirror } from '../support/files-prefix.ts';

// Each example does what its README says: its commands are run on a copy of the folder, as they stand there, but
// that the image's name is the test's own and that a build is given the machine's CA bundle.
describe.each(exampleNames())('example %s', (name) => {
  const commands = consoleCommands(exampleText(name, 'README.md'));

  test('builds, runs and prints what its README says', async () => {
    const directory = await temporaryDirectory();
    await cp(fileURLToPath(examplePath(name)), directory, { recursive: true });
    useMirror(directory, await repositoryMirrors(directory));
    const tags = new Map<string, string>();
    const histories: string[] = [];
    for (const { command: line, printed } of commands) {
      const [, built] =
        /^docker buildx build -f grocker\.yml (?:--target \S+ )?-t (\S+) \.$/.exec(line) ?? [];
      if (built !== undefined) tags.set(built, uniqueTag(built));
      const { stdout } = await shell(withTags(withSecret(line), tags), directory);
      if (built !== undefined) {
        histories.push(`${built}\n${await history(tags.get(built) ?? built)}`);
        continue;
      }
      expect(stdout.trimEnd()).toMatch(printedPattern(printed));
      const { stdout: inPod } = await shell(asPod(withTags(line, tags), name), directory);
      expect(inPod.trimEnd(), asPod(line, name)).toMatch(printedPattern(printed));
    }
    const golden = await readFile(new URL(`histories/${name}.txt`, import.meta.url), 'utf8');
    expect(withoutVersions(histories.join('\n'))).toBe(withoutVersions(golden));
    expect(tags.size, 'images that were built').toBeGreaterThan(0);
    expect(commands.length, 'commands that ran one').toBeGreaterThan(tags.size);
  });
});

/** Examples that write temporary files, for which a cluster mounts a directory. */
const TEMPORARY_FILES = ['ipython'];

/** As the strictest of clusters runs it: some number as its user, nothing to write to, no rights. */
function asPod(line: string, name: string): string {
  const flags = [
    ...['--user', '1000660000:0', '--read-only', '--cap-drop', 'ALL'],
    ...['--security-opt', 'no-new-privileges'],
    ...(TEMPORARY_FILES.includes(name) ? ['--tmpfs', '/tmp', '--env', 'IPYTHONDIR=/tmp'] : []),
  ];
  return line.replace(/^docker run /, `$&${flags.join(' ')} `);
}

/** The lines of `docker history`, the lowest layer last, that are not the base image's. */
async function history(image: string): Promise<string> {
  const { stdout } = await docker(['history', '--no-trunc', '--format', '{{json .}}', image]);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
  const base = lines.findIndex(({ Comment }) => Comment !== 'grocker');
  return lines
    .slice(0, base)
    .map(({ CreatedBy = '' }) => `  ${CreatedBy}\n`)
    .join('');
}

/** A version that nothing locks is another one each month. */
function withoutVersions(text: string): string {
  return text.replaceAll(/(?<= )\d+(\.\d+)*$/gm, '…');
}

/** Serves the repository that a lock names, where it names one. */
async function repositoryMirrors(directory: string): Promise<Readonly<Record<string, string>>> {
  if (!needsRepository(directory)) return {};
  const { url, stop } = await serveExampleRepository();
  onTestFinished(stop);
  return { [GIT_PLACEHOLDER]: url };
}

/** Both streams together and whatever the exit code, as a terminal shows it; only a build may not fail. */
function shell(line: string, directory: string) {
  const isBuild = line.startsWith('docker buildx build ');
  return command('sh', ['-c', isBuild ? line : `{ ${line}; } 2>&1 || true`], {
    directory,
    environment: { ...engineEnvironment(), BUILDKIT_PROGRESS: 'plain' },
  });
}

function withSecret(line: string): string {
  return line.replace(
    /^docker buildx build /,
    `$&${[...frontendArguments(), ...caSecret()].join(' ')} `,
  );
}

/** The image's name stands behind -t of a build, and first of all such words of a run. */
function withTags(line: string, tags: ReadonlyMap<string, string>): string {
  const words = line.split(' ');
  const isBuild = line.startsWith('docker buildx build ');
  const at = isBuild ? words.indexOf('-t') + 1 : words.findIndex((word) => tags.has(word));
  return words.map((word, index) => (index === at ? (tags.get(word) ?? word) : word)).join(' ');
}
