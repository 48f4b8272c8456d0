import { argumentsOf, childOf, dottedName, type Syntax } from './syntax.ts';

/**
 * The statements of a module's own level that surely run when it is imported, in their order, also those of classes, of
 * `with`, and of a `try` whose every handler ends the program.
 */
export function executedStatements(root: Syntax): readonly Syntax[] {
  return root.children.flatMap(executed);
}

function executed(node: Syntax): readonly Syntax[] {
  const bodies = () => node.children.filter(({ kind }) => kind === 'Body');
  switch (node.kind) {
    case 'WithStatement':
    case 'ClassDefinition':
      return [node, ...bodies().flatMap(({ children }) => children.flatMap(executed))];
    case 'DecoratedStatement':
      return node.children.flatMap((each) => (each.kind === 'Decorator' ? [each] : executed(each)));
    case 'TryStatement': {
      const [body, ...others] = bodies();
      const keywords = node.children.filter(({ kind }) =>
        ['except', 'else', 'finally'].includes(kind),
      );
      const handlers = others.filter((_, index) => keywords[index]?.kind === 'except');
      return handlers.every(endsProgram) ? (body?.children.flatMap(executed) ?? []) : [];
    }
    default:
      return [node];
  }
}

/** Whether a block ends the program as failed. */
export function endsProgram({ children }: Syntax): boolean {
  return children.some(
    (each) =>
      each.kind === 'RaiseStatement' ||
      (each.kind === 'ExpressionStatement' && each.children.some(isFailedExit)),
  );
}

/** `sys.exit(1)` */
export function isFailedExit(node: Syntax): boolean {
  if (node.kind !== 'CallExpression') return false;
  if (!/^(?:sys\.|os\._)?exit$/.test(dottedName(node.children[0]) ?? '')) return false;
  return argumentsOf(childOf(node, 'ArgList')).positional[0]?.text !== '0';
}
