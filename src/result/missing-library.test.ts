import { expect, test } from 'vitest';
import { missingLibraries } from './missing-library.ts';

const isEntrypoint = (path: string) => path === '/venv/bin/uwsgi';
const none = { run: [], build: [] };
const told = (library: string, neededBy: readonly string[], found?: string) =>
  missingLibraries(
    [{ library, neededBy, ...(found && { package: found }) }],
    none,
    isEntrypoint,
    20,
  );

test('a missing library is reported with its package', () => {
  expect(told('libSM.so.6', ['/a.so', '/b.so'], 'libsm6')).toEqual([
    {
      code: 'missing-library',
      severity: 'warning',
      message: 'libSM.so.6 is not in the image; /a.so and 1 more need it',
      help: 'Write `dependencies: {run: [libsm6]}`, or allow it in `check.allow_missing`.',
    },
  ]);
  expect(told('libodd.so.1', ['/a.so'])).toMatchObject([
    {
      help: 'Add the system package that has it to `dependencies.run`, or allow it in `check.allow_missing`.',
    },
  ]);
});

test('a missing library of the entry point is an error', () => {
  const needed = ['/venv/bin/other', '/venv/bin/uwsgi'];
  expect(told('libpython3.13.so.1.0', needed, 'libpython3.13')).toMatchObject([
    {
      severity: 'error',
      message:
        'libpython3.13.so.1.0 is not in the image; /venv/bin/uwsgi and 1 more need it, so the container cannot start',
    },
  ]);
});

test.each([
  ['libcuda.so.1', '/site-packages/torch/lib/libtorch_cuda.so'],
  ['libnvidia-ml.so.1', '/site-packages/torch/lib/libtorch.so'],
  ['libfabric.so.1', '/site-packages/nvidia/nvshmem/lib/nvshmem_transport_libfabric.so.3'],
  ['libucp.so.0', '/site-packages/nvidia/nvshmem/lib/nvshmem_transport_ucx.so.3'],
  ['libmlx5.so.1', '/site-packages/nvidia/cufile/lib/libcufile_rdma.so.1'],
])('%s is not reported', (library, path) => {
  expect(told(library, [path])).toMatchObject([{ severity: 'info' }]);
});

test('several libraries are one remark', () => {
  const driver = ['libcuda.so.1', 'libnvidia-ml.so.1'].map((library) => {
    return { library, neededBy: ['/torch.so'] };
  });
  const found = missingLibraries(driver, none, isEntrypoint, 20);
  expect(found.map(({ message }) => message)).toEqual([
    'not in the image, and not needed there: libcuda.so.1, libnvidia-ml.so.1 (the driver of the host mounts them into the container)',
  ]);
});

test('a library of a plugin is reported if something else needs it, too', () => {
  expect(told('libfabric.so.1', ['/nvshmem/a.so', '/venv/lib/mpi4py/MPI.so'])).toMatchObject([
    { severity: 'warning' },
  ]);
});

test('one line has all packages, with those of the file', () => {
  const missing = [
    { library: 'libSM.so.6', neededBy: ['/a.so'], package: 'libsm6' },
    { library: 'libICE.so.6', neededBy: ['/a.so'], package: 'libice6' },
  ];
  const own = { run: ['libpq5'], build: ['libpq-dev'] };
  const line = '`dependencies: {run: [libpq5, libsm6, libice6], build: [libpq-dev]}`';
  const found = missingLibraries(missing, own, isEntrypoint, 20);
  expect(found.map(({ help }) => help?.includes(line))).toEqual([true, true]);
});
