import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { settings } from '../../shared/settings.ts';
import type { Message } from './message.ts';

/**
 * What SES made of a message. `refused`: for good. `unknown`: no answer came, `doubtful`: it answered with a failure of its
 * own, so in both cases the message may or may not have gone out.
 */
export type Posted =
  | { readonly posted: 'accepted'; readonly messageId: string }
  | {
      readonly posted: 'throttled' | 'quota' | 'unavailable' | 'doubtful' | 'refused' | 'unknown';
      readonly error: string;
    };

let client: SESClient | undefined;

/** One attempt only: the SDK's own retry after a lost answer would send a letter two or three times. */
const ses = (): SESClient => {
  client ??= new SESClient({ maxAttempts: 1 });
  return client;
};

/** SES tags take letters, digits, `_` and `-`: everything else of the key is written as `_` and two hex digits. */
export const tagOf = (key: string): string =>
  key.replace(/[^A-Za-z0-9-]/g, (character) => `_${character.charCodeAt(0).toString(16).padStart(2, '0')}`);

const MAX_TAG = 256;

/** Hands a message to SES, for exactly these destinations. Never throws. */
export const post = async (message: Message, letter: string, key: string): Promise<Posted> => {
  const tag = tagOf(key);
  try {
    const { MessageId } = await ses().send(
      new SendRawEmailCommand({
        Source: message.source,
        Destinations: [...message.destinations],
        ConfigurationSetName: settings.mailConfigurationSet(),
        RawMessage: { Data: message.raw },
        Tags: [
          { Name: 'letter', Value: letter },
          ...(tag.length <= MAX_TAG ? [{ Name: 'letter_key', Value: tag }] : []),
        ],
      }),
    );
    return { posted: 'accepted', messageId: MessageId ?? '' };
  } catch (error) {
    return { posted: kindOf(error), error: error instanceof Error ? error.name : 'Unknown' };
  }
};

const REFUSED = new Set(['MessageRejected', 'InvalidParameterValue', 'InvalidParameterValueException']);
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** The request was not begun: nothing has gone out. */
const UNAVAILABLE = 503;

const kindOf = (error: unknown): Exclude<Posted['posted'], 'accepted'> => {
  if (!(error instanceof Error)) return 'unknown';
  if (/^Throttling|^TooManyRequests|^LimitExceeded/.test(error.name)) {
    return /daily message quota/i.test(error.message) ? 'quota' : 'throttled';
  }
  if (REFUSED.has(error.name)) return 'refused';
  if ('code' in error && typeof error.code === 'string' && NOT_CONNECTED.has(error.code)) return 'unavailable';
  const status = statusOf(error);
  if (status === undefined) return 'unknown';
  return status >= 500 && status !== UNAVAILABLE ? 'doubtful' : 'unavailable';
};

/** Of the answer, if one came at all: SES then said no, be it for a missing right or because it is down. */
const statusOf = (error: Error): number | undefined => {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
};
