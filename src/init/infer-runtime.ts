import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { admitsMinor } from '../project/settings/python-request.ts';
import { pythonRequests } from '../project/settings/python-requests.ts';
import { placeOfRequest, suitedRuntime } from '../project/settings/suited-runtime.ts';
import { ancestorsOf } from './directories.ts';

/** A runtime that was chosen, and why. */
export interface InferredRuntime {
  readonly name: string;
  readonly because: string;
}

/** The runtime for a directory, where its files name a Python; the nearest where no runtime has that. */
export function inferRuntime(
  texts: Readonly<Record<string, string>>,
  directory: string,
): { readonly runtime?: InferredRuntime; readonly remarks: readonly Diagnostic[] } {
  const requests = pythonRequests(texts, [directory, ...ancestorsOf(directory)]);
  const suited = suitedRuntime(requests);
  const all = [...requests.chosen, ...requests.required];
  const [first] = all;
  const asked = first === undefined ? '' : `${placeOfRequest(first)} asks for ${first.text}`;
  if (suited.kind === 'found') {
    const { runtime } = suited;
    const remarks = suited.remarks.filter(({ severity }) => severity !== 'info');
    if (runtime === undefined) return { remarks };
    const ended = runtime.deprecated === undefined ? '' : `; ${runtime.deprecated}`;
    return {
      runtime: { name: runtime.name, because: asked + ended },
      remarks,
    };
  }
  const { error, nearest } = suited;
  const isSuited =
    nearest !== undefined && all.every((each) => admitsMinor(each, nearest.pythonVersion));
  return {
    ...(nearest && {
      runtime: {
        name: nearest.name,
        because: isSuited ? asked : `the nearest available: ${asked}`,
      },
    }),
    remarks: [error],
  };
}
