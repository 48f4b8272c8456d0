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
  ['the authorities that are found', {}, { caCertificates: '/ca' }, ['ca-certificates=/ca']],
  ['pip.conf only where it is given', { pipConf: 'mine' }, {}, ['pip.conf=mine']],
  ['netrc only where it is given', { netrc: 'n' }, {}, ['netrc=n']],
  [
    'no secret that --secret gives',
    {
      netrc: 'n',
      pipConf: 'mine',
      passed: new Map([['secret', ['id=netrc,src=x', 'type=file,id=ca-certificates,src=y']]]),
    },
    { caCertificates: '/ca' },
    ['pip.conf=mine'],
  ],
])('passes %s', (_, change, found, expected) => {
  const passed = secrets({ ...request, ...change }, found);
  expect(passed.map(({ id, file }) => `${id}=${file}`)).toEqual(expected);
});
