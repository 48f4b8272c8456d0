import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorAt } from '../diagnostics/error-at.ts';
import type { FactSource } from '../facts/fact-source.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { ProjectTree } from '../inputs/project-tree.ts';
import type { SourceTree, SourceTreeQuestion } from '../inputs/source-tree.ts';
import { unpinnedRequirements } from '../lock/formats/requirements/unpinned-requirements.ts';
import type { Selection } from '../lock/selection.ts';
import { patternIn } from '../paths/directory-pattern.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { NOT_SOURCE } from '../plan/not-source.ts';
import { checkGroupPythons, checkRequiresPython } from '../project/application.ts';
import { brokenLink } from '../project/context-links.ts';
import { hiddenFiles } from '../project/hidden-files.ts';
import { projectFiles } from '../project/project-files.ts';
import type { ProjectFiles } from '../project/project.ts';
import { withoutPackage } from '../project/unpackaged.ts';
import {
  distributionUrls,
  lockConstraintUrls,
  lockIndexUrls,
  refuseCredentials,
  requirementUrls,
} from '../project/url-credentials.ts';
import { withProjectSettings } from '../project/with-project-settings.ts';
import { writtenRequirements } from '../project/written-requirements.ts';
import type { LintFacts } from '../rules/rule.ts';
import { pythonTarget } from '../python/python-target.ts';
import type { PythonTarget } from '../python/target.ts';
import type { Spec } from '../spec/spec.ts';
import { systemLockPath } from '../spec/system-lock-path.ts';
import { lockedPaths, lockedSelection } from './locked-distributions.ts';
import { checkPoetryDependencies } from './poetry-without-lock.ts';
import { asksForPackages, wantedRequirements } from './python-lock-question.ts';
import { readLocks } from './read-locks.ts';
import { checkEnvironments } from '../project/check-environments.ts';
import { checkSources } from './sources-without-lock.ts';
import { startedInContext } from './started-in-context.ts';
import { suitedToProject } from './suitable-runtime.ts';
import { unprovidedCommand } from './unprovided-command.ts';

/** The files of the context, as any side of the command or the frontend has them. */
export type ContextFiles = Pick<FactSource, 'files' | 'ignoreFile'> &
  Pick<Inputs, 'paths'> & {
    /** Whether there is a file or directory; absent if only files can be listed. */
    readonly exists?: (path: string) => Promise<boolean>;
    /** The files that show how an application is started; absent if they are not asked for. */
    readonly tree?: () => Promise<ProjectTree>;
    /** Links that would be broken in an image; absent if links cannot be read. */
    readonly brokenLinks?: (question: SourceTreeQuestion) => Promise<SourceTree['broken']>;
  };

/**
 * The mistakes of an image that the files of the context alone tell, and that a build would refuse or warn of. It
 * follows the course of a build as far as possible without an engine, and ends at the first mistake
 * that leaves nothing to check.
 */
export async function contextFindings(
  source: ContextFiles,
  written: Spec,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  try {
    await follow(source, written, found);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    found.push(...error.diagnostics);
  }
  return found;
}

/** Errors that say themselves that a lock is missing. */
const WITHOUT_LOCK: readonly string[] = ['unlocked-pipfile', 'poetry-without-lock'];

/** Whether an image has no package that a lock could pin, or an error names the missing lock. */
export async function hasNothingToLock(
  source: Pick<FactSource, 'files'>,
  written: Spec,
): Promise<boolean> {
  if (written.release !== undefined || written.packages.length > 0) return false;
  try {
    const files = await projectFiles(source, written);
    checkPoetryDependencies(files, written);
    return !asksForPackages(withoutPackage(written, files).spec, files.project);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.some(({ code }) => WITHOUT_LOCK.includes(code));
  }
}

/** The results of `contextFindings` and `hasNothingToLock` for each image, for the rules. */
export async function contextFacts(
  source: ContextFiles,
  specs: readonly Spec[],
): Promise<ReadonlyMap<Spec, Pick<LintFacts, 'findings' | 'hasNothingToLock'>>> {
  const facts = specs.map(async (spec) => {
    const [findings, nothing] = await Promise.all([
      contextFindings(source, spec),
      hasNothingToLock(source, spec),
    ]);
    return [spec, { findings, hasNothingToLock: nothing }] as const;
  });
  return new Map(await Promise.all(facts));
}

