import { spawn } from 'node:child_process';
import type { StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { NoDockerError } from './docker-errors.ts';
import { attend, checkInterruption } from './interruption.ts';

/**
 * Runs `docker buildx build` with the user's terminal; its exit status.
 *
 * @param output where its standard output goes: its remarks, or what `--output -` writes.
 */
export async function runBuildx(
  args: readonly string[],
  output: 'output' | 'errors' | 'nowhere' = 'output',
): Promise<number> {
  const { status } = await started(args, ['inherit', descriptors[output], 'inherit']);
  await requireBuildx(status);
  return status;
}

/**
 * The same, and what it wrote on standard error at its end. That goes on to the command's own; on a terminal, which
 * buildx draws on by itself, it is not known.
 */
export async function runBuildxWatched(
  args: readonly string[],
): Promise<{ readonly status: number; readonly errors: string | undefined }> {
  if (process.stderr.isTTY) return { status: await runBuildx(args), errors: undefined };
  const { status, errors } = await started(args, ['inherit', 'inherit', 'pipe'], (chunk) => {
    process.stderr.write(chunk);
  });
  await requireBuildx(status);
  return { status, errors };
}

async function requireBuildx(status: number): Promise<void> {
  if (status !== 0 && (await askDocker(['buildx', 'version'])).status !== 0) {
    throw new NoDockerError('docker has no buildx: install its plugin, docker-buildx');
  }
}

/** Runs docker with the user's terminal; its exit status, 128 and the number of the signal that ended it. */
export async function runDocker(args: readonly string[]): Promise<number> {
  const { status } = await started(args, 'inherit');
  return status;
}

/** Runs docker and takes what it prints. */
export function askDocker(
  args: readonly string[],
): Promise<{ readonly status: number; readonly output: string; readonly errors: string }> {
  return started(args, ['ignore', 'pipe', 'pipe']);
}

const descriptors = { output: 'inherit', errors: 2, nowhere: 'ignore' } as const;

async function started(
  args: readonly string[],
  stdio: StdioOptions,
  onErrors: (chunk: Buffer) => void = () => undefined,
): Promise<{ status: number; output: string; errors: string }> {
  const answer = await new Promise<{ status: number; output: string; errors: string }>(
    (resolve, reject) => {
      const child = spawn('docker', args, { stdio });
      attend(child);
      const chunks = { output: [] as Buffer[], errors: [] as Buffer[] };
      child.stdout?.on('data', (chunk: Buffer) => chunks.output.push(chunk));
      child.stderr?.on('data', (chunk: Buffer) => {
        chunks.errors.push(chunk);
        onErrors(chunk);
      });
      child.on('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'ENOENT' ? new NoDockerError() : error);
      });
      child.on('close', (code, signal) => {
        resolve({
          status: code ?? 128 + (signal === null ? 0 : constants.signals[signal]),
          output: Buffer.concat(chunks.output).toString(),
          errors: Buffer.concat(chunks.errors).toString(),
        });
      });
    },
  );
  checkInterruption();
  return answer;
}
