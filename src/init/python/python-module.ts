import { ownValue } from '../../paths/own-value.ts';
import { environKey, variableName, type Resolve } from './environment.ts';
import { executedStatements } from './executed-statements.ts';
import { importedNames, type Imports } from './imported-names.ts';
import { neededVariables } from './needed-variables.ts';
import { settingsVariables } from './settings-classes.ts';
import {
  argumentsOf,
  assignmentOf,
  childOf,
  definedName,
  descendants,
  dottedName,
  ERROR_KIND,
  parsePython,
  partsOf,
  split,
  stringValue,
  type Syntax,
} from './syntax.ts';

/** A call, by the name under which the callee can be imported where that is known. */
export interface Call {
  /** `flask.Flask` */
  readonly callee: string;
  readonly positional: readonly Syntax[];
  readonly named: ReadonlyMap<string, Syntax>;
}

/** `name = value` of a module's own level. */
export interface Assignment {
  readonly name: string;
  readonly value: Syntax;
  readonly call?: Call;
}

/** An assignment with the tests of every `if` around it, from the outermost. */
export interface OwnAssignment extends Assignment {
  readonly within: readonly Condition[];
}

/** A test, and what has to come of it. */
export interface Condition {
  readonly test: Syntax;
  readonly isTrue: boolean;
}

/** A function of a module's own level. */
export interface PythonFunction {
  readonly name: string;
  readonly isAsync: boolean;
  /** Parameters that have no default. */
  readonly required: readonly string[];
  readonly decorators: readonly Call[];
  /** Every call in it. */
  readonly calls: readonly Call[];
}

/** The parts of a module that show how it is started. */
export interface PythonModule {
  readonly path: string;
  readonly imports: Imports;
  /** Modules, and names of modules, without which it cannot be imported: `django.conf.urls.url`. */
  readonly imported: readonly string[];
  readonly assignments: readonly OwnAssignment[];
  /** What names stand for at any depth: the module's own assignments first, then others and the defaults of parameters. */
  readonly values: ReadonlyMap<string, Syntax>;
  readonly functions: readonly PythonFunction[];
  /** Every call of the file, at any depth. */
  readonly calls: readonly Call[];
  /** Decorators of functions at any depth, with their arguments. */
  readonly decorators: readonly Call[];
  /** `if __name__ == '__main__':` */
  readonly hasMain: boolean;
  /** Statements besides definitions, imports and assignments. */
  readonly acts: boolean;
  /** Variables of the environment that it sets, if only under a condition, and their texts. */
  readonly variables: ReadonlyMap<string, string>;
  /** Variables of the environment without which it cannot be imported. */
  readonly needed: readonly string[];
  /** Offset of the first part that is no Python 3. */
  readonly error?: number;
}

const WRAPPERS = ['IfStatement', 'TryStatement', 'WithStatement'];

/** Reads one module. */
export function readModule(path: string, text: string): PythonModule {
  const root = parsePython(text);
  const all = descendants(root);
  const imports = importsOf(all);
  const resolve = (name: string) => importedAs(imports, name);
  const executed = executedStatements(root);
  const surely = importsOf(executed);
  const conditional = root.children.flatMap((node) => unwrapped(node));
  const own = conditional.map(({ node }) => node);
  const error = all.find(
    ({ kind, start }) =>
      (kind === ERROR_KIND && !isBeyondParser(text, start)) || kind === 'PrintStatement',
  );
  return {
    path,
    imports,
    imported: [...surely.names.values(), ...surely.modules],
    assignments: conditional.flatMap(({ node, within }) =>
      assignments(node, resolve).map((each) => ({ ...each, within })),
    ),
    values: firstValues([...own, ...all].flatMap((node) => namedValues(node, resolve))),
    functions: own.flatMap((node) => functionOf(node, resolve) ?? []),
    calls: all.flatMap((node) => callOf(node, resolve) ?? []),
    decorators: all.flatMap((node) => decoratorOf(node, resolve) ?? []),
    hasMain: root.children.some(isMain),
    acts: own.some(({ kind }) => ACTIONS.has(kind)),
    variables: new Map(all.flatMap((node) => variableSet(node, resolve))),
    needed: [
      ...new Set([
        ...neededVariables({ root, all, executed }, resolve),
        ...settingsVariables({ root, executed }, resolve),
      ]),
    ],
    ...(error && { error: error.start }),
  };
}

