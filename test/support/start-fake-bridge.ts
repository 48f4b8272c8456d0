import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { openStdioChannel } from '../../src/gateway/stdio-channel.ts';
import type { Channel } from '../../src/gateway/channel.ts';
import type { Scenario } from './fake-bridge.ts';

export interface FakeBridge {
  readonly channel: Channel;
  /** Its log so far. */
  calls(): readonly Readonly<Record<string, unknown>>[];
  kill(): void;
  stop(): Promise<void>;
}

/** Starts a fake daemon and a channel over its stdin and stdout. */
export function startFakeBridge(scenario: Scenario): FakeBridge {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      fileURLToPath(new URL('fake-bridge.ts', import.meta.url)),
      JSON.stringify(scenario),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stdin.on('error', () => undefined);
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const channel = openStdioChannel({ input: child.stdout, output: child.stdin });
  return {
    channel,
    calls: () =>
      log
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    kill: () => child.kill('SIGKILL'),
    stop: () => {
      channel.close();
      child.kill();
      return exited;
    },
  };
}
