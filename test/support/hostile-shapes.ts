/**
 * Texts that cost a careless reader more time than their length: long runs of what a pattern may take in several ways,
 * many parts of what is looked up in a list, and nesting.
 */

/** Repeated texts; each has a meaning in some reader's grammar. */
export const repeated: readonly string[] = [
  ...[
    '@',
    '-',
    '.',
    '_',
    '0',
    'a',
    ' ',
    '\t',
    '\\',
    '/',
    '%',
    '#',
    '!',
    '*',
    '~',
    '^',
    '|',
    '<',
    '>',
    '=',
  ],
  ...[
    '[',
    '{',
    '(',
    ']',
    '}',
    ')',
    '"',
    "'",
    '`',
    ',',
    ';',
    ':',
    '\n',
    '\r\n',
    '\\\n',
    ' #',
    ' -',
    '--',
  ],
  ...[
    'a.',
    '.a',
    'a-',
    'x.',
    '*.',
    '1.',
    '.0',
    'a,',
    'a;',
    'a@',
    'a/',
    '../',
    '0!',
    '1+',
    'a b ',
    '""',
    "''",
  ],
  ...[
    '[a]',
    '(a)',
    '{}',
    '[],',
    '{a=',
    '{"a":',
    '["',
    '[[a]]\n',
    '[a.a]\n',
    'a.b=1\n',
    'a=1\n',
    '- ',
    '- - ',
    '? ',
    'a: ',
    '&a ',
    '*a ',
    '!!',
  ],
  ...[
    '${A}',
    '$${',
    '${',
    '<1,',
    '>=1,',
    '==1.*,',
    '^1,',
    ' || ',
    '|^1',
    ' or ',
    ' and ',
    'not ',
    "a=='a' or ",
    '((a',
    'in ',
  ],
  ...[
    '-r a\n',
    '-e .\n',
    '--hash=sha256:0 ',
    '--hash=',
    'a==1\n',
    'a\n',
    'a\\\n',
    '-c ',
    'e\u0301',
    '\u{1f600}',
    '\ud800',
    '\0',
  ],
];

/** A text of about a length: a start, one of the repeated, an end. */
export function hostileText(template: string, unit: string, length: number): string {
  const count = Math.max(1, Math.floor((length - template.length) / unit.length));
  return template.replace('…', () => unit.repeat(count));
}

/** A text of as many parts as fit, each different: `…` of the template is repeated with a number for `%`. */
export function manyParts(template: string, part: string, length: number): string {
  const parts: string[] = [];
  for (let size = template.length, at = 0; size < length; at++) {
    const text = part.replaceAll('%', String(at));
    parts.push(text);
    size += text.length;
  }
  return template.replace('…', () => parts.join(''));
}
