import {
  askedVariable,
  environCall,
  environKey,
  environMembership,
  variableName,
  type AskedVariable,
  type Resolve,
} from './environment.ts';
import { endsProgram, isFailedExit } from './executed-statements.ts';
import {
  argumentsOf,
  assignmentOf,
  childOf,
  descendants,
  definedName,
  dottedName,
  partsOf,
  split,
  type Syntax,
} from './syntax.ts';

/** The names of a module that tell of variables. */
interface Names {
  readonly resolve: Resolve;
  /** Functions that fail if there is no variable of the name that they are called with. */
  readonly functions: ReadonlySet<string>;
  /** Names that have the value of a variable, and no other. */
  readonly values: ReadonlyMap<string, AskedVariable>;
}

/** The tree of a module. */
interface ModuleTree {
  readonly root: Syntax;
  /** Every node of it. */
  readonly all: readonly Syntax[];
  /** Its executedStatements. */
  readonly executed: readonly Syntax[];
}

/**
 * The variables of the environment without which a module cannot be imported: it reads them, or ends the program where
 * they are not set. What it reads in a function, or under a condition, is left out.
 */
export function neededVariables(
  { root, all, executed }: ModuleTree,
  resolve: Resolve,
): readonly string[] {
  const names: Names = {
    resolve,
    functions: new Set(
      root.children.flatMap((node) => (asksForParameter(node, resolve) ? [definedName(node)] : [])),
    ),
    values: valuesOfVariables(executed, all, resolve),
  };
  const isSet = new Set<string>();
  const needed = new Set<string>();
  for (const statement of executed) {
    const found = [
      ...evaluated(statement).flatMap((node) => read(node, names)),
      ...guarded(statement, names),
    ];
    for (const name of found) if (!isSet.has(name)) needed.add(name);
    for (const name of setVariables(statement, resolve)) isSet.add(name);
  }
  return [...needed];
}

/** A statement or expression with all parts of it that are evaluated when it is. */
export function evaluated(node: Syntax): readonly Syntax[] {
  return [node, ...evaluatedParts(node).flatMap(evaluated)];
}

function evaluatedParts(node: Syntax): readonly Syntax[] {
  const { kind, children } = node;
  switch (kind) {
    case 'IfStatement':
    case 'WhileStatement':
    case 'ForStatement':
    case 'MatchStatement':
    case 'WithStatement':
    case 'ClassDefinition':
      return children.slice(
        0,
        children.findIndex((each) => each.kind.endsWith('Body')),
      );
    case 'FunctionDefinition':
    case 'LambdaExpression':
      return children.filter((each) => each.kind === 'ParamList');
    case 'AssignStatement':
      return listed(assignmentOf(node)?.value);
    case 'ConditionalExpression':
      return children.slice(2, 3);
    case 'BinaryExpression':
      return children.some((each) => each.kind === 'and' || each.kind === 'or')
        ? children.slice(0, 1)
        : children;
    case 'DeleteStatement':
    case 'TypeDef':
    case 'TryStatement':
      return [];
    default:
      return children;
  }
}

/** `os.environ["NAME"]`, or a call of a function that does the same. */
function read(node: Syntax, { resolve, functions }: Names): readonly string[] {
  if (node.kind === 'CallExpression' && functions.has(dottedName(node.children[0]) ?? '')) {
    const { positional, named } = argumentsOf(childOf(node, 'ArgList'));
    return positional.length + named.size === 1 ? listed(variableName(positional[0])) : [];
  }
  return listed(variableName(environKey(node, resolve)));
}

function listed<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

/** Variables without which a statement ends the program. */
function guarded(statement: Syntax, names: Names): readonly string[] {
  const [, test] = statement.children;
  if (test === undefined) return [];
  if (statement.kind === 'AssertStatement') return makingFalse(test, names);
  const body = statement.kind === 'IfStatement' ? childOf(statement, 'Body') : undefined;
  return body !== undefined && endsProgram(body) ? makingTrue(test, names) : [];
}

/** Variables each of which makes an expression true if it is not set. */
function makingTrue(node: Syntax, names: Names): readonly string[] {
  const { kind, children } = node;
  const [first, operator, ...rest] = children;
  if (first === undefined || operator === undefined) return [];
  if (kind === 'ParenthesizedExpression') return makingTrue(operator, names);
  if (kind === 'UnaryExpression') return first.kind === 'not' ? makingFalse(operator, names) : [];
  if (kind !== 'BinaryExpression') return [];
  if (operator.kind === 'or') return [first, ...rest].flatMap((each) => makingTrue(each, names));
  const member = environMembership(node, names.resolve);
  if (member !== undefined) return member.isIn ? [] : [member.name];
  return isNone(operator, rest) ? valueIf('None', first, names) : [];
}

