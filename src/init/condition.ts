import { askedVariable, environMembership, type Resolve } from './python/environment.ts';
import type { Condition } from './python/python-module.ts';
import type { Syntax } from './python/syntax.ts';

/** Whether a part of a module within conditions is surely passed over where no variables are set. */
export function isPassedOver(within: readonly Condition[], debug: Syntax | undefined): boolean {
  return within.some(({ test, isTrue }) => {
    const value = valueOf(test, debug);
    return value !== undefined && value !== isTrue;
  });
}

const unresolved: Resolve = (name) => name;

/** The value of an expression where no variables are set, as far as it is a plain one. */
function valueOf(node: Syntax, debug: Syntax | undefined): boolean | undefined {
  const { kind, text, children } = node;
  const [first, operator, last] = children;
  if (kind === 'Boolean') return text === 'True';
  if (kind === 'VariableName') {
    return text === 'DEBUG' && debug !== undefined ? valueOf(debug, undefined) : undefined;
  }
  if (kind === 'ParenthesizedExpression' && operator) return valueOf(operator, debug);
  if (kind === 'UnaryExpression' && first?.kind === 'not' && operator) {
    const value = valueOf(operator, debug);
    return value === undefined ? undefined : !value;
  }
  if (kind === 'BinaryExpression' && first && last && /^(?:and|or)$/.test(operator?.kind ?? '')) {
    const values = [valueOf(first, debug), valueOf(last, debug)];
    const decisive = operator?.kind === 'or';
    if (values.includes(decisive)) return decisive;
    return values.includes(undefined) ? undefined : !decisive;
  }
  const member = environMembership(node, unresolved);
  if (member !== undefined) return !member.isIn;
  return askedVariable(node, unresolved) === undefined ? undefined : false;
}
