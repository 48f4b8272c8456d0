import { listeningPort, writtenPort } from './listening-port.ts';
import type { PythonModule } from './python/python-module.ts';
import { stringValue } from './python/syntax.ts';
import { openedMethods, runFile } from './run-file.ts';

interface Server {
  readonly framework: string;
  readonly command: readonly string[];
  readonly port: number;
  readonly envs?: Readonly<Record<string, string>>;
}

const DEFAULT_PORT = 8000;

/** Servers of the Model Context Protocol that listen on a port, which is one of loopback unless they are told otherwise. */
export function mcpServer(module: PythonModule): Server | undefined {
  const { path, assignments, calls } = module;
  const made = assignments.find(({ call }) =>
    /(?:^|\.)(?:FastMCP|MCPServer)$/.test(call?.callee ?? ''),
  );
  if (made?.call === undefined) return undefined;
  const { callee, named } = made.call;
  const isFastmcp = /^fastmcp\b/.test(callee);
  const runs = calls.filter((call) => call.callee === `${made.name}.run`);
  if (runs.length === 0 && isFastmcp) {
    const address = ['--transport', 'http', '--host', '0.0.0.0', '--port', String(DEFAULT_PORT)];
    return {
      framework: 'MCP',
      command: ['fastmcp', 'run', path, ...address],
      port: DEFAULT_PORT,
    };
  }
  const transport = runs
    .map((call) => stringValue(call.named.get('transport') ?? call.positional[0]))
    .find((text) => /^(?:streamable-http|http|sse)$/.test(text ?? ''));
  if (transport === undefined) return undefined;
  const port = writtenPort(named.get('port'), module) ?? listeningPort(module) ?? DEFAULT_PORT;
  const common = { framework: 'MCP', port };
  if (named.has('host') || runs.some((call) => call.named.has('host'))) {
    return { ...common, command: ['python', path] };
  }
  const envs = { FASTMCP_HOST: '0.0.0.0' };
  if (isFastmcp) return { ...common, command: ['python', path], envs };
  if (callee.endsWith('.MCPServer')) {
    const methods = ['run_sse_async', 'run_streamable_http_async'];
    const statements = openedMethods('mcp.server.mcpserver', 'MCPServer', methods);
    return { ...common, command: runFile(path, statements) };
  }
  // Since release 1.10 the default of `FastMCP` counts, and not the environment.
  const statements = openedMethods('mcp.server.fastmcp', 'FastMCP', ['__init__']);
  return { ...common, command: runFile(path, statements), envs };
}
