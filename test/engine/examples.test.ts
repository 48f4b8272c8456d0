import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { describe, expect, onTestFinished, test } from 'vitest';

import { command } from '../support/command.ts';
import { consoleCommands, printedPattern } from '../support/console.ts';
import { caSecret, engineEnvironment, temporaryDirectory, uniqueTag } from '../support/engine.ts';
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
    for (const { command: line, printed } of commands) {
      const [, built] =
        /^docker buildx build -f grocker\.yml (?:--target \S+ )?-t (\S+) \.$/.exec(line) ?? [];
      if (built !== undefined) tags.set(built, uniqueTag(built));
      const { stdout } = await shell(withTags(withSecret(line), tags), directory);
      if (built === undefined) expect(stdout.trimEnd()).toMatch(printedPattern(printed));
    }
    expect(tags.size, 'images that were built').toBeGreaterThan(0);
    expect(commands.length, 'commands that ran one').toBeGreaterThan(tags.size);
  });
});

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
  return line.replace(/^docker buildx build /, `$&${caSecret().join(' ')} `);
}

/** The image's name stands behind -t of a build, and first of all such words of a run. */
function withTags(line: string, tags: ReadonlyMap<string, string>): string {
  const words = line.split(' ');
  const isBuild = line.startsWith('docker buildx build ');
  const at = isBuild ? words.indexOf('-t') + 1 : words.findIndex((word) => tags.has(word));
  return words.map((word, index) => (index === at ? (tags.get(word) ?? word) : word)).join(' ');
}
