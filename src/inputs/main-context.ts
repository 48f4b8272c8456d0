import {
  copy,
  decodeDefinition,
  file,
  fromDefinition,
  git,
  http,
  scratch,
  type Output,
} from '../llb/llb.ts';
import type { BuildPlatform } from '../options/platform.ts';
import { isTarball } from './tarball.ts';
import { parseGitReference } from './git-reference.ts';
import { loadContext, type ContextLoader } from './named-context.ts';

/** Where the files of the context are (BuildKit's frontend/dockerui/context.go). */
export type MainContext =
  | { readonly kind: 'local' }
  | {
      readonly kind: 'output';
      readonly output: Output;
      /** The same with the .git of the repository that it is. */
      readonly repository?: Output;
      /** The whole repository that it is in, with its .git. */
      readonly checkout?: Output;
      /** The git or http source itself, for its date. */
      readonly source?: Output;
      /** Where grocker.yml is; absent: in local files. */
      readonly definition?: Output;
      /** The file's name where the context is the definition and nothing else. */
      readonly filename?: string;
    };

const downloadName = 'context';
const headerLength = 1024;

/** Git repository, downloaded tarball or file, input of another build, or local files. */
export async function findMainContext(
  loader: ContextLoader,
  platform: BuildPlatform,
): Promise<MainContext> {
  const found = await unscoped(loader, platform);
  const { subdirectory } = loader.options.context;
  if (found.kind === 'local' || subdirectory === undefined) return found;
  const scoped = copy({ from: found.output, src: subdirectory, dest: '/', contentsOnly: true });
  const { repository: _, ...rest } = found;
  return { ...rest, output: file(scratch, [scoped]) };
}

async function unscoped(loader: ContextLoader, platform: BuildPlatform): Promise<MainContext> {
  const { options } = loader;
  if (Object.hasOwn(options.contexts, 'context')) {
    const { output } = await loadContext(loader, 'context', platform);
    return { kind: 'output', output };
  }
  const { source } = options.context;
  if (source === undefined) return inputs(loader);
  const repository = parseGitReference(source);
  if (repository) {
    const load = (keepGitDir: boolean, directory = repository.options.subdir) =>
      git(repository.url, {
        ...repository.options,
        ...(directory !== undefined && { subdir: directory }),
        ...(options.sourceDateEpoch !== undefined && { mtime: 'commit' }),
        ...(keepGitDir && { keepGitDir }),
        name: `[internal] load git source ${source}`,
      });
    const output = load(options.context.keepGitDirectory === true);
    return {
      kind: 'output',
      output,
      repository: load(true),
      checkout: load(true, ''),
      source: output,
      definition: output,
    };
  }
  return /^https?:\/\//i.test(source) ? download(loader, source) : { kind: 'local' };
}

async function download({ solver }: ContextLoader, url: string): Promise<MainContext> {
  const source = http(url, {
    filename: downloadName,
    name: '[internal] load remote build context',
  });
  const reference = await solver.solve(source, { importCaches: false });
  const range = { offset: 0, length: headerLength };
  const start = await reference?.readFile(downloadName, range);
  if (start === undefined || !isTarball(start)) {
    return { kind: 'output', output: source, source, definition: source, filename: downloadName };
  }
  const unpacked = copy({ from: source, src: `/${downloadName}`, dest: '/', unpack: true });
  const output = file(scratch, [unpacked]);
  return { kind: 'output', output, source, definition: output };
}

async function inputs({ gateway, options }: ContextLoader): Promise<MainContext> {
  const given = await gateway.inputs();
  const output = (name: string) => {
    const definition = given.get(name);
    return definition && fromDefinition(decodeDefinition(definition));
  };
  const context = output('context');
  if (!context) return { kind: 'local' };
  const definition = output(options.definitionName);
  return { kind: 'output', output: context, ...(definition && { definition }) };
}
