/** Libraries that no package of an image should contain, and why. */
interface Supplied {
  readonly pattern: RegExp;
  /** For the file that needs them; absent: any file. */
  readonly neededBy?: RegExp;
  readonly reason: string;
}

const DRIVER = 'the driver of the host mounts them into the container';
const PLUGIN = 'they are for an optional plugin, which is not loaded without them';

const SUPPLIED: readonly Supplied[] = [
  // nvidia-container-toolkit mounts these from the host.
  {
    pattern:
      /^lib(?:cuda|nvidia-[\w-]+|nvcuvid|nvoptix|cudadebugger|nvidia-ml|EGL_nvidia|GLX_nvidia)\.so(?:\.|$)/,
    reason: DRIVER,
  },
  // ROCm, and the NPUs and GPUs of Intel, Huawei and Habana.
  {
    pattern: /^lib(?:amdhip64|hsa-runtime64|ze_loader|ascendcl|Synapse|habana\w*)\.so(?:\.|$)/,
    reason: DRIVER,
  },
  // Transports of NVSHMEM and UCX, loaded where the machine has such a network.
  {
    pattern:
      /^lib(?:fabric|ucp|ucs|uct|ucm|mlx5|ibverbs|rdmacm|pmix|pmi2|mpi|oshmem|gdrapi|nvshmem\w*)\.so(?:\.|$)/,
    neededBy: /nvshmem|nccl|ucx|cufile|nixl/,
    reason: PLUGIN,
  },
  { pattern: /^lib(?:mlx5|ibverbs|rdmacm)\.so(?:\.|$)/, neededBy: /libcufile/, reason: PLUGIN },
  // Drivers of databases that SQLAlchemy-like front ends and Qt have plugins for.
  {
    pattern: /^lib(?:mysqlclient|mariadb|pq|odbc|fbclient|clntsh|mimerapi)\.so(?:\.|$)/,
    neededBy: /\/plugins\/sqldrivers\//,
    reason: PLUGIN,
  },
];

/** Why a missing library is not needed in the image; undefined if it is needed. */
export function suppliedReason(library: string, neededBy: readonly string[]): string | undefined {
  return SUPPLIED.find(
    (each) =>
      each.pattern.test(library) && neededBy.every((path) => each.neededBy?.test(path) ?? true),
  )?.reason;
}
