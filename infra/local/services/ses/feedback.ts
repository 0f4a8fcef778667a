import * as z from 'zod';
import type { Ground } from '../../service.ts';
import { lastPart, propertiesOf } from '../json-service.ts';
import { addressOf, type Kept } from './letters.ts';
import { headerLines, headerOf } from './message.ts';

export type FeedbackKind = 'Send' | 'Delivery' | 'Bounce' | 'Complaint';

const destinationProperties = z.looseObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.looseObject({
    Enabled: z.union([z.boolean(), z.stringbool()]).default(true),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.looseObject({ EventBusArn: z.string() }).optional(),
  }),
});

const DETAIL_TYPES: Readonly<Record<FeedbackKind, string>> = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
};

/** Which kinds of feedback each configuration set sends to the default bus. */
export const feedbackSets = (ground: Ground): ReadonlyMap<string, ReadonlySet<string>> => {
  const sets = new Map<string, Set<string>>();
  for (const resource of ground.resources('AWS::SES::ConfigurationSetEventDestination')) {
    const { ConfigurationSetName, EventDestination } = propertiesOf(resource, destinationProperties);
    if (!EventDestination.Enabled || !EventDestination.EventBridgeDestination) continue;
    const bus = lastPart(EventDestination.EventBridgeDestination.EventBusArn);
    if (bus !== 'default')
      throw new Error(`${resource.logicalId}: SES sends its events to the default bus only, not to ${bus}.`);
    const kinds = sets.get(ConfigurationSetName) ?? new Set();
    for (const kind of EventDestination.MatchingEventTypes) kinds.add(kind.toLowerCase());
    sets.set(ConfigurationSetName, kinds);
  }
  return sets;
};

interface Feedback {
  readonly kind: FeedbackKind;
  readonly recipients: readonly string[];
  /** ms since the epoch. */
  readonly at: number;
  readonly bounceType: 'Permanent' | 'Transient';
  readonly feedbackId: string;
}

/** Whether the letter's configuration set asks for that kind. */
export const wantsFeedback = (
  sets: ReadonlyMap<string, ReadonlySet<string>>,
  { configurationSet }: Kept,
  kind: FeedbackKind,
): boolean => sets.get(configurationSet ?? '')?.has(kind.toLowerCase()) === true;

/** Tells the default bus, as SES does. */
export const emitFeedback = (ground: Ground, letter: Kept, feedback: Feedback): void => {
  ground.emit({
    source: 'aws.ses',
    detailType: DETAIL_TYPES[feedback.kind],
    resources: [`arn:aws:ses:${ground.region}:${ground.account}:configuration-set/${letter.configurationSet}`],
    detail: { eventType: feedback.kind, mail: describeMail(ground, letter), ...specifics(feedback) },
  });
};

let last: { readonly letter: Kept; readonly mail: ReturnType<typeof mailOf> } | undefined;

/** A letter is told of more than once, mostly at once. */
const describeMail = (ground: Ground, letter: Kept): ReturnType<typeof mailOf> => {
  if (last?.letter !== letter) last = { letter, mail: mailOf(ground, letter) };
  return last.mail;
};

const mailOf = (ground: Ground, letter: Kept) => {
  const lines = headerLines(letter.raw);
  const tags = Object.fromEntries(Object.entries(letter.tags).map(([name, value]) => [name, [value]]));
  return {
    timestamp: new Date(letter.at).toISOString(),
    source: letter.source,
    sendingAccountId: ground.account,
    messageId: letter.id,
    destination: letter.destinations,
    headersTruncated: false,
    headers: lines.map(([name, value]) => ({ name, value })),
    commonHeaders: {
      from: [headerOf(lines, 'from') ?? letter.source],
      to: (headerOf(lines, 'to') ?? '').split(',').map((address) => address.trim()),
      messageId: letter.id,
      subject: headerOf(lines, 'subject') ?? '',
    },
    tags: {
      ...tags,
      'ses:configuration-set': [letter.configurationSet ?? ''],
      'ses:from-domain': [domainOf(letter.source)],
    },
  };
};

const domainOf = (source: string): string => addressOf(source).split('@').at(-1) ?? '';

const specifics = ({ kind, recipients, at, bounceType, feedbackId }: Feedback): Record<string, unknown> => {
  const timestamp = new Date(at).toISOString();
  switch (kind) {
    case 'Send':
      return { send: {} };
    case 'Delivery':
      return {
        delivery: {
          timestamp,
          processingTimeMillis: 1,
          recipients,
          smtpResponse: '250 2.0.0 OK',
          reportingMTA: 'local',
        },
      };
    case 'Complaint': {
      const complainedRecipients = recipients.map((emailAddress) => ({ emailAddress }));
      return {
        complaint: {
          feedbackId,
          complaintSubType: null,
          complainedRecipients,
          timestamp,
          complaintFeedbackType: 'abuse',
        },
      };
    }
    case 'Bounce':
      return {
        bounce: {
          feedbackId,
          bounceType,
          bounceSubType: 'General',
          bouncedRecipients: bounced(recipients, bounceType),
          timestamp,
        },
      };
  }
};

const bounced = (recipients: readonly string[], type: 'Permanent' | 'Transient') =>
  recipients.map((emailAddress) =>
    type === 'Permanent'
      ? { emailAddress, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }
      : { emailAddress, action: 'failed', status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 mailbox full' },
  );
