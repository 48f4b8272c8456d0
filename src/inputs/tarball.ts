const magics = [
  [0x42, 0x5a, 0x68], // bzip2
  [0x1f, 0x8b, 0x08], // gzip
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], // xz
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
];

const blockSize = 512;
const checksumField = { start: 148, end: 156 };

/** Whether a file that starts so is a tarball, compressed or not (tar(5)). */
export function isTarball(start: Uint8Array): boolean {
  return magics.some((magic) => magic.every((byte, at) => start[at] === byte)) || isTar(start);
}

/** A tar header holds the sum of its own bytes, its own field counted as spaces. */
function isTar(start: Uint8Array): boolean {
  if (start.length < blockSize) return false;
  const header = start.subarray(0, blockSize);
  const { start: from, end: to } = checksumField;
  const written = /^[ 0]*([0-7]+)[ \0]/.exec(
    String.fromCharCode(...header.subarray(from, to)),
  )?.[1];
  const sum = header.reduce((total, byte, at) => total + (at >= from && at < to ? 0x20 : byte), 0);
  return written !== undefined && Number.parseInt(written, 8) === sum;
}
