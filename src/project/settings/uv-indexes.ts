import type { Located } from '../../diagnostics/span.ts';
import { cleanPath } from '../../paths/clean-path.ts';
import { joinPath } from '../../paths/path-pattern.ts';
import { tableEntries } from '../../toml/table-reader.ts';
import type { ProjectIndexes } from './project-settings.ts';
import { settingsTreated } from './uv-setting-names.ts';
import type { UvTables } from './uv-tables.ts';

/** The indexes in uv's settings: those that can be queried as uv does, and the settings that say more than that. */
export interface UvIndexes {
  readonly indexes?: ProjectIndexes;
  /** Keys whose settings uv alone follows. */
  readonly unfollowed: readonly string[];
}

/** @param directory of the settings, relative to the context. */
export function uvIndexes(tables: UvTables, directory: string): UvIndexes {
  const unfollowed = new Set<string>();
  const extra: Located<string>[] = [];
  const findLinks: Located<string>[] = [];
  let url: Located<string> | undefined;
  const add = (key: string, place: Located<string>, isDefault: boolean) => {
    if (!isUrl(place.value)) unfollowed.add(key);
    else if (!isDefault) extra.push(place);
    // The first of several counts.
    else url ??= place;
  };
  const listed = tables.get('index');
  for (const [at, each] of (Array.isArray(listed) ? listed : []).entries()) {
    const table = tableEntries(each);
    const value = table?.get('url');
    // Sources alone take packages from it, and those need a lock.
    if (typeof value !== 'string' || table?.get('explicit') === true) continue;
    const place = { value, span: tables.span(['index', at]) };
    if (table?.get('format') === 'flat') findLinks.push(linksPlace(place, directory));
    else add('index', place, table?.get('default') === true);
  }
  for (const place of tables.texts('extra-index-url')) add('extra-index-url', place, false);
  for (const place of tables.texts('index-url')) add('index-url', place, true);
  for (const place of tables.texts('find-links')) findLinks.push(linksPlace(place, directory));
  if (tables.get('no-index') === true) unfollowed.add('no-index');
  const isSaid = settingsTreated('of-index').some((key) => tables.has(key));
  if (!isSaid || unfollowed.size > 0) return { unfollowed: [...unfollowed] };
  return { indexes: { ...(url && { url }), extra, findLinks, lock: 'uv.lock' }, unfollowed: [] };
}

/** A directory of packages, relative to the context. */
function linksPlace(place: Located<string>, directory: string): Located<string> {
  return isUrl(place.value)
    ? place
    : { ...place, value: cleanPath(joinPath(directory, place.value)) };
}

function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}
