import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { keyedHash } from './ids.ts';
import { keys } from './keys.ts';
import { Problem } from './problem.ts';
import { settings } from './settings.ts';
import { expiry, table } from './table.ts';

/**
 * Counts one use of `what` by `who` (a keyed hash, never an address) in the current window and returns the count.
 * One write unit; the counter removes itself.
 */
export const countUse = async (use: { what: string; who: string; windowMs: number; now: Date }): Promise<number> => {
  const window = Math.floor(use.now.getTime() / use.windowMs);
  const { Attributes } = await table().send(
    new UpdateCommand({
      TableName: settings.programTable(),
      Key: keys.rate(use.what, use.who, String(window)),
      UpdateExpression: 'ADD #uses :one SET expiresAt = :expiresAt, #type = :type',
      ExpressionAttributeNames: { '#uses': 'uses', '#type': 'type' },
      ExpressionAttributeValues: {
        ':one': 1,
        ':expiresAt': expiry(use.now.getTime(), 2 * use.windowMs),
        ':type': 'RATE',
      },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return Number(Attributes?.uses ?? 1);
};

/** Refuses with 429 and Retry-After (seconds) once `who` has used `what` more than `most` times in the window. */
export const limitRate = async (use: {
  what: string;
  who: string;
  most: number;
  windowMs: number;
  now: Date;
}): Promise<void> => {
  if ((await countUse(use)) <= use.most) return;
  const seconds = Math.ceil((use.windowMs - (use.now.getTime() % use.windowMs)) / 1000);
  throw new Problem(
    429,
    'too-many-requests',
    `Too many requests. Try again in ${seconds} seconds.`,
    {},
    {
      'retry-after': String(seconds),
    },
  );
};

/** Refuses with 429 what comes too often from one address of origin. Kept as a keyed hash, for minutes. */
export const limitByOrigin = (use: {
  what: string;
  programKey: string;
  ip: string;
  rate: { most: number; perMinutes: number };
  now: Date;
}): Promise<void> =>
  limitRate({
    what: use.what,
    who: keyedHash(use.programKey, 'origin', use.ip),
    most: use.rate.most,
    windowMs: use.rate.perMinutes * 60_000,
    now: use.now,
  });
