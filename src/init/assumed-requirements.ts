import type { Declared } from './declared.ts';
import { joinPath } from '../paths/path-pattern.ts';
import { condaRequirements } from './conda-packages.ts';
import type { PythonModule } from './python/python-module.ts';
import type { ProjectTree } from './tree.ts';

/** Requirements that no file of Python's tools names. */
export interface AssumedRequirements {
  readonly requirements: readonly string[];
  /** How they are known. */
  readonly because: string;
  readonly kind: 'conda' | 'imported';
}

/** Packages by the names of their modules, of those that applications import most. */
const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  aiogram: 'aiogram',
  aiohttp: 'aiohttp',
  bottle: 'bottle',
  bs4: 'beautifulsoup4',
  celery: 'celery',
  chainlit: 'chainlit',
  cherrypy: 'cherrypy',
  click: 'click',
  cv2: 'opencv-python-headless',
  dash: 'dash',
  discord: 'discord.py',
  django: 'django',
  dotenv: 'python-dotenv',
  falcon: 'falcon',
  fastapi: 'fastapi',
  fasthtml: 'python-fasthtml',
  flask: 'flask',
  flask_cors: 'flask-cors',
  flask_sqlalchemy: 'flask-sqlalchemy',
  gradio: 'gradio',
  grpc: 'grpcio',
  httpx: 'httpx',
  jinja2: 'jinja2',
  jwt: 'pyjwt',
  litestar: 'litestar',
  marimo: 'marimo',
  matplotlib: 'matplotlib',
  mcp: 'mcp',
  nicegui: 'nicegui',
  numpy: 'numpy',
  openai: 'openai',
  pandas: 'pandas',
  panel: 'panel',
  PIL: 'pillow',
  plotly: 'plotly',
  psycopg2: 'psycopg2-binary',
  pydantic: 'pydantic',
  pymongo: 'pymongo',
  pymysql: 'pymysql',
  pyramid: 'pyramid',
  quart: 'quart',
  redis: 'redis',
  requests: 'requests',
  rest_framework: 'djangorestframework',
  rich: 'rich',
  robyn: 'robyn',
  sanic: 'sanic',
  scipy: 'scipy',
  scrapy: 'scrapy',
  sklearn: 'scikit-learn',
  sqlalchemy: 'sqlalchemy',
  starlette: 'starlette',
  streamlit: 'streamlit',
  telegram: 'python-telegram-bot',
  tornado: 'tornado',
  typer: 'typer',
  waitress: 'waitress',
  yaml: 'pyyaml',
};

/** The drivers of databases that settings of Django name, where no module imports them. */
const DRIVERS: readonly (readonly [setting: RegExp, requirement: string])[] = [
  [/\bdjango\.(?:db|contrib\.gis\.db)\.backends\.oracle\b/, 'oracledb'],
  [
    /\bdjango\.(?:db\.backends\.postgresql|contrib\.gis\.db\.backends\.postgis)\b/,
    'psycopg[binary]',
  ],
];

function drivers(texts: readonly string[]): readonly string[] {
  return DRIVERS.filter(([setting]) => texts.some((text) => setting.test(text))).map(
    ([, requirement]) => requirement,
  );
}

/** The requirements of an application that no requirements file, project or lock names: those of conda, else of its imports. */
export function assumedRequirements(
  tree: ProjectTree,
  directory: string,
  { names, locked }: Declared,
  modules: readonly PythonModule[],
): AssumedRequirements | undefined {
  if (names.size > 0 || locked.size > 0) return undefined;
  const conda = condaRequirements(tree, directory);
  if (conda !== undefined) {
    const because = `${conda.file}, as Python's index has them`;
    return { requirements: conda.requirements, because, kind: 'conda' };
  }
  const own = new Set(modules.flatMap(({ path }) => path.replace(/\.py$/, '').split('/')));
  const imported = modules.flatMap(({ imports }) =>
    imports.modules.map((name) => name.split('.')[0] ?? ''),
  );
  const found = [...new Set(imported)]
    .filter((name) => !own.has(name) && Object.hasOwn(DISTRIBUTIONS, name))
    .flatMap((name) => DISTRIBUTIONS[name] ?? []);
  const texts = modules.flatMap(({ path }) => tree.texts.get(joinPath(directory, path)) ?? []);
  const isConnected = found.some((name) => name.startsWith('psycopg'));
  const requirements = [
    ...found,
    ...(found.includes('django') && !isConnected ? drivers(texts) : []),
  ].sort();
  if (requirements.length === 0) return undefined;
  return {
    requirements,
    because: 'imported, and no file names the requirements',
    kind: 'imported',
  };
}
