const byteOrderMark = '\uFEFF';

/** Patterns of a .dockerignore file (ReadAll of github.com/moby/patternmatcher/ignorefile). */
export function parseDockerignore(text: string): readonly string[] {
  return text
    .replace(byteOrderMark, '')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('!') ? `!${relative(line.slice(1).trim())}` : relative(line)));
}

/** Lexically clean, as Go's path.Clean, and relative to the context. */
function relative(pattern: string): string {
  if (pattern === '') return '';
  const rooted = pattern.startsWith('/');
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push('..');
  }
  const clean = parts.join('/');
  if (clean !== '') return clean;
  return rooted ? '/' : '.';
}
