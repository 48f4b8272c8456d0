import type { LockedFiles } from './locked-file.ts';
import type { GitSource } from './model.ts';
import type { Selecting, Subject } from './selecting.ts';

export interface DirectorySource {
  readonly kind: 'directory';
  /** Relative to the context; null if it is outside. */
  readonly path: string | null;
  readonly written: string;
  readonly editable: boolean;
}

/** The source of a package in the locks of Poetry and PDM. */
export type PackageSource =
  /** The default index, or one of the project's own. */
  | { readonly kind: 'index' }
  | GitSource
  | DirectorySource
  /** One file, behind a url or in the context. */
  | { readonly kind: 'file'; readonly direct: boolean; readonly subdirectory?: string };

interface SourcedPackage {
  readonly name: string;
  readonly version: Subject['version'];
  readonly source: PackageSource;
  readonly files: LockedFiles;
  readonly line: number;
}

/** Selects a package, whatever its source is. */
export function addPackage(selecting: Selecting, locked: SourcedPackage): void {
  const { name, version, source, files, line } = locked;
  const subject: Subject = { name, version, span: selecting.line(line) };
  switch (source.kind) {
    case 'index':
      selecting.addFiles(subject, files);
      return;
    case 'file':
      selecting.addFiles(subject, files, {
        ...(source.direct ? { direct: true } : {}),
        ...(source.subdirectory === undefined ? {} : { subdirectory: source.subdirectory }),
      });
      return;
    case 'git':
    case 'directory':
      addSourceTree(selecting, subject, source);
  }
}

/** Selects a package whose source is a repository or a directory. */
export function addSourceTree(
  selecting: Selecting,
  subject: Subject,
  source: GitSource | DirectorySource,
): void {
  if (source.kind === 'git') {
    selecting.add(subject, { ...source, url: selecting.mirrored(source.url) });
  } else {
    selecting.addDirectory(subject, source.path, source.editable, source.written);
  }
}
