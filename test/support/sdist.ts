import { execFileSync } from 'node:child_process';

/** A source distribution with these files, which are in the one directory that it has. */
export function sdist(root: string, files: Readonly<Record<string, string>>): Buffer {
  const script = [
    'import io, json, sys, tarfile',
    'root, files = json.load(sys.stdin)',
    'out = io.BytesIO()',
    'with tarfile.open(fileobj=out, mode="w:gz") as archive:',
    '    for name, text in files.items():',
    '        entry = tarfile.TarInfo(root + "/" + name)',
    '        entry.size = len(text.encode())',
    '        archive.addfile(entry, io.BytesIO(text.encode()))',
    'sys.stdout.buffer.write(out.getvalue())',
  ].join('\n');
  return execFileSync('python3', ['-c', script], { input: JSON.stringify([root, files]) });
}
