import { describe, expect, it } from 'vitest';
import { exec } from './exec.ts';
import { file } from './file.ts';
import { mkdir } from './file-action.ts';
import { fromDefinition } from './from-definition.ts';
import { http } from './http.ts';
import { image } from './image.ts';
import { digestOf, marshal } from './marshal.ts';
import { merge } from './merge.ts';
import { scratch } from './scratch.ts';
import { decode } from './wire/decode.ts';

const platform = { os: 'linux', architecture: 'amd64' };

describe('marshal', () => {
  it('encodes an empty filesystem as no vertex', () => {
    expect(marshal(scratch, { platform })).toEqual({ def: [], metadata: {} });
    expect(digestOf(scratch, { platform })).toBeUndefined();
  });

  it('ends in an Op that names the result', () => {
    const output = file(scratch, [mkdir({ path: '/a' })]);
    const last = marshal(output, { platform }).def.at(-1) ?? new Uint8Array();
    expect(decode('Op', last)).toEqual({ inputs: [{ digest: digestOf(output, { platform }) }] });
  });

  it('writes a shared vertex only once', () => {
    const a = http('https://files.example/a');
    const again = http('https://files.example/a');
    const twice = merge([merge([a, again]), a, again]);
    expect(marshal(twice, { platform }).def).toHaveLength(4);
  });

  it('takes time by the number of vertices, not of paths between them', () => {
    const levels = Array.from({ length: 60 });
    const deep = levels.reduce(
      (below: ReturnType<typeof merge>) => merge([below, below]),
      http('https://files.example/a'),
    );
    expect(marshal(deep, { platform }).def).toHaveLength(62);
  });

  it('gives a vertex another digest for another platform only if the platform matters', () => {
    const arm64 = { platform: { os: 'linux', architecture: 'arm64' } };
    const run = exec({ root: scratch, args: ['/true'] }).root;
    const changed = file(scratch, [mkdir({ path: '/a' })]);
    expect(digestOf(run, arm64)).not.toBe(digestOf(run, { platform }));
    expect(digestOf(changed, arm64)).toBe(digestOf(changed, { platform }));
  });
});

describe('fromDefinition', () => {
  it('returns the output that the definition names', () => {
    const output = merge([image('debian'), http('https://files.example/a', { name: 'a' })]);
    const definition = marshal(output, { platform });
    expect(marshal(fromDefinition(definition), { platform })).toEqual(definition);
    expect(fromDefinition({ def: [], metadata: {} })).toBe(scratch);
  });

  it('refuses a definition that is out of order', () => {
    const { def, metadata } = marshal(file(scratch, [mkdir({ path: '/a' })]), { platform });
    expect(() => fromDefinition({ def: [...def].reverse(), metadata })).toThrow('before it comes');
  });
});
