/**
 * When each minor version of Python appeared and ended.
 * PEP 429, 478, 494, 537, 569, 596, 619, 664, 693, 719, 745 (release schedules).
 */
export interface PythonRelease {
  /** `3.13` */
  readonly minor: string;
  /** Day of its first final release, ISO 8601. */
  readonly released: string;
  /** Last day of its security fixes, ISO 8601; the planned one if it is in the future. */
  readonly ended: string;
}

/** Oldest first. */
export const pythonReleases: readonly PythonRelease[] = [
  { minor: '3.4', released: '2014-03-16', ended: '2019-03-18' },
  { minor: '3.5', released: '2015-09-13', ended: '2020-09-30' },
  { minor: '3.6', released: '2016-12-23', ended: '2021-12-23' },
  { minor: '3.7', released: '2018-06-27', ended: '2023-06-27' },
  { minor: '3.8', released: '2019-10-14', ended: '2024-10-07' },
  { minor: '3.9', released: '2020-10-05', ended: '2025-10-31' },
  { minor: '3.10', released: '2021-10-04', ended: '2026-10-31' },
  { minor: '3.11', released: '2022-10-24', ended: '2027-10-31' },
  { minor: '3.12', released: '2023-10-02', ended: '2028-10-31' },
  { minor: '3.13', released: '2024-10-07', ended: '2029-10-31' },
  { minor: '3.14', released: '2025-10-07', ended: '2030-10-31' },
];
