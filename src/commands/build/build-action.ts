import { isAbsolute, relative, sep } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { SourceText } from '../../diagnostics/source-text.ts';
import { readDefinition } from '../../spec/definition.ts';
import { parseSpec } from '../../spec/parse-spec.ts';
import type { Spec } from '../../spec/spec.ts';
import type { YamlMapping } from '../../spec/yaml/node.ts';
import { UsageError } from '../usage-error.ts';
import { buildArgumentValues } from './build-argument-values.ts';
import { defaultFrontend } from './build-request.ts';
import type { DefinitionRequest } from './build-request.ts';
import { commandLineLayer, fileName } from './command-line-layer.ts';
import { contextPaths } from './context-paths.ts';
import { definitionText, mergedDefinition } from './merged-definition.ts';

/** The inputs that are read before a build is decided upon. */
export interface BuildInputs {
  /** The files of `--config`, or the one that is found by itself; named by their paths. */
  readonly configs: readonly SourceText[];
  /** A temporary directory. */
  readonly temporary: string;
  /** GROCKER_FRONTEND. */
  readonly frontend?: string | undefined;
}

/** The inputs of a build: files to write first, then the paths that buildx is given. */
export interface BuildAction {
  readonly files: readonly PreparedFile[];
  readonly definition: string;
  readonly context: string;
  readonly frontend: string;
  readonly spec: Spec;
  /** The chosen image's part of the definition, arguments substituted. */
  readonly document: YamlMapping | undefined;
  /** The end of the image's name: the service that is the target, where it has no base name of its own, and `debug`. */
  readonly service?: string;
}

export type PreparedFile =
  | { readonly to: string; readonly text: string }
  | { readonly to: string; readonly copyOf: string; readonly ifThere?: true };

/**
 * Turns a command line into an action.
 *
 * @throws DiagnosticError with every mistake of the files.
 */
export function buildAction(request: DefinitionRequest, inputs: BuildInputs): BuildAction {
  const { subject } = request;
  const { configs, temporary } = inputs;
  const context = subject.kind === 'directory' ? subject.path : `${temporary}/context`;
  const constraint = constraintInContext(request);
  const layer = commandLineLayer(request, constraint);
  const sources = layer === undefined ? configs : [...configs, layer];
  const specs = readSpecs(sources, request);

  const [only, ...others] = sources;
  const isAsWritten = only !== undefined && others.length === 0 && layer === undefined;
  const definition = isAsWritten ? only.name : `${temporary}/definition/grocker.yml`;
  const merged = mergedDefinition(sources);
  const files: PreparedFile[] = [];
  if (!isAsWritten) {
    files.push({ to: definition, text: definitionText(merged) });
    if (configs[0] !== undefined) {
      const copyOf = `${configs[0].name}.dockerignore`;
      files.push({ to: `${definition}.dockerignore`, copyOf, ifThere: true });
    }
  }
  if (subject.kind !== 'directory') files.push(...contextFiles(request, context, merged));
  const frontend = request.frontend ?? inputs.frontend ?? syntaxLine(configs[0]) ?? defaultFrontend;
  return { files, definition, context, frontend, ...specs };
}

function readSpecs(
  sources: readonly SourceText[],
  request: DefinitionRequest,
): Pick<BuildAction, 'spec' | 'document' | 'service'> {
  const [first = new SourceText('grocker.yml', ''), ...files] = sources;
  const { target } = request;
  const options = { files, args: buildArgumentValues(request.passed) };
  const { spec, document, diagnostics } = parseSpec(first, {
    ...options,
    ...(target !== undefined && { target }),
  });
  if (spec === undefined) throw new DiagnosticError(diagnostics);
  const chosen = { spec, document };
  const suffix =
    target === undefined
      ? undefined
      : nameSuffix(target, spec, () => readDefinition(first, options).images.get(undefined)?.spec);
  return suffix === undefined ? chosen : { ...chosen, service: suffix };
}

/** The end of the name of a service's image, or of the one with a shell, so that none takes the place of the other. */
function nameSuffix(target: string, spec: Spec, whole: () => Spec | undefined): string | undefined {
  const isService = spec.services.includes(target);
  const isDebug = !isService && /^(?:.*-)?debug$/.test(target);
  const service = isService ? target : isDebug ? target.replace(/-?debug$/, '') : '';
  const isNamed = service !== '' && spec.naming.baseName !== whole()?.naming.baseName;
  const parts = [...(service === '' || isNamed ? [] : [service]), ...(isDebug ? ['debug'] : [])];
  return parts.length === 0 ? undefined : parts.join('-');
}

/** The path of `--pip-constraint` as seen from the context. */
function constraintInContext({ subject, pipConstraint }: DefinitionRequest): string | undefined {
  if (pipConstraint === undefined) return undefined;
  if (subject.kind !== 'directory') return `constraints/${fileName(pipConstraint)}`;
  const inside = pathInside(subject.path, pipConstraint);
  if (inside !== undefined) return inside;
  throw new UsageError(`${pipConstraint} is not in ${subject.path}: a build sees nothing else`);
}

/** Undefined if the path leads out of the directory. */
function pathInside(directory: string, path: string): string | undefined {
  const inside = relative(directory, path);
  const isOutside = isAbsolute(inside) || inside.split(sep)[0] === '..';
  return isOutside ? undefined : inside.replaceAll(sep, '/');
}

/**
 * The wheel, and the files that the definitions name: a release's context is a directory of its own. A file that does
 * not exist is reported by the build that needs it.
 */
function contextFiles(
  { subject, pipConstraint }: DefinitionRequest,
  context: string,
  merged: YamlMapping | undefined,
): readonly PreparedFile[] {
  const files: PreparedFile[] = [];
  if (subject.kind === 'wheel') {
    files.push({ to: `${context}/${fileName(subject.path)}`, copyOf: subject.path });
  }
  for (const { path, file } of merged === undefined ? [] : contextPaths(merged)) {
    const isGiven = file === 'command line';
    const beside = file.slice(0, file.length - fileName(file).length);
    const to = `${context}/${path}`;
    if (!isGiven) files.push({ to, copyOf: `${beside}${path}`, ifThere: true });
    else if (pipConstraint !== undefined) files.push({ to, copyOf: pipConstraint });
  }
  return files;
}

/** The frontend that a definition names in its first line. */
function syntaxLine(source: SourceText | undefined): string | undefined {
  return /^\uFEFF?#\s*syntax\s*=\s*(\S+)/.exec(source?.text ?? '')?.[1];
}
