import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import { readBuildSystem } from '../python/build-system.ts';
import { parseToml } from '../toml/parse-toml.ts';
import { tableEntries } from '../toml/table-reader.ts';

/** A file of a source distribution. */
export interface SourceFile {
  /** Relative to the directory that the archive holds. */
  readonly path: string;
  readonly text: () => string;
}

/** C, C++, Objective-C, Cython, Rust, Fortran, SWIG, CUDA, Go, assemblers and others that are compiled. */
const COMPILED =
  /\.(?:c|cc|cpp|cxx|c\+\+|m|mm|pyx|rs|f|for|ftn|f77|f90|f95|f03|f08|pyf|i|swg|cu|go|s|asm|d|nim|zig|hs)$/i;

/** Files of tools that run compilers. */
const BUILD_FILES: ReadonlySet<string> = new Set([
  'BUILD.bazel',
  'CMakeLists.txt',
  'Cargo.toml',
  'SConstruct',
  'binding.gyp',
  'build.ninja',
  'configure',
  'meson.build',
  'wscript',
]);

/** Words with which a setup script, or a module that it imports, describes extension modules. */
const EXTENSION_WORDS =
  /\b(?:ext_modules|ext_package|has_ext_modules|\w*Extension|cffi_modules|cythonize|rust_extensions|mypycify|build_ext|build_clib|f2py|CCompiler|new_compiler|cmdclass\[.build.\])\b|^\[extension\b/m;

/** Requirements of a build that compile. */
const COMPILING =
  /^(?:cython|cffi|mypy|mypyc|maturin|pybind11|nanobind|numpy|oldest-supported-numpy|scipy|meson|meson-python|mesonpy|ninja|cmake|swig|sip|pyqt-builder|cppy|nuitka|ziglang|enscons|scikit-build.*|setuptools-(?:rust|golang|zig)|hatch-(?:cython|mypyc|zig)|py-build-cmake|cmeel.*)$/;

/**
 * The file that speaks against building a source distribution on Python alone: a native source, or one that tells of
 * extension modules. Undefined if nothing does. Optional extension modules count, for without a compiler a package
 * would lose them and say nothing.
 *
 * @param subdirectory where the project lies.
 */
export function nativeSource(
  files: readonly SourceFile[],
  subdirectory: string,
): string | undefined {
  const found = files.find(({ path }) => isNative(path));
  if (found) return found.path;
  const prefix = subdirectory === '' ? '' : `${subdirectory}/`;
  const pyproject = files.find(({ path }) => path === `${prefix}pyproject.toml`);
  if (pyproject && compiles(pyproject)) return pyproject.path;
  const isTop = ({ path }: SourceFile) =>
    path.startsWith(prefix) && /^[^/]+\.(?:py|cfg)$/.test(path.slice(prefix.length));
  return files.find((file) => isTop(file) && hasExtensionWords(file.text()))?.path;
}

/** Whether the text of a setup script, or of setup.cfg, tells of extension modules. */
export function hasExtensionWords(text: string): boolean {
  return EXTENSION_WORDS.test(text);
}

function isNative(path: string): boolean {
  return COMPILED.test(path) || BUILD_FILES.has(path.slice(path.lastIndexOf('/') + 1));
}

/** Whether a pyproject.toml names what compiles, or what only a compiler stage can get. */
function compiles({ path, text }: SourceFile): boolean {
  try {
    const table = parseToml(new SourceText(path, text()));
    const { buildSystem, diagnostics } = readBuildSystem(table);
    const setuptools = tableEntries(
      tableEntries(tableEntries(table)?.get('tool'))?.get('setuptools'),
    );
    return (
      diagnostics.length > 0 ||
      setuptools?.has('ext-modules') === true ||
      // An own back end may do anything, in files of its own.
      buildSystem.backendPath.length > 0 ||
      buildSystem.requires.some(({ name, url }) => url !== undefined || COMPILING.test(name))
    );
  } catch (error) {
    if (error instanceof DiagnosticError) return true;
    throw error;
  }
}
