import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { FactSource, PythonLockQuestion } from '../facts/fact-source.ts';
import { readPylock } from '../lock/formats/pylock/read-pylock.ts';
import type { Lock } from '../lock/lock.ts';
import type { Distribution } from '../lock/model.ts';
import type { Selection } from '../lock/selection.ts';
import type { Foundation } from '../plan/plan.ts';
import { checkEnvironments } from '../project/check-environments.ts';
import type { ProjectFiles } from '../project/project.ts';
import {
  distributionUrls,
  lockConstraintUrls,
  lockIndexUrls,
  refuseCredentials,
} from '../project/url-credentials.ts';
import type { PythonTarget } from '../python/target.ts';
import type { Spec } from '../spec/spec.ts';
import { lockedSelection } from './locked-distributions.ts';
import { ownPylockFor } from './own-pylock.ts';
import { checkPoetryDependencies } from './poetry-without-lock.ts';
import { pythonLockQuestion } from './python-lock-question.ts';
import { Resolver } from './resolver.ts';
import { selectResolved } from './select-resolved.ts';
import { checkSources } from './sources-without-lock.ts';

/** Every file that has to be installed: from the locks, or from a resolution where there is none. */
export async function distributions(
  source: FactSource,
  spec: Spec,
  files: ProjectFiles,
  locks: readonly Lock[],
  foundation: Foundation,
  target: PythonTarget,
): Promise<readonly Distribution[]> {
  const resolver = new Resolver(source, spec, files.project?.pyproject, foundation, target);
  const question = pythonLockQuestion(spec, files, foundation);
  checkSources(spec, files, target);
  checkEnvironments(files, target);
  checkPoetryDependencies(files, spec);
  if (files.ownPylocks.length > 0) {
    const lock = readPylock(ownPylockFor(files.ownPylocks, question));
    const { distributions: pinned, diagnostics } = selectResolved(lock, question, target);
    if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
    refuseCredentials(distributionUrls(pinned));
    return pinned;
  }
  if (locks.length === 0) return resolver.resolve(question);

  const selection = lockedSelection(locks, spec, files, target);
  refuseCredentials([
    ...lockIndexUrls(selection.indexes, files.locks),
    ...distributionUrls(selection.distributions),
    ...lockConstraintUrls(selection),
  ]);
  const asked = withLockOptions(question, selection);
  const locked = selection.complete
    ? await resolver.locate(asked, selection.distributions)
    : await resolver.complete(asked, selection);
  return resolver.withReleases(asked, locked);
}

/** The index of grocker.yml wins over that of a requirements file. */
function withLockOptions(
  question: PythonLockQuestion,
  { indexes, prereleases }: Selection,
): PythonLockQuestion {
  const { index } = question;
  const url = index.url ?? indexes.url;
  const directories = indexes.findLinks.filter((place) => !place.includes('://'));
  return {
    ...question,
    index: {
      ...index,
      ...(url !== undefined && { url }),
      extra: [...new Set([...index.extra, ...indexes.extra])],
    },
    noIndex: indexes.noIndex && index.url === undefined && index.extra.length === 0,
    findLinks: [...new Set([...question.findLinks, ...indexes.findLinks])],
    paths: [...new Set([...question.paths, ...directories])],
    prereleases,
  };
}
