/** Options of `docker run` for what the strictest cluster allows: a number as the user, a read-only filesystem, no rights, no network. */
export const POD: readonly string[] = [
  ...['--user', '1000660000:0', '--read-only', '--cap-drop', 'ALL'],
  ...['--security-opt', 'no-new-privileges', '--network', 'none'],
];
