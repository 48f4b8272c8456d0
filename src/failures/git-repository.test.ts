import { describe, expect, test } from 'vitest';

import { GatewayError } from '../gateway/gateway-error.ts';
import type { PlannedPackage } from '../plan/plan.ts';
import { repositoryFailure } from './git-repository.ts';

const commit = 'c'.repeat(40);
const span = {
  file: 'uv.lock',
  start: { line: 4, column: 1 },
  end: { line: 4, column: 9 },
};

function compiled(name: string, url: string): PlannedPackage {
  const settings = { envs: [], configSettings: [], stage: 'compiler' } as const;
  const origin = { from: 'git', url, commit } as const;
  return {
    ...{ kind: 'compile', name, version: '1.0', role: 'dependency', origin, span },
    ...settings,
  };
}

const packages = [
  compiled('tool', 'https://git.example/tool.git'),
  compiled('keyed', 'git@git.example:team/keyed.git'),
];

describe('repositoryFailure', () => {
  test.each([
    [
      'a token that is asked for',
      'failed to fetch remote https://git.example/tool.git: git stderr:\nfatal: could not read Username: terminal prompts disabled\n: exit status 128',
      'the commit cccccccccccc of tool could not be fetched from https://git.example/tool.git (fatal: could not read Username: terminal prompts disabled)',
      'see that the builder reaches that server and that the commit is there, and give the secret GIT_AUTH_TOKEN if it asks for one',
    ],
    [
      'no agent',
      'no SSH key "default" forwarded from the client',
      'the commit cccccccccccc of keyed could not be fetched from git@git.example:team/keyed.git',
      'see that the builder reaches that server, and give it a key with --ssh default',
    ],
  ])('%s', (_, message, said, help) => {
    const error = repositoryFailure(new GatewayError({ message }), packages);
    expect(error?.diagnostics).toEqual([
      { code: 'repository-failed', severity: 'error', message: said, span, help },
    ]);
  });

  test('is nothing where another source fails', () => {
    const message = 'failed to load https://files.example/a.whl';
    expect(repositoryFailure(new GatewayError({ message }), packages)).toBeUndefined();
  });
});
