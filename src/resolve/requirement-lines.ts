import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasControlCharacter } from '../toml/control-characters.ts';
import type { PythonLockQuestion } from '../facts/fact-source.ts';

/**
 * Holds what a resolution is given to one requirement a line, whoever wrote it: in a file of requirements a second line
 * is a second requirement, a word that begins with `-` is an option, and `${NAME}` is a variable of the step.
 *
 * @throws DiagnosticError with every text that is more.
 */
export function checkRequirementLines({
  requirements,
  constraints,
}: Pick<PythonLockQuestion, 'requirements' | 'constraints'>): void {
  const lines = [...requirements, ...constraints.split('\n').filter((line) => line !== '')];
  const problems = lines.filter((line) => !isOneRequirement(line)).map(problem);
  if (problems.length > 0) throw new DiagnosticError(problems);
}

function isOneRequirement(text: string): boolean {
  const withoutHashes = text.replace(/(?:\s--hash=sha(?:256|384|512):[0-9a-f]+)+$/i, '');
  return (
    withoutHashes.trim() !== '' &&
    !hasControlCharacter(withoutHashes.replaceAll('\t', ' ')) &&
    !/(?:^|\s)-/.test(withoutHashes) &&
    !withoutHashes.includes('${')
  );
}

function problem(text: string): Diagnostic {
  return {
    code: 'requirement-syntax',
    severity: 'error',
    message: `${JSON.stringify(text)} is not one requirement: options, variables and line breaks are not allowed`,
    help: 'Write NAME==VERSION, or NAME @ URL.',
  };
}
