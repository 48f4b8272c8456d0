import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useMirror } from '../../test/support/files-prefix.ts';
import { docker, secretArguments, type Engine } from '../engine.ts';
import type { Application, Way } from './applications.ts';

const FRONTEND = process.env['GROCKER_FRONTEND_IMAGE'] ?? 'org/grocker-frontend';

/** Builds images of an application and pushes them to the registry. */
export class SizedBuilds {
  readonly #engine: Engine;
  readonly #repository: string;
  readonly #context: string;

  constructor(engine: Engine, repository: string, context: string) {
    this.#engine = engine;
    this.#repository = repository;
    this.#context = context;
  }

  /** The name of the image, below the registry. */
  async build(application: Application, way: Way): Promise<string> {
    const name = `sizes/${application.name.replaceAll('/', '-')}:${way.id}`;
    if (way.file === undefined) await this.#grocker(application, way, name);
    else await this.#dockerfile(application, way.file, name);
    return name;
  }

  async #grocker({ directory }: Application, { lines = [] }: Way, name: string): Promise<void> {
    await this.#copy(directory);
    useMirror(this.#context);
    const path = join(this.#context, 'grocker.yml');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/^(# syntax=.*\n)/, `$1${lines.join('\n')}\n`));
    await this.#docker(['--file', path, '--build-arg', `BUILDKIT_SYNTAX=${FRONTEND}`], name);
  }

  /** With the packages of Grocker's image, which was built before. */
  async #dockerfile(application: Application, file: string, name: string): Promise<void> {
    const { directory, run, build, project, files } = application;
    const full = `${this.#engine.registry}/${name.replace(/:.*/, ':full')}`;
    const { stdout } = await docker('run', '--rm', '--entrypoint', 'python', full, '-c', LIST);
    const own = project ? await this.#projectName(directory) : '';
    const pinned = (JSON.parse(stdout) as [string, string][]).filter(([each]) => each !== own);
    await this.#copy(directory);
    const context = join(this.#context, '../dockerfile');
    await rm(context, { recursive: true, force: true });
    await mkdir(join(context, 'files'), { recursive: true });
    if (project) await cp(this.#context, join(context, 'project'), { recursive: true });
    for (const each of files) {
      await cp(join(this.#context, each), join(context, 'files', each), { recursive: true });
    }
    const requirements = pinned.map(([each, version]) => `${each}==${version}\n`).join('');
    await writeFile(join(context, 'requirements.txt'), requirements);
    const compiles = build.length > 0;
    const args = [
      ...['--file', join(this.#repository, 'bench/sizes', file)],
      ...['--build-context', `uv=docker-image://${FRONTEND}`],
      ...['--build-arg', `RUN=${run.join(' ')}`, '--build-arg', `BUILD=${build.join(' ')}`],
      ...['--build-arg', `COMPILER=${compiles ? 'build-essential python3-dev' : ''}`],
    ];
    await this.#docker(args, name, context);
  }

  async #projectName(directory: string): Promise<string> {
    const text = await readFile(join(this.#repository, directory, 'pyproject.toml'), 'utf8');
    return /^name = "(.*)"$/m.exec(text)?.[1] ?? '';
  }

  async #copy(directory: string): Promise<void> {
    await rm(this.#context, { recursive: true, force: true });
    await cp(join(this.#repository, directory), this.#context, { recursive: true });
  }

  async #docker(args: readonly string[], name: string, context = this.#context): Promise<void> {
    await docker(
      ...['buildx', 'build', '--builder', 'default', '--provenance', 'false'],
      ...secretArguments(this.#engine),
      ...args,
      ...['--output', `type=image,name=${this.#engine.registry}/${name},push=true`],
      context,
    );
  }
}

/** Prints names and versions of what is installed, as JSON. */
const LIST = `
import importlib.metadata, json, re
print(json.dumps(sorted(
    [re.sub("[-_.]+", "-", found.metadata["Name"]).lower(), found.version]
    for found in importlib.metadata.distributions(path=["/opt/app.venv/lib/python3.13/site-packages"])
)))
`;