/** Variables each of which makes an expression false if it is not set. */
function makingFalse(node: Syntax, names: Names): readonly string[] {
  const { kind, children } = node;
  const [first, operator, ...rest] = children;
  const all = kind === 'CallExpression' && dottedName(first) === 'all' ? elements(operator) : [];
  if (all.length > 0) return all.flatMap((each) => makingFalse(each, names));
  if (first === undefined || operator === undefined) return valueIf('any', node, names);
  if (kind === 'ParenthesizedExpression') return makingFalse(operator, names);
  if (kind === 'NamedExpression') return rest.flatMap((each) => makingFalse(each, names));
  if (kind === 'UnaryExpression') return first.kind === 'not' ? makingTrue(operator, names) : [];
  if (kind !== 'BinaryExpression') return valueIf('any', node, names);
  if (operator.kind === 'and') return [first, ...rest].flatMap((each) => makingFalse(each, names));
  const member = environMembership(node, names.resolve);
  if (member !== undefined) return member.isIn ? [member.name] : [];
  const [not, ...last] = rest;
  const isNot = operator.kind === 'is' && not?.kind === 'not' && isNone(operator, last);
  const differs = operator.text === '!=' && not?.kind === 'None';
  return isNot || differs ? valueIf('None', first, names) : [];
}

/** The elements of the list or tuple that is a call's only argument. */
function elements(list: Syntax | undefined): readonly Syntax[] {
  const [only, ...others] = argumentsOf(list).positional;
  if (only === undefined || others.length > 0) return [];
  if (only.kind !== 'ArrayExpression' && only.kind !== 'TupleExpression') return [];
  return split(partsOf(only)).flatMap(([element]) => element ?? []);
}

/** The rest of `… is None`, `… == None`. */
function isNone(operator: Syntax, [value, ...others]: readonly Syntax[]): boolean {
  const compares = operator.kind === 'is' || operator.text === '==';
  return compares && value?.kind === 'None' && others.length === 0;
}

/** The variable whose value an expression has, if that is None, or false at all, where the variable is not set. */
function valueIf(unset: 'None' | 'any', node: Syntax, names: Names): readonly string[] {
  const asked =
    node.kind === 'VariableName' ? names.values.get(node.text) : askedVariable(node, names.resolve);
  return asked !== undefined && (unset === 'any' || asked.unset === 'None') ? [asked.name] : [];
}

/** `KEY = os.getenv("KEY")`, unless the name gets another value anywhere. */
function valuesOfVariables(
  executed: readonly Syntax[],
  all: readonly Syntax[],
  resolve: Resolve,
): ReadonlyMap<string, AskedVariable> {
  const times = new Map<string, number>();
  for (const node of all) {
    const target = assignmentOf(node)?.targets[0];
    if (target?.kind === 'VariableName') times.set(target.text, (times.get(target.text) ?? 0) + 1);
  }
  return new Map(
    executed.flatMap((node) => {
      const { targets: [target] = [], value } = assignmentOf(node) ?? {};
      const asked = value && askedVariable(value, resolve);
      const isOnly = target?.kind === 'VariableName' && times.get(target.text) === 1;
      return isOnly && asked ? [[target.text, asked] as const] : [];
    }),
  );
}

/** Whether this is a function of one parameter that fails if there is no variable of that name. */
function asksForParameter(node: Syntax, resolve: Resolve): boolean {
  if (node.kind !== 'FunctionDefinition') return false;
  const body = childOf(node, 'Body');
  const [parameters, ...others] = split(partsOf(childOf(node, 'ParamList')));
  const [parameter, ...after] = parameters ?? [];
  const isPlain = after.every(({ kind }) => kind === 'TypeDef');
  if (body === undefined || parameter?.kind !== 'VariableName' || !isPlain || others.length > 0)
    return false;
  const all = descendants(body);
  const isParameter = (each: Syntax | undefined) =>
    each?.kind === 'VariableName' && each.text === parameter.text;
  const isRead = all.some((each) => isParameter(environKey(each, resolve)));
  const isAsked = all.some((each) => {
    const [key, fallback] = environCall(each, 'get', resolve) ?? [];
    return isParameter(key) && fallback === undefined;
  });
  const raises = all.some((each) => each.kind === 'RaiseStatement' || isFailedExit(each));
  const catches = all.some(({ kind }) => kind === 'except');
  return isRead ? raises || !catches : isAsked && raises;
}

/** Variables that a statement sets, if only under a condition. */
function setVariables(statement: Syntax, resolve: Resolve): readonly string[] {
  return descendants(statement).flatMap((node) => {
    const [byDefault] = environCall(node, 'setdefault', resolve) ?? [];
    const { targets = [] } = assignmentOf(node) ?? {};
    const keys = [byDefault, ...targets.map((each) => environKey(each, resolve))];
    return keys.flatMap((key) => variableName(key) ?? []);
  });
}
