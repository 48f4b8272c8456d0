import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';

import { command } from './command.ts';
import { consoleCommands, printedPattern } from './console.ts';
import {
  caSecret,
  engineEnvironment,
  frontendArguments,
  temporaryDirectory,
  uniqueTag,
} from './engine.ts';
import { examplePath, exampleText } from './example.ts';
import { GIT_PLACEHOLDER, needsRepository, serveExampleRepository } from './example-repository.ts';
import { useMirror } from './files-prefix.ts';
import { POD } from './pod.ts';

/** A copy of an example whose files this machine can fetch. */
export async function exampleCopy(name: string): Promise<string> {
  const directory = await temporaryDirectory();
  await cp(fileURLToPath(examplePath(name)), directory, { recursive: true });
  useMirror(directory, await repositoryMirrors(directory));
  return directory;
}

/**
 * Runs the commands of an example's README on a copy of its folder, as they are there, but that the image's name is the
 * test's own and that a build is given the machine's CA bundle. What they print is held to what the README says.
 *
 * @param built called with each image that was built, by its name in the README.
 */
export async function runReadme(
  name: string,
  directory: string,
  built: (image: string, tag: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const commands = consoleCommands(exampleText(name, 'README.md'));
  const tags = new Map<string, string>();
  for (const { command: line, printed } of commands) {
    const [, image] =
      /^docker buildx build -f grocker\.yml (?:--target \S+ )?-t (\S+) \.$/.exec(line) ?? [];
    if (image !== undefined) tags.set(image, uniqueTag(image));
    const { stdout } = await shell(withTags(withSecret(line), tags), directory);
    if (image !== undefined) {
      await built(image, tags.get(image) ?? image);
      continue;
    }
    expect(stdout.trimEnd()).toMatch(printedPattern(printed));
    const { stdout: inPod } = await shell(asPod(withTags(line, tags), name), directory);
    expect(inPod.trimEnd(), asPod(line, name)).toMatch(printedPattern(printed));
  }
  expect(tags.size, 'images that were built').toBeGreaterThan(0);
  expect(commands.length, 'commands that ran one').toBeGreaterThan(tags.size);
}

/** Examples that write temporary files, for which a cluster mounts a directory. */
const TEMPORARY_FILES = ['ipython'];

/** Runs an image as the strictest cluster does. */
function asPod(line: string, name: string): string {
  const flags = [
    ...POD,
    ...(TEMPORARY_FILES.includes(name) ? ['--tmpfs', '/tmp', '--env', 'IPYTHONDIR=/tmp'] : []),
  ];
  return line.replace(/^docker run /, `$&${flags.join(' ')} `);
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
