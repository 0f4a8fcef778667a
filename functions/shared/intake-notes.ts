import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { IntakeName, IntakeNotes, Refusal } from './intake-items.ts';
import { keys } from './keys.ts';
import { log } from './log.ts';
import { Problem } from './problem.ts';
import { settings } from './settings.ts';
import { table } from './table.ts';

type Noted = Exclude<keyof IntakeNotes, 'type'>;

/**
 * What comes is noted at a pace, not each time: of messages that are accepted one an hour, of others one a minute, as far
 * as this instance remembers. So a sale costs what it did, and whoever floods us writes little.
 */
const PACE_MS: Readonly<Record<Noted, number>> = { acceptedAt: 3_600_000, refused: 60_000, unproven: 60_000 };
const last = new Map<Noted, number>();

const isDue = (what: Noted, at: number): boolean => {
  const before = last.get(what);
  return before === undefined || at < before || at - before >= PACE_MS[what];
};

const note = async (intake: IntakeName, what: Noted, value: string | Refusal, at: number): Promise<void> => {
  if (!isDue(what, at)) return;
  last.set(what, at);
  // Once something was refused, the next that is accepted is worth knowing: it was mended.
  if (what !== 'acceptedAt') last.delete('acceptedAt');
  try {
    await table().send(
      new UpdateCommand({
        TableName: settings.programTable(),
        Key: keys.intake(intake),
        UpdateExpression: 'SET #what = :value, #type = :type',
        ExpressionAttributeNames: { '#what': what, '#type': 'type' },
        ExpressionAttributeValues: { ':value': value, ':type': 'INTAKE' },
      }),
    );
  } catch (error) {
    // A note is never worth more than what it is about.
    log.warn('INTAKE_NOT_NOTED', { intake, error: error instanceof Error ? error.name : 'Unknown' });
  }
};

/** Problems of a message of which nothing is believed yet. */
const BEFORE_PROOF = new Set(['not-proven', 'unsupported-media-type', 'body-too-large', 'invalid-utf8']);
const MOST_WORDS = 300;

/** What is worth noting of a refusal: none of our own faults, and none of being busy, after which it comes again. */
const noteRefusal = async (intake: IntakeName, error: unknown, now: Date): Promise<void> => {
  if (!(error instanceof Problem) || error.status >= 500 || error.status === 429) return;
  const { status, code: problem, message } = error;
  const what = BEFORE_PROOF.has(problem) ? 'unproven' : 'refused';
  const value = { at: now.toISOString(), status, problem, because: message.slice(0, MOST_WORDS) };
  await note(intake, what, value, now.getTime());
};

/** Middleware of a way in: keeps when something last came by it, and why something was refused. Needs `UpdateItem`. */
export const noted = (intake: IntakeName) => ({
  after: async (): Promise<void> => {
    const now = new Date();
    await note(intake, 'acceptedAt', now.toISOString(), now.getTime());
  },
  onError: ({ error }: { readonly error: unknown }): Promise<void> => noteRefusal(intake, error, new Date()),
});
