import { expect, test } from 'vitest';

import { readModule } from './python-module.ts';

const IMPORTS = [
  'from typing import Annotated, ClassVar, Optional',
  'from pydantic import BaseModel, Field, PostgresDsn',
  'from pydantic_settings import BaseSettings, SettingsConfigDict',
];

function needed(...lines: readonly string[]): readonly string[] {
  return readModule('config.py', `${[...IMPORTS, ...lines].join('\n')}\n`).needed;
}

const made = 'settings = Settings()';
const withFields = (...fields: readonly string[]) => [
  'class Settings(BaseSettings):',
  ...fields.map((field) => `    ${field}`),
];

test.each<[string, readonly string[], readonly string[]]>([
  ['a field', ['database_url: str'], ['DATABASE_URL']],
  ['a url', ['database_url: PostgresDsn', 'docs_url: AnyHttpUrl'], ['DATABASE_URL', 'DOCS_URL']],
  ['one that may be None', ['mode: Optional[str]', 'zone: str | None'], ['MODE', 'ZONE']],
  ['one with a default', ['mode: str = "plain"', 'zone: str | None = None'], []],
  ['a name', ['key: str = Field(..., alias="api_key")'], ['API_KEY']],
  ['a name in the type', ['key: Annotated[str, Field(validation_alias="TOKEN")]'], ['TOKEN']],
  ['a default in the type', ['key: Annotated[str, Field(default="a")]'], []],
  ['a default beside the type', ['key: Annotated[str, Field(min_length=1)] = "a"'], []],
  ['a factory', ['key: str = Field(default_factory=str)'], []],
  ['a prefix', ['key: str', 'model_config = SettingsConfigDict(env_prefix="shop_")'], ['SHOP_KEY']],
  ['a prefix in a dictionary', ['key: str', 'model_config = {"env_prefix": "A_"}'], ['A_KEY']],
  ['a value of the class', ['names: ClassVar[str]', '_own: int = 1'], []],
  ['a model of its own', ['database: Database'], []],
])('variables of settings: %s', (_, fields, variables) => {
  expect(needed(...withFields(...fields), made)).toEqual(variables);
});

test('a prefix of a class Config, and a field that may be None, of pydantic 1', () => {
  const lines = [
    'from pydantic import BaseSettings',
    ...withFields('key: str', 'mode: Optional[str]', 'class Config:', '    env_prefix = "B_"'),
  ];
  expect(needed(...lines, made)).toEqual(['B_KEY']);
});

test('fields of a class above', () => {
  const base = ['class Base(BaseSettings):', '    key: str', '    mode: str'];
  const own = ['class Settings(Base):', '    mode: str = "plain"', '    zone: str'];
  expect(needed(...base, ...own, made)).toEqual(['KEY', 'ZONE']);
});

test.each<[string, readonly string[], readonly string[]]>([
  [
    'in a function that is called',
    ['def get():', '    return Settings()', '', 'x = get()'],
    ['KEY'],
  ],
  ['decorated', ['@lru_cache', 'def get():', '    return Settings()', 'x = get()'], ['KEY']],
  ['as part of a call', ['app = make(Settings())'], ['KEY']],
  ['in a function that is not called', ['def get():', '    return Settings()'], []],
  ['nowhere', [], []],
  ['with a value', ['settings = Settings(key="a")'], []],
  ['with unknown values', ['settings = Settings(**values)'], []],
])('an object of settings %s', (_, lines, variables) => {
  expect(needed(...withFields('key: str'), ...lines)).toEqual(variables);
});

test('a class that is none of settings', () => {
  expect(needed('class Settings(BaseModel):', '    key: str', made)).toEqual([]);
});
