import { expect, it } from 'vitest';
import { definitionToJson } from './definition-to-json.ts';
import { mkfile } from './file-action.ts';
import { file } from './file.ts';
import { marshal } from './marshal.ts';
import { scratch } from './scratch.ts';

it('shows vertices, metadata, locations and files', () => {
  const output = file(
    scratch,
    [
      mkfile({ path: '/text', data: 'naïve\n', createdTime: 1_700_000_000 }),
      mkfile({ path: '/bytes', data: new Uint8Array([255, 0]) }),
    ],
    {
      name: 'two files',
      locations: [
        {
          filename: 'a.yml',
          ranges: [{ start: { line: 1, character: 0 }, end: { line: 1, character: 4 } }],
        },
      ],
    },
  );
  const definition = marshal(output, {
    platform: { os: 'linux', architecture: 'amd64' },
    sources: [{ filename: 'a.yml', language: 'YAML', data: new TextEncoder().encode('a: 1\n') }],
  });
  const digest = 'sha256:83af6bf49108840d92c96807342f344c6d0bbcf83ff9129b04b1842bd2a89722';
  expect(definitionToJson(definition)).toEqual({
    vertices: [
      {
        digest,
        op: {
          constraints: {},
          file: {
            actions: [
              {
                input: -1,
                secondaryInput: -1,
                output: -1,
                mkfile: {
                  path: '/text',
                  mode: 0o644,
                  data: 'naïve\n',
                  timestamp: '1700000000000000000',
                },
              },
              {
                secondaryInput: -1,
                mkfile: {
                  path: '/bytes',
                  mode: 0o644,
                  data: { base64: '/wA=' },
                  timestamp: -1,
                },
              },
            ],
          },
        },
        metadata: { description: { 'llb.customname': 'two files' }, caps: { 'file.base': true } },
        locations: [
          {
            sourceIndex: 0,
            ranges: [{ start: { line: 1, character: 0 }, end: { line: 1, character: 4 } }],
          },
        ],
      },
      {
        digest: 'sha256:0066dde3a608c0abafcf07819b779534d9304f988178f727a33146186c6e22a0',
        op: { inputs: [{ digest }] },
        metadata: { caps: { constraints: true, platform: true, 'meta.description': true } },
      },
    ],
    sources: [{ filename: 'a.yml', language: 'YAML', data: 'a: 1\n' }],
  });
});
