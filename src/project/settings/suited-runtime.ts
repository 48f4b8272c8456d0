import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { catalogue, defaultRuntime, type CatalogueRuntime } from '../../spec/catalogue.ts';
import { isDebians, rankedRuntimes } from '../../spec/ranked-runtimes.ts';
import { admitsMinor, type PythonRequest } from './python-request.ts';
import type { PythonRequests } from './python-requests.ts';

const ranked = rankedRuntimes('debian');

/** The runtime that a project asks for, and the one line that says why. */
export type SuitedRuntime =
  | {
      readonly kind: 'found';
      /** Absent if the project is content with what there is. */
      readonly runtime?: CatalogueRuntime;
      readonly remarks: readonly Diagnostic[];
    }
  | {
      readonly kind: 'none';
      readonly error: Diagnostic;
      /** The one with the nearest Python. */
      readonly nearest?: CatalogueRuntime;
    };

/** The runtime that grocker.yml names. */
export interface NamedRuntime {
  readonly name: string;
  readonly known?: { readonly pythonVersion: string } | undefined;
}

const CONTENT: SuitedRuntime = { kind: 'found', remarks: [] };

/**
 * The runtime for a project that leaves the choice to Grocker: of the minor version that one of its files names, the
 * newest that the catalogue has, Debian's own first; for a range the default or the newest of Debian's own Pythons.
 *
 * @param written the one that grocker.yml names, which leaves nothing to choose.
 */
export function suitedRuntime(
  { chosen, required }: PythonRequests,
  written?: NamedRuntime,
): SuitedRuntime {
  const versionFile = chosen[0];
  if (written !== undefined) {
    return { kind: 'found', remarks: versionFile ? differences(written, versionFile) : [] };
  }
  const ranges = required.filter(({ wish }) => wish.kind === 'range');
  const named =
    versionFile !== undefined && versionFile.wish.kind !== 'range'
      ? versionFile
      : required.find(({ wish }) => wish.kind === 'minor');
  if (named !== undefined) return ofMinor(named, ranges, chosen.slice(1));
  const all = [...(versionFile ? [versionFile] : []), ...ranges];
  const fits = (runtime: CatalogueRuntime) =>
    all.every((request) => admitsMinor(request, runtime.pythonVersion));
  const usual = catalogue.get(defaultRuntime);
  if (usual === undefined || fits(usual)) return CONTENT;
  const refusing = all.find((request) => !admitsMinor(request, usual.pythonVersion));
  const best = ranked.filter(fits);
  const [own] = best.filter(isDebians);
  if (refusing === undefined) return CONTENT;
  return own === undefined
    ? none(refusing, best[0])
    : { kind: 'found', runtime: own, remarks: [chosenRuntime(own, refusing)] };
}

function ofMinor(
  request: PythonRequest,
  ranges: readonly PythonRequest[],
  others: readonly PythonRequest[],
): SuitedRuntime {
  const runtime = ranked.find(({ pythonVersion }) => admitsMinor(request, pythonVersion));
  if (runtime === undefined) {
    const fits = ({ pythonVersion }: CatalogueRuntime) =>
      ranges.every((range) => admitsMinor(range, pythonVersion));
    return none(request, nearest(request, ranked.filter(fits)));
  }
  const contradicting = others.filter((other) => !admitsMinor(other, runtime.pythonVersion));
  return {
    kind: 'found',
    runtime,
    remarks: [
      chosenRuntime(runtime, request),
      ...patchRemark(runtime, request),
      ...contradicting.map((other) => contradiction(request, other)),
    ],
  };
}

/** Where a version file asks for another Python than the runtime has that is named. */
function differences(runtime: NamedRuntime, request: PythonRequest): readonly Diagnostic[] {
  const { known } = runtime;
  if (known === undefined) return [];
  if (admitsMinor(request, known.pythonVersion)) {
    return patchRemark(runtime, request).filter(({ severity }) => severity === 'warning');
  }
  return [
    {
      code: 'python-contradiction',
      severity: 'info',
      message: `${placeOfRequest(request)} requests Python ${request.text}, and runtime ${runtime.name} has ${known.pythonVersion}, which is used`,
      span: request.span,
      help: 'Request the same Python in both, or leave `runtime` out.',
    },
  ];
}

/** The place of a request, in words. */
export function placeOfRequest({ span, key }: PythonRequest): string {
  return key === undefined ? span.file : `${key} of ${span.file}`;
}

function chosenRuntime({ name }: CatalogueRuntime, request: PythonRequest): Diagnostic {
  return {
    code: 'chosen-runtime',
    severity: 'info',
    message: `runtime ${name}: ${placeOfRequest(request)} requests Python ${request.text}`,
    span: request.span,
    help: 'Name another with `runtime`.',
  };
}

/** The patch version of an image is that of its runtime. */
function patchRemark({ name }: NamedRuntime, request: PythonRequest): Diagnostic[] {
  const { wish, span, key } = request;
  if (wish.kind !== 'minor' || wish.patch === undefined) return [];
  return [
    {
      code: 'python-patch',
      severity: key === 'python_full_version' ? 'warning' : 'info',
      message: `${placeOfRequest(request)} requests Python ${wish.patch}; runtime ${name} has the newest ${wish.minor} of its image`,
      span,
      help: `Request only ${wish.minor}, or describe a runtime with that Python under \`runtimes\`.`,
    },
  ];
}

/** Says that one request is used in place of another. */
export function contradiction(request: PythonRequest, other: PythonRequest): Diagnostic {
  return {
    code: 'python-contradiction',
    severity: 'warning',
    message: `${placeOfRequest(other)} requests Python ${other.text}, and ${placeOfRequest(request)} requests ${request.text}, which is used`,
    span: other.span,
    help: 'Request the same Python in both, or name the runtime with `runtime`.',
  };
}

function none(request: PythonRequest, remedy: CatalogueRuntime | undefined): SuitedRuntime {
  const error = noRuntime(request, remedy);
  return { kind: 'none', error, ...(remedy && { nearest: remedy }) };
}

function noRuntime(request: PythonRequest, remedy: CatalogueRuntime | undefined): Diagnostic {
  const { text, wish, span } = request;
  const why = wish.kind === 'other' ? wish.reason : `${placeOfRequest(request)} asks for ${text}`;
  const others = 'or describe one under `runtimes` and name it there';
  return {
    code: 'no-suitable-runtime',
    severity: 'error',
    message: `no runtime with Debian's Python satisfies the request: ${why}`,
    span,
    help: `Write \`runtime: ${remedy?.name ?? defaultRuntime}\` in grocker.yml, ${others}.`,
  };
}

/** The one with the nearest Python. */
function nearest(
  { wish }: PythonRequest,
  runtimes: readonly CatalogueRuntime[],
): CatalogueRuntime | undefined {
  const minorOf = (version: string) => Number(version.split('.')[1] ?? 0);
  if (wish.kind !== 'minor') return runtimes.find(({ name }) => name === defaultRuntime);
  const wanted = wish.minor.startsWith('3.') ? minorOf(wish.minor) : 0;
  const distance = ({ pythonVersion }: CatalogueRuntime) =>
    Math.abs(minorOf(pythonVersion) - wanted);
  return runtimes.toSorted((a, b) => distance(a) - distance(b))[0];
}
