import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Distribution } from '../lock/model.ts';
import { parseRequirement } from '../python/requirement.ts';
import type { Spec } from '../spec/spec.ts';
import { imagePlan } from './image-plan.ts';
import { installGroups } from './install-groups.ts';
import { knownPrograms } from './known-programs.ts';
import { mirroredUrl } from './mirrored-url.ts';
import type { Application, DirectoryBuild, PlanFacts } from './plan-facts.ts';
import { isOldSetuptools } from './may-ask.ts';
import { mayDoWithoutCompiler } from './python-alone.ts';
import type { ContextOrigin, Plan, PlannedPackage } from './plan.ts';
import { NOT_KEPT, NOT_SOURCE } from './not-source.ts';
import { plannedSteps, plannedTrees } from './planned-files.ts';

/**
 * Makes the plan of one platform.
 *
 * @throws DiagnosticError with every distribution that cannot be installed.
 */
export function makePlan(spec: Spec, facts: PlanFacts): Plan {
  const packages = plannedPackages(spec, facts);
  const programs = knownPrograms(spec, packages);
  return {
    ...facts.foundation,
    packages,
    groups: installGroups(packages, spec.layers),
    trees: plannedTrees(spec, facts.assets),
    steps: plannedSteps(spec),
    compileBytecode: spec.compileBytecode,
    ...(spec.slim && { slim: spec.slim }),
    ...(programs.length > 0 && { programs }),
    entrypoint: {
      command: spec.image.entrypoint.value,
      isScript: spec.image.entrypointIsScript,
      ...(spec.image.entrypointIsDefault && { isDefault: true }),
      span: spec.image.entrypoint.span,
    },
    image: imagePlan(spec, facts),
  };
}

function plannedPackages(spec: Spec, facts: PlanFacts): PlannedPackage[] {
  const problems: Diagnostic[] = [];
  const packages: PlannedPackage[] = [];
  for (const distribution of facts.distributions) {
    const planned = plannedPackage(spec, facts, distribution);
    if ('code' in planned) problems.push(planned);
    else packages.push(planned);
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  const { kind, name, version, declared } = facts.application;
  if (kind === 'project') {
    packages.push({
      kind: 'compile',
      name,
      version,
      role: 'application',
      ...(spec.places['project'] && { span: spec.places['project'] }),
      origin: applicationOrigin(facts.application),
      ...compileSettings(spec, name),
      ...(declared && { declared }),
      ...stageOf(spec, name, facts.application),
    });
  }
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function plannedPackage(
  spec: Spec,
  facts: PlanFacts,
  { name, version, source, span, isNameless }: Distribution,
): PlannedPackage | Diagnostic {
  const isApplication = facts.application.kind === 'release' && name === facts.application.name;
  const identity = {
    name,
    version,
    role: isApplication ? 'application' : 'dependency',
    ...(span && { span }),
  } as const;
  switch (source.kind) {
    case 'wheel':
    case 'sdist': {
      const origin = {
        from: 'url',
        url: mirroredUrl(spec, source.url),
        sha256: source.sha256,
        ...(source.size !== undefined && { size: source.size }),
      } as const;
      if (source.kind === 'wheel') return { kind: 'wheel', ...identity, file: source.file, origin };
      const archive = { ...origin, file: source.file, ...within(source) };
      return { kind: 'compile', ...identity, origin: archive, ...compileSettings(spec, name) };
    }
    case 'file': {
      const { sha256, hashes = sha256 === undefined ? [] : [sha256] } = source;
      const origin = {
        from: 'context',
        path: source.path,
        exclude: [],
        ...(hashes.length > 0 && { hashes }),
        ...within(source),
      } as const;
      return source.fileKind === 'wheel'
        ? { kind: 'wheel', ...identity, file: source.file, origin }
        : {
            kind: 'compile',
            ...identity,
            origin,
            ...(isNameless && { isNameless }),
            ...compileSettings(spec, name),
          };
    }
    case 'directory': {
      const build = facts.directories.get(source.path) ?? UNKNOWN_BUILD;
      return {
        kind: 'compile',
        ...identity,
        origin: sourceDirectory(build, source.path),
        ...compileSettings(spec, name),
        ...(build.declared && { declared: build.declared }),
        ...stageOf(spec, name, build),
      };
    }
    case 'git': {
      const { commit } = source;
      const origin = {
        from: 'git',
        url: mirroredUrl(spec, source.url),
        commit,
        ...within(source),
      } as const;
      return { kind: 'compile', ...identity, origin, ...compileSettings(spec, name) };
    }
    case 'unlocated':
    case 'unavailable':
      return {
        code: 'no-compatible-file',
        severity: 'error',
        message: `${name} ${version ?? ''} has no file for Python ${facts.foundation.python.version} on ${facts.foundation.platform.architecture}`,
        ...(span && { span }),
        help: 'Choose a version with a wheel for this platform or with an sdist, or another runtime.',
      };
  }
}

function within({ subdirectory }: { readonly subdirectory?: string }) {
  return subdirectory === undefined || subdirectory === '' ? {} : { subdirectory };
}

const UNKNOWN_BUILD: DirectoryBuild = { needsCompiler: true, versionFromGit: false };

/** The part of the context that a project is compiled from. */
export function applicationOrigin(application: Application): ContextOrigin {
  return sourceDirectory(application, application.directory, application.otherMembers);
}

/** Where a directory of the context is built. */
function stageOf(spec: Spec, name: string, { needsCompiler, asks }: DirectoryBuild) {
  if (needsCompiler) return { stage: 'compiler' } as const;
  const isOld = constraintsOf(spec, name).some((each) => isOldSetuptools(parseRequirement(each)));
  if (asks !== true && !isOld) return { stage: 'interpreter' } as const;
  return mayDoWithoutCompiler(spec, name)
    ? ({ stage: 'interpreter', asks: true } as const)
    : ({ stage: 'compiler' } as const);
}

/** A file of the repository that is not there would count as one that was changed. */
function sourceDirectory(
  { versionFromGit }: DirectoryBuild,
  path: string,
  otherMembers: readonly string[] = [],
): ContextOrigin {
  return versionFromGit
    ? { from: 'context', path, exclude: NOT_KEPT, repository: true }
    : { from: 'context', path, exclude: [...NOT_SOURCE, ...otherMembers] };
}

/** How grocker.yml says that a package is compiled. */
export function compileSettings(spec: Spec, name: string) {
  const settings = settingsOf(spec, name);
  const constraints = constraintsOf(spec, name);
  const extra = settings?.requires.map(({ value }) => value) ?? [];
  return {
    stage: 'compiler',
    envs: settings?.envs ?? [],
    configSettings: settings?.configSettings ?? [],
    ...(constraints.length > 0 && { constraints }),
    ...(extra.length > 0 && { extra }),
    ...(settings?.network === true && { network: true as const }),
  } as const;
}

function settingsOf({ compile }: Spec, name: string) {
  return compile.find((entry) => entry.name === name);
}

/** The versions of build requirements that grocker.yml asks for. */
function constraintsOf(spec: Spec, name: string): readonly string[] {
  return [
    ...spec.buildConstraints.map(({ value }) => value),
    ...(settingsOf(spec, name)?.buildConstraints ?? []),
  ];
}
