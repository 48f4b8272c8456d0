import { downloads, files, sourceTree, steps } from './file-sections.ts';
import { key, text, texts } from './values.ts';

/** The keys of what is built: packages, projects and files. */
export const builtKeys = {
  release: key(text, 'A released package with its extras and version, or a wheel of the context.', {
    examples: ['ipython[notebook]==9.7.0', 'dist/app-1.2-py3-none-any.whl[postgres]'],
  }),
  packages: key(
    texts,
    'Further released packages to install with it: plugins, providers, a server.',
    {
      examples: [['gunicorn==23.0.0']],
    },
  ),
  project: key(
    text,
    'The directory of the context with pyproject.toml or setup.py; the default where there is no release.',
    { examples: ['.', 'services/api'] },
  ),
  source: key(
    sourceTree,
    'An application that is not packaged: its files go to the work directory and are importable, its dependencies come from the lock.',
    { examples: ['.', { path: '.', to: '/home/grocker/app', exclude: ['tests'] }] },
  ),
  files: key(
    files,
    'Files and directories to copy to the work directory: from the context, or from an image or another context, in one layer per entry.',
    { examples: [['alembic.ini', 'alembic/'], [{ from: 'assets', path: 'dist', to: 'static' }]] },
  ),
  fetch: key(
    downloads,
    'Files to download, each pinned by its hash, here or in grocker.lock, and each in a layer of its own: models, corpora, browsers.',
    {
      examples: [
        [
          {
            url: 'https://files.example/model.bin',
            sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
            to: 'models/model.bin',
          },
        ],
      ],
    },
  ),
  steps: key(
    steps,
    'Commands run offline in the finished image, as its user; what each writes to `output` is a layer of its own.',
    {
      examples: [
        [
          {
            run: ['python', 'manage.py', 'collectstatic', '--noinput'],
            envs: { SECRET_KEY: 'only-for-this-step' },
            output: 'static/',
          },
        ],
      ],
    },
  ),
};
