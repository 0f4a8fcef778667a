import type { ProgramEvent } from '../shared/event.ts';
import type { Claim } from '../shared/journal-items.ts';
import { PROGRAM, taskRequested } from '../tasks/contract.ts';
import type { Fact, Waiting, WaitingItem, WaitingView } from './contract.ts';

const END_OF_WON = '~won';
const DAY_MS = 86_400_000;

const returnKinds = ['refund', 'chargeback', 'chargeback-won'] as const;
type ReturnKind = (typeof returnKinds)[number];
const kindOf = ({ body }: Claim): ReturnKind | undefined => returnKinds.find((one) => one === body?.kind);

/** Before `~`: the sale, or what the halves have in common. */
const commonOf = ({ key }: Claim): string => key.slice(0, key.indexOf('~'));

const amountIn = (body: Claim['body'] = {}) => {
  const { minor, gross, currency } = body;
  const amount = typeof minor === 'number' ? minor : gross;
  return typeof amount === 'number' && typeof currency === 'string' ? { minor: amount, currency } : {};
};

const entry = (claim: Claim, kind: Waiting['kind'], why: Waiting['why']): Waiting => ({
  ...{ kind, why, key: claim.key, of: commonOf(claim), since: claim.recordedAt },
  ...amountIn(claim.body),
});

/** A refund or dispute whose sale is there, and whose own fact is yet to be looked for. */
export interface Answered {
  readonly claim: Claim;
  readonly customer: string;
}

/**
 * Finds what waits among the claims of one shard, which are seen in the order of their keys: a sale after what came back
 * of it, the halves of a payment one after the other. `looksAt`: returns of which it is to be said whether their sale
 * took them.
 */
export const watcher = (looksAt: (claim: Claim) => boolean) => {
  const returned = new Map<string, Claim[]>();
  const halves = new Map<string, Claim>();
  const answered: Answered[] = [];
  const see = (claim: Claim): void => {
    if (claim.kind === 'refund') {
      const sale = commonOf(claim);
      returned.set(sale, [...(returned.get(sale) ?? []), claim]);
    }
    if (claim.kind === 'sale') {
      const own = returned.get(claim.key) ?? [];
      returned.delete(claim.key);
      const { customer } = claim;
      if (customer) answered.push(...own.filter(looksAt).map((one) => ({ claim: one, customer })));
    }
    if (claim.kind === 'half' && !halves.delete(commonOf(claim))) halves.set(commonOf(claim), claim);
  };
  return { see, left: () => ({ returned: [...returned.values()].flat(), halves: [...halves.values()], answered }) };
};

/** What has waited for so many days: its sale, or its other half, was never told. */
export const waitingOf = (
  { returned, halves }: Pick<ReturnType<ReturnType<typeof watcher>['left']>, 'returned' | 'halves'>,
  days: number,
  now: string,
): readonly Waiting[] => {
  const before = new Date(Date.parse(now) - days * DAY_MS).toISOString();
  const isOld = ({ recordedAt }: Claim): boolean => recordedAt <= before;
  return [
    ...returned.filter(isOld).map((one) => entry(one, kindOf(one) ?? 'refund', 'no-sale')),
    ...halves.filter(isOld).map((one) => entry(one, one.key.endsWith('~invoice') ? 'invoice' : 'payment', 'no-half')),
  ];
};

/** A return that its sale did not take, because it is more than is left or in another currency; undefined for others. */
export const refusedOf = ({ claim }: Answered, facts: readonly Fact[]): Waiting | undefined => {
  const kind = kindOf(claim);
  if (!kind) return undefined;
  const key = kind === 'chargeback-won' ? claim.key.slice(0, 0 - END_OF_WON.length) : claim.key;
  return facts.some((fact) => fact.kind === kind && fact.key === key) ? undefined : entry(claim, kind, 'not-possible');
};

/** Is there anything that the night before did not have? Beyond the hundred that are kept, their number says so. */
export const isNew = (found: readonly Waiting[], before: WaitingItem | undefined): boolean => {
  const known = new Set(before?.entries.map(({ key }) => key));
  const others = found.filter(({ key }) => !known.has(key)).length;
  return others > Math.max(0, (before?.count ?? 0) - known.size);
};

/** The oldest first; of two at the same instant the lower key. */
export const oldestFirst = (all: readonly Waiting[]): Waiting[] =>
  all.toSorted((one, other) => (one.since + one.key < other.since + other.key ? -1 : 1));

/** All shards together, the oldest first. */
export const waitingView = (items: readonly WaitingItem[]): WaitingView => {
  const checkedAt = items.map((one) => one.checkedAt).sort()[0];
  return {
    count: items.reduce((sum, { count }) => sum + count, 0),
    ...(checkedAt ? { checkedAt } : {}),
    entries: oldestFirst(items.flatMap(({ entries }) => entries)),
  };
};

/** The task for ops: its key is the night on which something new was found last, so each is asked about once. */
export const taskOf = (items: readonly WaitingItem[], now: string): ProgramEvent | undefined => {
  const { count, entries } = waitingView(items);
  const found = items.filter((one) => one.count > 0).map(({ foundAt }) => foundAt);
  const key = found.sort().at(-1)?.slice(0, 'YYYY-MM-DD'.length);
  const [oldest] = entries;
  if (!key || !oldest) return undefined;
  const detail = { count, oldest: oldest.since, examples: entries.slice(0, 5).map((one) => one.key) };
  return taskRequested({ partnerId: PROGRAM, run: 1, kind: 'waiting-events', key, detail, at: now });
};
