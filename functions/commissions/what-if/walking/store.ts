import type { Fact } from '../../../ledger/contract.ts';
import type { PolicyVersion } from '../../../policy/contract.ts';
import type { Claim } from '../../../shared/journal-items.ts';
import { readClaims, readCustomer } from '../../../shared/journal-reader.ts';
import { ledgerKeys } from '../../../shared/ledger-keys.ts';
import { shardsWith } from '../../../shared/shards.ts';
import { partnersIn } from '../../knowing/found.ts';
import { readKnowledge } from '../../knowing/store.ts';
import { versionsUnder, versionsWith } from '../draft.ts';
import type { ReplayedSale, WhatIf } from '../items.ts';
import { replay } from '../replaying.ts';
import { keepLines, readDraft } from '../store.ts';

/** Customers read side by side. */
const AT_ONCE = 25;
/** Sales of a partner in one item: some 100 KB. */
const IN_ONE_ITEM = 250;

export const shardsWithClaims = (): Promise<readonly number[]> => shardsWith(readClaims);

/** A customer is replayed in the shard of its first sale or lead alone, with all its history; a deal's own in that of the deal. */
const isOwn = (facts: readonly Fact[], shard: number): boolean => {
  const told = facts.find(({ kind }) => kind === 'sale' || kind === 'lead');
  const first = told ?? facts.find(({ kind, data }) => kind === 'deal-won' && data.home === true);
  return first !== undefined && ledgerKeys.claim(first.kind, first.key).PK === ledgerKeys.claimsOf(shard);
};

const walked: readonly Claim['kind'][] = ['sale', 'lead', 'won'];

/** Histories of the customers of a shard, some at a time. */
async function* customersOf(shard: number): AsyncGenerator<readonly (readonly Fact[])[]> {
  const seen = new Set<string>();
  let next: string[] = [];
  const read = async () => (await Promise.all(next.map(readCustomer))).filter((facts) => isOwn(facts, shard));
  for await (const { kind, customer } of readClaims(shard)) {
    if (!customer || seen.has(customer) || !walked.includes(kind)) continue;
    seen.add(customer);
    next.push(customer);
    if (next.length < AT_ONCE) continue;
    yield await read();
    next = [];
  }
  yield await read();
}

/** Replays the customers of one shard under today's rules and the draft's; writes what they would earn, and nothing else. */
export const replayShard = async (asked: WhatIf, shard: number, now: Date) => {
  const { model } = asked;
  const document = model ? undefined : await readDraft(asked.whatIfId);
  const versionsOf = (versions: readonly PolicyVersion[]): readonly PolicyVersion[] => {
    if (model) return versionsUnder(versions, model);
    return document ? versionsWith(versions, document, asked) : versions;
  };
  const open = new Map<
    string,
    { readonly partnerId: string; readonly currency: string; sales: ReplayedSale[]; chunks: number }
  >();
  const flush = async (least: number): Promise<void> => {
    for (const one of open.values()) {
      if (one.sales.length < least) continue;
      one.chunks += 1;
      const chunk = `${String(shard).padStart(2, '0')}#${String(one.chunks).padStart(5, '0')}`;
      await keepLines(asked, { ...one, chunk }, one.sales);
      one.sales = [];
    }
  };
  let [customers, sales] = [0, 0];
  for await (const some of customersOf(shard)) {
    const today = await readKnowledge(partnersIn(some.flat()), now);
    const draft = { ...today, versions: versionsOf(today.versions) };
    customers += some.length;
    for (const { partnerId, currency, sale } of some.flatMap((facts) => replay(facts, { today, draft }, asked))) {
      sales += 1;
      const name = `${partnerId} ${currency}`;
      const one = open.get(name) ?? { partnerId, currency, sales: [], chunks: 0 };
      one.sales.push(sale);
      open.set(name, one);
    }
    await flush(IN_ONE_ITEM);
  }
  await flush(1);
  return { shard, customers, sales };
};
