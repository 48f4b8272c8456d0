import type { Help } from '../../diagnostics/help.ts';
import type { CodeOf } from '../../diagnostics/diagnostic-code.ts';
import { yamlLimits } from './limits.ts';
import { unclosedBefore } from './unclosed.ts';

/** Explains why a text is not YAML, at the place where a person would look. */
export interface SyntaxExplanation {
  /** `yaml-syntax` where there is none. */
  readonly code?: CodeOf<'error'>;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help?: Help;
  /** Each line after it would be the same mistake again. */
  readonly isLast?: true;
}

interface Situation {
  readonly text: string;
  /** Where the parser stopped. */
  readonly offset: number;
  readonly reason: string;
  /** The line of the offset: its beginning, its end, and the beginning of its first word. */
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly wordStart: number;
}

type Explain = (situation: Situation) => SyntaxExplanation | undefined;

/** The parser's message, in the words of a person who knows YAML. */
export function explainSyntax(text: string, offset: number, reason: string): SyntaxExplanation {
  const lineStart = lineStartOf(text, offset);
  const lineEnd = lineEndOf(text, offset);
  const blanks = /^[ \t]*/.exec(text.slice(lineStart, lineEnd))?.[0].length ?? 0;
  const situation = { text, offset, reason, lineStart, lineEnd, wordStart: lineStart + blanks };
  for (const explain of explanations) {
    const explanation = explain(situation);
    if (explanation !== undefined) return explanation;
  }
  const end = offset < lineEnd ? offset + 1 : offset;
  return { start: offset, end, message: `not YAML: ${reason}` };
}

const nesting: Explain = ({ offset, reason }) =>
  reason.includes('maxDepth')
    ? {
        code: 'yaml-too-deep',
        start: offset,
        end: offset,
        message: `collections are nested more than ${yamlLimits.depth} deep`,
        isLast: true,
      }
    : undefined;

const control: Explain = ({ text, offset, reason }) => {
  if (!/non-printable|null byte/.test(reason)) return undefined;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'yaml-control-character',
    start: offset,
    end: offset + 1,
    message: `the file has the control character U+${code}`,
    help: 'Remove it, or write it as an escape in double quotes.',
  };
};

const conflictMarker: Explain = ({ text }) => {
  const marker = /^(?:<{7}|={7}|>{7})(?: .*)?$/m.exec(text);
  if (marker === null) return undefined;
  const start = marker.index;
  return {
    start,
    end: start + marker[0].length,
    message: 'a merge conflict is left in the file',
    help: 'Choose one of its sides.',
    isLast: true,
  };
};

const tab: Explain = ({ text, lineStart, lineEnd }) => {
  const indentation = /^ *(\t[ \t]*)/.exec(text.slice(lineStart, lineEnd));
  if (indentation?.[1] === undefined) return undefined;
  const end = lineStart + indentation[0].length;
  return {
    code: 'yaml-tab',
    start: end - indentation[1].length,
    end,
    message: 'a tab indents this line',
    help: 'Indent with spaces.',
  };
};

const reference: Explain = ({ text, offset, reason }) => {
  if (!reason.includes('missed comma') || text.slice(offset - 1, offset + 1) !== '${') {
    return undefined;
  }
  const close = text.indexOf('}', offset);
  return {
    start: offset - 1,
    end: close === -1 ? offset + 1 : close + 1,
    message: '`${…}` within `[ ]` or `{ }` needs quotes',
    help: 'Put it in double quotes.',
  };
};

