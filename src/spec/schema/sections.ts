import * as z from 'zod/mini';
import {
  asCommands,
  asDuration,
  asList,
  asMainKey,
  asReason,
  asRules,
  asText,
  asVariables,
  withRemedy,
} from './remedies.ts';
import {
  boolean,
  key,
  requiredKey,
  text,
  textMap,
  textOrTexts,
  texts,
  wholeNumber,
  writtenText,
  writtenTexts,
} from './values.ts';
import { systemFamilies } from '../system-family.ts';

const envsText = 'Environment variables';

export const systemDependencies = withRemedy(
  z.union(
    [
      z.strictObject(
        {
          run: key(texts, 'Packages that the application needs when it runs.', {
            examples: [['libzbar0t64']],
          }),
          build: key(
            texts,
            'Packages that are needed for compiling; never in the finished image.',
            {
              examples: [['libzbar-dev']],
            },
          ),
        },
        { error: 'a mapping with `run` and `build`' },
      ),
      z.array(
        z.union([text, z.record(z.string(), z.nullable(textOrTexts))], {
          error: 'a package, or `run package: [its build packages]`',
        }),
      ),
    ],
    { error: 'a mapping with `run` and `build`' },
  ),
  asMainKey('run', ' '),
);

export const index = withRemedy(
  z.strictObject(
    {
      url: key(text, 'The index, in place of the public one: the address of its simple API.', {
        examples: ['https://index.example/simple'],
      }),
      extra: key(texts, 'Further indexes, queried in addition to the first.', {
        examples: [['https://other.example/simple']],
      }),
      find_links: key(texts, 'Directories of the context with wheels and sdists.', {
        examples: [['wheels/']],
      }),
      mirrors: key(
        z.record(z.string(), text, { error: 'a mapping of url prefixes to their replacements' }),
        'Prefixes of urls and their replacements, for every url of a lock; the longest match is used, checksums stay.',
        { examples: [{ 'https://files.example/': 'https://mirror.example/files/' }] },
      ),
    },
    { error: 'a mapping with `url`, `extra`, `find_links` or `mirrors`' },
  ),
  asMainKey('url'),
);

export const compile = z.record(
  z.string(),
  z.strictObject(
    {
      envs: key(textMap, `${envsText} of this package's build.`, {
        examples: [{ UWSGI_PROFILE: 'core' }],
      }),
      env: key(textMap, 'The same as `envs`.'),
      config_settings: key(
        withRemedy(
          z.record(
            z.string(),
            withRemedy(
              z.union([writtenText, writtenTexts], { error: 'a text or a list of texts' }),
              asList(','),
            ),
            { error: 'a mapping of names to texts' },
          ),
          asVariables,
        ),
        'Settings for the build back end (PEP 517).',
        { examples: [{ 'setup-args': '-Dblas=none' }] },
      ),
      requires: key(
        texts,
        'Packages that this build needs beside those that the package names itself.',
        {
          examples: [['numpy<2']],
        },
      ),
      dependencies: key(texts, 'System packages for this build only.', {
        examples: [['libpcre2-dev']],
      }),
      network: key(
        boolean,
        'Gives this build a network, for example to fetch crates of Rust; never a secret.',
        { default: false },
      ),
    },
    { error: 'a mapping with `envs`, `config_settings`, `requires`, `dependencies` or `network`' },
  ),
  { error: 'a mapping of package names to their settings' },
);

export const runtimes = z.record(
  z.string(),
  z.strictObject(
    {
      image: key(text, 'The base image.', {
        examples: ['registry.example/python-base:13'],
      }),
      runtime: key(
        z.enum(systemFamilies, { error: '`debian` or `alpine`' }),
        'The package manager of the image.',
        { default: 'debian' },
      ),
      dependencies: key(systemDependencies, 'System packages of every image on this runtime.', {
        examples: [{ run: ['python3'], build: ['build-essential', 'python3-dev'] }],
      }),
      deprecated: key(
        withRemedy(z.union([text, z.boolean()], { error: 'a text' }), asText),
        'Why it should no longer be used; shown as a warning.',
        {
          examples: ['use ours/3.14'],
        },
      ),
    },
    { error: 'a mapping with `image`' },
  ),
  { error: 'a mapping of names to runtimes' },
);

export const repositories = z.record(
  z.string(),
  z.strictObject(
    {
      uri: requiredKey(text, 'A line as in sources.list.', {
        examples: ['deb https://packages.example/debian trixie main'],
      }),
      key: key(text, 'The armored public key that signs the repository.'),
    },
    { error: 'a mapping with `uri` and `key`' },
  ),
  { error: 'a mapping of names to repositories' },
);

export const healthcheck = withRemedy(
  z.strictObject(
    {
      test: key(
        withRemedy(z.union([text, writtenTexts], { error: 'a command as a list' }), asList(' ')),
        'The command; it may begin with CMD, CMD-SHELL or NONE. One text is run by a shell.',
        { examples: [['curl', '-f', 'http://localhost:8080/']] },
      ),
      http: key(
        text,
        "Instead of `test`: port and path that must answer without an error. The image's Python sends the request, so no curl is needed.",
        { examples: [':8000/health'] },
      ),
      interval: key(text, 'Time between two checks.', { examples: ['30s'], remedy: asDuration }),
      timeout: key(text, 'Time after which a check has failed.', {
        examples: ['5s'],
        remedy: asDuration,
      }),
      start_period: key(text, 'Time at the start during which failures do not count.', {
        examples: ['1m'],
        remedy: asDuration,
      }),
      start_interval: key(text, 'Time between two checks in the start period.', {
        examples: ['2s'],
        remedy: asDuration,
      }),
      retries: key(wholeNumber(1, 1000), 'Failures in a row that make it unhealthy.', {
        examples: [3],
      }),
    },
    { error: 'a mapping with `test` or `http`' },
  ),
  asMainKey('test'),
);

export const check = z.strictObject(
  {
    imports: key(
      texts,
      'Modules that must be importable; by default those of the application, and what the console script of `entrypoint_name` calls.',
      {
        examples: [['app', 'PIL.Image']],
      },
    ),
    run: key(
      withRemedy(
        z.array(withRemedy(z.array(writtenText, { error: 'a command as a list' }), asCommands), {
          error: 'a list of commands',
        }),
        asCommands,
      ),
      'Commands that must succeed.',
      { examples: [[['app', '--version']]] },
    ),
    allow_missing: key(
      texts,
      'Shared libraries, and programs that packages are known to run, that may be missing, e.g. of an unused plugin.',
      {
        examples: [['libSM.so.6']],
      },
    ),
  },
  { error: 'a mapping with `imports`, `run` or `allow_missing`' },
);

export const lint = z.strictObject(
  {
    ignore: key(
      withRemedy(
        z.record(z.string(), withRemedy(z.string({ error: 'a text' }), asReason), {
          error: 'a mapping of rules to reasons',
        }),
        asRules('reason'),
      ),
      'Rules, and codes of warnings, that do not apply here, each with the reason.',
      { examples: [{ 'no-lock': 'a demonstration that follows the newest release' }] },
    ),
    severity: key(
      withRemedy(
        z.record(
          z.string(),
          z.enum(['error', 'warning', 'info'], { error: '`error`, `warning` or `info`' }),
          { error: 'a mapping of rules to severities' },
        ),
        asRules('severity'),
      ),
      'How much a rule, or a warning with a code, matters here.',
      { examples: [{ 'unpinned-base-image': 'error' }] },
    ),
  },
  { error: 'a mapping with `ignore` or `severity`' },
);
