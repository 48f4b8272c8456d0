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

/** A module that newer versions of its package do not have. */
export interface CompanionImport {
  readonly module: RegExp;
  readonly requirement: string;
  readonly because: string;
}

export const companionImports: readonly CompanionImport[] = [
  // The module of mcp 2 raises ModuleNotFoundError: FastMCP is called MCPServer there.
  {
    module: /^mcp\.server\.fastmcp(?:\.|$)/,
    requirement: 'mcp<2',
    because: 'imports mcp.server.fastmcp',
  },
];
