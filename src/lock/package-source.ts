import type { LockedFiles } from './locked-file.ts';
import type { Selecting, Subject } from './selecting.ts';

/** Where the locks of Poetry and PDM have a package from; those of Pipenv, a repository or a directory. */
export type PackageSource =
  /** The default index, or one of the project's own. */
  | { readonly kind: 'index' }
  | {
      readonly kind: 'git';
      readonly url: string;
      readonly commit: string;
      readonly subdirectory?: string;
    }
  | {
      readonly kind: 'directory';
      readonly path: string | null;
      readonly written: string;
      readonly editable: boolean;
    }
  /** One file, behind a url or in the context. */
  | { readonly kind: 'file'; readonly direct: boolean; readonly subdirectory?: string };

interface SourcedPackage {
  readonly name: string;
  readonly version: Subject['version'];
  readonly source: PackageSource;
  readonly files: LockedFiles;
  readonly line: number;
}

/** Selects a package, from wherever it is. */
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
      selecting.add(subject, { ...source, url: selecting.mirrored(source.url) });
      return;
    case 'directory':
      selecting.addDirectory(subject, source.path, source.editable, source.written);
      return;
  }
}
