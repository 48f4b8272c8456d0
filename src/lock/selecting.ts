import type { Help } from '../diagnostics/help.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CodeOf } from '../diagnostics/diagnostic-code.ts';
import type { Located, Span } from '../diagnostics/span.ts';
import { normalizeName } from '../python/name.ts';
import type { TagRanks } from '../python/wheel-name.ts';
import { wheelPythons, wheelPythonWords } from '../python/wheel-pythons.ts';
import { bestWheel, rankTags } from '../python/wheel-name.ts';
import { Evaluation } from './evaluation.ts';
import type { LockBase } from './lock-base.ts';
import type { LockCode } from './lock-error.ts';
import { lockDiagnostic } from './lock-error.ts';
import type { LockedFile, LockedFiles } from './locked-file.ts';
import { mirroredUrl } from './mirrored-url.ts';
import type { Distribution, DistributionSource } from './model.ts';
import type { Selection, SelectionRequest } from './selection.ts';
import { unknownName } from './unknown-name.ts';
import { whyNoFile, whyNoPlace, whyNoSubject, whyOtherWheel } from './why-refused.ts';

/** The name of a package, and its place in the lock. */
export interface Subject {
  readonly name: string;
  readonly version: string | null;
  readonly span: Span;
  readonly extras?: readonly string[];
  readonly isNameless?: true;
}

/** The choice among the files of one package: one of them, or why none. */
export type Choice =
  | { readonly kind: 'wheel' | 'sdist'; readonly file: LockedFile }
  | { readonly kind: 'none'; readonly reason: string };

/** One selection while it is made: the part that all formats share. */
export class Selecting {
  readonly lock: LockBase;
  readonly request: SelectionRequest;
  readonly evaluation: Evaluation;
  readonly #isHashed: boolean;
  readonly #ranks: TagRanks;
  readonly #noBinary: ReadonlySet<string>;
  readonly #onlyBinary: ReadonlySet<string>;
  readonly #distributions: Distribution[] = [];
  readonly #diagnostics: Diagnostic[];
  readonly #unpinned: Located<string>[] = [];