function importsOf(nodes: readonly Syntax[]): Imports {
  return importedNames(nodes.filter(({ kind }) => kind === 'ImportStatement'));
}

/** Python that the parser does not know, by the text in front of the place where it stops. */
const BEYOND: readonly RegExp[] = [
  /\byield[^\S\n]*$/,
  // Several items in parentheses (PEP 617).
  /^[^\S\n]*(?:async[^\S\n]+)?with[^\S\n]*\([^:]*(?![^])/m,
  /^[^\S\n]*@[^\n]*(?![^])/m,
  /^[^\S\n]*(?:async[^\S\n]+)?for\b[^\n]*\bin[^\S\n][^\n]*(?![^])/m,
  // PEP 646, PEP 750.
  /\*\w+:[^\S\n]*\*?$/,
  /\b[tT][rR]?$/,
];

function isBeyondParser(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return BEYOND.some((pattern) => pattern.test(before.slice(-2_000)));
}

const ACTIONS = new Set(['ExpressionStatement', 'ForStatement', 'WhileStatement']);

function isMain(node: Syntax): boolean {
  return (
    node.kind === 'IfStatement' &&
    node.children.some(({ text }) => /^__name__\s*==\s*(["'])__main__\1$/.test(text))
  );
}

/** A statement, and the tests of every `if` around it. */
interface ConditionalStatement {
  readonly node: Syntax;
  readonly within: readonly Condition[];
}

/** The statements that run when a module is imported: also in `if`, `try` and `with`, unless it is `__main__`. */
function unwrapped(
  node: Syntax,
  within: readonly Condition[] = [],
): readonly ConditionalStatement[] {
  if (!WRAPPERS.includes(node.kind) || isMain(node)) return [{ node, within }];
  return branches(node).flatMap(({ body, conditions }) =>
    body.children.flatMap((each) => unwrapped(each, [...within, ...conditions])),
  );
}

/** The blocks of a statement; those of an `if` with the tests that lead to them. */
function branches({
  kind,
  children,
}: Syntax): readonly { readonly body: Syntax; readonly conditions: readonly Condition[] }[] {
  const failed: Condition[] = [];
  return children.flatMap((body, index) => {
    if (body.kind !== 'Body') return [];
    const [keyword, test] = children.slice(index - 2, index);
    const isTested = kind === 'IfStatement' && (keyword?.kind === 'if' || keyword?.kind === 'elif');
    const passed = isTested && test !== undefined ? [{ test, isTrue: true }] : [];
    const conditions = [...failed, ...passed];
    failed.push(...passed.map(({ test }) => ({ test, isTrue: false })));
    return [{ body, conditions }];
  });
}

function assignments(node: Syntax, resolve: Resolve): readonly Assignment[] {
  const { targets = [], value } = assignmentOf(node) ?? {};
  if (value === undefined) return [];
  const call = callOf(value, resolve);
  return targets
    .filter(({ kind }) => kind === 'VariableName')
    .map(({ text: name }) => ({ name, value, ...(call && { call }) }));
}

/** `os.environ["NAME"] = "text"` */
function variableSet(node: Syntax, resolve: Resolve): readonly (readonly [string, string])[] {
  const { targets: [target] = [], value } = assignmentOf(node) ?? {};
  const name = target && variableName(environKey(target, resolve));
  const text = stringValue(value);
  return name === undefined || text === undefined ? [] : [[name, text]];
}

/** What a statement assigns, and the defaults of a list of parameters. */
function namedValues(
  node: Syntax,
  resolve: Resolve,
): readonly Pick<Assignment, 'name' | 'value'>[] {
  if (node.kind !== 'ParamList') return assignments(node, resolve);
  return split(partsOf(node)).flatMap((part) => {
    const [name] = part;
    const value = part[part.findIndex(({ kind }) => kind === 'AssignOp') + 1];
    if (name?.kind !== 'VariableName' || value === undefined || value === name) return [];
    return [{ name: name.text, value }];
  });
}

function firstValues(
  found: readonly Pick<Assignment, 'name' | 'value'>[],
): ReadonlyMap<string, Syntax> {
  return new Map(found.toReversed().map(({ name, value }) => [name, value]));
}

function functionOf(node: Syntax, resolve: Resolve): PythonFunction | undefined {
  if (node.kind === 'DecoratedStatement') {
    const definition = childOf(node, 'FunctionDefinition');
    const found = definition && functionOf(definition, resolve);
    const decorators = node.children.flatMap((child) => decoratorOf(child, resolve) ?? []);
    return found && { ...found, decorators };
  }
  if (node.kind !== 'FunctionDefinition') return undefined;
  const body = childOf(node, 'Body');
  return {
    name: definedName(node),
    isAsync: childOf(node, 'async') !== undefined,
    required: requiredParameters(childOf(node, 'ParamList')),
    decorators: [],
    calls: (body ? descendants(body) : []).flatMap((each) => callOf(each, resolve) ?? []),
  };
}

function requiredParameters(list: Syntax | undefined): readonly string[] {
  const { children = [] } = list ?? {};
  return children.flatMap(({ kind, text }, index) => {
    if (kind !== 'VariableName') return [];
    const before = children[index - 1]?.kind ?? '';
    const after = children.slice(index + 1).find((next) => next.kind !== 'TypeDef')?.kind;
    const isOptional = before === '*' || before === '**' || before === 'AssignOp';
    return isOptional || after === 'AssignOp' ? [] : [text];
  });
}

function callOf(node: Syntax, resolve: Resolve): Call | undefined {
  if (node.kind !== 'CallExpression') return undefined;
  const callee = calleeName(node.children[0]);
  if (callee === undefined) return undefined;
  return { callee: resolve(callee), ...argumentsOf(childOf(node, 'ArgList')) };
}

/** `a.b`, and `a.B().c` for a method of what another call returns. */
function calleeName(node: Syntax | undefined): string | undefined {
  const name = dottedName(node);
  if (name !== undefined || node?.kind !== 'MemberExpression') return name;
  const [object, dot, property] = node.children;
  if (object?.kind !== 'CallExpression' || dot?.kind !== '.') return undefined;
  const owner = calleeName(object.children[0]);
  return owner === undefined || property === undefined ? undefined : `${owner}().${property.text}`;
}

/** The names of a decorator lie side by side in the tree. */
function decoratorOf(node: Syntax, resolve: Resolve): Call | undefined {
  if (node.kind !== 'Decorator') return undefined;
  const names = node.children.filter(({ kind }) => kind === 'VariableName' || kind === '.');
  const callee = names.map(({ text }) => text).join('');
  return { callee: resolve(callee), ...argumentsOf(childOf(node, 'ArgList')) };
}

/** Names that packages give to `from PACKAGE import *`. */
const STARS: Readonly<Record<string, readonly string[]>> = {
  'fasthtml.common': ['FastHTML', 'fast_app', 'serve'],
  fasthtml: ['FastHTML', 'fast_app', 'serve'],
  flask: ['Flask'],
  fastapi: ['FastAPI'],
  bottle: ['Bottle', 'default_app', 'run', 'route'],
  gradio: ['Blocks', 'Interface', 'ChatInterface'],
};

function importedAs({ names, stars }: Imports, name: string): string {
  const [, first = '', rest = ''] = /^([^.()]*)([^]*)$/.exec(name) ?? [];
  const origin = names.get(first);
  if (origin !== undefined) return origin + rest;
  const star = stars.find((module) => ownValue(STARS, module)?.includes(first));
  return star === undefined ? name : `${star}.${name}`;
}

/** The literal text of a call's first argument. */
export function firstText({ positional }: Call): string | undefined {
  return stringValue(positional[0]);
}
