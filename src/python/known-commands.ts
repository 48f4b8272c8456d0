/** Commands that containers are started with → the packages (names by PEP 503) one of which brings them. */
const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['alembic', ['alembic']],
  ['arq', ['arq']],
  ['celery', ['celery']],
  ['chainlit', ['chainlit']],
  ['daphne', ['daphne']],
  ['ddtrace-run', ['ddtrace']],
  ['django-admin', ['django']],
  ['dramatiq', ['dramatiq']],
  ['fastapi', ['fastapi', 'fastapi-cli']],
  ['flask', ['flask']],
  ['granian', ['granian']],
  ['gunicorn', ['gunicorn']],
  ['hypercorn', ['hypercorn']],
  ['locust', ['locust']],
  ['mkdocs', ['mkdocs']],
  ['newrelic-admin', ['newrelic']],
  ['opentelemetry-instrument', ['opentelemetry-instrumentation']],
  ['pserve', ['pyramid']],
  ['pytest', ['pytest']],
  ['rq', ['rq']],
  ['sanic', ['sanic']],
  ['scrapy', ['scrapy']],
  ['streamlit', ['streamlit']],
  ['supervisord', ['supervisor']],
  ['twistd', ['twisted']],
  ['uvicorn', ['uvicorn']],
  ['uwsgi', ['uwsgi', 'pyuwsgi', 'uwsgi-dogstatsd']],
  ['waitress-serve', ['waitress']],
]);

/** The packages that have a command, of which one is enough; none where the command is not known. */
export function packagesOfCommand(command: string): readonly string[] {
  return COMMANDS.get(command) ?? [];
}
