import { createHash, hash } from 'node:crypto';
import type { Clock } from '../clock.ts';

/**
 * Ids that a seed repeats: they derive from what they name and when, never from a shared sequence, so two things that
 * happen side by side keep their ids whichever came first.
 */
export interface Ids {
  /** 64 hex digits. */
  hex(scope: string, content: string | Uint8Array): string;
  /** In the shape of a random (version 4) UUID. */
  uuid(scope: string, content: string | Uint8Array): string;
}

export const createIds = (seed: string, clock: Clock): Ids => {
  let instant = -1;
  const twins = new Map<string, number>();
  const hex = (scope: string, content: string | Uint8Array): string => {
    const now = clock.now();
    if (now !== instant) twins.clear();
    instant = now;
    const prefix = `${seed}\n${scope}\n${now}\n`;
    const named =
      typeof content === 'string'
        ? hash('sha256', prefix + content, 'hex')
        : createHash('sha256').update(prefix).update(content).digest('hex');
    const twin = twins.get(named) ?? 0;
    twins.set(named, twin + 1);
    return twin === 0 ? named : hash('sha256', `${named}\n${twin}`, 'hex');
  };
  return { hex, uuid: (scope, content) => uuidOf(hex(scope, content)) };
};

export const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
