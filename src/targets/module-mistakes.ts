import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { isOfContext } from '../plan/is-of-context.ts';
import type { Audit } from '../result/audit.ts';
import { mistakenModules, type Mistake, type PlacedMistake } from '../result/module-mistakes.ts';
import { sourceOf, sourcePath, type ParsedModules } from './parsed-modules.ts';
import type { Planned } from './planned.ts';
import type { TargetPorts } from './target.ts';

/** Where projects have the modules that their wheel is made of, relative to themselves. */
const LAYOUTS = ['src', '.', 'lib', 'python'];

const SITE_PACKAGES = /^.*\/site-packages\//s;

/**
 * Modules of the application that the image's Python cannot parse.
 *
 * @param parsing the modules that nothing compiled.
 */
export async function moduleMistakes(
  ports: Pick<TargetPorts, 'files'>,
  { plan, spec }: Pick<Planned, 'plan' | 'spec'>,
  auditing: Promise<Audit>,
  parsing: Promise<ParsedModules>,
  severity: 'warning' | 'error',
): Promise<readonly Diagnostic[]> {
  const [{ mistakes: answer }, { mistakes }] = await Promise.all([parsing, auditing]);
  const source = sourceOf(plan, spec);
  const own = plan.packages.filter(isOfContext);
  const placed = await Promise.all([
    ...mistakes.map((each) => {
      const from = own.find(({ name }) => name === each.of)?.origin.path;
      return withPlace(ports, each, from === undefined ? [] : [from]);
    }),
    ...answer.map((each) =>
      source !== undefined && each.directory === 0
        ? ofSource(ports, source, each)
        : withPlace(
            ports,
            each,
            own.map(({ origin }) => origin.path),
          ),
    ),
  ]);
  return mistakenModules(placed, plan.python.version, severity);
}

/** A file of `source`, which is read so that its line can be shown. */
async function ofSource(
  { files }: Pick<TargetPorts, 'files'>,
  source: string,
  mistake: Mistake & { readonly path: string },
): Promise<PlacedMistake> {
  const path = sourcePath(source, mistake.path);
  await files({ patterns: [path] });
  return { ...mistake, path, isOfContext: true };
}

/** The file of a project that an installed module is a copy of. */
async function withPlace(
  { files }: Pick<TargetPorts, 'files'>,
  mistake: Mistake & { readonly path: string },
  directories: readonly string[],
): Promise<PlacedMistake> {
  const inPackages = mistake.path.replace(SITE_PACKAGES, '');
  const patterns = directories.flatMap((directory) =>
    LAYOUTS.map((layout) => joinPath(joinPath(directory, layout), inPackages)),
  );
  const found = patterns.length > 0 ? await files({ patterns }) : {};
  const path = patterns.find((each) => Object.hasOwn(found, each));
  return path === undefined
    ? { ...mistake, isOfContext: false }
    : { ...mistake, path, isOfContext: true };
}
