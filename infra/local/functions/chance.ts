import { hash } from 'node:crypto';

/** What one invocation draws by chance: it depends on the key alone. */
export interface Chance {
  /** A version 4 UUID. */
  readonly id: string;
  /** Numbers in [0, 1): two rows that know nothing of each other. */
  readonly draw: Readonly<Record<'own' | 'shared', () => number>>;
}

/** One digest for all of it: a call draws often, and most calls draw little. */
export const chanceOf = (...key: readonly string[]): Chance => {
  const digest = hash('sha512', key.join('\n'), 'buffer');
  return { id: uuidOf(digest.toString('hex', 0, 16)), draw: { own: rowOf(digest, 16), shared: rowOf(digest, 32) } };
};

const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

/** Chris Doty-Humphrey's sfc32, begun with 16 bytes of the digest. */
const rowOf = (digest: Buffer, at: number): (() => number) => {
  let [a, b] = [digest.readInt32LE(at), digest.readInt32LE(at + 4)];
  let [c, counter] = [digest.readInt32LE(at + 8), digest.readInt32LE(at + 12)];
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
};
