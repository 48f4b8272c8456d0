import type { Call, PythonModule } from './python/python-module.ts';
import { stringValue, type Syntax } from './python/syntax.ts';

/** Calls that start a server. */
const STARTS =
  /(?:^|\.)(?:run|serve|start|run_app|run_simple|launch|listen|bind|run_server|start_server|create_server|make_server|add_(?:in)?secure_port|\w*Server)$/;

/** A port that an expression gives: a number, the default of a variable of the environment, or a constant of the module. */
export function writtenPort(
  node: Syntax | undefined,
  { assignments }: Pick<PythonModule, 'assignments'>,
): number | undefined {
  const constant =
    node?.kind === 'VariableName' && assignments.find(({ name }) => name === node.text);
  const value = constant ? constant.value : node;
  if (value === undefined || stringValue(value) !== undefined) return undefined;
  const number = /(?:^|\D)(\d{2,5})\)*$/.exec(value.text)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The port of the first call of a module that starts a server, where the file says it. */
export function listeningPort(module: PythonModule): number | undefined {
  for (const call of module.calls) {
    const ports = candidates(call).map((node) => writtenPort(node, module));
    const found = ports.find(Number.isInteger) ?? boundAddress(call);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The arguments of a call that may be a port, the likeliest first. */
function candidates({ callee, named, positional }: Call): readonly (Syntax | undefined)[] {
  // Tornado's options: `define('port', default=8000)`.
  if (/(?:^|\.)define$/.test(callee) && stringValue(positional[0]) === 'port') {
    return [named.get('default')];
  }
  if (!STARTS.test(callee)) return [];
  const pair = positional.find(({ kind }) => kind === 'TupleExpression');
  const afterHost = positional.findIndex((node) => stringValue(node) !== undefined) + 1;
  return [
    ...[named.get('port'), named.get('server_port')],
    ...(pair?.children ?? []),
    ...(callee.endsWith('listen') ? positional : []),
    ...(afterHost > 0 ? [positional[afterHost]] : []),
  ];
}

/** `add_insecure_port('[::]:50051')` */
function boundAddress({ callee, positional }: Call): number | undefined {
  if (!callee.endsWith('secure_port')) return undefined;
  const port = /:(\d{2,5})$/.exec(stringValue(positional[0]) ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}
