import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { admitsMinor, type PythonRequest } from '../project/settings/python-request.ts';
import { pythonRequests, type PythonRequests } from '../project/settings/python-requests.ts';
import {
  contradiction,
  placeOfRequest,
  suitedRuntime,
} from '../project/settings/suited-runtime.ts';
import { catalogue, defaultRuntime, type CatalogueRuntime } from '../spec/catalogue.ts';
import { isDebians, rankedRuntimes } from '../spec/ranked-runtimes.ts';
import { ancestorsOf } from './directories.ts';
import { condaPython } from './conda-packages.ts';
import type { ContainerFile } from './dockerfile/container-file.ts';
import { lowestLimit, pinnedPython, type PythonLimit } from './pinned-pythons.ts';
import type { ProjectTree } from './tree.ts';

/** A runtime that was chosen, and why. */
export interface InferredRuntime {
  readonly name: string;
  readonly because: string;
}

/**
 * The runtime for a directory, where its files name a Python; the nearest where no runtime has that. Where they name none
 * it is one that the pinned releases are for.
 */
export function inferRuntime(
  tree: ProjectTree,
  directory: string,
  {
    file,
    locks = [],
    added,
  }: {
    readonly file?: ContainerFile | undefined;
    readonly locks?: readonly string[];
    /** The limit of what the modules import, and of the requirements that are added for them. */
    readonly added?: PythonLimit | undefined;
  } = {},
): { readonly runtime?: InferredRuntime; readonly remarks: readonly Diagnostic[] } {
  const directories = [directory, ...ancestorsOf(directory)];
  const requests = pythonRequests(Object.fromEntries(tree.texts), directories, locks);
  const conflict = conflictWithRange(requests);
  if (conflict !== undefined) return conflict;
  const suited = suitedRuntime(requests);
  const all = [...requests.chosen, ...requests.required];
  const [first] = all;
  const asked = first === undefined ? '' : `${placeOfRequest(first)} asks for ${first.text}`;
  if (suited.kind === 'found') {
    const { runtime } = suited;
    const remarks = suited.remarks.filter(({ severity }) => severity !== 'info');
    if (runtime === undefined) {
      const limit = lowestLimit([pinnedPython(tree, directories), added]);
      const older =
        olderRuntime(limit, all) ??
        runtimeOfImage(file, all) ??
        runtimeOfConda(tree, directory, all);
      return { remarks: [...remarks, ...tooOld(limit, all)], ...(older && { runtime: older }) };
    }
    return {
      runtime: { name: runtime.name, because: asked + ended(runtime) },
      remarks,
    };
  }
  const { nearest } = suited;
  const isSuited =
    nearest !== undefined && all.every((each) => admitsMinor(each, nearest.pythonVersion));
  return {
    ...(nearest && {
      runtime: {
        name: nearest.name,
        because: isSuited ? asked : `the nearest available: ${asked}`,
      },
    }),
    remarks: isSuited || first === undefined ? [] : [replaced(first, nearest)],
  };
}

/** What is used in place of a Python that no runtime has. */
function replaced(request: PythonRequest, nearest: CatalogueRuntime | undefined): Diagnostic {
  const { wish, text, span } = request;
  const why =
    wish.kind === 'other'
      ? `${placeOfRequest(request)}: ${wish.reason}`
      : `no runtime has the Python that ${placeOfRequest(request)} asks for, ${text}`;
  return {
    code: 'no-suitable-runtime',
    severity: 'warning',
    span,
    message: nearest === undefined ? why : `${why}; ${nearest.name} is used`,
    help: `Write a version that a runtime has, such as ${nearest?.pythonVersion ?? '3.13'}.`,
  };
}

/** A release that is too old for every runtime. */
function tooOld(
  limit: PythonLimit | undefined,
  ranges: readonly PythonRequest[],
): readonly Diagnostic[] {
  if (limit === undefined || admitted(ranges).some((each) => minorOf(each) <= limit.minor))
    return [];
  const { because, span } = limit;
  return [
    {
      code: 'no-suitable-runtime',
      severity: 'warning',
      message: `no runtime has Python 3.${limit.minor} or older: ${because}`,
      help: 'Require a newer release.',
      ...(span && { span }),
    },
  ];
}

/**
 * The runtime for a version file whose Python the metadata or the lock excludes: a build would refuse it, so that the
 * range decides. Undefined if there is no such conflict, or no runtime in the range.
 */
