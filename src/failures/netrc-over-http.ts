/** Ends the remedy where a server of http requires a user and a password. */
export const NETRC_OVER_HTTP =
  '; those of netrc are sent over https alone, and over http to a trusted-host of pip.conf';
