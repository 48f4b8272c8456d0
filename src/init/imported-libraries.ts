import { isApplicationModule, type ProjectTree } from './tree.ts';

/** A library that a module of an installed package, or of Python itself, loads from the system. */
interface ImportedLibrary {
  readonly name: string;
  /** How the files of an application name it. */
  readonly mentioned: RegExp;
  /** Packages of Debian, of one name in each release. */
  readonly run: readonly string[];
}

const LIBRARIES: readonly ImportedLibrary[] = [
  // It loads libgdal and libgeos_c with ctypes (django/contrib/gis/gdal/libgdal.py); gdal-bin depends on both.
  { name: 'django.contrib.gis', mentioned: /\bdjango\.contrib\.gis\b/, run: ['gdal-bin'] },
  // Debian has it apart from python3.
  { name: 'tkinter', mentioned: /^[ \t]*(?:import|from)[ \t]+tkinter\b/m, run: ['python3-tk'] },
];

/** The libraries that the modules of a directory name. */
export function importedLibraries({ paths, texts }: ProjectTree): readonly ImportedLibrary[] {
  const modules = paths.filter((path) => path.endsWith('.py') && isApplicationModule(path));
  return LIBRARIES.filter(({ mentioned }) =>
    modules.some((path) => mentioned.test(texts.get(path) ?? '')),
  );
}
