import { expect, test } from 'vitest';

import { planGraph } from '../commands/graph/plan-graph.ts';
import { replayFacts } from '../facts/recorded-facts.ts';
import { decode } from '../llb/wire/decode.ts';
import { planOf } from '../../test/support/example.ts';

const platform = { os: 'linux', architecture: 'amd64' } as const;

/** Files that are not a package, on an image of the user's own whose Python says this of itself. */
function facts(freeThreaded: boolean) {
  const files = { 'pylock.toml': 'lock-version = "1.0"\ncreated-by = "hand"\npackages = []\n' };
  const text = `source: {path: ., to: /app}
lock: pylock.toml
entrypoint_name: [python, -m, app]
runtime: ours
runtimes: {ours: {image: "ours:1", runtime: debian}}
`;
  const packages = { requested: [], files: [] };
  const lists = [[], ['ca-certificates'], []];
  return replayFacts({
    version: 1,
    definition: { name: 'grocker.yml', text },
    answers: [
      { kind: 'files', question: { patterns: Object.keys(files) }, answer: files },
      {
        kind: 'baseImage',
        question: { reference: 'ours:1', platform },
        answer: { reference: 'ours:1', config: '{}' },
      },
      {
        kind: 'systemPackages',
        question: { platform, base: 'ours:1', repositories: [], lists },
        answer: 'stage\nstage\nstage\nrecords\n',
      },
      {
        kind: 'interpreter',
        question: { platform, base: 'ours:1', packages, executable: 'python3' },
        answer: JSON.stringify({
          executable: '/usr/local/bin/python3',
          version: '3.14.0',
          freeThreaded,
          libc: { name: 'glibc', version: '2.41' },
        }),
      },
    ],
  });
}

test.each([
  [false, 'lib/python3.14', undefined],
  [true, 'lib/python3.14t', true],
])('a free-threaded Python finds the application: %s', async (freeThreaded, directory, planned) => {
  const plan = await planOf(facts(freeThreaded));
  expect(plan.python.freeThreaded).toBe(planned);
  const made = planGraph(plan, 'runner', 'example/frontend')
    .def.flatMap((bytes) => decode('Op', bytes).file?.actions ?? [])
    .flatMap(({ mkfile }) => mkfile?.path ?? []);
  expect(made.filter((path) => path.endsWith('.pth'))).toEqual([
    `/opt/app.venv/${directory}/site-packages/application.pth`,
  ]);
});
