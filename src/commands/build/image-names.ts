import { basename, resolve } from 'node:path';

/** The parts of an image's name. */
export interface Application {
  readonly name: string;
  readonly extras: readonly string[];
  /** Empty if nothing tells it: files that are not a package have none. */
  readonly version: string;
}

export interface Naming {
  readonly prefix?: string | undefined;
  readonly baseName?: string | undefined;
  /** For the file's services. */
  readonly service?: string | undefined;
}

/**
 * NAME:VERSION and NAME:VERSION-GROCKER, NAME as Grocker 8 made it: the prefix, then the base name
 * or the project with its extras. Without a version NAME:latest and NAME:GROCKER.
 */
export function imageNames(
  application: Application,
  { prefix, baseName, service }: Naming,
  grockerVersion: string,
): readonly string[] {
  const own = baseName ?? [application.name, ...application.extras].join('-');
  const parts = [prefix, service === undefined ? own : `${own}-${service}`];
  const name = parts
    .filter((part) => part !== undefined)
    .join('/')
    .toLowerCase();
  const { version } = application;
  const tags =
    version === '' ? ['latest', grockerVersion] : [version, `${version}-${grockerVersion}`];
  return tags.map((tag) => `${name}:${tagText(tag)}`);
}

/** The image of a stage that is not an application: `prefix/grocker-trixie-3.13-root:9.0.0`. */
export function stageImageName(
  runtime: string,
  stage: 'root' | 'compiler',
  prefix: string | undefined,
  grockerVersion: string,
): string {
  const name = `grocker-${runtime.replaceAll('/', '-').toLowerCase()}-${stage}`;
  return `${prefix === undefined ? '' : `${prefix}/`}${name}:${tagText(grockerVersion)}`;
}

/** A version as a tag: at most 128 letters, digits, `_`, `.` and `-` (OCI distribution-spec, "Pulling manifests"). */
function tagText(version: string): string {
  return version.replace(/[^\w.-]/g, '-').slice(0, 128);
}

/** The name of a directory as one of an image (OCI distribution-spec, "Pulling manifests"). */
export function directoryImageName(directory: string): string {
  const name = basename(resolve(directory))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'app' : name;
}
