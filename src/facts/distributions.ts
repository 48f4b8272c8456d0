import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { lockFormat } from '../lock/lock-format.ts';
import type { LockInput } from '../lock/lock-input.ts';
import { readLock } from '../lock/read-lock.ts';
import { selectDistributions } from '../lock/select-distributions.ts';
import type { Distribution } from '../lock/model.ts';
import type { Foundation } from '../plan/plan.ts';
import type { PythonTarget } from '../python/target.ts';
import type { Spec } from '../spec/spec.ts';
import type { FactSource } from './fact-source.ts';
import { failureWords, isFailure } from './failed-answer.ts';
import type { ProjectFiles } from './project.ts';
import { pythonLockQuestion } from './python-lock-question.ts';

/** Every file that has to be installed: from the lock, or from a resolution where there is none. */
export async function distributions(
  source: FactSource,
  spec: Spec,
  files: ProjectFiles,
  foundation: Foundation,
  target: PythonTarget,
): Promise<readonly Distribution[]> {
  const values = (list: readonly { readonly value: string }[]) => list.map(({ value }) => value);
  const isLocked = files.lock !== undefined;
  const lock = isLocked
    ? readLock(lockInput(files.lock, files))
    : readLock({ format: 'pylock', source: await resolved(source, spec, files, foundation) });
  const selection = selectDistributions(lock, {
    target,
    ...(isLocked && files.project && { project: { directory: files.project.directory } }),
    // A resolution was asked for these already.
    extras: isLocked ? values(spec.extras) : [],
    groups: isLocked ? values(spec.groups) : [],
    noBinary: values(spec.noBinary),
    onlyBinary: spec.onlyBinary === true ? true : values(spec.onlyBinary),
  });
  const errors = selection.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
  // Nobody wrote the lines of a resolution: there is nothing in them to point at.
  return isLocked
    ? selection.distributions
    : selection.distributions.map(({ span: _, ...distribution }) => distribution);
}

async function resolved(
  source: FactSource,
  spec: Spec,
  files: ProjectFiles,
  foundation: Foundation,
): Promise<SourceText> {
  const question = pythonLockQuestion(spec, files, foundation);
  if (question.project === null && question.requirements.length === 0) {
    return new SourceText(
      'pylock.toml',
      'lock-version = "1.0"\ncreated-by = "grocker"\npackages = []\n',
    );
  }
  const answer = await source.pythonLock(question, foundation);
  if (isFailure(answer)) throw new DiagnosticError([pythonFailure(spec, failureWords(answer))]);
  return new SourceText('pylock.toml', answer);
}

function pythonFailure(spec: Spec, words: string): Diagnostic {
  const unreachable =
    /error sending request|dns error|Could not connect|client error \(Connect\)/i.test(words);
  const span = spec.release?.span ?? spec.packages[0]?.span ?? spec.project?.span;
  return {
    code: unreachable ? 'network-unreachable' : 'python-resolution',
    severity: 'error',
    message: words.replace(/^error: /, '').replaceAll(/\s*\n\s*(cause: )?/g, ': '),
    ...(span && { span }),
    help: unreachable
      ? 'see that the builder reaches the index, perhaps through a proxy (--build-arg HTTPS_PROXY=…) whose authority is the secret ca-certificates'
      : `see that the version exists and fits the Python of ${spec.runtime.name}`,
  };
}

function lockInput(source: SourceText, { project }: ProjectFiles): LockInput {
  const format = lockFormat(source.name, source.text);
  if (typeof format !== 'string') throw new DiagnosticError([format]);
  return { format, source, ...(project?.pyproject && { pyproject: project.pyproject }) };
}
