import { valueAt } from '../toml/table-reader.ts';
import { ancestorsOf } from './directories.ts';
import { isDeclared, type Declared } from './declared.ts';
import { contentOf } from './file-content.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { textIn, type ProjectTree } from './tree.ts';

/** A package of Debian that a file of the project names. */
export interface NamedPackage {
  readonly name: string;
  /** The file, with the line where it has one package on each. */
  readonly place: string;
  /** Whether it is for the image, and not for builds alone. */
  readonly isFinal: boolean;
}

/**
 * The packages of Debian in the files that other platforms read: Heroku's Aptfile, Binder's apt.txt, the packages.txt of
 * Streamlit's and Gradio's hosts, and the settings of Nixpacks and Railpack.
 */
export function systemFiles(
  tree: ProjectTree,
  directory: string,
  declared: Declared,
): readonly NamedPackage[] {
  const isHosted = ['streamlit', 'gradio'].some((name) => isDeclared(declared, name));
  const lists = ['Aptfile', 'apt.txt', ...(isHosted ? ['packages.txt'] : [])];
  return [directory, ...ancestorsOf(directory)].flatMap((place) => [
    ...lists.flatMap((file) =>
      namesOf(textIn(tree, place, file) ?? '').map(({ name, line }) => ({
        name,
        place: `${joinPath(place, file)}:${line}`,
        isFinal: true,
      })),
    ),
    ...settingsOf(tree, place),
  ]);
}

/** A name on each line; urls, repositories and options are none. */
function namesOf(text: string): readonly { readonly name: string; readonly line: number }[] {
  return text.split(/\r?\n/).flatMap((written, index) => {
    const words = written.replace(/#.*$/, '').trim().split(/\s+/);
    const names = words.every(isName) ? words : [];
    return names.map((name) => ({ name, line: index + 1 }));
  });
}

/** Debian Policy, section 5.6.1. */
function isName(word: string): boolean {
  return /^[a-z0-9][a-z0-9+.-]+$/.test(word);
}

function settingsOf(tree: ProjectTree, place: string): readonly NamedPackage[] {
  const nixpacks = joinPath(place, 'nixpacks.toml');
  const railpack = joinPath(place, 'railpack.json');
  const settings = contentOf(tree, railpack);
  const named = (value: unknown, file: string, isFinal: boolean) =>
    (Array.isArray(value) ? value : []).flatMap((name) =>
      typeof name === 'string' && isName(name) ? [{ name, place: file, isFinal }] : [],
    );
  return [
    ...named(valueAt(contentOf(tree, nixpacks), ['phases', 'setup', 'aptPkgs']), nixpacks, true),
    ...named(valueAt(settings, ['deploy', 'aptPackages']), railpack, true),
    ...named(valueAt(settings, ['buildAptPackages']), railpack, false),
  ];
}
