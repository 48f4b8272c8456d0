import { expect, it } from 'vitest';
import type { DefinitionRequest } from './build-request.ts';
import { secrets } from './secrets.ts';

const request: DefinitionRequest = {
  argument: '.',
  subject: { kind: 'directory', path: '.' },
  config: [],
  volumes: [],
  ports: [],
  envs: [],
  cache: true,
  pull: false,
  passed: new Map(),
};

it.each<[string, Partial<DefinitionRequest>, Parameters<typeof secrets>[1], string[]]>([
  ['nothing', {}, {}, []],
  [
    'what is found',
    {},
    { caCertificates: '/ca', pipConf: '/pip' },
    ['ca-certificates=/ca', 'pip.conf=/pip'],
  ],
  [
    'what is given rather than what is found',
    { pipConf: 'mine' },
    { pipConf: '/pip' },
    ['pip.conf=mine'],
  ],
  ['netrc only where it is given', { netrc: 'n' }, {}, ['netrc=n']],
  [
    'nothing that --secret gives',
    {
      netrc: 'n',
      passed: new Map([['secret', ['id=netrc,src=x', 'type=file,id=ca-certificates,src=y']]]),
    },
    { caCertificates: '/ca', pipConf: '/pip' },
    ['pip.conf=/pip'],
  ],
])('passes %s', (_, change, found, expected) => {
  const passed = secrets({ ...request, ...change }, found);
  expect(passed.map(({ id, file }) => `${id}=${file}`)).toEqual(expected);
});