  /** @param isHashed whether the format has a hash of every file. */
  constructor(lock: LockBase, request: SelectionRequest, isHashed = false) {
    this.lock = lock;
    this.#isHashed = isHashed;
    this.request = request;
    this.evaluation = new Evaluation(request.target);
    this.#ranks = rankTags(request.target.tags);
    this.#noBinary = new Set(
      request.noBinary === true ? [] : request.noBinary.map((name) => normalizeName(name)),
    );
    this.#onlyBinary = new Set(
      request.onlyBinary === true ? [] : request.onlyBinary.map((name) => normalizeName(name)),
    );
    this.#diagnostics = [...lock.diagnostics];
  }

  /** The place of a line of the lock. */
  line(line: number): Span {
    return { file: this.lock.file, start: { line, column: 1 }, end: { line, column: 1 } };
  }

  report(code: LockCode, message: string, span: Span, help?: Help): void {
    this.#diagnostics.push(lockDiagnostic(code, message, { span, help }));
  }

  /** The same where a build may go on. */
  warn(code: LockCode & CodeOf<'warning'>, message: string, span: Span, help?: Help): void {
    const text = help === undefined ? {} : { help };
    this.#diagnostics.push({ code, severity: 'warning', message, span, ...text });
  }

  /** Requested names, normalised; each that is not among the known ones is an error. */
  known(
    kind: 'extra' | 'group',
    asked: readonly string[],
    known: ReadonlySet<string>,
    of: string,
  ): readonly string[] {
    const names: string[] = [];
    for (const written of asked) {
      const name = normalizeName(written);
      if (known.has(name)) {
        if (!names.includes(name)) names.push(name);
        continue;
      }
      const place = this.request.places?.[kind].find(({ value }) => value === written)?.span;
      this.#diagnostics.push(unknownName(kind, written, known, of, place ?? this.line(1)));
    }
    return names;
  }

  /** Reports a target whose Python the lock excludes. */
  checkPython(requiresPython: string | null, span: Span): void {
    if (requiresPython === null || requiresPython === '') return;
    if (this.evaluation.admitsPython(requiresPython, span)) return;
    const version = this.request.target.interpreter.version;
    this.report(
      'lock-python',
      `\`${this.lock.file}\` is for Python ${requiresPython}, the runtime has ${version}`,
      span,
      'Choose a runtime with such a Python, or change requires-python and lock again.',
    );
  }

  choose(name: string, files: LockedFiles): Choice {
    const noBinary = this.request.noBinary === true || this.#noBinary.has(name);
    const onlyBinary = this.request.onlyBinary === true || this.#onlyBinary.has(name);
    const wheel = noBinary ? undefined : bestWheel(files.wheels, this.#ranks);
    if (wheel !== undefined) return { kind: 'wheel', file: wheel };
    if (files.sdist !== undefined && !onlyBinary) return { kind: 'sdist', file: files.sdist };
    const noWheel = noBinary
      ? 'its wheels may not be used (no_binary)'
      : files.wheels.length === 0
        ? 'it has no wheel'
        : 'none of its wheels is compatible';
    const noSdist =
      files.sdist === undefined ? 'it has no sdist' : 'it may not be compiled (only_binary)';
    return { kind: 'none', reason: `${noWheel} and ${noSdist}` };
  }

  /** Adds what is chosen of a package's files, each with its url or path. */
  addFiles(
    subject: Subject,
    files: LockedFiles,
    more: { readonly direct?: true; readonly subdirectory?: string } = {},
  ): void {
    const choice = this.choose(subject.name, files);
    if (choice.kind === 'none') this.addUnavailable(subject, choice.reason, files);
    else if (choice.file.path === null) this.addOutside(subject, choice.file.file);
    else {
      if (choice.file.isHashedOtherwise) {
        this.report(
          'lock-hash',
          `\`${choice.file.file}\` has no sha256 hash`,
          subject.span,
          'Write the lock again with sha256 hashes.',
        );
      }
      this.#checkFile(subject, choice);
      this.add(subject, this.#fileSource(choice.kind, choice.file, files, more));
    }
  }

  /** Reports a file that is not the one that the lock describes, or that is fetched without a checksum. */
  #checkFile(
    { name, version, span, isNameless }: Subject,
    {
      kind,
      file: { file, url, sha256, isHashedOtherwise },
    }: Exclude<Choice, { readonly kind: 'none' }>,
  ): void {
    const problem =
      whyNoFile(file) ??
      (kind === 'wheel' && isNameless !== true ? whyOtherWheel(file, name, version) : undefined);
    if (problem !== undefined) {
      this.report('lock-field', problem, span, 'Create the lock again, and review who changed it.');
    }
    if (sha256 === null && isHashedOtherwise !== true && url !== undefined) {
      this.#checkUnhashed(file, url, span);
    }
  }

  /** Any file that its server sends would be installed. */
  #checkUnhashed(file: string, url: string, span: Span): void {
    if (/^(?:http|ftp):/i.test(this.mirrored(url))) {
      this.report(
        'lock-hash',
        `\`${file}\` comes over ${url.slice(0, url.indexOf(':'))} and the lock has no hash of it`,
        span,
        'Lock it with its sha256, or name it by an https url.',
      );
    } else if (this.#isHashed) {
      const words = `\`${file}\` has no hash`;
      if (this.request.unhashed === true) {
        this.warn('lock-hash', `${words}: whatever its server sends is installed`, span);
      } else {
        this.report(
          'lock-hash',
          words,
          span,
          'Write the lock again with hashes, or accept what its server sends with `require_hashes: false`.',
        );
      }
    }
  }

  /** Adds a directory of the context; null: it is outside. */
  addDirectory(subject: Subject, path: string | null, editable: boolean, written: string): void {
    if (path === null) this.addOutside(subject, written);
    else this.add(subject, { kind: 'directory', path, editable });
  }

  addOutside(subject: Subject, written: string): void {
    this.report(
      'lock-path',
      `${subject.name} comes from \`${written}\`, outside the build context`,
      subject.span,
      'Build from a directory that contains it too.',
    );
    this.add(subject, { kind: 'unavailable' });
  }

  #fileSource(
    kind: 'wheel' | 'sdist',
    { file, path, url, sha256, size }: LockedFile,
    files: LockedFiles,
    more: { readonly direct?: true; readonly subdirectory?: string },
  ): DistributionSource {
    const { subdirectory } = more;
    const within = subdirectory === undefined ? {} : { subdirectory };
    if (path !== undefined && path !== null) {
      return {
        kind: 'file',
        fileKind: kind,
        path,
        file,
        ...(sha256 === null ? {} : { sha256 }),
        ...(sha256 === null && files.hashes?.length ? { hashes: files.hashes } : {}),
        ...within,
      };
    }
    if (url !== undefined && sha256 !== null) {
      return {
        kind,
        file,
        url: this.mirrored(url),
        sha256,
        ...(size === undefined ? {} : { size }),
        ...(files.hashes === undefined ? {} : { hashes: files.hashes }),
        ...(kind === 'sdist' && files.wheels.length > 0
          ? { otherWheels: files.wheels.map((wheel) => wheel.file) }
          : {}),
        ...more,
      };
    }
    return {
      kind: 'unlocated',
      hashes: files.hashes ?? [],
      choice: {
        kind,
        file,
        sha256,
        ...(url === undefined ? {} : { url: this.mirrored(url), ...within }),
      },
    };
  }

  mirrored(url: string): string {
    return mirroredUrl(url, this.request.mirrors ?? {});
  }

  addUnavailable(subject: Subject, reason: string, files?: LockedFiles): void {
    const { interpreter } = this.request.target;
    const hashes = files?.hashes;
    const wheels = wheelPythons(
      (files?.wheels ?? []).map(({ file }) => file),
      interpreter,
    );
    const has = wheelPythonWords(wheels);
    const runtime = this.request.runtimes?.find(({ pythonVersion }) =>
      wheels.pythons.includes(pythonVersion),
    );
    const { name: libc, version: libcVersion } = interpreter.libc;
    const at = `Python ${interpreter.version} on linux/${interpreter.architecture}, ${libc} ${libcVersion}`;
    const named = subject.version === null ? subject.name : `${subject.name} ${subject.version}`;
    this.report(
      'lock-unavailable',
      `${named} cannot be installed for ${at}: ${reason}${has === undefined ? '' : `; ${has}`}`,
      subject.span,
      runtime === undefined
        ? 'Choose another runtime or platform, or lock a version that has a file for it.'
        : `Set \`runtime: ${runtime.name}\`, or lock a version that has a file for it.`,
    );
    this.add(subject, { kind: 'unavailable', ...(hashes === undefined ? {} : { hashes }) });
  }

  add(subject: Subject, source: DistributionSource): void {
    const problem = whyNoSubject(subject) ?? whyNoPlace(source);
    if (problem !== undefined) {
      this.report(
        'lock-field',
        problem,
        subject.span,
        'Create the lock again, and review who changed it.',
      );
      return;
    }
    this.#distributions.push({ ...subject, source });
  }

  addUnpinned(requirement: Located<string>): void {
    this.#unpinned.push(requirement);
  }

  finish(requiresPython: string | null): Selection {
    const order = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
    return {
      distributions: this.#distributions.sort(
        (a, b) => order(a.name, b.name) || order(a.version ?? '', b.version ?? ''),
      ),
      diagnostics: this.#diagnostics,
      requiresPython,
      dependsOnPatch: this.evaluation.dependsOnPatch,
      unpinned: this.#unpinned,
      complete: this.#unpinned.length === 0,
      constraints: [],
      prereleases: false,
      indexes: { extra: [], findLinks: [], noIndex: false },
    };
  }
}
