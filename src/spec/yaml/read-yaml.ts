import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../diagnostics/source-text.ts';
import { composeNodes } from './compose-nodes.ts';
import { yamlLimits } from './limits.ts';
import type { YamlMapping } from './node.ts';
import { parseRecovering } from './parse-recovering.ts';

/** The content of a file: a mapping, unless the file cannot be read at all. */
export interface YamlReading {
  readonly root?: YamlMapping;
  readonly diagnostics: readonly Diagnostic[];
  /** Lines that are no YAML are missing: what refers to them, or needs them, is no mistake of its own. */
  readonly isDamaged: boolean;
}

/**
 * One YAML 1.2 document as nodes that know their places, aliases and merge keys resolved.
 * An empty file is an empty mapping.
 */
export function readYaml(source: SourceText): YamlReading {
  if (source.text.length > yamlLimits.length) return tooLarge(source);
  const { events, diagnostics: mistakes } = parseRecovering(source);
  const isDamaged = mistakes.length > 0;
  if (events === undefined) return { diagnostics: mistakes, isDamaged };
  const { documents, diagnostics } = composeNodes(source, events);
  const [root, second] = documents;
  const found = [...mistakes, ...diagnostics];
  if (second !== undefined) {
    found.push({
      code: 'yaml-several-documents',
      severity: 'error',
      message: 'a second YAML document begins here, but the file may hold only one',
      span: source.span(second.start, second.start),
      help: 'Remove the line `---` and what follows it; several images of one file are `services`.',
    });
  }
  if (root === undefined || (root.kind === 'scalar' && root.value === null)) {
    return {
      root: { kind: 'mapping', source, start: 0, end: 0, entries: [] },
      diagnostics: found,
      isDamaged,
    };
  }
  if (root.kind !== 'mapping') {
    found.push({
      code: 'not-a-mapping',
      severity: 'error',
      message: `expected keys with values, found ${root.kind === 'sequence' ? 'a list' : 'a text'}`,
      span: source.span(root.start, root.end),
      help: 'Write `key: value` lines, the colon followed by a space.',
    });
    return { diagnostics: found, isDamaged };
  }
  return { root, diagnostics: found, isDamaged };
}

function tooLarge(source: SourceText): YamlReading {
  return {
    isDamaged: true,
    diagnostics: [
      {
        code: 'yaml-too-large',
        severity: 'error',
        message: `the file has ${source.text.length} characters, more than ${yamlLimits.length}`,
        span: source.span(0, 0),
      },
    ],
  };
}
