import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeDefinition, marshal, type Definition } from '../../src/llb/llb.ts';
import { decode } from '../../src/llb/wire/decode.ts';
import { frozen } from './frozen.ts';
import { amd64, type Graph } from './graph.ts';
import { graphs } from './graphs.ts';

interface Fixture {
  readonly vertices: readonly { readonly digest: string; readonly bytes: string }[];
  /** For the whole definition. */
  readonly digest: string;
  readonly definition: string;
}

const fixtures = new URL('fixtures/', import.meta.url);

const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function read(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), 'utf8')) as Fixture;
}

function definitionOf({ output, options }: Graph): Definition {
  return marshal(frozen(output), { platform: amd64, localUniqueId: 'this-client', ...options });
}

function without(capabilities: readonly string[], definition: Definition): Definition {
  const metadata = Object.entries(definition.metadata).map(([digest, { caps = {}, ...rest }]) => {
    const kept = Object.entries(caps).filter(([capability]) => !capabilities.includes(capability));
    return [digest, { ...rest, caps: Object.fromEntries(kept) }];
  });
  return { ...definition, metadata: Object.fromEntries(metadata) as Definition['metadata'] };
}

describe('a graph has the bytes of the Go client', () => {
  it('for every fixture', () => {
    const names = readdirSync(fixtures).map((file) => file.replace(/\.json$/, ''));
    expect(Object.keys(graphs).sort()).toEqual(names.sort());
  });

  for (const [name, graph] of Object.entries(graphs)) {
    it(name, () => {
      const expected = read(name);
      const definition = definitionOf(graph);
      // First what a person can read, then the bytes.
      expect(definition.def.map((bytes) => decode('Op', bytes))).toEqual(
        expected.vertices.map(({ bytes }) => decode('Op', Buffer.from(bytes, 'base64'))),
      );
      expect(definition.def.map(base64)).toEqual(expected.vertices.map(({ bytes }) => bytes));
      expect(definition.def.map(sha256)).toEqual(expected.vertices.map(({ digest }) => digest));
      const encoded = encodeDefinition(without(graph.undeclared ?? [], definition));
      expect(decode('Definition', encoded)).toEqual(
        decode('Definition', Buffer.from(expected.definition, 'base64')),
      );
      expect(base64(encoded)).toBe(expected.definition);
      expect(sha256(encoded)).toBe(expected.digest);
    });
  }
});

describe('capabilities that the Go client omits are declared', () => {
  for (const [name, { undeclared, ...graph }] of Object.entries(graphs)) {
    if (undeclared === undefined) continue;
    it(name, () => {
      const declared = Object.values(definitionOf(graph).metadata).flatMap(({ caps = {} }) =>
        Object.keys(caps),
      );
      expect(declared).toEqual(expect.arrayContaining([...undeclared]));
    });
  }
});
