import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The requests of an editor to a language server (Language Server Protocol 3.17). */
export interface Editor {
  /** Labels of what is offered at a place, and what each would insert. */
  readonly complete: (text: string) => Promise<readonly Completion[]>;
  /** The hover text for the word at a place, as Markdown; empty if there is none. */
  readonly hover: (text: string) => Promise<string>;
  /** Messages of what is wrong with a text. */
  readonly diagnostics: (text: string) => Promise<readonly string[]>;
}

export interface Completion {
  readonly label: string;
  readonly insertText?: string;
  readonly documentation?: unknown;
}

/** The mark in a text that says where the cursor is. */
const cursor = '‸';

/** Starts yaml-language-server with a schema for grocker.yml, as an editor does. */
export async function yamlEditor(schema: string): Promise<Editor> {
  const manifest = createRequire(import.meta.url).resolve('yaml-language-server/package.json');
  const program = join(dirname(manifest), 'bin/yaml-language-server');
  const server = spawn(process.execPath, [program, '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => {
    server.kill();
  });
  const waiting = new Map<number, (result: unknown) => void>();
  const published = new Map<string, (messages: readonly string[]) => void>();
  let received = Buffer.alloc(0);
  const send = (message: object) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    server.stdin.write(body);
  };
  const settings = { yaml: { validate: true, hover: true, completion: true } };
  const take = (message: Message) => {
    const { id, method, params } = message;
    if (method === undefined) {
      waiting.get(Number(id))?.(message.result);
    } else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as Published;
      published.get(uri)?.(diagnostics.map((each) => each.message));
    } else if (method === 'workspace/configuration') {
      const { items } = params as { readonly items: readonly { readonly section: string }[] };
      const result = items.map(({ section }) => (section === 'yaml' ? settings.yaml : {}));
      send({ id, result });
    } else if (id !== undefined) send({ id, result: null });
  };
  server.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const end = received.indexOf('\r\n\r\n');
      const length = Number(
        /Content-Length: (\d+)/.exec(received.toString('latin1', 0, Math.max(0, end)))?.[1],
      );
      if (end < 0 || received.length < end + 4 + length) return;
      take(JSON.parse(received.toString('utf8', end + 4, end + 4 + length)) as Message);
      received = received.subarray(end + 4 + length);
    }
  });
  let last = 0;
  const ask = (method: string, params: object): Promise<unknown> => {
    last += 1;
    const id = last;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      send({ id, method, params });
    });
  };
  await ask('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: {
        completion: {
          completionItem: { snippetSupport: false, documentationFormat: ['markdown'] },
        },
        hover: { contentFormat: ['markdown'] },
      },
      workspace: { configuration: true },
    },
  });
  send({ method: 'initialized', params: {} });
  send({ method: 'workspace/didChangeConfiguration', params: { settings } });
  let files = 0;
  const opened = (marked: string) => {
    files += 1;
    const uri = `file:///project-${files}/grocker.yml`;
    const before = marked.slice(0, Math.max(0, marked.indexOf(cursor))).split('\n');
    // The line with which a file names its schema itself.
    const line = `# yaml-language-server: $schema=${schema}\n`;
    const text = line + marked.replace(cursor, '');
    send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
    });
    const position = { line: before.length, character: before.at(-1)?.length ?? 0 };
    return { uri, at: { textDocument: { uri }, position } };
  };
  return {
    complete: async (text) => {
      const { at } = opened(text);
      const answer = (await ask('textDocument/completion', at)) as { readonly items: Completion[] };
      return answer.items;
    },
    hover: async (text) => {
      const { at } = opened(text);
      const answer = (await ask('textDocument/hover', at)) as {
        readonly contents: { readonly value: string };
      } | null;
      return answer?.contents.value ?? '';
    },
    diagnostics: (text) =>
      new Promise((resolve) => {
        published.set(opened(text).uri, resolve);
      }),
  };
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly message: string }[];
}
