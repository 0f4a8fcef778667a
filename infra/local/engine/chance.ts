import { createHmac } from 'node:crypto';

/** Numbers in [0, 1) that depend on the key alone: the same execution meets the same chances in every run. */
export type Chance = () => number;
type Key = (string | number)[];

export function chanceFor(...key: Key): Chance {
  let drawn = 0;
  return () => {
    const [high, low] = scatter(key, drawn++);
    return ((high >>> 6) * 2 ** 27 + (low >>> 5)) / 2 ** 53;
  };
}

/** A version 4 UUID by its form; the same for the same key. */
export function uuidFor(...key: Key): string {
  const [a, b, c, d] = scatter(key, 0).map(hex) as [string, string, string, string];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${'89ab'.charAt(Number.parseInt(c.charAt(0), 16) & 3)}${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

export function uuidFrom(chance: Chance): string {
  return uuidFor('uuid', chance());
}

export function signature(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

/** Four well-mixed 32-bit words of a key (multiply, rotate, avalanche). Quick and even; not for secrets. */
function scatter(key: Key, draw: number): [number, number, number, number] {
  let a = 0x9e3779b9 ^ draw;
  let b = 0x85ebca6b;
  let c = 0xc2b2ae35;
  let d = 0x27d4eb2f;
  for (const part of key) {
    const text = String(part);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = b ^ Math.imul(a ^ code, 0x2c1b3c6d);
      b = c ^ Math.imul(b ^ code, 0x297a2d39);
      c = d ^ Math.imul(c ^ code, 0x1b56c4e9);
      d = a ^ Math.imul(d ^ code, 0x7feb352d);
    }
    a = Math.imul(a ^ 0xff, 0x846ca68b); // the end of a part counts: ['ab', 'c'] is not ['a', 'bc']
  }
  return [avalanche(a ^ (c >>> 15)), avalanche(b ^ (d >>> 13)), avalanche(c ^ (a >>> 16)), avalanche(d ^ (b >>> 14))];
}

function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
