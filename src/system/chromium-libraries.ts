const named = (trixie: string, bookworm: string) => ({ trixie, bookworm });

/** Libraries that Chromium and the driver's Node are linked with, by Debian's names; fonts are not among them. */
export const chromiumLibraries = [
  named('libasound2t64', 'libasound2'),
  named('libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'),
  named('libatk1.0-0t64', 'libatk1.0-0'),
  named('libatspi2.0-0t64', 'libatspi2.0-0'),
  'libatomic1',
  'libcairo2',
  named('libcups2t64', 'libcups2'),
  ...['libdbus-1-3', 'libdrm2', 'libgbm1'],
  named('libglib2.0-0t64', 'libglib2.0-0'),
  ...['libnspr4', 'libnss3', 'libpango-1.0-0', 'libx11-6', 'libxcb1', 'libxcomposite1'],
  ...['libxdamage1', 'libxext6', 'libxfixes3', 'libxkbcommon0', 'libxrandr2'],
];
