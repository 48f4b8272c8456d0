import type { Resolve } from './environment.ts';
import { evaluated } from './needed-variables.ts';
import {
  argumentsOf,
  assignmentOf,
  childOf,
  definedName,
  descendants,
  dottedName,
  entryOf,
  stringValue,
  type Syntax,
} from './syntax.ts';

/** A class of pydantic-settings, whose fields are variables of the environment. */
interface SettingsClass {
  readonly prefix: string;
  /** Fields that have no default, and the variable of those that name one. */
  readonly required: ReadonlyMap<string, string | undefined>;
  /** Whether a field that may be None may be left out, as in pydantic 1. */
  readonly isOld: boolean;
}

/**
 * The variables without which a module cannot be imported because it makes an object of settings (pydantic-settings): the
 * fields without a default of a class that it calls, also in a function.
 */
export function settingsVariables(
  { root, executed }: { readonly root: Syntax; readonly executed: readonly Syntax[] },
  resolve: Resolve,
): readonly string[] {
  const classes = settingsClasses(root, resolve);
  if (classes.size === 0) return [];
  const made = new Map(
    definitions(root, 'FunctionDefinition').map((node) => [
      definedName(node),
      descendants(node)
        .filter(({ kind }) => kind === 'ReturnStatement')
        .flatMap(descendants),
    ]),
  );
  return executed.flatMap(evaluated).flatMap((node) => {
    const called = node.kind === 'CallExpression' ? dottedName(node.children[0]) : undefined;
    const nodes = called === undefined ? [] : [node, ...(made.get(called) ?? [])];
    return nodes.flatMap((each) => variablesOf(each, classes));
  });
}

/** The variables of `Settings(…)` that no argument stands for. */
function variablesOf(node: Syntax, classes: ReadonlyMap<string, SettingsClass>): readonly string[] {
  if (node.kind !== 'CallExpression') return [];
  const found = classes.get(dottedName(node.children[0]) ?? '');
  if (found === undefined) return [];
  const list = childOf(node, 'ArgList');
  // `**values` may have any of them.
  if (list?.children.some(({ kind }) => kind === '**')) return [];
  const { named } = argumentsOf(list);
  return [...found.required].flatMap(([field, variable]) =>
    named.has(field) ? [] : [(variable ?? found.prefix + field).toUpperCase()],
  );
}

function settingsClasses(root: Syntax, resolve: Resolve): ReadonlyMap<string, SettingsClass> {
  const found = new Map<string, SettingsClass>();
  for (const node of definitions(root, 'ClassDefinition')) {
    const bases = argumentsOf(childOf(node, 'ArgList')).positional.map((each) => dottedName(each));
    const inherited = bases.map((name) => found.get(name ?? '')).find((each) => each !== undefined);
    const own = bases.map((name) => resolve(name ?? '')).find((name) => BASE.test(name));
    const above =
      inherited ??
      (own && { prefix: '', required: new Map(), isOld: !own.startsWith('pydantic_') });
    if (above) found.set(definedName(node), settingsClass(childOf(node, 'Body'), above));
  }
  return found;
}

const BASE = /^(?:pydantic_settings|pydantic|pydantic\.v1|pydantic\.env_settings)\.BaseSettings$/;

function settingsClass(body: Syntax | undefined, above: SettingsClass): SettingsClass {
  const required = new Map(above.required);
  for (const node of body?.children ?? []) {
    const [name, type] = node.kind === 'AssignStatement' ? node.children : [];
    if (name?.kind !== 'VariableName' || type?.kind !== 'TypeDef') continue;
    const value = assignmentOf(node)?.value;
    const field = fieldOf(node, value);
    if (isRequired(type, value, field, above.isOld)) required.set(name.text, field?.variable);
    else required.delete(name.text);
  }
  return { ...above, required, prefix: prefixOf(body) ?? above.prefix };
}

interface Field {
  readonly variable: string | undefined;
  readonly hasDefault: boolean;
}

/** `Field(…)`, as the value or in `Annotated[…]`. */
function fieldOf(node: Syntax, value: Syntax | undefined): Field | undefined {
  const call = descendants(node).find(
    (each) =>
      each.kind === 'CallExpression' && /(?:^|\.)Field$/.test(dottedName(each.children[0]) ?? ''),
  );
  if (call === undefined) return undefined;
  const { positional, named } = argumentsOf(childOf(call, 'ArgList'));
  const fallback = positional[0] ?? named.get('default');
  const written = ['validation_alias', 'alias', 'env'].map((key) => stringValue(named.get(key)));
  const isOwn = value !== undefined && value.start !== call.start;
  return {
    variable: written.find((each) => each !== undefined),
    hasDefault:
      isOwn ||
      (fallback !== undefined && fallback.kind !== 'Ellipsis') ||
      named.has('default_factory'),
  };
}

/** A type that one variable can give: of Python, or of pydantic by name. */
const PLAIN =
  /^(?:str|int|float|bool|bytes|Path|Secret(?:Str|Bytes)|EmailStr|UUID|(?:Any|Http|AnyHttp|Postgres|MySQL|MariaDB|Redis|Amqp|Kafka|Mongo)(?:URL)?|[A-Za-z]+(?:Dsn|Url))$/;

function isRequired(
  type: Syntax,
  value: Syntax | undefined,
  field: Field | undefined,
  isOld: boolean,
): boolean {
  if (field === undefined ? value !== undefined : field.hasDefault) return false;
  const text = type.text.replace(/^:\s*/, '');
  const names = [...text.matchAll(/[A-Za-z_][\w.]*/g)].map(([name]) => name.replace(/^.*\./, ''));
  if (names[0] === 'ClassVar') return false;
  if (isOld && names.some((name) => name === 'Optional' || name === 'None')) return false;
  const [first] = names.filter((name) => name !== 'Optional' && name !== 'Annotated');
  return first !== undefined && PLAIN.test(first);
}

/** `env_prefix` of `model_config`, or of a class `Config`. */
function prefixOf(body: Syntax | undefined): string | undefined {
  for (const node of body?.children ?? []) {
    if (node.kind === 'ClassDefinition' && definedName(node) === 'Config') {
      for (const each of childOf(node, 'Body')?.children ?? []) {
        const { targets: [target] = [], value } = assignmentOf(each) ?? {};
        if (target?.text === 'env_prefix') return stringValue(value);
      }
    }
    const { targets: [target] = [], value } = assignmentOf(node) ?? {};
    if (target?.text !== 'model_config' || value === undefined) continue;
    const { named } = argumentsOf(childOf(value, 'ArgList'));
    return stringValue(named.get('env_prefix') ?? entryOf(value, 'env_prefix')?.at(-1));
  }
  return undefined;
}

/** Definitions of a module's own level, decorated ones too. */
function definitions(root: Syntax, kind: string): readonly Syntax[] {
  return root.children
    .flatMap((node) => (node.kind === 'DecoratedStatement' ? node.children : [node]))
    .filter((node) => node.kind === kind);
}
