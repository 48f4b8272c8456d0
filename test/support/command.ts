import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly directory?: string | undefined;
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  readonly input?: string | Uint8Array | undefined;
  /** The exit codes that are no error; 0 alone unless said. */
  readonly statuses?: readonly number[] | undefined;
}

/** Runs a program to its end; an exit code that was not expected rejects with everything that it printed. */
export function command(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.directory,
      env: { ...process.env, ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => stdout.push(part));
    child.stderr.on('data', (part: Buffer) => stderr.push(part));
    // A program may end without reading its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const result: CommandResult = {
        status: code ?? 128,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      };
      if ((options.statuses ?? [0]).includes(result.status)) {
        resolve(result);
      } else {
        const ending = signal ?? `exit code ${result.status}`;
        const line = [program, ...args].join(' ');
        reject(new Error(`${line}: ${ending}\n${result.stdout}\n${result.stderr}`));
      }
    });
  });
}
