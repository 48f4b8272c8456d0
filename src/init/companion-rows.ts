/** A release that fails with newer ones of a package that it requires in any version. */
export interface CompanionRelease {
  readonly name: string;
  /** The first release that works with the newer ones. */
  readonly below: string;
  readonly requirement: string;
  /** What it uses that they do not have; seen by importing it with them. */
  readonly because: string;
}

/** If a package has several limits, the lowest counts. */
export const companionReleases: readonly CompanionRelease[] = [
  {
    name: 'environs',
    below: '11',
    requirement: 'marshmallow<4',
    because: 'uses marshmallow.__version_info__',
  },
  {
    name: 'flask',
    below: '2.0',
    requirement: 'markupsafe<2.1',
    because: 'uses markupsafe.soft_unicode',
  },
  { name: 'flask', below: '1.1.3', requirement: 'jinja2<3.1', because: 'uses jinja2.Markup' },
  {
    name: 'flask',
    below: '1.1.3',
    requirement: 'itsdangerous<2.1',
    because: 'uses itsdangerous.json',
  },
  {
    name: 'flask',
    below: '1.1.3',
    requirement: 'werkzeug<2.1',
    because: 'uses werkzeug.wrappers.BaseResponse',
  },
  {
    name: 'flask',
    below: '2.2.4',
    requirement: 'werkzeug<3',
    because: 'uses werkzeug.urls.url_quote',
  },
  {
    name: 'flask-login',
    below: '0.6',
    requirement: 'flask<2.3',
    because: 'uses flask._request_ctx_stack',
  },
  {
    name: 'flask-login',
    below: '0.6.3',
    requirement: 'werkzeug<3',
    because: 'uses werkzeug.urls.url_decode',
  },
  {
    name: 'flask-sqlalchemy',
    below: '3.0',
    requirement: 'flask<2.3',
    because: 'uses flask._app_ctx_stack',
  },
  {
    name: 'flask-sqlalchemy',
    below: '3.0',
    requirement: 'sqlalchemy<2',
    because: 'uses sqlalchemy.__all__',
  },
  {
    name: 'flask-wtf',
    below: '0.15',
    requirement: 'werkzeug<2.1',
    because: 'uses werkzeug.security.safe_str_cmp',
  },
  { name: 'flask-wtf', below: '0.15', requirement: 'jinja2<3.1', because: 'uses jinja2.Markup' },
  { name: 'flask-wtf', below: '1.1.2', requirement: 'flask<3', because: 'uses flask.Markup' },
  {
    name: 'mcp',
    below: '1.21.1',
    requirement: 'pydantic<2.14',
    because: 'uses pydantic._internal._typing_extra.eval_type_backport',
  },
  {
    name: 'strawberry-graphql',
    below: '0.319',
    requirement: 'graphql-core<3.3',
    because: 'uses graphql.ExecutionContext',
  },
];

/** Modules and names that newer versions of their package do not have; seen by importing them with both. */
export interface CompanionImport {
  readonly names: readonly string[];
  readonly requirement: string;
  /** A package that always brings the other along. */
  readonly broughtBy?: string;
}

const members = (module: string, names: string): readonly string[] =>
  names.split(' ').map((name) => `${module}.${name}`);

export const companionImports: readonly CompanionImport[] = [
  {
    names: members('aiogram', 'contrib dispatcher.FSMContext dispatcher.filters utils.executor'),
    requirement: 'aiogram<3',
  },
  {
    names: [
      'django.conf.urls.url',
      'django.core.cache.backends.memcached.MemcachedCache',
      ...members('django.utils.encoding', 'force_text smart_text'),
      ...members('django.utils.http', 'is_safe_url urlquote urlquote_plus urlunquote'),
      ...members('django.utils.translation', 'ugettext ugettext_lazy ugettext_noop ungettext'),
      'django.utils.translation.ungettext_lazy',
    ],
    requirement: 'django<4',
  },
  {
    names: [
      'django.core.files.storage.get_storage_class',
      ...members('django.utils', 'baseconv datetime_safe timezone.utc'),
    ],
    requirement: 'django<5',
  },
  { names: ['elasticsearch.RequestsHttpConnection'], requirement: 'elasticsearch<8' },
  {
    names: [
      ...members('flask', '_app_ctx_stack _request_ctx_stack globals._app_ctx_stack'),
      ...members('flask.json', 'JSONDecoder JSONEncoder'),
    ],
    requirement: 'flask<2.3',
  },
  { names: members('flask', 'Markup escape'), requirement: 'flask<3' },
  {
    names: members(
      'itsdangerous',
      'JSONWebSignatureSerializer TimedJSONWebSignatureSerializer jws',
    ),
    requirement: 'itsdangerous<2.1',
    broughtBy: 'flask',
  },
  {
    names: [
      ...members('jinja2', 'Markup escape contextfilter contextfunction environmentfilter'),
      'jinja2.evalcontextfilter',
    ],
    requirement: 'jinja2<3.1',
    broughtBy: 'flask',
  },
  {
    names: [
      ...members('langchain', 'LLMChain PromptTemplate callbacks chains hub memory output_parsers'),
      ...members('langchain', 'prompts retrievers schema text_splitter'),
      ...members('langchain.agents', 'AgentExecutor initialize_agent'),
    ],
    requirement: 'langchain<1',
  },
  { names: ['marshmallow.pprint'], requirement: 'marshmallow<4' },
  // The module of mcp 2 raises ModuleNotFoundError: FastMCP is called MCPServer there.
  { names: ['mcp.server.fastmcp'], requirement: 'mcp<2' },
  { names: ['moviepy.editor'], requirement: 'moviepy<2' },
  { names: ['openai.error'], requirement: 'openai<1' },
  { names: ['pydantic.BaseSettings'], requirement: 'pydantic<2', broughtBy: 'fastapi' },
  { names: ['pymodbus.client.sync'], requirement: 'pymodbus<3' },
  {
    names: [
      ...members('werkzeug', 'FileStorage SharedDataMiddleware check_password_hash contrib'),
      ...members('werkzeug', 'generate_password_hash secure_filename'),
    ],
    requirement: 'werkzeug<1',
    broughtBy: 'flask',
  },
  {
    names: [
      'werkzeug.security.safe_str_cmp',
      ...members('werkzeug.wrappers', 'BaseRequest BaseResponse'),
    ],
    requirement: 'werkzeug<2.1',
    broughtBy: 'flask',
  },
  {
    names: members(
      'werkzeug.urls',
      'url_decode url_encode url_fix url_join url_parse url_quote url_quote_plus url_unquote',
    ),
    requirement: 'werkzeug<3',
    broughtBy: 'flask',
  },
];
