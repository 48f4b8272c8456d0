import { lockBounds } from './bounds.ts';
import type { Fields } from './fields.ts';

/** Throws where a lock has more packages than the bound. */
export function checkPackageCount(table: Fields, key: string, count: number): void {
  if (count <= lockBounds.packages) return;
  throw table.error(
    'lock-too-large',
    key,
    `${count} packages are more than a lock may have: ${lockBounds.packages}`,
  );
}
