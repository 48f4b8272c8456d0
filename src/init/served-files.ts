import type { EntryPoint } from './entry-point.ts';
import type { PythonModule } from './python/python-module.ts';
import { stringValue } from './python/syntax.ts';

/** Files that a program of their framework serves, or that listen on loopback unless they are told otherwise. */
export function servedFile(
  module: PythonModule,
  isCalled: (pattern: RegExp) => boolean,
): EntryPoint | undefined {
  const { path, assignments, calls } = module;
  const entry = (
    framework: string,
    command: readonly string[],
    port: number,
    envs: Readonly<Record<string, string>> = {},
  ): EntryPoint => ({ command, because: `${path}: ${framework}`, port, envs, isFile: true });
  const port = (name: string, usual: number) => {
    const given = calls.map(({ named }) => named.get(name)?.text ?? '').find((text) => text !== '');
    return /^\d{2,5}$/.test(given ?? '') ? Number(given) : usual;
  };
  if (isCalled(/^panel\./) && !isCalled(/^panel\.serve$|\.show$/)) {
    const words = ['--address', '0.0.0.0', '--port', '5006', '--allow-websocket-origin', '*'];
    return entry('Panel', ['panel', 'serve', path, ...words], 5006);
  }
  if (assignments.some(({ call }) => call?.callee === 'marimo.App')) {
    const words = ['--headless', '--host', '0.0.0.0', '--port', '8080'];
    return entry('marimo', ['marimo', 'run', path, ...words], 8080);
  }
  if (assignments.some(({ call }) => call?.callee === 'robyn.Robyn')) {
    return entry('Robyn', ['python', path], port('port', 8080), { ROBYN_HOST: '0.0.0.0' });
  }
  if (isCalled(/^cherrypy\.(?:quickstart|engine\.start)$/)) {
    const program = [
      'import cherrypy, runpy',
      "cherrypy.config.update({'server.socket_host': '0.0.0.0'})",
      `runpy.run_path('${path}', run_name='__main__')`,
    ].join('; ');
    return entry('CherryPy', ['python', '-c', program], 8080);
  }
  const isServer = assignments.some(({ call }) => /(?:^|\.)FastMCP$/.test(call?.callee ?? ''));
  const transport = calls
    .map(({ named, positional }) => stringValue(named.get('transport') ?? positional[0]))
    .find((text) => /^(?:streamable-http|http|sse)$/.test(text ?? ''));
  if (isServer && transport !== undefined) {
    const envs = { FASTMCP_HOST: '0.0.0.0' };
    return entry('MCP', ['python', path], port('port', 8000), envs);
  }
  return undefined;
}
