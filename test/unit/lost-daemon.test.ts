import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

import type { Fault } from '../support/fake-bridge.ts';

// A frontend without a daemon must exit: its container would wait for ever.

const root = fileURLToPath(new URL('../../', import.meta.url));

const local = ['', '.followpaths', '.sessionid', '.sharedkeyhint'].map(
  (each) => `source.local${each}`,
);
/** Without which a builder is refused before anything is solved. */
const llbCaps = ['constraints', 'meta.description', 'platform', ...local];

/** A frontend at the other end of a daemon that says nothing to this method, once the daemon was asked that. */
async function frontendThatWaits(method: string) {
  const faults: Readonly<Record<string, Fault>> = { [method]: 'hang' };
  const start = (args: readonly string[]) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
      cwd: root,
      env: {
        ...process.env,
        BUILDKIT_SESSION_ID: 'session',
        BUILDKIT_WORKERS: '[]',
        BUILDKIT_FRONTEND_OPT_0: 'source=org/grocker-frontend',
      },
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    for (const pipe of [child.stdin, child.stdout]) pipe.on('error', () => undefined);
    return child;
  };
  const daemon = start(['test/support/fake-bridge.ts', JSON.stringify({ faults, llbCaps })]);
  const frontend = start([
    ...['--input-type=module', '--eval'],
    "import('./src/frontend.ts').then(({ runFrontend }) => runFrontend())",
  ]);
  daemon.stdout.pipe(frontend.stdin);
  frontend.stdout.pipe(daemon.stdin);
  const exited = new Promise<number | null>((resolve) => frontend.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    let log = '';
    daemon.stderr.on('data', (text: Buffer) => {
      log += text.toString();
      if (log.includes(`"method":"${method}"`)) resolve();
    });
    frontend.once('exit', () => {
      reject(new Error(`the frontend ended before it asked: ${log}`));
    });
  });
  return { daemon, exited };
}

test.each(['Ping', 'Solve'])(
  'a frontend ends at once if its daemon dies during %s',
  async (method) => {
    const { daemon, exited } = await frontendThatWaits(method);
    const killed = Date.now();
    daemon.kill('SIGKILL');
    expect(await exited).toBe(1);
    // Half a second for what has been answered by then, and a machine that is busy.
    expect(Date.now() - killed).toBeLessThan(10_000);
  },
  60_000,
);
