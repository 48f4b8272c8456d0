import type { Checked, Document } from '../checked.ts';
import type { Located } from '../../diagnostics/span.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import type { Index } from '../spec.ts';
import { field, mappingField, textError, scalarField, scalarsOf, textEntries } from './fields.ts';
import type { Report } from './fields.ts';
import { isHttpUrl } from '../../paths/http-url.ts';
import { contextPath } from './paths.ts';

const withHost = /^https?:\/\/(?:[^\s/?#@]*@)?[A-Za-z0-9[][^\s/?#]*(?:[/?#]\S*)?$/;

/** An http or https url. */
export function url(scalar: YamlScalar, report: Report): Located<string> | undefined {
  if (withHost.test(scalar.text) && isHttpUrl(scalar.text) && URL.canParse(scalar.text)) {
    return { value: scalar.text, span: spanOf(scalar) };
  }
  report(
    textError(scalar, 'invalid-url', `"${scalar.text}" is not an http or https url`, {
      help: 'Write it whole, e.g. `https://index.example/simple`.',
    }),
  );
  return undefined;
}

/** Where packages come from. */
export function index(root: Checked<Document>, report: Report): Index {
  const mapping = mappingField(root, 'index');
  if (mapping === undefined) return { extra: [], findLinks: [], mirrors: [] };
  const urlNode = scalarField(mapping, 'url');
  const main = urlNode && url(urlNode, report);
  const list = (key: 'extra' | 'find_links', read: typeof url) => {
    const node = field(mapping, key);
    return node === undefined ? [] : scalarsOf(node).flatMap((item) => read(item, report) ?? []);
  };
  const mirrors = textEntries(mappingField(mapping, 'mirrors')).flatMap(({ key, value }) => {
    const from = url(key, report);
    const to = url(value, report);
    return from && to ? [{ from: from.value, to: to.value, span: from.span }] : [];
  });
  return {
    ...(main === undefined ? {} : { url: main }),
    extra: list('extra', url),
    findLinks: list('find_links', contextPath),
    mirrors: mirrors.toSorted(
      (left, right) => right.from.length - left.from.length || (left.from < right.from ? -1 : 1),
    ),
  };
}
