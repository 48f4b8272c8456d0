import type { EntryPoint } from './entry-point.ts';
import type { PythonFunction, PythonModule } from './python/python-module.ts';

interface CloudFunction {
  readonly name: string;
  readonly command: readonly string[];
  readonly server: Pick<EntryPoint, 'server'>;
}

/** A function that the Functions Framework calls for each request or event. */
export function cloudFunction(
  module: PythonModule,
  isInstalled: (name: string) => boolean,
): CloudFunction | undefined {
  const hasFramework = isInstalled('functions-framework');
  const decorated = module.functions.find(({ decorators }) =>
    decorators.some(({ callee }) => callee.startsWith('functions_framework.')),
  );
  const isPlain = hasFramework && module.path === 'main.py' && !module.hasMain;
  const handler = decorated ?? (isPlain ? plainHandler(module) : undefined);
  if (handler === undefined) return undefined;
  const { name, required } = handler;
  const type = decorated === undefined ? signatureOf(required) : [];
  return {
    name,
    command: ['functions-framework', '--source', module.path, '--target', name, ...type],
    server: hasFramework ? {} : { server: 'functions-framework' },
  };
}

/** A function without a decorator: one that takes a request, or the only one that takes what a handler does. */
function plainHandler({ functions }: PythonModule): PythonFunction | undefined {
  const open = functions.filter(
    ({ name, required }) => !name.startsWith('_') && (required.length === 1 || isEvent(required)),
  );
  const ofRequest = open.find(({ required }) => /^_?req(?:uest)?$/.test(required[0] ?? ''));
  return ofRequest ?? (open.length === 1 ? open[0] : undefined);
}

/** `(event, context)` or `(data, context)` */
function isEvent(required: readonly string[]): boolean {
  return required.length === 2 && /^_?context$/.test(required[1] ?? '');
}

function signatureOf(required: readonly string[]): readonly string[] {
  if (isEvent(required)) return ['--signature-type', 'event'];
  const isCloudEvent = /^_?(?:cloud_?)?event$/.test(required[0] ?? '');
  return isCloudEvent ? ['--signature-type', 'cloudevent'] : [];
}
