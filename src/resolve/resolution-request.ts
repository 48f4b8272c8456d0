import { createHash } from 'node:crypto';
import type { PythonLockQuestion } from '../facts/fact-source.ts';

/** The parameters of a resolution, on whatever platform. */
export type ResolutionRequest = Omit<
  PythonLockQuestion,
  'platform' | 'python' | 'paths' | 'network'
>;

/** The same as lists of texts by the names that locks give them; what has no value has no field. */
export function requestFields(request: ResolutionRequest): ReadonlyMap<string, readonly string[]> {
  const { index, project } = request;
  const fields: [string, readonly string[]][] = [
    ['requirements', request.requirements],
    ['constraints', request.constraints.split('\n').filter((line) => line.trim() !== '')],
    ['project', project === null ? [] : [project]],
    ['extras', request.extras],
    ['groups', request.groups],
    ['index', [...(index.url === undefined ? [] : [index.url]), ...index.extra]],
    ['no-index', request.noIndex ? ['true'] : []],
    ['find-links', request.findLinks],
    ['prereleases', request.prereleases ? ['true'] : []],
    ['exclude-newer', index.excludeNewer === undefined ? [] : [index.excludeNewer]],
    ['no-binary', request.noBinary],
    ['only-binary', request.onlyBinary === true ? [':all:'] : request.onlyBinary],
    ['no-dependencies', request.onlyThese ? ['true'] : []],
  ];
  return new Map(fields.filter(([, values]) => values.length > 0));
}

/** `sha256:…`, by which grocker.lock knows a question. */
export function requestDigest(request: ResolutionRequest): string {
  const text = JSON.stringify([...requestFields(request)]);
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
