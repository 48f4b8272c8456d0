import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Located } from '../../diagnostics/span.ts';
import type { CompileSettings } from '../../spec/spec.ts';

/** The settings of a project's tools for building and choosing packages, each with its place. */
export interface ProjectSettings {
  /** Settings that can neither be followed nor left to a lock. */
  readonly errors: readonly Diagnostic[];
  /** PEP 508: limits for the versions of build requirements. */
  readonly buildConstraints: readonly Located<string>[];
  /** PEP 508: limits for the versions of packages if nothing is locked. */
  readonly constraints: readonly Located<string>[];
  readonly noBinary: readonly Located<string>[];
  readonly onlyBinary: true | readonly Located<string>[];
  readonly excludeNewer?: Located<string>;
  /** The name of a setting that excludes packages newer than a span of time, whose end is only in its lock. */
  readonly lockedNewer?: Located<string>;
  /** Packages whose build finds what it needs in the environment that they are installed in; true: all of them. */
  readonly notIsolated: Located<true | readonly Located<string>[]>;
  /** Groups that the tool installs unasked. */
  readonly defaultGroups: readonly Located<string>[];
  /** Names of settings that a lock alone follows. */
  readonly ofLock: readonly Located<string>[];
  /** Names of settings that say where packages are found, and that only a lock or `index` of grocker.yml can follow. */
  readonly ofIndex: readonly Located<string>[];
  /** Where packages are found, of tools that look there as Grocker does. */
  readonly indexes?: ProjectIndexes;
  /** Markers (PEP 508), one of which has to hold for what is resolved. */
  readonly environments: readonly Located<string>[];
  /** Extras and groups that exclude each other. */
  readonly conflicts: readonly Located<readonly Conflicting[]>[];
  readonly compile: readonly PackageBuild[];
}

/** The indexes in the settings of a project's tool. */
export interface ProjectIndexes {
  /** In place of the default one. */
  readonly url?: Located<string>;
  readonly extra: readonly Located<string>[];
  /** Urls, and directories relative to the context. */
  readonly findLinks: readonly Located<string>[];
  /** The lock that the tool makes. */
  readonly lock: 'uv.lock' | 'poetry.lock' | 'pdm.lock';
}

/** An extra or a group. */
export interface Conflicting {
  readonly kind: 'extra' | 'group';
  /** Normalised. */
  readonly name: string;
}

/** Settings of the build of one package. */
export type PackageBuild = Pick<CompileSettings, 'name' | 'span'> & Partial<CompileSettings>;

const NOWHERE = { file: '', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

export const NO_SETTINGS: ProjectSettings = {
  errors: [],
  buildConstraints: [],
  constraints: [],
  noBinary: [],
  onlyBinary: [],
  notIsolated: { value: [], span: NOWHERE },
  defaultGroups: [],
  ofLock: [],
  ofIndex: [],
  environments: [],
  conflicts: [],
  compile: [],
};

/** Several tools' settings as one. */
export function mergedSettings(all: readonly ProjectSettings[]): ProjectSettings {
  const onlyBinary = all.map((each) => each.onlyBinary);
  const newer = all.find(({ excludeNewer }) => excludeNewer !== undefined)?.excludeNewer;
  const locked = all.find(({ lockedNewer }) => lockedNewer !== undefined)?.lockedNewer;
  const indexes = all.find((each) => each.indexes !== undefined)?.indexes;
  const isolation = all.map(({ notIsolated }) => notIsolated);
  return {
    errors: all.flatMap(({ errors }) => errors),
    buildConstraints: all.flatMap(({ buildConstraints }) => buildConstraints),
    constraints: all.flatMap(({ constraints }) => constraints),
    noBinary: all.flatMap(({ noBinary }) => noBinary),
    onlyBinary: onlyBinary.includes(true)
      ? true
      : onlyBinary.flatMap((each) => (each === true ? [] : each)),
    ...(newer && { excludeNewer: newer }),
    ...(locked && { lockedNewer: locked }),
    notIsolated:
      isolation.find(({ value }) => value === true || value.length > 0) ?? NO_SETTINGS.notIsolated,
    defaultGroups: all.flatMap(({ defaultGroups }) => defaultGroups),
    ofLock: all.flatMap(({ ofLock }) => ofLock),
    ofIndex: all.flatMap(({ ofIndex }) => ofIndex),
    ...(indexes && { indexes }),
    environments: all.flatMap(({ environments }) => environments),
    conflicts: all.flatMap(({ conflicts }) => conflicts),
    compile: all.flatMap(({ compile }) => compile),
  };
}
