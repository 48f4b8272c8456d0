/** The condition of the `if` around a place of a module: its text, and whether it has to be true. */
interface Condition {
  readonly text: string;
  readonly isTrue: boolean;
}

/** Whether a place of a module is surely passed over where no variables are set; the text is that of the module. */
export function isPassedOver(text: string, at: number, debug: string | undefined): boolean {
  const condition = conditionOf(text, at);
  if (condition === undefined) return false;
  const value = valueOf(condition.text, debug);
  return value !== undefined && value !== condition.isTrue;
}

function conditionOf(text: string, at: number): Condition | undefined {
  const lines = text.slice(0, at).split('\n');
  const own = indentOf(lines.pop() ?? '');
  let depth = own;
  let isTrue = true;
  for (const line of lines.toReversed()) {
    const indent = indentOf(line);
    if (line.trim() === '' || line.trim().startsWith('#') || indent > depth) continue;
    if (indent === depth && depth === own) continue;
    const condition = /^\s*if\s+(.+?)\s*:\s*(?:#.*)?$/.exec(line)?.[1];
    if (condition !== undefined) return { text: condition, isTrue };
    if (!/^\s*else\s*:/.test(line) || !isTrue) return undefined;
    // Its `if` is further up, at the same depth.
    depth = indent;
    isTrue = false;
    if (depth === own) return undefined;
  }
  return undefined;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The value of an expression without variables of the environment, as far as it is a plain one. */
function valueOf(expression: string, debug: string | undefined): boolean | undefined {
  const text = expression.trim();
  const negated = /^not\s+(.+)$/.exec(text)?.[1];
  if (negated !== undefined) {
    const value = valueOf(negated, debug);
    return value === undefined ? undefined : !value;
  }
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (text === 'DEBUG') return debug === undefined ? undefined : valueOf(debug, undefined);
  const membership = /^["']\w+["']\s+(not\s+)?in\s+os\.environ$/.exec(text);
  if (membership !== null) return membership[1] !== undefined;
  if (/^os\.(?:environ\.get|getenv)\(\s*["']\w+["']\s*\)$/.test(text)) return false;
  return undefined;
}