function conflictWithRange({
  chosen: [file],
  required,
}: PythonRequests): ReturnType<typeof inferRuntime> | undefined {
  if (file?.wish.kind !== 'minor') return undefined;
  const { minor } = file.wish;
  const range = required.find((each) => !admitsMinor(each, minor));
  if (
    range === undefined ||
    !rankedRuntimes('debian').some((each) => admitsMinor(file, each.pythonVersion))
  ) {
    return undefined;
  }
  const suited = suitedRuntime({ chosen: [], required });
  const runtime =
    suited.kind === 'found' ? (suited.runtime ?? catalogue.get(defaultRuntime)) : undefined;
  if (runtime === undefined) return undefined;
  const because = `${placeOfRequest(range)} asks for ${range.text}, which excludes the ${file.text} of ${file.span.file}`;
  return {
    runtime: { name: runtime.name, because: because + ended(runtime) },
    remarks: [contradiction(range, file)],
  };
}

/** The newest runtime for a limit that is older than the default's Python: Debian's own if it is one older at most. */
function olderRuntime(
  limit: PythonLimit | undefined,
  ranges: readonly PythonRequest[],
): InferredRuntime | undefined {
  const usual = catalogue.get(defaultRuntime);
  if (limit === undefined || usual === undefined || minorOf(usual) <= limit.minor) {
    return undefined;
  }
  const all = admitted(ranges);
  const oldest = Math.min(...all.map(minorOf));
  // If none is old enough, the oldest may do: not every module of a package is imported.
  const fits = all.filter((each) => minorOf(each) <= Math.max(limit.minor, oldest));
  const newest = Math.max(...fits.map(minorOf));
  const found =
    fits.find((each) => isDebians(each) && minorOf(each) >= newest - 1) ??
    fits.find((each) => minorOf(each) === newest);
  if (found === undefined) return undefined;
  return { name: found.name, because: limit.because + ended(found) };
}

/**
 * The runtime with the Python of a Dockerfile's image. Python removes nothing before two releases have warned of it, so
 * that what runs on the release before the default's runs on the default, too: Debian's own is taken. It also replaces
 * a Python that gets no security fixes any more; pinned releases that need such a Python have been considered before.
 */
function runtimeOfImage(
  file: ContainerFile | undefined,
  ranges: readonly PythonRequest[],
): InferredRuntime | undefined {
  const usual = catalogue.get(defaultRuntime);
  const minor = /python:?\D*3\.(\d+)/.exec(file?.image.value ?? '')?.[1];
  if (file === undefined || usual === undefined || minor === undefined) return undefined;
  const distance = minorOf(usual) - Number(minor);
  if (distance === 0 || distance === 1) return undefined;
  const fits = admitted(ranges).filter(
    (each) => each.pythonVersion === `3.${minor}` && each.deprecated === undefined,
  );
  const found = fits.find(isDebians) ?? fits[0];
  if (found === undefined) return undefined;
  return {
    name: found.name,
    because: `${file.path}:${file.image.line} is made from ${file.image.value}`,
  };
}

/** The runtime with the Python of an environment of conda or pixi; other files win. */
function runtimeOfConda(
  tree: ProjectTree,
  directory: string,
  ranges: readonly PythonRequest[],
): InferredRuntime | undefined {
  const conda = condaPython(tree, directory);
  const usual = catalogue.get(defaultRuntime);
  if (conda === undefined || usual === undefined || minorOf(usual) === conda.minor)
    return undefined;
  const fits = admitted(ranges).filter((each) => each.pythonVersion === `3.${conda.minor}`);
  const found = fits.find(isDebians) ?? fits[0];
  if (found === undefined) return undefined;
  return { name: found.name, because: `${conda.file} has Python 3.${conda.minor}${ended(found)}` };
}

/** Debian's runtimes whose Python every range admits. */
function admitted(ranges: readonly PythonRequest[]): readonly CatalogueRuntime[] {
  return rankedRuntimes('debian').filter((each) =>
    ranges.every((range) => admitsMinor(range, each.pythonVersion)),
  );
}

function ended({ deprecated }: CatalogueRuntime): string {
  return deprecated === undefined ? '' : `; ${deprecated}`;
}

function minorOf({ pythonVersion }: CatalogueRuntime): number {
  return Number(pythonVersion.split('.')[1] ?? 0);
}
