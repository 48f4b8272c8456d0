import type * as z from 'zod/mini';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { controlCharacterIn } from '../toml/control-characters.ts';
import { formatPath, tableEntries, valueAt } from '../toml/table-reader.ts';
import { nearestRange, rangesOf, type KeyPath } from '../toml/toml-ranges.ts';
import { grockerLockSchema, type WrittenImage } from './grocker-lock-schema.ts';
import type { ReadImage } from './grocker-lock.ts';
import { LOCK_REMEDY, lockFailure, parseGrockerLock } from './parse-grocker-lock.ts';
import { pinnedLines } from './pinned-lines.ts';

/**
 * Reads grocker.lock.
 *
 * @throws DiagnosticError with every field that is not as `grocker lock` writes it.
 */
export function readGrockerLock(source: SourceText): { readonly images: readonly ReadImage[] } {
  const root = parseGrockerLock(source);
  const place: Place = (path) => {
    const { start, end } = nearestRange(rangesOf(source), path) ?? { start: 0, end: 0 };
    return source.span(start, end);
  };
  checkTexts(source, root, place);
  checkVersion(source, root, place);
  const { success, data, error } = grockerLockSchema.safeParse(root);
  if (!success) {
    const issues = error.issues.flatMap((issue) => innermost(root, issue));
    throw new DiagnosticError(issues.map((issue) => diagnosticOf(source, place, issue)));
  }
  const rows = pinnedLines(source);
  return {
    images: data.image.map((image, index) =>
      readImage(image, rows, (...path) => place(['image', index, ...path])),
    ),
  };
}

/** Finds the value at a path, or the nearest one around it. */
type Place = (path: KeyPath) => Span;

/** Any text may become a line or an argument of a step. */
function checkTexts(source: SourceText, root: unknown, place: Place): void {
  const path = controlCharacterIn(source.text, root, new Set());
  if (path === undefined) return;
  throw lockFailure('lock-field', `${source.name} has a control character`, place(path));
}

/** Nothing else of a lock of another format is reported. */
function checkVersion(source: SourceText, root: unknown, place: Place): void {
  const version = valueAt(root, ['lock-version']);
  if (typeof version !== 'string' || /^1(\.\d+)*$/.test(version)) return;
  throw lockFailure(
    'lock-version',
    `lock-version ${version} of ${source.name} is not known: 1.0 is`,
    place(['lock-version']),
  );
}

interface Issue {
  readonly path: KeyPath;
  readonly message: string;
}

/** The issues of the alternative that was written: a source with a commit is one of a repository. */
function innermost(root: unknown, issue: z.core.$ZodIssue, parent: KeyPath = []): readonly Issue[] {
  const path = [
    ...parent,
    ...issue.path.map((key) => (typeof key === 'number' ? key : String(key))),
  ];
  if (issue.code !== 'invalid_union') return [{ path, message: issue.message }];
  const hasCommit = tableEntries(valueAt(root, path))?.has('commit');
  const [ofCommit = [], ofArchive = []] = issue.errors;
  return (hasCommit ? ofCommit : ofArchive).flatMap((inner) => innermost(root, inner, path));
}

function diagnosticOf(source: SourceText, place: Place, { path, message }: Issue): Diagnostic {
  return {
    code: 'lock-field',
    severity: 'error',
    message: `${source.name}: ${formatPath(path)} ${message}`,
    span: place(path),
    help: LOCK_REMEDY,
  };
}

/** @param rows lines by checksum or commit: they are in every plan, and other places only in errors. */
function readImage(
  written: WrittenImage,
  rows: ReadonlyMap<string, Span>,
  place: ReadImage['place'],
): ReadImage {
  const { platform, base, reference, python, interpreter, root, compiler } = written;
  const onRow = <Row extends object>(row: Row, pin: string) => {
    const span = rows.get(pin);
    return { ...row, ...(span && { span }) };
  };
  const files = <Row extends { readonly sha256: string }>(list: readonly Row[]) =>
    list.map((row) => onRow(row, row.sha256));
  const stage = ({ requested, packages }: WrittenImage['root']) => ({
    requested,
    packages: files(packages),
  });
  const { 'free-threaded': freeThreaded = false, ...rest } = python;
  return {
    platform,
    base,
    reference,
    python: { ...rest, freeThreaded },
    repositories: written.repository,
    stages: { interpreter: stage(interpreter), root: stage(root), compiler: stage(compiler) },
    builds: written.build.map(({ pure, wheels, compiled, ...build }) => ({
      ...build,
      ...(pure && { pure }),
      wheels: files(wheels),
      compiled: compiled.map((row) => onRow(row, 'commit' in row ? row.commit : row.sha256)),
    })),
    resolutions: written.resolution.map(({ question, files: found }) => ({
      question,
      files: files(found),
    })),
    downloads: written.download,
    assets: written.asset,
    place,
  };
}
