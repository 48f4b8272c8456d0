import type { Call, PythonModule } from './python/python-module.ts';
import { stringValue, type Syntax } from './python/syntax.ts';

/** Calls that start a server. */
const STARTS =
  /(?:^|\.)(?:run|serve|start|run_app|run_simple|launch|listen|bind|run_server|start_server|create_server|make_server|add_(?:in)?secure_port|\w*Server)$/;

/** What a name stands for in a module; the node itself if it is no name that has a value. */
export function valueOf(
  node: Syntax | undefined,
  { values }: Pick<PythonModule, 'values'>,
): Syntax | undefined {
  return node?.kind === 'VariableName' ? (values.get(node.text) ?? node) : node;
}

/** A port that an expression gives: a number, the default of a variable of the environment, or a name for one of them. */
export function writtenPort(
  node: Syntax | undefined,
  module: Pick<PythonModule, 'values'>,
): number | undefined {
  const value = valueOf(node, module);
  if (value === undefined || stringValue(value) !== undefined) return undefined;
  const number = /(?:^|\D)(\d{2,5})\)*$/.exec(value.text)?.[1];
  return number === undefined ? undefined : Number(number);
}

/**
 * The port of the first call of a module that starts a server, where the file says it: as a number, by a name, or as the
 * default of an option of the command line.
 */
export function listeningPort(module: PythonModule): number | undefined {
  const { calls, decorators } = module;
  for (const call of calls) {
    const ports = candidates(call, module).map((node) => writtenPort(node, module));
    const found = ports.find(Number.isInteger) ?? boundAddress(call);
    if (found !== undefined) return found;
  }
  const isOption = calls.some((call) =>
    candidates(call, module).some((node) => /(?:^|[.(])port\)?$/.test(node?.text ?? '')),
  );
  return isOption
    ? [...calls, ...decorators]
        .map((call) => writtenPort(optionDefault(call), module))
        .find(Number.isInteger)
    : undefined;
}

/** The default of an option for the port: `add_argument('--port', default=8000)`, `@click.option('--port', default=8000)`. */
function optionDefault({ callee, named, positional }: Call): Syntax | undefined {
  const isPort =
    /(?:^|\.)(?:add_argument|option)$/.test(callee) &&
    positional.some((node) => stringValue(node) === '--port');
  return isPort ? named.get('default') : undefined;
}

/** The arguments of a call that may be a port, the likeliest first. */
function candidates(
  { callee, named, positional }: Call,
  module: Pick<PythonModule, 'values'>,
): readonly (Syntax | undefined)[] {
  // Tornado's options: `define('port', default=8000)`.
  if (/(?:^|\.)define$/.test(callee) && stringValue(positional[0]) === 'port') {
    return [named.get('default')];
  }
  if (!STARTS.test(callee)) return [];
  const pair = [...positional, named.get('server_address')]
    .map((node) => valueOf(node, module))
    .find((node) => node?.kind === 'TupleExpression');
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
