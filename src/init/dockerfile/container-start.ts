import { contextPath, relativePath } from '../../paths/context-path.ts';
import type { EntryPoint } from '../entry-point.ts';
import { byServiceName } from '../service-names.ts';
import { startedCommand } from '../started-command.ts';
import type { ProjectTree } from '../tree.ts';
import type { AtLine, ContainerCommand, ContainerFile } from './container-file.ts';
import { expanded } from './parse-dockerfile.ts';
import { contextPathOf } from './copied-files.ts';
import { BUILD_ENVS, usedEnvs } from './container-envs.ts';
import { subtree } from '../tree.ts';
import { withProjectCommand } from '../project-commands.ts';
import { isPlaceNeeded, layoutOf, localPaths, type ImagePlace } from './image-place.ts';
import type { ProjectContainers } from './project-containers.ts';

/** The command that a Dockerfile and a Compose file start. */
export interface ContainerStart {
  readonly web?: EntryPoint;
  readonly others: ReadonlyMap<string, EntryPoint>;
  /** Where the files have to be for the command; absent: anywhere. */
  readonly place?: ImagePlace;
}

/** The commands of a directory's Dockerfile and Compose file. */
export function containerStart(
  { file, context, services }: ProjectContainers,
  tree: ProjectTree,
  directory: string,
): ContainerStart {
  const [main, ...more] = services;
  const started = startOf(file, main);
  const layout = file === undefined ? undefined : layoutOf(file, tree, context, directory);
  const given = started && entryOf(started, file, { tree, context, layout, isWeb: true });
  const ports = [...(file?.ports ?? []).map(({ value }) => value), ...(main?.ports ?? [])];
  const web = given && withNames(withPorts(given, ports, envOf(file, 'PORT')), main?.names ?? []);
  const found: [name: string, entry: EntryPoint][] = [];
  for (const { name, command, because } of more) {
    if (command === undefined || isIdle(command)) continue;
    const start = { command, because };
    const entry = entryOf(start, file, { tree, context, layout, isWeb: false });
    if (entry !== undefined) found.push([name, entry]);
  }
  const others = byServiceName(found);
  const mentions = [web, ...others.values()].flatMap((each) => mentioned(each, tree, context));
  const place = layout !== undefined && isPlaceNeeded(layout, mentions) ? layout : undefined;
  return { ...(web && { web }), others, ...(place && { place }) };
}

interface Start {
  readonly command: ContainerCommand;
  readonly because: string;
}

/** ENTRYPOINT and CMD as one command, as the engine makes it of them. */
function startOf(
  file: ContainerFile | undefined,
  service: ProjectContainers['services'][number] | undefined,
): Start | undefined {
  const at = (each: AtLine<unknown>) => `${file?.path ?? ''}:${each.line}`;
  const { command, entrypoint } = file ?? {};
  const first = entrypoint && withoutInit(entrypoint.value);
  if (entrypoint !== undefined && first !== undefined && !isNothing(first)) {
    if (first.kind === 'shell' || command === undefined) {
      return { command: first, because: at(entrypoint) };
    }
    const words =
      command.value.kind === 'exec' ? command.value.words : ['sh', '-c', command.value.text];
    const whole = { kind: 'exec' as const, words: [...first.words, ...words] };
    return { command: whole, because: at(entrypoint) };
  }
  const own = command && withoutInit(command.value);
  if (command !== undefined && own !== undefined && !isIdle(own)) {
    return { command: own, because: at(command) };
  }
  const other = service?.command ?? service?.entrypoint;
  if (service === undefined || other === undefined || isIdle(other)) return undefined;
  return { command: other, because: service.because };
}

/** Grocker's image has an init: tini and dumb-init are not needed. */
function withoutInit(command: ContainerCommand): ContainerCommand {
  if (command.kind === 'shell') {
    const text = command.text.replace(
      /^(?:exec\s+)?(?:\S*\/)?(?:tini|dumb-init)\s+(?:-\w+\s+)*(?:--\s+)?/,
      '',
    );
    return { kind: 'shell', text };
  }
  const [first = '', ...others] = command.words;
  if (!/(?:^|\/)(?:tini|dumb-init|catatonit)$/.test(first)) return command;
  const at = others.findIndex((word) => !word.startsWith('-'));
  return { kind: 'exec', words: at === -1 ? [] : others.slice(at) };
}

function isNothing(command: ContainerCommand): boolean {
  return command.kind === 'exec' ? command.words.length === 0 : command.text === '';
}

