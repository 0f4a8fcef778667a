import { createHash, createHmac } from 'node:crypto';

/** Numbers in [0, 1) that depend on the key alone: the same execution meets the same chances in every run. */
export type Chance = () => number;

export function chanceFor(...key: (string | number)[]): Chance {
  const prefix = key.join('\n');
  let drawn = 0;
  return () => createHash('sha256').update(`${prefix}\n${drawn++}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

export function uuidFor(...key: (string | number)[]): string {
  return toUuid(createHash('sha256').update(key.join('\n')).digest());
}

export function uuidFrom(chance: Chance): string {
  return uuidFor('uuid', chance());
}

function toUuid(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function signature(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}
