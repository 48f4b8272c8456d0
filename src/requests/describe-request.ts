import type { BuildRequestKind, NamedItem } from './request.ts';
import { textTable } from './text-table.ts';

/** The request that lists all others, and itself. */
export function describeRequest(others: readonly BuildRequestKind[]): BuildRequestKind {
  const self: BuildRequestKind = {
    name: 'frontend.subrequests.describe',
    version: '1.0.0',
    description: 'List the requests that can be made instead of a build',
    options: [],
    extraKeys: [],
    answer: () => ({
      json: all.map(description),
      text: textTable([
        ['NAME', 'VERSION', 'DESCRIPTION'],
        ...all.map((each) => [
          each.name.replace(/^frontend\./, ''),
          each.version,
          each.description,
        ]),
      ]),
    }),
  };
  const all = [...others, self];
  return self;
}

/** As the type Request of BuildKit's frontend/subrequests/types.go has it. */
function description({ name, version, description: text, options, extraKeys }: BuildRequestKind) {
  const metadata = ['result.json', 'result.txt', ...extraKeys].map((key): NamedItem => ({
    name: key,
    description: '',
  }));
  return {
    name,
    version,
    type: 'rpc',
    description: text,
    opts: options,
    inputs: [],
    metadata,
    refs: [],
  };
}
