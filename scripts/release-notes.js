// Prints the notes of a release: its section of CHANGELOG.md.
// Usage: node scripts/release-notes.js VERSION
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The section of a version, without its heading. Throws where there is none, or an empty one. */
export function releaseNotes(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((each) => each.split('\n', 1)[0].trim() === version);
  const notes = section?.slice(section.indexOf('\n')).trim();
  if (!notes) throw new Error(`CHANGELOG.md has no section ${version}`);
  return `${notes}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const changelog = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8');
  process.stdout.write(releaseNotes(changelog, process.argv[2] ?? ''));
}
