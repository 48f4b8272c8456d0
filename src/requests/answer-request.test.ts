import { describe, expect, test } from 'vitest';

import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { MemoryInputs } from '../inputs/memory-inputs.ts';
import { GatewayError } from '../gateway/gateway-error.ts';
import { jsonSchema } from '../spec/json-schema.ts';
import { answerRequest } from './answer-request.ts';
import { requestSubject } from './request-subject.ts';

const good = [
  'release: ipython==9.7.0',
  'entrypoint_name: ipython',
  'args: {APP_VERSION: "1.0"}',
  'services: {worker: {cmd: [worker]}}',
  '',
].join('\n');
const bad = 'release: ipython==9.7.0\ndependancies: {}\nlayers: many\n';
const base64 = (text: string) => Buffer.from(text).toString('base64');

async function ask(
  name: string,
  text: string,
  files: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const inputs = new MemoryInputs({ ...files, 'grocker.yml': text });
  const answer = await answerRequest(
    `frontend.${name}`,
    requestSubject(inputs, { buildArgs: text === good ? { APP_VERSION: '2.0' } : {} }),
  );
  const { 'result.json': json = '', ...rest } = Object.fromEntries(answer);
  return { ...rest, json: JSON.parse(json) as unknown };
}

describe('requests', () => {
  test('subrequests.describe', async () => {
    const named = (...names: string[]) => names.map((name) => ({ name, description: '' }));
    const entry = (name: string, description: string, rest: object = {}) => ({
      name,
      version: '1.0.0',
      type: 'rpc',
      description,
      opts: [],
      inputs: [],
      metadata: named('result.json', 'result.txt'),
      refs: [],
      ...rest,
    });
    const target = { opts: [{ name: 'target', description: 'What to build' }] };
    expect(await ask('subrequests.describe', '')).toEqual({
      version: '1.0.0',
      'result.txt': [
        'NAME                 VERSION DESCRIPTION',
        'lint                 1.0.0   Check the definition without building',
        'outline              1.0.0   List the build arguments, secrets and ssh agents that a target takes',
        'targets              1.0.0   List what can be built',
        'schema               1.0.0   Print the JSON Schema of grocker.yml',
        'subrequests.describe 1.0.0   List the requests that can be made instead of a build',
        '',
      ].join('\n'),
      json: [
        entry('frontend.lint', 'Check the definition without building', {
          metadata: named('result.json', 'result.txt', 'result.statuscode'),
        }),
        entry(
          'frontend.outline',
          'List the build arguments, secrets and ssh agents that a target takes',
          target,
        ),
        entry('frontend.targets', 'List what can be built'),
        entry('frontend.schema', 'Print the JSON Schema of grocker.yml'),
        entry(
          'frontend.subrequests.describe',
          'List the requests that can be made instead of a build',
        ),
      ],
    });
  });

  test('targets', async () => {
    const answer = await ask('targets', good);
    expect(answer['result.txt']).toBe(
      [
        'TARGET           DESCRIPTION',
        'runner (default) The image of the application',
        'debug            The image on the full root, with the system packages of `debug`; a service: NAME-debug',
        'root             The base of the image: its system packages, and no Python package',
        'compiler         Root and the packages for compiling',
        'wheels           Every wheel of the application, for --output type=local',
        'lock             Lock files to commit, for --output type=local',
        'check            Imports, commands and shared libraries; fails if one is missing',
        'worker           The service worker',
        '',
      ].join('\n'),
    );
    expect(answer['json']).toMatchObject({
      targets: expect.arrayContaining([
        { name: 'runner', default: true, description: 'The image of the application' },
        { name: 'worker', description: 'The service worker' },
      ]) as unknown,
      sources: [base64(good)],
    });
  });

  test('outline', async () => {
    expect(await ask('outline', good)).toEqual({
      version: '1.0.0',
      'result.txt': [
        'TARGET: runner',
        '',
        'BUILD ARG     VALUE',
        'APP_VERSION   2.0',
        '',
        'SECRET            REQUIRED',
        'ca-certificates',
        'netrc',
        'uv.toml',
        'pip.conf',
        'pip_conf',
        'GIT_AUTH_TOKEN',
        'GIT_AUTH_HEADER',
        '',
        'SSH       REQUIRED',
        'default',
        '',
      ].join('\n'),
      json: {
        name: 'runner',
        args: [{ name: 'APP_VERSION', value: '2.0' }],
        secrets: [
          'ca-certificates',
          'netrc',
          'uv.toml',
          'pip.conf',
          'pip_conf',
          'GIT_AUTH_TOKEN',
          'GIT_AUTH_HEADER',
        ].map((name) => ({
          name,
        })),
        ssh: [{ name: 'default' }],
        sources: [base64(good)],
      },
    });
  });

  test('lint of a file with mistakes', async () => {
    const answer = await ask('lint', bad);
    expect(answer).toMatchObject({
      version: '1.0.0',
      'result.statuscode': '1',
      json: {
        warnings: [],
        sources: [{ filename: 'grocker.yml', language: 'YAML', data: base64(bad) }],
        buildError: {
          message: expect.stringMatching(/^grocker\.yml:2:1: .*\ngrocker\.yml:3:9: /) as unknown,
          location: {
            sourceIndex: 0,
            ranges: [
              { start: { line: 2, character: 0 }, end: { line: 2, character: 12 } },
              { start: { line: 3, character: 8 }, end: { line: 3, character: 12 } },
            ],
          },
        },
      },
    });
    expect(answer['result.txt']).toContain('2 errors');
  });

  test.each<[string, Record<string, string>, string, readonly string[]]>([
    ['release: ipython==9.7.0\n', {}, '1', ['no-lock']],
    ['source: .\nentrypoint_name: [python]\n', { 'requirements.txt': 'app==1\n' }, '0', []],
  ])('lint of %j beside %j', async (text, files, status, codes) => {
    const answer = await ask('lint', text, files);
    expect(answer['result.statuscode']).toBe(status);
    const { warnings } = answer['json'] as { warnings: readonly { ruleName: string }[] };
    expect(warnings.map(({ ruleName }) => ruleName)).toEqual(codes);
  });

  test('lint reports a named lock that does not exist', async () => {
    const answer = await ask('lint', 'lock: [a/c.txt, b.txt]\n', { 'b.txt': 'app==1\n' });
    expect(answer['result.statuscode']).toBe('1');
    const { buildError } = answer['json'] as { buildError: { message: string } };
    expect(buildError.message).toMatch(/^grocker.yml:1:8: the context has no file a\/c.txt/);
    expect(buildError.message).not.toContain('b.txt');
  });

  test('schema', async () => {
    const answer = await ask('schema', '');
    expect(answer['json']).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
    expect(JSON.parse(String(answer['result.txt']))).toEqual(answer['json']);
  });
});

test.each(['targets', 'outline'])('%s of a file with mistakes reports them', async (name) => {
  const error: unknown = await ask(name, bad).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DiagnosticError);
  expect((error as DiagnosticError).diagnostics).toHaveLength(2);
});

test('an unknown request', async () => {
  const error: unknown = await ask('unheard', '').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(GatewayError);
  expect((error as GatewayError).status.details?.[0]?.typeUrl).toBe(
    'github.com/moby/buildkit/errdefs.Subrequest+json',
  );
});
