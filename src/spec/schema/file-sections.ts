import * as z from 'zod/mini';
import { asList, asSteps, withRemedy } from './remedies.ts';
import {
  boolean,
  commandWords,
  key,
  requiredKey,
  text,
  textMap,
  texts,
  writtenText,
} from './values.ts';

export const sourceTree = z.union(
  [
    text,
    z.strictObject({
      path: key(text, 'A directory of the context.', { default: '.' }),
      to: key(text, 'The directory of the image; the work directory by default.', {
        examples: ['/home/grocker/app'],
      }),
      include: key(texts, 'Patterns of the files to copy; everything by default.', {
        examples: [['app/**']],
      }),
      exclude: key(texts, 'Patterns of the files to leave out.', { examples: [['**/tests']] }),
    }),
  ],
  { error: 'a path, or a mapping with `path`' },
);

export const files = withRemedy(
  z.array(
    z.union(
      [
        text,
        z.strictObject({
          from: requiredKey(
            text,
            'A context that the client names (`--build-context assets=…`), or else an image.',
            { examples: ['assets', 'registry.example/site-assets:4'] },
          ),
          path: key(text, 'A file or directory of it; all of it by default.', {
            examples: ['dist'],
          }),
          to: key(
            text,
            'Its place in the image, below the work directory or absolute; its own name by default.',
            { examples: ['static', '/srv/static'] },
          ),
        }),
      ],
      { error: 'a path, or a mapping with `from`' },
    ),
    { error: 'a list of paths' },
  ),
  asList(','),
);

export const downloads = z.array(
  z.strictObject(
    {
      url: requiredKey(text, 'Url of the file, with http or https.', {
        examples: ['https://files.example/model.bin'],
      }),
      sha256: key(
        writtenText,
        'The SHA-256 that it must have; by default the one in grocker.lock, and without that the one it has on the day of the build.',
        { examples: ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'] },
      ),
      to: key(
        text,
        'Its place in the image, below the work directory or absolute; its own name by default, and the work directory for what an archive holds.',
        { examples: ['models/model.bin'] },
      ),
      unpack: key(
        boolean,
        'Whether to unpack the file: a zip by its name, else a tar, compressed or not.',
        {
          default: false,
        },
      ),
    },
    { error: 'a mapping with `url`' },
  ),
  { error: 'a list of mappings with `url`' },
);

export const steps = withRemedy(
  z.array(
    z.strictObject(
      {
        run: requiredKey(commandWords, 'The command, word by word.', {
          examples: [['python', 'manage.py', 'collectstatic', '--noinput']],
        }),
        envs: key(textMap, 'Environment variables of this step alone.', {
          examples: [{ SECRET_KEY: 'only-for-this-step' }],
        }),
        env: key(textMap, 'The same as `envs`.'),
        output: key(
          text,
          'The path that is kept, below the work directory; nothing else is. Where the command leaves this directory empty, the build fails.',
          {
            examples: ['static/'],
          },
        ),
      },
      { error: 'a step: a mapping with `run`' },
    ),
    { error: 'a list of steps' },
  ),
  asSteps,
);
