import { YAMLException, parseEvents } from 'js-yaml';
import type { Event } from 'js-yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { SourceText } from '../../diagnostics/source-text.ts';
import { yamlLimits } from './limits.ts';
import { syntaxMistake } from './syntax-diagnostic.ts';

/** The parser's output for a text. */
export interface RecoveredEvents {
  /** The readable part; absent if there is none. */
  readonly events?: readonly Event[];
  /** Mistakes of syntax; where there are any, lines are missing from the events. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Maximum of syntax errors reported at once; beyond that, the rest is guesswork. */
const mostMistakes = 10;

/**
 * The events of a YAML text. After a mistake the text is read again without its line and the lines
 * that belong to it, so that the mistakes after it are reported as well.
 */
export function parseRecovering(source: SourceText): RecoveredEvents {
  const diagnostics: Diagnostic[] = [];
  let { text } = source;
  while (diagnostics.length < mostMistakes) {
    const events = eventsOf(text);
    if (!(events instanceof YAMLException)) return { events, diagnostics };
    const { diagnostic, isLast } = syntaxMistake(new SourceText(source.name, text), events);
    diagnostics.push(diagnostic);
    const without = withoutBlock(source, text, diagnostic.span?.start.line ?? 1);
    if (without === text || isLast) break;
    text = without;
  }
  return { diagnostics };
}

function eventsOf(text: string): Event[] | YAMLException {
  try {
    return parseEvents(text, { maxDepth: yamlLimits.depth });
  } catch (error) {
    if (error instanceof YAMLException) return error;
    throw error;
  }
}

/** The text with a line, and those below it that are indented deeper, made blank; offsets stay. */
function withoutBlock(source: SourceText, text: string, line: number): string {
  const depth = indentation(source.line(line));
  let last = line;
  while (last < source.lineCount && indentation(source.line(last + 1)) > depth) last += 1;
  const start = source.offset(line);
  const end = source.offset(last + 1);
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

/** Blank lines and comments belong to what is above them. */
function indentation(line: string): number {
  const width = /^[ \t]*(?![ \t]|#|$)/.exec(line)?.[0].length;
  return width ?? Number.POSITIVE_INFINITY;
}
