import { http, image, type MarshalOptions, type Output, type Platform } from '../../src/llb/llb.ts';

/** A graph that the Go client makes too, under the same name, with options of marshal. */
export interface Graph {
  readonly output: Output;
  readonly options?: Partial<MarshalOptions>;
  /** Capabilities that the Go client means to declare and does not: it looks for them before there are actions. */
  readonly undeclared?: readonly string[];
}

export type Graphs = Readonly<Record<string, Graph>>;

export const amd64: Platform = { os: 'linux', architecture: 'amd64' };
export const arm64: Platform = { os: 'linux', architecture: 'arm64' };
export const armV7: Platform = {
  os: 'linux',
  architecture: 'arm',
  variant: 'v7',
  osVersion: '1',
  osFeatures: ['b', 'a'],
};

export const sha256A = `sha256:${'a'.repeat(64)}`;
export const sha256B = `sha256:${'b'.repeat(64)}`;
export const commit = '0123456789abcdef0123456789abcdef01234567';

export const base = (): Output => image('debian:trixie-slim');

export const wheel = (filename: string): Output =>
  http(`https://files.example/${filename}`, { checksum: sha256A, filename });
