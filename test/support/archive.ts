import { command } from './command.ts';

/** Every path of a tar file, sorted; directories end in a slash. */
export async function archivePaths(file: string): Promise<readonly string[]> {
  const { stdout } = await command('tar', ['--list', '--file', file]);
  return stdout.trimEnd().split('\n').sort();
}

/** The text of one file of a tar file. */
export async function archiveText(file: string, path: string): Promise<string> {
  return (await command('tar', ['--extract', '--to-stdout', '--file', file, path])).stdout;
}

/** Kind, mode, owner, size, time and path of everything in a tar file, sorted by path. */
export async function archiveDetails(file: string): Promise<readonly string[]> {
  const format = ['--verbose', '--numeric-owner', '--full-time'];
  const { stdout } = await command('tar', ['--list', ...format, '--file', file]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.replaceAll(/ +/g, ' '))
    .sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

function pathOf(line: string): string {
  return line.split(' ').slice(5).join(' ');
}
