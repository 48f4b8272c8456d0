import { execFileSync } from 'node:child_process';

/** A pure wheel of version 1.0 with these files next to its own .dist-info: texts, or numbers of NULs. */
export function wheelOf(name: string, files: Readonly<Record<string, string | number>>): Buffer {
  const script = [
    'import io, json, sys, zipfile',
    'name, files = json.load(sys.stdin)',
    'info = name + "-1.0.dist-info/"',
    'own = {',
    '    info + "METADATA": "Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 1.0\\n",',
    '    info + "WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",',
    '}',
    'files = {**own, **files}',
    'files.setdefault(info + "RECORD", "".join(path + ",,\\n" for path in [*files, info + "RECORD"]))',
    'out = io.BytesIO()',
    'with zipfile.ZipFile(out, "w") as wheel:',
    '    for path, text in files.items():',
    '        if isinstance(text, int):',
    '            wheel.writestr(path, bytes(text), zipfile.ZIP_DEFLATED)',
    '        else:',
    '            wheel.writestr(path, text)',
    'sys.stdout.buffer.write(out.getvalue())',
  ].join('\n');
  return execFileSync('python3', ['-c', script], { input: JSON.stringify([name, files]) });
}
