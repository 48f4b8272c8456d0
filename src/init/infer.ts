import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { applicationDirectories } from './directories.ts';
import type { Declared } from './declared.ts';
import type { EntryPoint } from './entry-point.ts';
import { entrySettings, imageSettings } from './image-settings.ts';
import { inferRuntime } from './infer-runtime.ts';
import { inferApplication, type InferredApplication } from './infer-application.ts';
import { addedPython, lowestLimit } from './pinned-pythons.ts';
import { removedModule } from './removed-modules.ts';
import type { InferredDefinition, InferredImage, Setting } from './setting.ts';
import { freeName, serviceName } from './service-names.ts';
import type { ProjectTree } from './tree.ts';

/** The definition inferred from a directory. */
export interface Inference {
  readonly definition: InferredDefinition;
  /** Notes and decisions for the user. */
  readonly remarks: readonly Diagnostic[];
  /** Entry points between which a person may choose, the one that was taken first; fewer than two: nothing to ask. */
  readonly choices: readonly EntryPoint[];
  /** The requirements of the first application. */
  readonly declared: Declared;
  /** Variables that the container needs when it starts. */
  readonly needs: readonly string[];
}

export interface InferenceSettings {
  /** Which of `choices` is taken. */
  readonly chosen?: number;
}

/** Decides what a tree of files is and how it is started. */
export function infer(tree: ProjectTree, { chosen = 0 }: InferenceSettings = {}): Inference {
  const found = applicationDirectories(tree).map((directory) => inferApplication(tree, directory));
  const startable = found.filter(({ entryPoint }) => entryPoint !== undefined);
  const first = mainApplication(startable) ?? found[0];
  if (first === undefined) throw new Error('every tree has at least one directory');
  const others = startable.filter((each) => each !== first);
  const choices = first.entryPoint === undefined ? [] : [first.entryPoint, ...first.alternatives];
  const entryPoint = choices[chosen] ?? first.entryPoint;
  const application = { ...first, ...(entryPoint && { entryPoint }) };
  const runtime = (each: InferredApplication) =>
    inferRuntime(tree, each.directory, {
      file: each.containers?.file,
      added: lowestLimit([
        removedModule(tree, each.directory, each.declared),
        addedPython(each.companions),
      ]),
      locks: each.script === undefined ? [] : [each.script],
    });
  const [ofFirst, ...ofOthers] = [first, ...others].map(runtime);
  const top = imageSettings(tree, application, ofFirst?.runtime);
  const names = serviceNames(
    others.map(({ directory }) => directory),
    [...first.services.keys()],
  );
  const services = [
    ...[...first.services].map(([name, entry]) => ({
      name,
      settings: overriding(top, entrySettings(entry), ENTRY_KEYS),
    })),
    ...others.map((each, index) => ({
      name: names[index] ?? '',
      settings: overriding(top, imageSettings(tree, each, ofOthers[index]?.runtime), IMAGE_KEYS),
    })),
  ];
  return {
    definition: { ...withOpen(application, top), services, ...notesOf([application, ...others]) },
    remarks: [
      ...first.remarks,
      ...others.flatMap(({ remarks }) => remarks),
      ...distinct([ofFirst, ...ofOthers].flatMap((each) => each?.remarks ?? [])),
      ...noEntryPoint(first),
    ],
    choices,
    declared: first.declared,
    needs: entryPoint?.needs ?? [],
  };
}

/** The application whose image is built by default: that of the whole directory, else the first that serves, if any does. */
function mainApplication(
  applications: readonly InferredApplication[],
): InferredApplication | undefined {
  const [first] = applications;
  if (first?.directory === '.') return first;
  return applications.find(({ entryPoint }) => entryPoint?.port !== undefined) ?? first;
}

/** Each remark once: a file above several applications holds for all of them. */
function distinct(remarks: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(remarks.map((each) => [each.message, each])).values()];
}

/** Keys for the start of an image, and all keys of an image. */
const ENTRY_KEYS = ['ports', 'healthcheck'];
const IMAGE_KEYS = [
  ...[
    'source',
    'files',
    'project',
    'lock',
    'extras',
    'groups',
    'packages',
    'runtime',
    'dependencies',
    'owner',
    'workdir',
    'envs',
    'steps',
  ],
  ...ENTRY_KEYS,
];

/** The keys of a service over those of the file: keys that it does not have are taken back, equal ones are left out. */
function overriding(
  top: readonly Setting[],
  own: readonly Setting[],
  keys: readonly string[],
): readonly Setting[] {
  const taken = top
    .filter(({ key }) => keys.includes(key) && !own.some((each) => each.key === key))
    .map(({ key }): Setting => ({ key, value: null }));
  const isSame = (setting: Setting) =>
    top.some(
      ({ key, value }) =>
        key === setting.key && JSON.stringify(value) === JSON.stringify(setting.value),
    );
  return [...own.filter((setting) => !isSame(setting)), ...taken];
}

/** Notes about what no package has, and about instructions of a Dockerfile for which grocker.yml has no key. */
function notesOf(applications: readonly InferredApplication[]): Pick<InferredDefinition, 'notes'> {
  const notes = [
    ...applications.flatMap((each) => each.notes),
    ...applications.slice(0, 1).flatMap(frontEndNotes),
  ];
  return notes.length === 0 ? {} : { notes: [...new Set(notes)] };
}

function frontEndNotes({ containers }: InferredApplication): readonly string[] {
  const file = containers?.file;
  const [first] = file?.frontEnds ?? [];
  if (file === undefined || first === undefined) return [];
  return [
    `Not taken over: ${file.path}:${first.line} builds a front end (${first.value}).`,
    'Build it before, and add its output with `files`; or copy it from an image: files: [{from: IMAGE, path: …, to: …}]',
  ];
}

function withOpen(application: InferredApplication, settings: readonly Setting[]): InferredImage {
  if (application.entryPoint !== undefined) return { settings };
  return {
    // An image of Python itself, so that there is one to look around in.
    settings: [
      ...settings,
      { key: 'entrypoint_name', value: ['python'], because: 'no way to start was found' },
    ],
    open: 'The application is started with: [python, FILE.py] or [python, -m, MODULE]',
  };
}

function noEntryPoint({ entryPoint, directory }: InferredApplication): readonly Diagnostic[] {
  if (entryPoint !== undefined) return [];
  return [
    {
      code: 'no-entry-point',
      severity: 'warning',
      message: `nothing in ${directory === '.' ? 'this directory' : directory} shows how the application is started: no console script, Procfile, web application, __main__.py or script was found`,
      help: 'Write the command into entrypoint_name, such as [python, -m, app].',
    },
  ];
}

/** A name for each directory: that of the directory itself; where it is taken, its path, and a number at last. */
function serviceNames(directories: readonly string[], taken: readonly string[]): readonly string[] {
  const short = directories.map((each) => serviceName(each.replace(/^.*\//, '')));
  const names = new Set(taken);
  return directories.map((directory, index) => {
    const own = short[index] ?? '';
    const isShared = short.filter((each) => each === own).length > 1;
    const name = isShared || names.has(own) ? serviceName(directory) : own;
    const free = freeName(name, (each) => names.has(each));
    names.add(free);
    return free;
  });
}
