import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { PylockSource } from '../lock/formats/pylock/pylock-lock.ts';
import { readPylock } from '../lock/formats/pylock/read-pylock.ts';
import { tomlInline } from '../toml/toml-text.ts';
import type { LockedFile, LockedResolution, ReadImage } from '../system/grocker-lock.ts';
import { staleLock } from '../system/stale-lock.ts';
import type { FactSource, PythonLockQuestion } from '../facts/fact-source.ts';
import { requestDigest } from './resolution-request.ts';

/**
 * Answers from grocker.lock: the urls of files that another lock pins without them, and the packages that are installed
 * in addition to that lock.
 */
export function lockedAnswers(
  source: FactSource,
  image: ReadImage,
  locks: readonly SourceText[],
): FactSource {
  const [lock] = locks;
  if (lock === undefined) return source;
  return {
    ...source,
    pythonLock: (question) => {
      const digest = requestDigest(question);
      const found = image.resolutions.find((resolution) => resolution.question === digest);
      if (found !== undefined) return Promise.resolve(pylockText(found));
      const span = image.place();
      return Promise.reject(
        new DiagnosticError([
          staleLock(
            `${span.file} no longer matches ${lock.name}: it does not say where the files are`,
            span,
          ),
        ]),
      );
    },
  };
}

/**
 * An answer as grocker.lock keeps it.
 *
 * @throws DiagnosticError if it names something that is not a file of an index.
 */
export function lockedResolution(question: PythonLockQuestion, answer: string): LockedResolution {
  const files = readPylock(new SourceText('pylock.toml', answer)).packages.flatMap((found) => {
    const { name, version, source } = found;
    const located = filesOf(source, question).flatMap(
      ({ file, url, sha256, size }): LockedFile[] =>
        url === undefined || sha256 === null || version === null
          ? []
          : [{ name, version, file, url, sha256, ...(size !== undefined && { size }) }],
    );
    if (located.length === 0) throw notLockable(name);
    return located;
  });
  return { question: requestDigest(question), files };
}

/**
 * A row does not have the directory of a project in its archive: the other lock has that for the archives that it pins.
 */
function filesOf(source: PylockSource, { onlyThese }: PythonLockQuestion) {
  if (source.kind === 'archive') {
    return onlyThese || source.subdirectory === undefined ? [source.file] : [];
  }
  return source.kind === 'files' ? [...source.wheels, ...(source.sdist ? [source.sdist] : [])] : [];
}

function notLockable(name: string): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'not-lockable',
      severity: 'error',
      message: `${name} does not come from an index, so grocker.lock cannot record where it is`,
      help: 'Let the project depend on it, and lock the project again.',
    },
  ]);
}

/** The rows of a resolution as the resolver would write them (PEP 751). */
function pylockText({ files }: LockedResolution): string {
  const names = [...new Set(files.map(({ name }) => name))];
  const texts = names.map((name) => {
    const rows = files.filter((file) => file.name === name);
    const isWheel = ({ file }: LockedFile) => file.endsWith('.whl');
    const sdist = rows.find((row) => !isWheel(row));
    return [
      '[[packages]]',
      `name = ${tomlInline(name)}`,
      `version = ${tomlInline(rows[0]?.version)}`,
      ...(sdist ? [`sdist = ${fileText(sdist)}`] : []),
      `wheels = [${rows.filter(isWheel).map(fileText).join(', ')}]`,
      '',
    ].join('\n');
  });
  return ['lock-version = "1.0"', 'created-by = "grocker"', '', ...texts].join('\n');
}

function fileText({ url, sha256, size }: LockedFile): string {
  return tomlInline({ url, ...(size !== undefined && { size }), hashes: { sha256 } });
}
