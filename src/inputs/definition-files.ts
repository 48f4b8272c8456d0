import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { local, type Output } from '../llb/llb.ts';
import { escapePattern } from '../paths/path-pattern.ts';
import { definitionNames } from './inputs.ts';
import type { MainContext } from './main-context.ts';
import type { ContextLoader } from './named-context.ts';
import { readFiles } from './read-files.ts';

export const DOCKERIGNORE = '.dockerignore';

/** The session that has a local source of the client. */
export type SessionOf = (localName: string) => string;

/** A definition as the client has it. */
export interface FoundDefinition {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The filesystem that it was read from. */
  readonly output: Output;
  /** Text of the .dockerignore of its own, where it has one. */
  readonly dockerignore: string | undefined;
}

/**
 * The definition that the client names, or grocker.yml, from the context or a local directory of its own.
 *
 * @throws DiagnosticError if there is none.
 */
export async function findDefinition(
  { options, solver }: ContextLoader,
  context: MainContext,
  sessionOf: SessionOf,
): Promise<FoundDefinition> {
  const { definitionName, definitionIsLocal } = options;
  const isInContext = context.kind === 'output' && !definitionIsLocal;
  const named = (isInContext ? context.filename : undefined) ?? options.filename;
  const names = named === undefined ? definitionNames : [named];
  const wanted = names.flatMap((name) => [name, `${name}.dockerignore`]);
  const output =
    (isInContext ? context.definition : undefined) ??
    local(definitionName, {
      sessionId: sessionOf(definitionName),
      followPaths: wanted.map(escapePattern),
      sharedKeyHint: definitionName,
      differ: 'none',
      name: `[internal] load build definition from ${names.join(' or ')}`,
    });
  const reference = await solver.solve(output, { importCaches: false });
  const files = reference ? await readFiles(reference, wanted) : new Map<string, Uint8Array>();
  const name = names.find((each) => files.has(each));
  if (name === undefined) throw noDefinition(names);
  const ignore = files.get(`${name}.dockerignore`);
  return {
    name,
    bytes: files.get(name) ?? new Uint8Array(),
    output,
    dockerignore: ignore && new TextDecoder().decode(ignore),
  };
}

/** The text of the context's .dockerignore; undefined if it has none. */
export async function loadDockerignore(
  { options, solver }: ContextLoader,
  sessionOf: SessionOf,
): Promise<string | undefined> {
  const { localName } = options.context;
  const output = local(localName, {
    sessionId: sessionOf(localName),
    followPaths: [DOCKERIGNORE],
    sharedKeyHint: `${localName}-${DOCKERIGNORE}`,
    differ: 'none',
    name: `[internal] load ${DOCKERIGNORE}`,
  });
  const reference = await solver.solve(output, { importCaches: false });
  const files = reference && (await readFiles(reference, [DOCKERIGNORE]));
  const found = files?.get(DOCKERIGNORE);
  return found && new TextDecoder().decode(found);
}

function noDefinition(names: readonly string[]): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'no-definition',
      severity: 'error',
      message: `there is no ${names.join(' and no ')}`,
      help: 'Name the file with --file; it may be empty.',
    },
  ]);
}
