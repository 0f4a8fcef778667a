import * as z from 'zod';
import type { ProgramEvent } from '../../shared/event.ts';
import type { Fact } from '../contract.ts';

const named = z.looseObject({ partnerId: z.string().optional() });
const decided = z.looseObject({ won: z.array(z.looseObject({ partnerId: z.string() })).default([]) });

/** A touch is kept packed, `<key> <at> <partner> ...`, or whole. */
const ofTouch = (touch: unknown): string | undefined =>
  typeof touch === 'string' ? touch.split(' ')[2] : named.safeParse(touch).data?.partnerId;

/** Every partner that a fact has anything to do with: led to it, was decided for, is posted to, or is meant by a person. */
export const concernedBy = ({ data, decision, postings }: Fact): ReadonlySet<string> =>
  new Set(
    [
      named.parse(data).partnerId,
      ...(Array.isArray(data.touches) ? data.touches.map(ofTouch) : []),
      ...decided.parse(decision ?? {}).won.map(({ partnerId }) => partnerId),
      ...postings.map((posting) => ('partnerId' in posting ? posting.partnerId : undefined)),
    ].filter((partnerId) => partnerId !== undefined),
  );

/** Named by the fact: however often and in whatever batches it comes, it is told once. */
export const salesChanged = ({ customer, number, occurredAt, recordedAt }: Fact): ProgramEvent => ({
  id: `channel-sales/${customer}/${number}`,
  name: 'channel-sales-changed.v1',
  occurredAt,
  recordedAt,
  data: { customer, fact: number },
});
