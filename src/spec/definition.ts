import type { Checked, Document } from './checked.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortedDiagnostics } from '../diagnostics/sorted-diagnostics.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { argumentValues } from './arguments.ts';
import type { Report } from './lower/fields.ts';
import { lintSettings } from './lower/lint-settings.ts';
import { lower } from './lower/lower.ts';
import { mergeMappings } from './merge.ts';
import { normalise, withoutNothings } from './normalise.ts';
import { imagePart, services, withoutMarks } from './services.ts';
import type { Spec } from './spec.ts';
import { substituteMapping } from './substitute.ts';
import type { ArgumentValues } from './substitute.ts';
import { validate } from './validate.ts';
import type { YamlEntry, YamlMapping } from './yaml/node.ts';
import { rejectImpossible } from './impossible-text.ts';
import { readYaml } from './yaml/read-yaml.ts';

export interface DefinitionOptions {
  /** Build arguments that were given. */
  readonly args?: Readonly<Record<string, string>>;
  /** Further files, each laid over those before it as Grocker 8 merged them. */
  readonly files?: readonly SourceText[];
}

/** One image of a definition. */
export interface DefinedImage {
  /** Only where the definition has no error at all. */
  readonly spec?: Spec;
  /** The image as positioned YAML: services merged in, arguments substituted. */
  readonly document: Checked<Document>;
}

/** A grocker.yml, read once for all of its images. */
export interface Definition {
  /** The file's own image under `undefined`, then that of each service under its name. */
  readonly images: ReadonlyMap<string | undefined, DefinedImage>;
  /** The whole file (or files, merged) as written, before arguments are substituted. */
  readonly written?: Checked<Document>;
  /** Every mistake of every file and every service, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Lines or whole files could not be read: a name that is missing may be in them. */
  readonly isDamaged: boolean;
}

/** The last reading of each source: a build, its platforms, its attempts and lint ask for the same one. */
const readings = new WeakMap<SourceText, { readonly args: string; readonly read: Definition }>();

/** Reads a grocker.yml with all of its images; the same source with the same arguments is read once. */
export function readDefinition(
  source: SourceText,
  { args = {}, files = [] }: DefinitionOptions = {},
): Definition {
  if (files.length > 0) return read([source, ...files], args);
  const key = JSON.stringify(Object.entries(args).toSorted());
  const last = readings.get(source);
  if (last?.args === key) return last.read;
  const definition = read([source], args);
  readings.set(source, { args: key, read: definition });
  return definition;
}

function read(sources: readonly SourceText[], args: Readonly<Record<string, string>>): Definition {
  const found: Diagnostic[] = [];
  const report: Report = (diagnostic) => found.push(diagnostic);
  const { root, isDamaged } = mergedFiles(sources, report);
  if (root === undefined) {
    return { images: new Map(), diagnostics: sortedDiagnostics(found), isDamaged };
  }

  const values = argumentValues(root, args, report);
  rejectImpossible(root, report);
  const filled = substituted(root, values, report);
  const { valid, diagnostics } = validate(withoutNothings(withoutMarks(filled)), { isDamaged });
  found.push(...diagnostics);

  const byService = services(valid, filled, report);
  const documents = new Map([[undefined, imagePart(valid)], ...byService]);
  const common = {
    file: sources[0]?.name ?? '',
    args: [...values].map(([name, value]) => ({ name, value: value ?? '' })),
    services: [...byService.keys()],
    lint: lintSettings(valid, report),
  };
  const lowered = [...documents].map(
    ([name, document]) => [name, { document, spec: lower(document, common, report) }] as const,
  );
  const all = sortedDiagnostics(isDamaged ? found.filter(isNoConsequence) : found);
  const hasErrors = all.some(({ severity }) => severity === 'error');
  const images = lowered.map(
    ([name, { document, spec }]) =>
      [name, { document, ...(spec && !hasErrors && { spec }) }] as const,
  );
  return { images: new Map(images), written: root, diagnostics: all, isDamaged };
}

/** The files that can be read, merged; damaged where lines or whole files are missing. */
function mergedFiles(
  sources: readonly SourceText[],
  report: Report,
): { readonly root?: YamlMapping; readonly isDamaged: boolean } {
  const readings = sources.map((source) => readYaml(withoutMark(source)));
  for (const { diagnostics } of readings) diagnostics.forEach(report);
  const roots = readings.flatMap(({ root }) => (root ? [normalise(root, report)] : []));
  const [first, ...others] = roots;
  const isDamaged = readings.some((reading) => reading.isDamaged || reading.root === undefined);
  return { ...(first && { root: others.reduce(mergeMappings, first) }), isDamaged };
}

/** Codes of mistakes that a file only seems to have, because lines of it could not be read. */
const consequences: ReadonlySet<string> = new Set([
  ...[
    'conflicting-keys',
    'empty-command',
    'missing-argument',
    'missing-key',
    'undeclared-argument',
  ],
  ...['unknown-argument', 'unknown-runtime', 'yaml-unknown-anchor'],
]);

function isNoConsequence({ code }: Diagnostic): boolean {
  return !consequences.has(code);
}

/** The byte order mark is not part of the first line. */
function withoutMark(source: SourceText): SourceText {
  if (!source.text.startsWith('\uFEFF')) return source;
  return new SourceText(source.name, source.text.slice(1));
}

function substituted(root: YamlMapping, values: ArgumentValues, report: Report): YamlMapping {
  const isFixed = ({ key }: YamlEntry) => key.text === 'args' || key.text === 'lint';
  const filled = substituteMapping(
    { ...root, entries: root.entries.filter((entry) => !isFixed(entry)) },
    values,
    report,
  );
  return { ...root, entries: [...filled.entries, ...root.entries.filter(isFixed)] };
}
