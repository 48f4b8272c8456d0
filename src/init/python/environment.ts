import { argumentsOf, childOf, dottedName, stringValue, type Syntax } from './syntax.ts';

/** The name under which a name of a module can be imported, where that is known. */
export type Resolve = (name: string) => string;

/** Whether a name is `os.environ`, or that of a module which brings it along. */
function isEnviron(name: string | undefined, resolve: Resolve): boolean {
  return name !== undefined && /(?:^|\.)environ$/.test(resolve(name));
}

/** The key of `os.environ[KEY]`. */
export function environKey(node: Syntax, resolve: Resolve): Syntax | undefined {
  if (node.kind !== 'MemberExpression') return undefined;
  const [object, bracket, key] = node.children;
  return bracket?.kind === '[' && isEnviron(dottedName(object), resolve) ? key : undefined;
}

/** The arguments of `os.environ.METHOD(…)`, and for `get` those of `os.getenv(…)`. */
export function environCall(
  node: Syntax,
  method: string,
  resolve: Resolve,
): readonly Syntax[] | undefined {
  if (node.kind !== 'CallExpression') return undefined;
  const name = dottedName(node.children[0]);
  if (name === undefined) return undefined;
  const [, object, called] = /^(.+)\.(\w+)$/.exec(name) ?? [];
  const isOwn = called === method && isEnviron(object, resolve);
  if (!isOwn && !(method === 'get' && /(?:^|\.)getenv$/.test(resolve(name)))) return undefined;
  const { positional, named } = argumentsOf(childOf(node, 'ArgList'));
  const fallback = named.get('default');
  return fallback === undefined ? positional : [...positional, fallback];
}

/** A variable whose value is asked for, and that value where it is not set: None, or an empty text. */
export interface AskedVariable {
  readonly name: string;
  readonly unset: 'None' | 'empty';
}

/** `os.environ.get("NAME")` without a fallback that could stand for the variable. */
export function askedVariable(node: Syntax, resolve: Resolve): AskedVariable | undefined {
  const [key, fallback, ...others] = environCall(node, 'get', resolve) ?? [];
  const name = variableName(key);
  if (name === undefined || others.length > 0) return undefined;
  if (fallback === undefined || fallback.kind === 'None') return { name, unset: 'None' };
  return stringValue(fallback) === '' ? { name, unset: 'empty' } : undefined;
}

/** A literal that is the name of a variable. */
export function variableName(node: Syntax | undefined): string | undefined {
  const text = stringValue(node);
  return text !== undefined && /^[A-Z][A-Z0-9_]*$/.test(text) ? text : undefined;
}

/** NAME of `"NAME" in os.environ`, and whether it is `not in`. */
export function environMembership(
  node: Syntax,
  resolve: Resolve,
): { readonly name: string; readonly isIn: boolean } | undefined {
  if (node.kind !== 'BinaryExpression') return undefined;
  const [key, ...operator] = node.children;
  const container = operator.pop();
  const name = variableName(key);
  if (name === undefined || !isEnviron(dottedName(container), resolve)) return undefined;
  const words = operator.map(({ kind }) => kind).join(' ');
  return words === 'in' || words === 'not in' ? { name, isIn: words === 'in' } : undefined;
}