const unclosed: Explain = ({ text, offset, reason, lineEnd }) => {
  if (!/unexpected end of the|deficient indentation|missed comma/.test(reason)) return undefined;
  const open = unclosedBefore(text, offset);
  if (open === undefined) return undefined;
  const [closing, other] = open.what === 'list' ? [']', '}'] : ['}', ']'];
  const mismatched = text[offset] === other;
  if (mismatched && text.slice(offset, lineEnd).includes(closing)) {
    return { start: offset, end: offset + 1, message: 'this bracket closes nothing' };
  }
  const beginsItem = /[[{,]\s*$/.test(text.slice(0, offset));
  if (beginsItem && '@`%'.includes(text[offset] ?? ' '))
    return forbidden(text[offset] ?? '', offset);
  if (reason.includes('missed comma') && !mismatched) {
    const end = Math.min(offset + 1, text.length);
    return { start: offset, end, message: `expected \`,\` or the end of the ${open.what}` };
  }
  return { start: open.start, end: open.start + 1, message: `this ${open.what} is never closed` };
};

/** `key:value`, or `key` alone: what follows it is where the parser notices. */
const colon: Explain = ({ text, offset, reason, lineStart, wordStart, lineEnd }) => {
  if (!/mapping entry|mapping key|document separator/.test(reason)) return undefined;
  const here = text.slice(wordStart, lineEnd);
  const isKeyAlone = text[offset] === ':' && !/[:,[\]{}"']/.test(text.slice(wordStart, offset));
  const line =
    isKeyAlone && lineStart > 0
      ? previousLine(text, lineStart)
      : offset >= lineEnd
        ? { start: wordStart, text: here }
        : undefined;
  if (line === undefined) return undefined;
  const glued = /^((?:- +)*[A-Za-z_][\w.-]*):[^\s:/]/.exec(line.text);
  if (glued?.[1] !== undefined) {
    const at = line.start + glued[1].length;
    return { start: at, end: at + 1, message: 'a space is missing after this colon' };
  }
  if (/^[A-Za-z_][\w.-]*$/.test(line.text)) {
    const end = line.start + line.text.length;
    return { start: line.start, end, message: `a colon is missing after "${line.text}"` };
  }
  return undefined;
};

const secondColon: Explain = ({ text, offset, reason, wordStart }) => {
  if (!reason.includes('mapping entry') || text[offset] !== ':') return undefined;
  const before = text.slice(wordStart, offset);
  if (/:\s/.test(before)) {
    return {
      start: offset,
      end: offset + 1,
      message: 'a line may have `: ` only once',
      help: 'Put the value in quotes, or the second key on a line of its own.',
    };
  }
  return {
    start: wordStart,
    end: offset,
    message: `the key "${before.trim()}" is indented deeper than the lines above allow`,
    help: 'Indent keys of one mapping alike; the key above has a value already.',
  };
};

function forbidden(character: string, start: number): SyntaxExplanation {
  const shown = character === '`' ? 'a backtick' : `\`${character}\``;
  const message = `a text may not begin with ${shown}`;
  return { start, end: start + 1, message, help: 'Put it in quotes.' };
}

const forbiddenStart: Explain = ({ text, offset, lineStart }) => {
  const character = text[offset] ?? '';
  const opensValue = /(?:^|[:-]\s+)$/.test(text.slice(lineStart, offset));
  if (opensValue && '@`%,&*!|>'.includes(character) && character !== '') {
    return forbidden(character, offset);
  }
  if (character === ']' || character === '}') {
    return { start: offset, end: offset + 1, message: 'this bracket closes nothing' };
  }
  if (opensValue && /^[-?]\s/.test(text.slice(offset, offset + 2)) && offset > lineStart) {
    return {
      start: offset,
      end: offset + 1,
      message: 'a list begins on a line of its own',
      help: 'Put the item on the next line, or the list in `[ ]`.',
    };
  }
  return undefined;
};

const afterTheEnd: Explain = ({ text, offset, lineStart, lineEnd, reason }) => {
  const closing = /(["'\]}])\s*$/.exec(text.slice(lineStart, offset))?.[1];
  if (closing === undefined || !/mapping entry|document separator/.test(reason)) return undefined;
  if (offset >= lineEnd) return undefined;
  return {
    start: offset,
    end: offset + wordAt(text, offset).length,
    message: `text follows the closing \`${closing}\``,
    help: 'Put the whole value in quotes.',
  };
};

const missingItem: Explain = ({ offset, reason }) =>
  reason.includes("found ','")
    ? { start: offset, end: offset + 1, message: 'an item is missing before this comma' }
    : undefined;

const escape: Explain = ({ text, offset, reason }) => {
  if (!/escape sequence|hexadecimal character/.test(reason)) return undefined;
  const start = text.lastIndexOf('\\', offset);
  return {
    start,
    end: Math.max(offset, start + 2),
    message: `"${text.slice(start, Math.max(offset, start + 2))}" is not an escape sequence`,
    help: 'Write `\\\\` for a backslash, or put the text in single quotes.',
  };
};

const sigil: Explain = ({ text, offset, reason }) => {
  const sign = reason.includes('alias node must')
    ? '*'
    : reason.includes('anchor node must')
      ? '&'
      : '';
  if (sign === '' || text[offset - 1] !== sign) return undefined;
  return {
    start: offset - 1,
    end: offset,
    message: `a text may not begin with \`${sign}\``,
    help: 'Put it in quotes.',
  };
};

const misplaced = {
  message: 'the indentation of this line matches no line above, or the line is among list items',
  help: 'Indent the items of one list, and the keys of one mapping, alike.',
} as const;

const indentation: Explain = ({ text, offset, reason, wordStart }) => {
  if (!/mapping entry|sequence entry|document separator/.test(reason)) return undefined;
  if (offset !== wordStart) return undefined;
  const last = wordStart === text.length ? previousLine(text, wordStart) : undefined;
  if (last !== undefined) {
    const [word = ''] = last.text.split(/[\s:]/, 1);
    return { ...misplaced, start: last.start, end: last.start + Math.max(1, word.length) };
  }
  const word = wordAt(text, wordStart);
  const message = text.startsWith('- ', wordStart)
    ? 'this list item is among keys, or its indentation matches no item above'
    : misplaced.message;
  return {
    start: wordStart,
    end: wordStart + Math.max(1, word.length),
    message,
    help: misplaced.help,
  };
};

/** In this order: the first that matches is used. */
const explanations: readonly Explain[] = [
  nesting,
  control,
  conflictMarker,
  tab,
  reference,
  sigil,
  unclosed,
  colon,
  secondColon,
  forbiddenStart,
  afterTheEnd,
  missingItem,
  escape,
  indentation,
];

/** The word at an offset, without the colon that ends a key. */
function wordAt(text: string, offset: number): string {
  return /^[^\s:,[\]{}]*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
}

function lineStartOf(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function lineEndOf(text: string, offset: number): number {
  const length = /^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0;
  return offset + length;
}

/** The last line before an offset that says something: its text without blanks and comment. */
function previousLine(
  text: string,
  before: number,
): { readonly start: number; readonly text: string } | undefined {
  let end = before;
  while (end > 0) {
    const start = lineStartOf(text, end - 1);
    const line = text.slice(start, end).replace(/(?:^|\s)#.*/, '');
    const content = line.trim();
    if (content !== '') return { start: start + line.indexOf(content), text: content };
    end = start;
  }
  return undefined;
}
