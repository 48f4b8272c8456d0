import { git, http, image, local, merge, ociLayout, scratch } from '../../src/llb/llb.ts';
import { armV7, commit, sha256A, sha256B, type Graphs } from './graph.ts';

const references = [
  'debian',
  'library/debian',
  'team/app',
  'docker.io/debian',
  'docker.io/team/app:1',
  'index.docker.io/debian:2',
  'localhost/app',
  'localhost:5000/app',
  'registry.example/app',
  'registry.example/a/b/c:tag',
  `debian@${sha256B}`,
  `debian:12@${sha256B}`,
];

export const sources: Graphs = {
  scratch: { output: scratch },

  image: { output: image('debian:trixie-slim') },
  'image-options': {
    output: image(`registry.example:5000/team/app:1.0@${sha256A}`, {
      resolveMode: 'pull',
      recordType: 'internal',
      layerLimit: 3,
      checksum: sha256A,
      platform: armV7,
    }),
  },
  'image-local': { output: image('python', { resolveMode: 'local' }) },
  'image-references': { output: merge(references.map((reference) => image(reference))) },

  local: { output: local('context') },
  'local-options': {
    output: local('context', {
      sessionId: 'session-1',
      includePatterns: ['pyproject.toml', 'src/**'],
      excludePatterns: ['**/*.pyc', '!keep<&>.pyc'],
      followPaths: ['a b', '"quoted"', 'tab\there', 'naïve/𝄞', 'line\u2028separator'],
      sharedKeyHint: 'hint',
      differ: 'none',
      differRequired: true,
    }),
  },
  'local-differ': {
    output: local('dockerfile', { differ: 'metadata', includePatterns: [], uniqueId: 'another' }),
  },

  git: { output: git('https://git.example/team/app.git', { ref: 'main' }) },
  'git-bare': { output: git('git.example/team/app') },
  'git-options': {
    output: git('https://user@git.example:8443/team/my%20app.git?x=1#ignored', {
      ref: 'v1.2',
      subdir: 'packages/core',
      keepGitDir: true,
      checksum: commit,
      skipSubmodules: true,
      mtime: 'commit',
      authTokenSecret: 'token',
      authHeaderSecret: 'header',
    }),
  },
  'git-subdir': { output: git('git://git.example/team/app', { subdir: 'packages/../core/' }) },
  'git-scp': {
    output: git('git@git.example:team/app.git', {
      ref: commit,
      knownSshHosts: 'git.example ssh-ed25519 AAAA',
      mountSshSock: 'agent',
    }),
  },
  'git-ssh': {
    output: git('ssh://git@git.example:2222/team//app/', {
      knownSshHosts: 'git.example ssh-ed25519 AAAA\n',
    }),
  },
  'git-no-secrets': {
    output: git('http://git.example/app', { authTokenSecret: '', authHeaderSecret: '' }),
  },

  http: { output: http('https://files.example/a-1.0-py3-none-any.whl') },
  'http-options': {
    output: http('http://files.example/a.tar.gz?q=1', {
      checksum: sha256A,
      filename: 'a b.tar.gz',
      permissions: 0o644,
      uid: 1000,
      gid: 1001,
      authHeaderSecret: 'netrc',
      accept: 'application/zip',
      userAgent: 'test/1',
    }),
  },
  'http-platform': {
    output: http('https://files.example/a.whl', { platform: armV7, uid: 0, gid: 5 }),
  },

  'oci-layout': { output: ociLayout(`store@${sha256A}`) },
  'oci-layout-options': {
    output: ociLayout(`store@${sha256A}`, {
      sessionId: 'session-1',
      storeId: 'store-1',
      layerLimit: 0,
      platform: armV7,
    }),
  },
};
