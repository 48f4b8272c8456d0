import { contextPath } from '../paths/context-path.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { tableEntries, valueAt } from '../toml/table-reader.ts';
import { ancestorsOf } from './directories.ts';
import { contentOf } from './file-content.ts';
import type { ProjectTree } from './tree.ts';

/** A process that the file of another platform starts. */
export interface PlatformProcess {
  readonly name: string;
  readonly isWeb: boolean;
  readonly command: string;
  /** The file and the line of the command, for the whole tree. */
  readonly place: string;
}

/** A process as a file has it; the directory is relative to that of the file, or to the one above `.do`. */
interface Written {
  readonly name: unknown;
  readonly isWeb: boolean;
  readonly command: unknown;
  readonly directory?: unknown;
}

/**
 * The processes of an application in the files that its other platforms read: Render, Fly, Heroku's containers,
 * DigitalOcean and Cloud Foundry. The first file that has any counts.
 */
export function platformProcesses(
  whole: ProjectTree,
  directory: string,
): readonly PlatformProcess[] {
  for (const [file, read] of FILES) {
    for (const place of [directory, ...ancestorsOf(directory)]) {
      const path = joinPath(place, file);
      const text = whole.texts.get(path);
      if (text === undefined) continue;
      const found = read(contentOf(whole, path)).flatMap((written) => {
        const command = commandOf(written.command);
        const own = contextPath(place, textOf(written.directory) ?? '.');
        if (command === undefined || own !== directory) return [];
        const at = `${path}:${lineOf(text, command)}`;
        return [{ name: textOf(written.name) ?? '', isWeb: written.isWeb, command, place: at }];
      });
      if (found.length > 0) return found;
    }
  }
  return [];
}

type Read = (content: unknown) => readonly Written[];

/** https://render.com/docs/blueprint-spec */
const render: Read = (content) =>
  listAt(content, 'services').map((service) => ({
    name: valueAt(service, ['name']),
    isWeb: valueAt(service, ['type']) === 'web',
    command: valueAt(service, ['startCommand']),
    directory: valueAt(service, ['rootDir']),
  }));

/** https://fly.io/docs/reference/configuration: without a process `web`, `app` is the one that serves. */
const fly: Read = (content) => {
  const processes = [...(tableEntries(valueAt(content, ['processes'])) ?? [])];
  const names = processes.map(([name]) => name);
  const web = ['web', 'app'].find((name) => names.includes(name)) ?? names[0];
  return processes.map(([name, command]) => ({ name, isWeb: name === web, command }));
};

/** https://devcenter.heroku.com/articles/build-docker-images-heroku-yml */
const heroku: Read = (content) =>
  [...(tableEntries(valueAt(content, ['run'])) ?? [])].map(([name, written]) => ({
    name,
    isWeb: name === 'web',
    command: typeof written === 'string' ? written : valueAt(written, ['command']),
  }));

/** https://docs.digitalocean.com/products/app-platform/reference/app-spec */
const digitalOcean: Read = (content) =>
  ['services', 'workers'].flatMap((kind) =>
    listAt(content, kind).map((component) => ({
      name: valueAt(component, ['name']),
      isWeb: kind === 'services',
      command: valueAt(component, ['run_command']),
      directory: textOf(valueAt(component, ['source_dir']))?.replace(/^\/+/, ''),
    })),
  );

/** https://docs.cloudfoundry.org/devguide/deploy-apps/manifest-attributes.html */
const cloudFoundry: Read = (content) =>
  listAt(content, 'applications').flatMap((application) => {
    const of = (process: unknown, name: string, isWeb?: true) => ({
      name: valueAt(process, [name]),
      isWeb: isWeb ?? valueAt(process, [name]) === 'web',
      command: valueAt(process, ['command']),
      directory: valueAt(application, ['path']),
    });
    return [
      of(application, 'name', true),
      ...listAt(application, 'processes').map((each) => of(each, 'type')),
    ];
  });

const FILES: readonly (readonly [name: string, read: Read])[] = [
  ['render.yaml', render],
  ['fly.toml', fly],
  ['heroku.yml', heroku],
  ['.do/app.yaml', digitalOcean],
  ['manifest.yml', cloudFoundry],
  ['manifest.yaml', cloudFoundry],
];

function listAt(value: unknown, key: string): readonly unknown[] {
  const found = valueAt(value, [key]);
  return Array.isArray(found) ? found : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A command on one line; those of several lines follow each other if each succeeds. */
function commandOf(value: unknown): string | undefined {
  const lines = (Array.isArray(value) ? value : [value]).flatMap((each) =>
    (textOf(each) ?? '').split(/\r?\n/),
  );
  return textOf(lines.flatMap((line) => textOf(line) ?? []).join(' && '));
}

/** The line of a text that has the first words of a command; the first one if none has. */
function lineOf(text: string, command: string): number {
  const [first = ''] = command.split(' && ');
  const found = text.split(/\r?\n/).findIndex((line) => line.includes(first));
  return Math.max(found, 0) + 1;
}
