// Node asks the disk for each file of a program, and a small file takes it as long as a large one. esbuild makes a chunk
// for each set of entries that share modules: some thirty of them for one command.
import { readFile, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * An esbuild plugin: what every run needs (`core`) is needed by each of the files too, so that it is one chunk and not
 * many.
 */
export function withCore(core, files) {
  return {
    name: 'with-core',
    setup({ onLoad }) {
      const wanted = new Set(files.map((file) => resolve(file)));
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!wanted.has(path)) return undefined;
        const text = await readFile(path, 'utf8');
        return { contents: `${text}\nimport ${JSON.stringify(resolve(core))};\n`, loader: 'ts' };
      });
    },
  };
}

/**
 * Puts each command that loads nothing later into one file, without the core, whose state all commands share.
 * Files that are no longer loaded are removed.
 *
 * @param outputs of esbuild's metafile.
 * @param options of the first build.
 */
export async function mergeChunks(outputs, core, commands, options) {
  const staticImports = (file) =>
    outputs[file].imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path);
  const reached = (file, found = new Set()) => {
    if (found.has(file) || outputs[file] === undefined) return found;
    found.add(file);
    for (const each of staticImports(file)) reached(each, found);
    return found;
  };
  const chunkOf = (source) =>
    Object.keys(outputs).find((file) => outputs[file].entryPoint === source) ??
    fail(`no chunk has ${source}`);
  const shared = reached(chunkOf(core));
  const merged = new Set();
  for (const command of commands) {
    const entry = chunkOf(command);
    const own = [...reached(entry)].filter((file) => !shared.has(file));
    const isLate = own.some((file) =>
      outputs[file].imports.some(({ kind, external }) => kind === 'dynamic-import' && !external),
    );
    if (isLate || own.length < 2) continue;
    await build({
      ...options,
      splitting: false,
      banner: {},
      plugins: [outside([...shared])],
      entryPoints: [entry],
      outdir: undefined,
      outfile: entry,
      allowOverwrite: true,
      minify: false,
      metafile: false,
    });
    merged.add(entry);
  }
  const used = new Set();
  const use = (file) => {
    if (used.has(file) || outputs[file] === undefined) return;
    used.add(file);
    const all = outputs[file].imports.filter(({ external }) => !external).map(({ path }) => path);
    for (const each of merged.has(file) ? all.filter((path) => shared.has(path)) : all) use(each);
  };
  use('dist/cli.js');
  for (const file of Object.keys(outputs)) if (!used.has(file)) await rm(file);
}

/** Imports of these files stay imports of them. */
function outside(files) {
  const paths = new Set(files.map((file) => resolve(file)));
  return {
    name: 'outside',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, importer }) =>
        paths.has(resolve(dirname(importer), path)) ? { path, external: true } : undefined,
      );
    },
  };
}

function fail(message) {
  throw new Error(message);
}
