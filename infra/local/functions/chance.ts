import { hash } from 'node:crypto';

/** Numbers in [0, 1) that depend on the key alone. Drawn in blocks, for handlers fill arrays byte by byte. */
export function drawsOf(...key: readonly string[]): () => number {
  const prefix = key.join('\n');
  let block: Buffer | undefined;
  let at = 0;
  let count = 0;
  return () => {
    if (!block || at + 4 > block.length) {
      block = hash('sha512', `${prefix}\n${count++}`, 'buffer');
      at = 0;
    }
    const value = block.readUInt32BE(at) / 2 ** 32;
    at += 4;
    return value;
  };
}

/** A version 4 UUID that depends on the key alone. */
export function uuidOf(...key: readonly string[]): string {
  const hex = hash('sha256', key.join('\n'), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
