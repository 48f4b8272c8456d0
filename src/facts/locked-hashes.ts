import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { allowHashes } from '../lock/pylock/allow-hashes.ts';
import type { PylockLock } from '../lock/pylock/pylock-lock.ts';
import type { Distribution } from '../lock/model.ts';

/**
 * What an index answered, without the files that have none of the hashes by which a lock pins them.
 *
 * @throws DiagnosticError with every package of which nothing is left.
 */
export function withLockedHashes(answer: PylockLock, pinned: readonly Distribution[]): PylockLock {
  const byName = new Map(
    pinned.flatMap((each) => (each.isNameless === true ? [] : [[each.name, each] as const])),
  );
  const hashes = new Map(
    [...byName].map(([name, { source }]) => [
      name,
      source.kind === 'unlocated' ? source.hashes : [],
    ]),
  );
  const allowed = allowHashes(answer, hashes);
  const others = allowed.packages.flatMap(({ name, source }, index) => {
    const locked = byName.get(name);
    const before = answer.packages[index]?.source;
    const isEmptied = isEmpty(source) && before !== undefined && !isEmpty(before);
    return locked && isEmptied ? [otherFiles(locked)] : [];
  });
  if (others.length > 0) throw new DiagnosticError(others);
  return allowed;
}

function isEmpty(source: PylockLock['packages'][number]['source']): boolean {
  return source.kind === 'files' && source.wheels.length === 0 && source.sdist === undefined;
}

function otherFiles({ name, version, span }: Distribution): Diagnostic {
  const named = version === null ? name : `${name} ${version}`;
  return otherFile(span, `none of the files that the index has of ${named} has a hash of the lock`);
}

/** For a url that led to another file than the one that a lock means. */
export function otherFileAt(url: string, { name, span }: Distribution): Diagnostic {
  return otherFile(
    span,
    `what is at ${url} is not the file of ${name} that was locked: it has none of the hashes of the lock`,
  );
}

function otherFile(span: Diagnostic['span'], message: string): Diagnostic {
  return {
    code: 'checksum-mismatch',
    severity: 'error',
    message,
    ...(span && { span }),
    help: 'make the lock again if the file was replaced on purpose; else its server is not to be trusted',
  };
}
