import type { Rule } from './rule.ts';

const compilers = new Set([
  ...['autoconf', 'automake', 'bison', 'build-base', 'build-essential', 'alpine-sdk', 'cargo'],
  ...['clang', 'cmake', 'cpp', 'flex', 'g++', 'gcc', 'gfortran', 'go', 'golang', 'libtool'],
  ...['make', 'meson', 'ninja-build', 'pkg-config', 'pkgconf', 'rustc', 'swig'],
]);

export const buildPackageInRun: Rule = {
  meta: {
    code: 'build-package-in-run',
    severity: 'warning',
    summary: 'A compiler or header package in the finished image adds size and attack surface.',
  },
  check({ spec }) {
    return spec.dependencies.run.flatMap(({ value, span }) => {
      const name = value.replace(/[:=~<>][^]*$/, '');
      if (!compilers.has(name) && !/-dev(?:el)?$/.test(name)) return [];
      return [
        {
          message: `"${name}" is only needed for compiling, but goes into the finished image`,
          span,
          help: 'Move it to `dependencies.build`, and the library that it is for to `dependencies.run`.',
        },
      ];
    });
  },
};
