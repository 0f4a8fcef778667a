/** `node:crypto` of the local bundle: as Node's, with the call's own chance. */
import machine from 'node:crypto';
import { localBytes, localUuid } from './globals.ts';

export * from 'node:crypto';

export const randomUUID = localUuid;

export const randomBytes = (size: number, done?: (error: Error | null, bytes: Buffer) => void): Buffer | undefined => {
  if (!done) return localBytes(size);
  done(null, localBytes(size));
  return undefined;
};

export const randomInt = (first: number, second?: number): number => {
  const [min, max] = second === undefined ? [0, first] : [first, second];
  return min + Math.floor((localBytes(6).readUIntBE(0, 6) / 2 ** 48) * (max - min));
};

export const randomFillSync = <T extends ArrayBufferView>(array: T): T => {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  bytes.set(localBytes(bytes.length));
  return array;
};

export default { ...machine, randomUUID, randomBytes, randomInt, randomFillSync };
