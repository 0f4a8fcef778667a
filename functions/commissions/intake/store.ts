import type { Fact } from '../../ledger/contract.ts';
import { commit } from '../../shared/commit.ts';
import { factRecorded } from '../../shared/event.ts';
import { addFact, claim } from '../../shared/journal.ts';
import type { Claim } from '../../shared/journal-items.ts';
import { readClaimsBehind, readCustomer, readSaleClaims } from '../../shared/journal-reader.ts';
import { log } from '../../shared/log.ts';
import { putEvent } from '../../shared/outbox.ts';
import { pauseAfter } from '../../shared/pause.ts';
import { mismatchedRepeat, Problem } from '../../shared/problem.ts';
import { decide } from '../deciding.ts';
import { partnersIn } from '../knowing/found.ts';
import { findTouches, type Known, readKnowledge } from '../knowing/store.ts';
import type { Return } from './happening.ts';
import { claimOf, customerOf, type Draft, draftOf, firstSales, type Told, waitedDraft } from './recording.ts';

const TRIES = 8;
const NOTHING_FOUND = { touches: [] };

export interface Recorded {
  readonly fact: Fact;
  readonly isNew: boolean;
}

/** Claims the key for good; the claim that holds it, which may be an earlier one of the same [Z4]. */
export const claimOnce = async (asked: Claim): Promise<Claim> => {
  const { held, isNew } = await claim(asked);
  if (isNew || held.hash === asked.hash) return held;
  log.warn('MISMATCHED_REPEAT', { kind: asked.kind, key: asked.key });
  throw mismatchedRepeat(`The ${asked.kind} ${asked.key} was recorded with another content. It stays as it was.`);
};

/** Announces the first sale of a partner's run, once, whoever else announces it too [L9]. */
const announceFirst = async (fact: Fact, { withoutSale }: Pick<Known, 'withoutSale'>, now: Date): Promise<void> => {
  for (const { partnerId, run, detail } of firstSales(fact, withoutSale)) {
    const { occurredAt } = fact;
    const first = { partnerId, run, fact: 'first-sale', by: 'rule', detail, occurredAt, recordedAt: now.toISOString() };
    await commit([], [putEvent(factRecorded(first))]);
  }
};

/** Adds what must be with the customer before a new fact is; true where there was anything. */
type Before = (draft: Draft, earlier: readonly Fact[]) => Promise<boolean>;

/**
 * Adds a fact as the customer's next, decided on all that is known; one that is there already is answered as it is.
 * Who comes second to a number reads again and decides again, 8 times.
 */
export const addToCustomer = async (
  customer: string,
  drafted: () => Promise<Draft>,
  now: Date,
  before?: Before,
): Promise<Recorded> => {
  let draft: Draft | undefined;
  for (let tried = 0; tried < TRIES; tried++) {
    let earlier = await readCustomer(customer);
    const isFirst = draft === undefined;
    draft ??= await drafted();
    const { kind, key } = draft;
    const found = earlier.find((one) => one.kind === kind && one.key === key);
    if (before && isFirst && !found && (await before(draft, earlier))) earlier = await readCustomer(customer);
    const known = await readKnowledge(partnersIn(found ? [found] : [...earlier, draft]), now);
    if (found) {
      await announceFirst(found, known, now);
      return { fact: found, isNew: false };
    }
    const last = earlier.at(-1);
    const recordedAt = [now.toISOString(), last?.recordedAt ?? ''].sort()[1] ?? '';
    const fact = decide(earlier, { customer, number: (last?.number ?? 0) + 1, recordedAt, ...draft }, known);
    if (await addFact(fact)) {
      await announceFirst(fact, known, now);
      return { fact, isNew: true };
    }
    await pauseAfter(tried);
  }
  throw new Problem(
    503,
    'busy',
    'This customer is written by too many at once; try again.',
    {},
    { 'retry-after': '5' },
  );
};

/** What came back of a sale before the sale was told. What is not possible is logged: nobody is there to be answered. */
const addWaiting = async (sale: string, customer: string, now: Date): Promise<void> => {
  for (const waiting of await readClaimsBehind('refund', sale)) {
    const draft = waitedDraft(waiting);
    if (!draft) continue;
    try {
      await addToCustomer(customer, async () => draft, now);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      log.warn('WAITING_REFUSED', { key: waiting.key, problem: error.code });
    }
  }
};

/** A refund or chargeback; undefined while it waits for its sale. Both sides write before they read, so one sees the other. */
export const takeReturn = async (programKey: string, told: Return, now: Date): Promise<Recorded | undefined> => {
  const asked = claimOf(programKey, told, undefined, now);
  if (asked) await claimOnce(asked);
  const { sale } = await readSaleClaims(told.sale);
  if (!sale?.customer) return undefined;
  try {
    return await addToCustomer(sale.customer, async () => draftOf(programKey, told, NOTHING_FOUND), now);
  } catch (error) {
    // The sale is claimed and not recorded yet: who records it looks for what waits.
    if (error instanceof Problem && error.code === 'no-such-sale') return undefined;
    throw error;
  }
};

/** True for a payment whose commission was imported from another tool: it is recorded, and earns nothing a second time. */
const wasImported = async ({ kind, key }: Told): Promise<boolean> =>
  kind === 'sale' && (await readClaimsBehind('imported', key)).length > 0;

/** Anything else that is told of a customer; `meets` adds the deals that it belongs to first. */
export const take = async (
  programKey: string,
  told: Exclude<Told, Return>,
  now: Date,
  meets: (customer: string) => Before,
): Promise<Recorded> => {
  const own = customerOf(programKey, told);
  const asked = claimOf(programKey, told, own, now);
  const customer = (asked && (await claimOnce(asked)).customer) ?? own;
  const drafted = async (): Promise<Draft> => {
    const imported = await wasImported(told);
    const draft = draftOf(programKey, told, 'touches' in told && !imported ? await findTouches(told) : NOTHING_FOUND);
    return imported ? { ...draft, data: { ...draft.data, imported: true } } : draft;
  };
  const recorded = await addToCustomer(customer, drafted, now, meets(customer));
  if (told.kind === 'sale') await addWaiting(told.key, customer, now);
  return recorded;
};
