import type { Checked, Document } from '../checked.ts';
import type { Span } from '../../diagnostics/span.ts';
import { meant, suggestion } from '../../diagnostics/suggestion.ts';
import { catalogue, defaultRuntime, goneRuntimes } from '../catalogue.ts';
import type { CatalogueRuntime } from '../catalogue.ts';
import type { Runtime } from '../spec.ts';
import { entryOf, spanOf } from '../yaml/node.ts';
import type { YamlMapping, YamlScalar } from '../yaml/node.ts';
import { errorAt } from '../../diagnostics/error-at.ts';
import { mappingEntries, mappingField, textError, scalarField } from './fields.ts';
import type { Report } from './fields.ts';
import { systemDependencies } from './system-packages.ts';
import { systemFamilies } from '../system-family.ts';

/** The grammar of image references: name, then tag, then digest, each but the first optional. */
const imageReference =
  /^(?:[A-Za-z0-9.-]+(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

/**
 * The base image that the document names, from its own runtimes or the catalogue, and those of its own runtimes that
 * hide one of the catalogue.
 */
export function runtimes(
  root: Checked<Document>,
  report: Report,
): { readonly runtime?: Runtime; readonly runtimes?: readonly Runtime[] } {
  const own = ownRuntimes(root, report);
  const runtime = chosenRuntime(root, own, report);
  const hiding = [...own.values()].filter(
    (each): each is Runtime => each !== undefined && catalogue.has(each.name),
  );
  return { ...(runtime && { runtime }), ...(hiding.length > 0 && { runtimes: hiding }) };
}

function chosenRuntime(
  root: Checked<Document>,
  own: ReadonlyMap<string, Runtime | undefined>,
  report: Report,
): Runtime | undefined {
  const chosen = scalarField(root, 'runtime');
  if (chosen === undefined && entryOf(root, 'runtime')?.value.kind === 'scalar') return undefined;
  const name = chosen?.text ?? defaultRuntime;
  const span = chosen && spanOf(chosen);
  const declared = own.get(name);
  if (declared !== undefined) return { ...declared, ...(span && { span }) };
  if (
    chosen !== undefined &&
    entryOf(mappingField(root, 'runtimes') ?? root, name) &&
    own.has(name)
  ) {
    return undefined;
  }
  const known = catalogue.get(name);
  if (known !== undefined) return fromCatalogue(known, span ?? root.source.span(0, 0), span);
  if (chosen !== undefined && !own.has(name)) unknownRuntime(chosen, own, report);
  return undefined;
}

function unknownRuntime(
  chosen: YamlScalar,
  own: ReadonlyMap<string, Runtime | undefined>,
  report: Report,
): void {
  const candidates = [...own.keys(), ...catalogue.keys()];
  const gone = goneRuntimes.get(chosen.text);
  const likely = suggestion(chosen.text, candidates) ?? sameVersion(chosen.text, candidates);
  const why = gone === undefined ? meant(likely) : `: ${gone}`;
  report(
    textError(chosen, 'unknown-runtime', `unknown runtime "${chosen.text}"${why}`, {
      help: 'Name one of the catalogue, `CODENAME/3.N` or `alpine/3.N`, or describe your own under `runtimes`.',
    }),
  );
}

/**
 * The first runtime with the Python that a text names (`3.12`, `python:3.12-slim`), or with the release
 * (`debian:trixie`).
 */
function sameVersion(written: string, candidates: readonly string[]): string | undefined {
  const version = /(?<![\d.])3\.\d+/.exec(written)?.[0];
  const words = written.toLowerCase().split(/[^a-z]+/);
  return candidates.find((candidate) =>
    version === undefined
      ? words.includes(candidate.replace(/\/.*/, ''))
      : candidate.endsWith(`/${version}`),
  );
}

/** A runtime of the catalogue; `named` is where it was chosen, if anybody chose it. */
export function fromCatalogue(
  known: CatalogueRuntime,
  span: Span,
  named: Span | undefined,
): Runtime {
  const here = (value: string) => ({ value, span });
  return {
    name: known.name,
    image: known.image,
    ...(named && { span: named }),
    family: known.family,
    run: known.run.map(here),
    build: known.build.map(here),
    known: { pythonVersion: known.pythonVersion, libc: known.libc, python: known.python },
    ...(known.deprecated === undefined ? {} : { deprecated: known.deprecated }),
  };
}

/** The document's own runtimes by name; undefined for one with mistakes. */
function ownRuntimes(
  root: Checked<Document>,
  report: Report,
): ReadonlyMap<string, Runtime | undefined> {
  return new Map(
    mappingEntries(mappingField(root, 'runtimes')).map(
      ({ key, value }) => [key.text, ownRuntime(key, value, report)] as const,
    ),
  );
}

/** A runtime of the file's own. If the catalogue has one of the same name, it overrides that one key by key. */
function ownRuntime(key: YamlScalar, value: YamlMapping, report: Report): Runtime | undefined {
  const span = spanOf(key);
  const known = catalogue.get(key.text);
  const below = known && fromCatalogue(known, span, span);
  const image = scalarField(value, 'image');
  if (image === undefined && below === undefined) {
    if (entryOf(value, 'image') === undefined) {
      report(
        errorAt(span, 'missing-key', '"image" is missing', 'Name the base image of the runtime.'),
      );
    }
    return undefined;
  }
  if (image !== undefined && !imageReference.test(image.text)) {
    report(
      textError(image, 'invalid-image', `"${image.text}" is not an image reference`, {
        help: 'Write it as `docker pull` takes it: `registry.example/name:tag@sha256:…`.',
      }),
    );
    return undefined;
  }
  const named = scalarField(value, 'runtime')?.text;
  const family = systemFamilies.find((each) => each === named);
  const dependencies = systemDependencies(value, report);
  const given = entryOf(value, 'dependencies') !== undefined;
  const deprecated = deprecation(scalarField(value, 'deprecated'), key.text) ?? below?.deprecated;
  const { known: knowledge, ...inherited } = below ?? {};
  return {
    ...inherited,
    name: key.text,
    image: image?.text ?? below?.image ?? '',
    span,
    family: family ?? below?.family ?? 'debian',
    run: given ? dependencies.run : (below?.run ?? []),
    build: given ? dependencies.build : (below?.build ?? []),
    ...(image === undefined && knowledge ? { known: knowledge } : {}),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

function deprecation(node: YamlScalar | undefined, name: string): string | undefined {
  if (node === undefined || node.value === false) return undefined;
  return node.value === true ? `${name} is marked as deprecated` : node.text;
}
