// Makes dist/frontend.cjs, the program of the frontend image, and dist/cli.js, the command, with what it loads when it
// is needed in dist/cli, and dist/third-party.txt,
// the licences of the packages that are in it.
// Usage: node scripts/bundle.js [frontend|cli]…
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { mergeChunks, withCore } from './merge-chunks.js';
import { packagesOf, thirdPartyNotice } from './third-party.js';

/** Modules that every run of the command loads. */
const core = 'src/commands/run-command-line.ts';

const common = {
  bundle: true,
  platform: 'node',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
};

const programs = {
  // CommonJS, for a startup snapshot is made of one script.
  frontend: {
    ...common,
    entryPoints: ['src/frontend-snapshot.ts'],
    outfile: 'dist/frontend.cjs',
    format: 'cjs',
    target: 'node26',
    minify: true,
  },
  cli: {
    ...common,
    entryPoints: ['src/cli.ts'],
    outdir: 'dist',
    format: 'esm',
    // A command loads what it needs, and nothing of the others.
    splitting: true,
    plugins: [withCore(core, await laterImports('src'))],
    chunkNames: 'cli/[name]-[hash]',
    target: 'node20',
    banner: {
      // Packages in CommonJS that are bundled into a module ask for require.
      js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
  },
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(programs);
for (const name of names) {
  const program = programs[name];
  if (program === undefined)
    throw new Error(`no program ${name}; there are: ${Object.keys(programs).join(', ')}`);
  if (name === 'cli') await rm('dist/cli', { recursive: true, force: true });
  const { metafile } = await build(program);
  const notice = thirdPartyNotice(await packagesOf(metafile));
  if (name === 'cli') {
    await mergeChunks(metafile.outputs, core, await commandFiles(), program);
    await chmod('dist/cli.js', 0o755);
    await writeFile('dist/third-party.txt', notice);
  } else await requireOneByte(program.outfile);
}

/** V8 keeps a source of ASCII in one byte a character; what esbuild leaves as it is, regular expressions, can spoil that. */
async function requireOneByte(file) {
  const [beyond] = /\P{ASCII}+/u.exec(await readFile(file, 'utf8')) ?? [];
  if (beyond !== undefined)
    throw new Error(`${file} has ${beyond}, for which a start takes longer: write it as an escape`);
}

/** The files of src that are imported when they are needed. */
async function laterImports(directory) {
  const found = new Set();
  for (const name of await readdir(directory, { recursive: true })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const file = join(directory, name);
    for (const [, path] of (await readFile(file, 'utf8')).matchAll(/\bimport\(\s*'(\.[^']+)'/g)) {
      found.add(join(dirname(file), path));
    }
  }
  return [...found].filter((file) => file !== core && !/interruption\.ts$/.test(file));
}

/** The commands themselves. */
async function commandFiles() {
  const table = await readFile('src/commands/command-table.ts', 'utf8');
  return [...table.matchAll(/import\('\.\/([\w-]+\.ts)'\)/g)].map(
    ([, name]) => `src/commands/${name}`,
  );
}
