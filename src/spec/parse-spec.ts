import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortedDiagnostics } from '../diagnostics/sorted-diagnostics.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { didYouMean } from '../diagnostics/suggestion.ts';
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
import { isTargetName, listedTargets } from './targets.ts';
import { validate } from './validate.ts';
import type { YamlEntry, YamlMapping } from './yaml/node.ts';
import { rejectImpossible } from './impossible-text.ts';
import { readYaml } from './yaml/read-yaml.ts';

export interface ParseOptions {
  /** Name of a service, or of a stage: the image that the spec describes; by default the file's own. */
  readonly target?: string;
  /** Build arguments that were given. */
  readonly args?: Readonly<Record<string, string>>;
  /** Further files, each laid over those before it as Grocker 8 merged them. */
  readonly files?: readonly SourceText[];
}

export interface ParsedSpec {
  /** Only where there is no error. */
  readonly spec?: Spec;
  /** The chosen image as positioned YAML: services merged in, arguments substituted. */
  readonly document?: YamlMapping;
  /** The whole file (or files, merged) as written, before arguments are substituted. */
  readonly written?: YamlMapping;
  /** Every mistake of every file and every service, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a grocker.yml, whole: all of its mistakes at once, or what it says. */
export function parseSpec(source: SourceText, options: ParseOptions = {}): ParsedSpec {
  const found: Diagnostic[] = [];
  const report: Report = (diagnostic) => found.push(diagnostic);
  const { root, isDamaged } = mergedFiles([source, ...(options.files ?? [])], report);
  if (root === undefined) return { diagnostics: sortedDiagnostics(found) };

  const values = argumentValues(root, options.args ?? {}, report);
  rejectImpossible(root, report);
  const filled = substituted(root, values, report);
  const { valid, diagnostics } = validate(withoutNothings(withoutMarks(filled)));
  found.push(...diagnostics);

  const byService = services(valid, filled, report);
  const images = new Map([[undefined, imagePart(valid)], ...byService]);
  const chosen = chosenImage(options.target, [...byService.keys()], report);
  const document = {
    file: source.name,
    args: [...values].map(([name, value]) => ({ name, value: value ?? '' })),
    services: [...byService.keys()],
    lint: lintSettings(valid, report),
  };
  const specs = new Map(
    [...images].map(([name, image]) => [name, lower(image, document, report)] as const),
  );
  const spec = specs.get(chosen);
  const result = sortedDiagnostics(isDamaged ? found.filter(isNoConsequence) : found);
  const image = images.get(chosen);
  const hasErrors = result.some(({ severity }) => severity === 'error');
  return {
    ...(spec === undefined || hasErrors ? {} : { spec }),
    ...(image === undefined ? {} : { document: image }),
    written: root,
    diagnostics: result,
  };
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

/** Codes that a file gets where what would be needed stands in lines that could not be read. */
const consequences: ReadonlySet<string> = new Set([
  ...[
    'conflicting-keys',
    'empty-command',
    'missing-argument',
    'missing-key',
    'undeclared-argument',
  ],
  ...['unknown-argument', 'unknown-runtime', 'unknown-target', 'yaml-unknown-anchor'],
]);

function isNoConsequence({ code, message }: Diagnostic): boolean {
  return !consequences.has(code) && !message.endsWith('found nothing');
}

/** The byte order mark is no part of the first line. */
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

/** The name of the service that a target means, undefined for the file's own image. */
function chosenImage(
  target: string | undefined,
  names: readonly string[],
  report: Report,
): string | undefined {
  if (target === undefined || target === '' || isTargetName(target)) return undefined;
  if (names.includes(target)) return target;
  const known = [...names, ...listedTargets.map(({ name }) => name)];
  report({
    code: 'unknown-target',
    severity: 'error',
    message: `unknown target "${target}"${didYouMean(target, known)}`,
    help: `Targets: ${known.join(', ')}.`,
  });
  return undefined;
}