async function follow(source: ContextFiles, written: Spec, found: Diagnostic[]): Promise<void> {
  const read = await projectFiles(source, written);
  const unpackaged = withoutPackage(written, read);
  found.push(...warnings(read.remarks ?? []), ...unpackaged.remarks);
  found.push(
    ...(await hiddenFrom(source, unpackaged.spec, read)),
    ...(await missingNames(source, written)),
    ...(await linksOf(source, unpackaged.spec)),
    ...(source.tree ? await startedInContext(source.tree, unpackaged.spec) : []),
  );
  const settled = withProjectSettings(unpackaged.spec, read);
  const files = { ...read, constraints: settled.constraints };
  const { spec, remarks } =
    written.release === undefined
      ? suitedToProject(settled.spec, files.project?.directory, files.texts)
      : { spec: settled.spec, remarks: [] };
  found.push(...warnings(remarks));
  checkPoetryDependencies(files, spec);
  const target = knownTarget(spec);
  if (target === undefined) return;
  checkRequiresPython(spec, files, target);
  checkGroupPythons(spec, files, target);
  checkSources(spec, files, target);
  checkEnvironments(files, target);
  const { project } = files;
  if (files.locks.length > 0) await followLocks(source, spec, files, target, found);
  else if (files.ownPylocks.length === 0 && project?.pyproject !== undefined) {
    const wanted = wantedRequirements(spec, project).map(({ requirement }) => requirement.text);
    refuseCredentials(requirementUrls(wanted, writtenRequirements(spec, project.pyproject)));
  }
}

/** Files that the project names and .dockerignore hides. */
async function hiddenFrom(
  source: ContextFiles,
  spec: Spec,
  { project }: ProjectFiles,
): Promise<readonly Diagnostic[]> {
  if (spec.project === undefined || project === undefined) return [];
  const ignored = await source.ignoreFile();
  return ignored === null ? [] : hiddenFiles(project, ignored);
}

/** Links among the files of the application that lead nowhere. */
async function linksOf(source: ContextFiles, spec: Spec): Promise<readonly Diagnostic[]> {
  const path = spec.source?.path ?? spec.project?.value;
  const { include = [], exclude = [] } = spec.source ?? {};
  // Whatever is not included is not copied.
  if (source.brokenLinks === undefined || path === undefined || include.length > 0) return [];
  const own = exclude.map((pattern) => patternIn(path, pattern));
  const links = await source.brokenLinks({ path, exclude: [...NOT_SOURCE, ...own] });
  return links.map((link) => brokenLink(spec, link));
}

/** Paths of grocker.yml that the context does not have. */
async function missingNames(source: ContextFiles, spec: Spec): Promise<readonly Diagnostic[]> {
  const { exists } = source;
  if (exists === undefined) return [];
  const places = [...spec.index.findLinks, ...spec.files].filter(
    ({ value }) => value !== '.' && !value.includes('://') && !value.includes('*'),
  );
  const found = await Promise.all(
    places.map(async ({ value, span }) =>
      (await exists(value))
        ? []
        : [errorAt(span, 'file-not-found', `the context has no ${value}`, NOT_THERE)],
    ),
  );
  return found.flat();
}

async function followLocks(
  source: ContextFiles,
  spec: Spec,
  files: ProjectFiles,
  target: PythonTarget,
  found: Diagnostic[],
): Promise<void> {
  const variables = Object.fromEntries(spec.args.map(({ name, value }) => [name, value]));
  const locks = await readLocks(source, files, variables);
  const selection = lockedSelection(locks, spec, files, target);
  refuseCredentials([
    ...lockIndexUrls(selection.indexes, files.locks),
    ...distributionUrls(selection.distributions),
    ...lockConstraintUrls(selection),
  ]);
  found.push(...warnings(selection.diagnostics), ...(await missingPaths(source, selection)));
  // grocker.lock has the answers for what a requirements file leaves open.
  if (!Object.hasOwn(files.texts, systemLockPath(spec))) {
    found.push(...unpinnedRequirements(locks, target));
  }
  const unprovided = unprovidedCommand(spec, files, selection);
  if (unprovided !== undefined) found.push(unprovided);
}

const NOT_THERE = 'Add it to the context, and make sure that .dockerignore does not exclude it.';

async function missingPaths(
  source: ContextFiles,
  selection: Selection,
): Promise<readonly Diagnostic[]> {
  const found = await Promise.all(
    lockedPaths(selection).map(async ({ value, kind, span }) => {
      if (span === undefined || value === '.') return [];
      const patterns = [kind === 'file' ? value : joinPath(value, '*')];
      if ((await source.paths({ patterns })).length > 0) return [];
      return [errorAt(span, 'file-not-found', `the context has no ${value}`, NOT_THERE)];
    }),
  );
  return found.flat();
}

function warnings(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity !== 'info');
}

/**
 * The Python that the catalogue names, without a patch version: a mistake for only some patch versions is not reported.
 */
function knownTarget({ runtime: { known } }: Spec): PythonTarget | undefined {
  if (known === undefined) return undefined;
  const { pythonVersion: version, libc } = known;
  return pythonTarget({ version, freeThreaded: false, architecture: 'amd64', libc });
}
