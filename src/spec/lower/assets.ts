import type { Checked, Document } from '../checked.ts';
import type { Asset, Download } from '../spec.ts';
import { spanOf } from '../yaml/node.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { baseName } from '../../paths/base-name.ts';
import { isFileName } from '../../paths/file-name.ts';
import { scalarField, textError, type Report, mappingItems } from './fields.ts';
import { url } from './index-settings.ts';
import { contextPath, imagePath } from './paths.ts';

/** Entries of `files` that come from an image or a named context. */
export function assets(root: Checked<Document>, report: Report): readonly Asset[] {
  return mappingItems(root, 'files').flatMap((item): readonly Asset[] => {
    const fromNode = scalarField(item, 'from');
    const pathNode = scalarField(item, 'path');
    const path = pathNode === undefined ? '.' : partOfImage(pathNode, report);
    const to = place(scalarField(item, 'to'), baseName(path ?? '.'), report);
    if (fromNode === undefined || path === undefined || to === undefined) return [];
    if (!reference.test(fromNode.text)) {
      const help = 'Name a context, as `--build-context NAME=…` does, or an image.';
      const message = `"${fromNode.text}" is not the name of a context or an image`;
      report(textError(fromNode, 'invalid-image', message, { help }));
      return [];
    }
    const from = { value: fromNode.text, span: spanOf(fromNode) };
    return [{ from, path, to, span: spanOf(pathNode ?? fromNode) }];
  });
}

/** The files of servers. */
export function downloads(root: Checked<Document>, report: Report): readonly Download[] {
  return mappingItems(root, 'fetch').flatMap((item): readonly Download[] => {
    const urlNode = scalarField(item, 'url');
    const hashNode = scalarField(item, 'sha256');
    if (urlNode === undefined) return [];
    const address = url(urlNode, report);
    const file = address && fileOfUrl(address.value);
    const sha256 = hashNode?.text.replace(/^sha256:/, '').toLowerCase();
    if (hashNode !== undefined && !/^[0-9a-f]{64}$/.test(sha256 ?? '')) {
      const help = 'Write the 64 digits of 0-9 and a-f that `sha256sum FILE` prints.';
      report(textError(hashNode, 'invalid-hash', `"${hashNode.text}" is no SHA-256`, { help }));
      return [];
    }
    const unpack = scalarField(item, 'unpack')?.value === true;
    const to = place(scalarField(item, 'to'), unpack ? '.' : (file ?? 'download'), report);
    if (address === undefined || file === undefined || to === undefined) return [];
    const { value, span } = address;
    return [
      {
        url: value,
        ...(sha256 !== undefined && { sha256 }),
        ...{ file, to, ...(unpack && { unpack: true }), span },
      },
    ];
  });
}

/** Names of contexts and references of images are written alike. */
const reference = /^[a-z0-9][a-z0-9._:@/-]*$/i;

/** Relative to the root of the image, whose own paths are absolute. */
function partOfImage(node: YamlScalar, report: Report): string | undefined {
  if (!node.text.startsWith('/')) return contextPath(node, report)?.value;
  const path = imagePath(node, report);
  return path === '/' ? '.' : path?.slice(1);
}

function place(node: YamlScalar | undefined, usual: string, report: Report): string | undefined {
  if (node === undefined) return usual;
  return node.text.startsWith('/') ? imagePath(node, report) : contextPath(node, report)?.value;
}

/** The name of the file, as far as it is one. */
function fileOfUrl(address: string): string {
  const name = baseName(new URL(address).pathname);
  return isFileName(name) ? name : 'download';
}
