import { importedNames } from './imported-names.ts';
import { parsePython, type Syntax } from './syntax.ts';

/** The names that a module's own level has when it is imported. */
export interface DefinedNames {
  readonly names: readonly string[];
  /** Whether it may have more: it imports everything of a module, or changes its globals. */
  readonly isOpen: boolean;
}

/** Names that are defined within a block stay out; those that a module only uses are counted, too. */
export function definedNames(text: string): DefinedNames {
  const names = new Set<string>();
  const root = parsePython(text);
  for (const child of root.children) visit(child, names);
  names.delete('');
  return { names: [...names].sort(), isOpen: OPENING.test(text) };
}

const OPENING =
  /\bimport\s*\*|\b(?:exec|globals|locals|vars|setattr)\s*\(|\bsys\.modules\b|\bdef\s+__getattr__\b|\u26A0/;

function visit(node: Syntax, names: Set<string>): void {
  if (node.kind === 'FunctionDefinition' || node.kind === 'ClassDefinition') {
    const name = node.children.find(({ kind }) => kind === 'VariableName');
    if (name) names.add(name.text);
    for (const [, list = ''] of node.text.matchAll(/^\s+global\s+([\w, ]+)/gm)) {
      for (const each of list.split(',')) names.add(each.trim());
    }
    return;
  }
  if (node.kind === 'ImportStatement') {
    const { names: imported, modules } = importedNames([node]);
    for (const name of imported.keys()) names.add(name);
    // A package gets the names of its modules that are imported.
    for (const module of modules) names.add(/^\.+(\w+)/.exec(module)?.[1] ?? '');
    return;
  }
  if (node.kind === 'LambdaExpression' || isMain(node)) return;
  if (node.kind === 'VariableName') names.add(node.text);
  for (const child of node.children) visit(child, names);
}

function isMain({ kind, children }: Syntax): boolean {
  return (
    kind === 'IfStatement' &&
    children.some(({ text }) => /^__name__\s*==\s*(["'])__main__\1$/.test(text)) &&
    !children.some((child) => child.kind === 'else' || child.kind === 'elif')
  );
}