/** A command that starts nothing of the application: a shell, a prompt, a pause, the handler of a function. */
function isIdle(command: ContainerCommand): boolean {
  const words = command.kind === 'exec' ? command.words : command.text.split(/\s+/);
  const [first = '', second] = words;
  if (words.length === 0 || first === '') return true;
  const name = first.replace(/^.*\//, '');
  if (/^(?:bash|sh|zsh|python[\d.]*|ipython)$/.test(name) && second === undefined) return true;
  if (/^(?:sleep|tail|true|echo|cat)$/.test(name)) return true;
  return second === undefined && /^\w+(?:\.\w+)+$/.test(name) && !/\.(?:sh|py|bash)$/.test(name);
}

interface Where {
  readonly tree: ProjectTree;
  readonly context: string;
  readonly layout: ImagePlace | undefined;
  readonly isWeb: boolean;
}

function entryOf(
  { command, because }: Start,
  file: ContainerFile | undefined,
  where: Where,
): EntryPoint | undefined {
  const line =
    command.kind === 'exec'
      ? lineOf(command.words, file, where)
      : localLine(command.text, file, where);
  const whole = withProjectCommand(line, subtree(where.tree, where.context));
  const entry = startedCommand(whole, because, where.isWeb);
  if (entry.command.length === 0) return undefined;
  return { ...entry, envs: { ...usedEnvs(file, line), ...entry.envs } };
}

/** The words of a command as a line, with scripts of the context where they are, after their interpreters. */
function lineOf(words: readonly string[], file: ContainerFile | undefined, where: Where): string {
  if (/^(?:\/bin\/)?(?:ba)?sh$/.test(words[0] ?? '') && /^-\w*c$/.test(words[1] ?? '')) {
    return localLine(words[2] ?? '', file, where);
  }
  // A command without a shell replaces no variables, but its author meant their values.
  const values = Object.fromEntries(
    Object.entries(file?.envs ?? {}).map(([name, { value }]) => [name, value]),
  );
  const mapped = words.map((word) => localPath(withValues(word, values), file, where));
  const [first = '', ...others] = mapped;
  return [...withInterpreter(first, where), ...others].map(quoted).join(' ');
}

function withValues(word: string, values: Readonly<Record<string, string>>): string {
  const names = [...word.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
  return names.every((name) => Object.hasOwn(values, name)) ? expanded(word, values) : word;
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A line for a shell with the paths of the context in it. */
function localLine(text: string, file: ContainerFile | undefined, where: Where): string {
  const line = text.replaceAll(/(?<![\w.$}/:-])\/[\w.-]+(?:\/[\w.-]+)*/g, (word) =>
    localPath(word, file, where),
  );
  const [first = '', ...others] = line.split(' ');
  return [...withInterpreter(first, where), ...others].join(' ');
}

/** A path of the image as that of the context's file, seen from the work directory. */
function localPath(word: string, file: ContainerFile | undefined, where: Where): string {
  if (!word.startsWith('/') || file === undefined) return word;
  const paths = localPaths(where.tree, where.context);
  const found = contextPathOf(file.copies, word, paths);
  const from = contextPathOf(file.copies, file.workdir, paths) ?? '.';
  if (found === undefined || found === '.') return word;
  return relativePath(from, found);
}

/** A script that is no executable file in every checkout is given to its interpreter. */
function withInterpreter(word: string, { tree, context }: Where): readonly string[] {
  const path = contextPath(context, word);
  if (path === undefined || !tree.paths.includes(path)) return [word];
  if (path.endsWith('.py')) return ['python', word];
  const shebang = /^#!\s*(?:\/usr\/bin\/env\s+)?(\S+)/.exec(tree.texts.get(path) ?? '')?.[1];
  const name = shebang?.replace(/^.*\//, '');
  if (name !== undefined) return [/^(?:ba|da)?sh$/.test(name) ? name : (shebang ?? name), word];
  return /\.(?:ba)?sh$|(?:^|\/)[\w-]*(?:start|entry|entrypoint|run|boot)[\w-]*$/.test(word)
    ? ['bash', word]
    : [word];
}

function envOf(file: ContainerFile | undefined, name: string): string | undefined {
  return file !== undefined && Object.hasOwn(file.envs, name) ? file.envs[name]?.value : undefined;
}

/** A command that says no port of its own listens on the one that is exposed. */
function withPorts(
  entry: EntryPoint,
  [exposed]: readonly number[],
  variable: string | undefined,
): EntryPoint {
  const asksPort = Object.hasOwn(entry.envs, 'PORT');
  const named = /^\d{2,5}$/.test(variable ?? '') ? Number(variable) : undefined;
  const words = typeof entry.command === 'string' ? [entry.command] : entry.command;
  const isWritten =
    !asksPort &&
    entry.port !== undefined &&
    words.some((word) => new RegExp(`(?<!\\d)${entry.port}(?!\\d)`).test(word));
  const port = isWritten ? entry.port : (named ?? exposed ?? entry.port);
  if (port === undefined) return entry;
  return {
    ...entry,
    port,
    ...(asksPort && { envs: { ...entry.envs, PORT: String(port) } }),
  };
}

function withNames(entry: EntryPoint, names: readonly string[]): EntryPoint {
  const needs = names.filter(
    (name) => !Object.hasOwn(entry.envs, name) && !BUILD_ENVS.test(name) && name !== 'PORT',
  );
  return needs.length === 0 ? entry : { ...entry, needs: needs.slice(0, MOST_NAMES) };
}

const MOST_NAMES = 8;

/** The text of a command: its words, its variables, and the scripts that it runs. */
function mentioned(
  entry: EntryPoint | undefined,
  tree: ProjectTree,
  context: string,
): readonly string[] {
  if (entry === undefined) return [];
  const words = typeof entry.command === 'string' ? [entry.command] : entry.command;
  const scripts = words
    .flatMap((word) => word.split(/\s+/))
    .flatMap((word) => contextPath(context, word) ?? [])
    .flatMap((path) => (path.endsWith('.py') ? [] : (tree.texts.get(path) ?? [])));
  return [...words, ...Object.values(entry.envs), ...scripts];
}
