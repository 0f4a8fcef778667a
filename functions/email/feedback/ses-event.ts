import * as z from 'zod';

/** The part of an SES event that is used here. Unknown fields are Amazon's business. */
const recipients = z.array(z.looseObject({ emailAddress: z.string().max(1000) })).max(100);
const sesEvent = z.looseObject({
  eventType: z.string(),
  mail: z.looseObject({ tags: z.record(z.string(), z.array(z.string())).default({}) }),
  bounce: z
    .looseObject({ bounceType: z.string(), bouncedRecipients: recipients, timestamp: z.iso.datetime() })
    .optional(),
  complaint: z.looseObject({ complainedRecipients: recipients, timestamp: z.iso.datetime() }).optional(),
});

/** `at`: when SES learned it; absent where the event does not say. */
export type Feedback =
  | {
      readonly kind: 'bounced' | 'complained';
      readonly letterKey: string | undefined;
      readonly addresses: readonly string[];
      readonly at: string;
    }
  | { readonly kind: 'rejected'; readonly letterKey: string | undefined }
  /** A full mailbox, an absence notice: SES goes on trying, or it passes. */
  | { readonly kind: 'passing' };

/** The key that was written as a tag: `_2f` is `/`. */
export const keyOf = (tag: string): string =>
  tag.replace(/_([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Reads an SES event from the default bus. Throws a ZodError for anything else. */
export const readFeedback = (detail: unknown): Feedback => {
  const { eventType, mail, bounce, complaint } = sesEvent.parse(detail);
  const tag = mail.tags.letter_key?.[0];
  const letterKey = tag === undefined ? undefined : keyOf(tag);
  if (eventType === 'Reject') return { kind: 'rejected', letterKey };
  if (eventType === 'Bounce' && bounce?.bounceType === 'Permanent') {
    return { kind: 'bounced', letterKey, ...told(bounce.bouncedRecipients, bounce.timestamp) };
  }
  if (eventType === 'Complaint' && complaint) {
    return { kind: 'complained', letterKey, ...told(complaint.complainedRecipients, complaint.timestamp) };
  }
  return { kind: 'passing' };
};

const told = (list: z.output<typeof recipients>, timestamp: string) => ({
  addresses: list.map(({ emailAddress }) => bareAddress(emailAddress)),
  at: new Date(timestamp).toISOString(),
});

/** `Ann <ann@x.co>` and `<ann@x.co>` as `ann@x.co`: SES repeats what the header said. */
const bareAddress = (address: string): string => /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address.trim();
