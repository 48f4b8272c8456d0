import { buildCodes } from '../diagnostics/build-codes.ts';
import { severities } from '../diagnostics/diagnostic-code.ts';
import { definitionCodes } from '../diagnostics/definition-codes.ts';
import type { DefinitionCode } from '../diagnostics/definition-codes.ts';

/** docs/diagnostics.md: every code with its meaning. */
export function diagnosticsPage(): string {
  const sections = [
    '# Diagnostics',
    'Every message ends in a code that never changes its meaning. This page explains each of them; the rules of `grocker lint` have [pages of their own](rules/README.md), which also tell how grocker.yml silences a warning.',
    '## Mistakes in grocker.yml',
    ...Object.entries(definitionCodes).flatMap(([code, definition]) => section(code, definition)),
    '## What a build finds',
    ...Object.entries(buildCodes).flatMap(([code, meaning]) => [
      `### ${code}`,
      meaning + mildness(code),
    ]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Longer files teach nothing. */
const longestExample = 400;

function section(code: string, { meaning, bad, good }: DefinitionCode): readonly string[] {
  const examples = [
    ...(bad.length > longestExample ? [] : [yaml('# wrong', bad)]),
    ...(good === undefined ? [] : [yaml('# right', good)]),
  ];
  return [`### ${code}`, meaning, ...examples];
}

/** The kinds of a code that is not always an error. */
function mildness(code: string): string {
  const known = Object.entries(severities).find(([name]) => name === code)?.[1];
  return known === undefined ? '' : ` Severity: ${known.join(' or ')}.`;
}

function yaml(title: string, text: string): string {
  return `\`\`\`yaml\n${title}\n${text.trimEnd()}\n\`\`\``;
}
