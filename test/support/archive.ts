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
