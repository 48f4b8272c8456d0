import { contextPath, directoryOf } from '../../paths/context-path.ts';
import { yamlContent } from '../yaml-content.ts';
import type { ContainerCommand } from './container-file.ts';

/** A service of a Compose file that is built from files of the project. */
export interface ComposeService {
  readonly name: string;
  /** `docker-compose.yml: web` */
  readonly because: string;
  /** The directory that it is built from. */
  readonly context: string;
  /** Its Dockerfile; absent: the usual one of the context. */
  readonly dockerfile?: string;
  readonly command?: ContainerCommand;
  readonly entrypoint?: ContainerCommand;
  /** Ports in the container. */
  readonly ports: readonly number[];
  /** Names of its environment. */
  readonly names: readonly string[];
}

export const COMPOSE_NAME = /^(?:docker-)?compose(?:[.-](?:prod|production))?\.ya?ml$/;

/** The services of a Compose file that have `build`: compose-spec.io. */
export function composeServices(path: string, text: string): readonly ComposeService[] {
  const services = record(record(yamlContent(text))?.['services']);
  return Object.entries(services ?? {}).flatMap(([name, value]): readonly ComposeService[] => {
    const service = record(value);
    const build = service?.['build'];
    const settings = record(build);
    const given = typeof build === 'string' ? build : settings?.['context'];
    if (service === undefined || build === undefined || build === null) return [];
    const context = contextPath(directoryOf(path), typeof given === 'string' ? given : '.');
    if (context === undefined) return [];
    const dockerfile = settings?.['dockerfile'];
    const at = typeof dockerfile === 'string' ? contextPath(context, dockerfile) : undefined;
    const command = commandOf(service['command']);
    const entrypoint = commandOf(service['entrypoint']);
    return [
      {
        ...{ name, because: `${path}: ${name}`, context },
        ...(at !== undefined && { dockerfile: at }),
        ...(command && { command }),
        ...(entrypoint && { entrypoint }),
        ports: [...list(service['ports']), ...list(service['expose'])].flatMap(containerPort),
        names: environmentNames(service['environment']),
      },
    ];
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function commandOf(value: unknown): ContainerCommand | undefined {
  if (typeof value === 'string' && value.trim() !== '') {
    return { kind: 'shell', text: value.trim() };
  }
  const words = list(value);
  return words.length === 0 ? undefined : { kind: 'exec', words: words.map(String) };
}

/** `8000`, `80:8000`, `127.0.0.1:80:8000/tcp`, `${PORT:-80}:8000`, `{target: 8000}`. */
function containerPort(value: unknown): readonly number[] {
  const written = record(value)?.['target'] ?? value;
  const match = /(?:^|:)(\d+)(?:\/tcp)?$/.exec(String(written));
  return match === null ? [] : [Number(match[1])];
}

function environmentNames(value: unknown): readonly string[] {
  const names = Array.isArray(value)
    ? value.map((each) => String(each).replace(/=.*$/s, ''))
    : Object.keys(record(value) ?? {});
  return names.filter((name) => /^[A-Za-z_]\w*$/.test(name));
}
