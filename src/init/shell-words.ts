/** A line of a Procfile or the like, as far as it can be read without a shell. */
export interface CommandLine {
  /** `A=b` before the command. */
  readonly envs: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** Whether it takes a shell: variables, pipes, several commands. */
  readonly needsShell: boolean;
}

const TOKEN = /\s+|'([^']*)'|"((?:[^"\\$`]|\\.)*)"|\\(.)|([^\s'"\\$`|&;<>()*?{}~#]+)/y;

/** Splits a command as a POSIX shell would (XCU 2.2, 2.3). */
export function shellWords(line: string): CommandLine {
  const words: string[] = [];
  let word: string | undefined;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const match = TOKEN.exec(line);
    if (match === null) return { envs: {}, words: line.trim().split(/\s+/), needsShell: true };
    const [whole, single, double, escaped, plain] = match;
    if (/^\s/.test(whole)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word = (word ?? '') + (single ?? double?.replaceAll(/\\(.)/g, '$1') ?? escaped ?? plain ?? '');
  }
  if (word !== undefined) words.push(word);
  const first = words.findIndex((each) => !isAssignment(each));
  const start = first === -1 ? words.length : first;
  const envs = words.slice(0, start).map((each): [string, string] => {
    const at = each.indexOf('=');
    return [each.slice(0, at), each.slice(at + 1)];
  });
  return { envs: Object.fromEntries(envs), words: words.slice(start), needsShell: false };
}

const BEFORE_COMMENT = /(?:[^\s'"\\#]#*|\\.|'[^']*'|"(?:[^"\\]|\\.)*"|\s)+/y;

/** A line without the comment at its end (XCU 2.3, rule 9). */
export function withoutComment(line: string): string {
  BEFORE_COMMENT.lastIndex = 0;
  const before = BEFORE_COMMENT.exec(line)?.[0] ?? '';
  return line[before.length] === '#' ? before.trimEnd() : line;
}

/** Whether a word before a command sets a variable: `A=b`. */
export function isAssignment(word: string): boolean {
  return /^[A-Za-z_]\w*=/.test(word);
}
