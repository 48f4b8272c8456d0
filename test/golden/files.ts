import {
  copy,
  file,
  local,
  mkdir,
  mkfile,
  rm,
  scratch,
  symlink,
  type FileAction,
  type Output,
} from '../../src/llb/llb.ts';
import { arm64, base, wheel, type Graphs } from './graph.ts';

const from = local('context', { sessionId: 'session-1' });
const createdTime = 1_700_000_000.123;

const on = (root: Output, ...actions: readonly FileAction[]) => ({ output: file(root, actions) });

export const files: Graphs = {
  'file-copy': on(base(), copy({ from, src: 'a', dest: '/b' })),
  'file-copy-options': {
    ...on(
      base(),
      copy({
        from,
        src: '/src/*.py',
        dest: '/srv/app/',
        owner: 'app:staff',
        mode: 0o750,
        createdTime,
        followSymlinks: true,
        contentsOnly: true,
        createDestPath: true,
        wildcards: true,
        allowEmptyWildcard: true,
        unpack: true,
        replaceExisting: true,
        includePatterns: ['*.py', '*.so'],
        excludePatterns: ['test_*'],
        requiredPaths: ['main.py'],
      }),
    ),
    undeclared: [
      'file.copy.includeexcludepatterns',
      'file.copy.requiredpaths',
      'file.copy.alwaysreplaceexistingdestpaths',
    ],
  },
  'file-copy-mode-text': on(base(), copy({ from, src: '/a', dest: '/b', mode: 'u=rwX,go=rX' })),
  'file-copy-mode-zero': on(base(), copy({ from, src: '/a', dest: '/b', mode: 0 })),
  'file-copy-paths': on(
    scratch,
    copy({ from, src: '', dest: '' }),
    copy({ from, src: '.', dest: '/' }),
    copy({ from, src: '../a/./b//c/..', dest: 'x/../y/' }),
    copy({ from, src: '/', dest: '/.' }),
    copy({ from, src: '/a/', dest: 'b/.' }),
    copy({ from, src: '/a/*', dest: '/' }),
  ),
  'file-copy-scratch': on(base(), copy({ from: scratch, src: '/', dest: '/empty' })),
  'file-copy-self': on(base(), copy({ from: base(), src: '/etc', dest: '/etc.bak' })),
  'file-owners': on(
    base(),
    mkdir({ path: '/1', owner: 'root' }),
    mkdir({ path: '/2', owner: '1000' }),
    mkdir({ path: '/3', owner: 'app' }),
    mkdir({ path: '/4', owner: 'app:0' }),
    mkdir({ path: '/5', owner: '0:staff' }),
    mkdir({ path: '/6', owner: { user: 0, group: 4_294_967 } }),
    mkdir({ path: '/7', owner: { group: 'staff' } }),
    mkdir({ path: '/8', owner: {} }),
  ),
  'file-owner-on-scratch': on(scratch, mkfile({ path: '/a', mode: 0o600, data: '', owner: 'app' })),
  'file-mkfile': on(
    scratch,
    mkfile({ path: 'etc/motd', data: 'naïve\n', createdTime }),
    mkfile({ path: '/empty', mode: 0o7777, data: new Uint8Array() }),
    mkfile({ path: '/bytes', mode: 0, data: new Uint8Array([0, 255, 128]), createdTime: 0 }),
  ),
  'file-mkdir': on(
    scratch,
    mkdir({
      path: '/a/b',
      mode: 0o700,
      parents: true,
      createdTime,
      owner: { user: 1, group: 2 },
    }),
    mkdir({ path: 'c/../d/', mode: 0 }),
  ),
  'file-rm': on(
    base(),
    rm({ path: '/a' }),
    rm({ path: '/b*', wildcards: true }),
    rm({ path: 'c', allowNotFound: true }),
  ),
  'file-symlink': {
    ...on(
      base(),
      symlink({ oldpath: '../a', newpath: 'b/c' }),
      symlink({
        oldpath: '/usr/bin/python3',
        newpath: '/usr/bin/python',
        owner: '1:app',
        createdTime,
      }),
    ),
    undeclared: ['file.symlink.create'],
  },
  'file-chain': on(
    base(),
    mkdir({ path: '/srv' }),
    copy({ from: wheel('a.whl'), src: 'a.whl', dest: '/srv/' }),
    copy({ from: wheel('b.whl'), src: 'b.whl', dest: '/srv/' }),
    copy({ from: wheel('a.whl'), src: 'a.whl', dest: '/srv/again.whl' }),
    rm({ path: '/tmp/*', wildcards: true }),
  ),
  'file-on-file': {
    output: file(file(base(), [mkdir({ path: '/a' })]), [mkdir({ path: '/a/b' })]),
  },
  'file-platform': { output: file(base(), [mkdir({ path: '/a' })], { platform: arm64 }) },
};
