import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Located } from '../diagnostics/span.ts';
import type { FactSource } from '../facts/fact-source.ts';
import type { Project } from './project.ts';

const REQUIREMENTS = ['requirements*.txt', 'requirements/*.txt'];

/**
 * A project of setup.py that names no dependencies, beside requirements files that do: which of them
 * the application needs, only its authors know.
 *
 * @throws DiagnosticError that asks for a decision.
 */
export async function checkDependencies(
  source: Pick<FactSource, 'files'>,
  written: Located<string>,
  { directory, hasSetupScript, metadata }: Project,
  files: Readonly<Record<string, string>>,
  locks: readonly SourceText[],
): Promise<void> {
  const prefix = directory === '.' ? '' : `${directory}/`;
  const script = files[`${prefix}setup.py`];
  if (!hasSetupScript || script === undefined || metadata !== undefined) return;
  const configuration = files[`${prefix}setup.cfg`] ?? '';
  if (namesDependencies(script, configuration)) return;
  if (locks.some(({ name }) => !/(?:^|\/)requirements\.txt$/.test(name))) return;
  const patterns = REQUIREMENTS.map((pattern) => `${prefix}${pattern}`);
  const found = Object.entries(await source.files({ patterns })).filter(([, text]) =>
    /^\s*[^#\s]/m.test(text),
  );
  const [first] = found;
  if (first === undefined) return;
  const name = `${prefix}setup.py`;
  const call = Math.max(0, script.search(/\bsetup\s*\(/));
  const names = found.map(([path]) => path).sort();
  const likely = names.find((path) => /(?:prod|base|requirements\.txt)/.test(path)) ?? first[0];
  throw new DiagnosticError([
    {
      code: 'undecided-dependencies',
      severity: 'error',
      message: `${name} names no dependencies (install_requires), but there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`,
      span: new SourceText(name, script).span(call, call + 'setup'.length),
      help: `Write \`lock: ${likely}\` in ${written.span.file}, if the application needs what it lists; else \`install_requires=[]\` in ${name}.`,
    },
  ]);
}

/** Whether a setup.py, or its setup.cfg, says what it requires; pbr reads requirements.txt itself. */
export function namesDependencies(script: string, configuration: string): boolean {
  return /\binstall_requires\b|\bpbr\b/.test(script + configuration);
}
