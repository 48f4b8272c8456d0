import { createHash } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import {
  buildGrocker,
  hostNetwork,
  sharesLoopback,
  temporaryDirectory,
} from '../support/engine.ts';
import { greetingWheel, serveIndex } from '../support/package-index.ts';

describe.runIf(sharesLoopback())('while apt is asked', () => {
  const build = async (target: string) => {
    const wheel = greetingWheel();
    const { url } = await serveIndex(wheel);
    const sha256 = createHash('sha256').update(wheel).digest('hex');
    const directory = await temporaryDirectory({
      'grocker.yml':
        '# syntax=org/grocker-frontend\nsource: .\nruntime: trixie/3.13\nentrypoint_name: [python3]\n',
      'requirements.txt': `greeting @ ${url}/first/greeting-1.0-py3-none-any.whl#sha256=${sha256}\n`,
    });
    const { stderr } = await buildGrocker(directory, [
      ...hostNetwork,
      '--no-cache',
      ...['--target', target, '--output', 'type=cacheonly', '--progress', 'plain'],
    ]);
    const asked = /^#(\d+) .*apt: resolve/m.exec(stderr)?.[1] ?? '';
    return {
      answered: stderr.search(new RegExp(`^#${asked} DONE`, 'm')),
      fetched: stderr.search(/^#\d+ \[wheels\] fetch$/m),
    };
  };

  test('the wheels of a lock are fetched', async () => {
    const { answered, fetched } = await build('runner');
    expect(answered).toBeGreaterThan(0);
    expect(fetched).toBeGreaterThan(0);
    expect(fetched).toBeLessThan(answered);
  });

  test('no wheel is fetched if none is needed', async () => {
    const { answered, fetched } = await build('root');
    expect(answered).toBeGreaterThan(0);
    expect(fetched).toBe(-1);
  });
});
