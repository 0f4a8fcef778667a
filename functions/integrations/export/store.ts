import type { Fact, FactKind, Page } from '../../ledger/contract.ts';
import type { FundPage } from '../../mdf/contract.ts';
import type { Claim } from '../../shared/journal-items.ts';
import {
  readBooks,
  readClaims,
  readCustomer,
  readFundPages,
  readFunds,
  readLastPage,
  readPages,
} from '../../shared/journal-reader.ts';
import { LEDGER_SHARDS } from '../../shared/ledger-keys.ts';
import { queryPolicyVersions } from '../../shared/policy-reader.ts';
import type { ExportPart } from '../contract.ts';
import { exportLinks, exportPartners } from './partners/store.ts';
import type { Placed, Position, Walk } from './position.ts';

const START = ' ';

async function* shardsOf({ begin, alone }: Walk): AsyncGenerator<Position> {
  yield begin;
  for (let shard = begin.shard + 1; !alone && shard < LEDGER_SHARDS; shard++) yield { shard, from: '', number: 0 };
}

/** Claims as they lie in the table, in the order of their keys. */
async function* exportClaims(walk: Walk): AsyncGenerator<Placed<Claim>> {
  for await (const { shard, from } of shardsOf(walk)) {
    for await (const claim of readClaims(shard, from || START)) {
      const key = `${claim.kind}#${claim.key}`;
      if (key > from) yield { at: { shard, from: key, number: 0 }, item: claim };
    }
  }
}

const CLAIM_OF: Partial<Record<FactKind, Claim['kind']>> = {
  lead: 'lead',
  sale: 'sale',
  refund: 'refund',
  chargeback: 'refund',
  'chargeback-won': 'refund',
  'deal-won': 'won',
  imported: 'imported',
};

/** A won deal is claimed where its own earnings lie; a copy of it beside other payments of the customer is not. */
const isClaimed = ({ kind, data }: Fact): boolean =>
  kind === 'deal-won' ? data.home === true : CLAIM_OF[kind] !== undefined;

/**
 * All facts of a customer together, once: where the claim of its first claimed fact lies. Several claims lead to the
 * same customer; the others are passed over.
 */
export async function* exportFacts(walk: Walk): AsyncGenerator<Placed<Fact>> {
  for await (const { shard, from, number } of shardsOf(walk)) {
    for await (const { kind, key, customer } of readClaims(shard, from || START)) {
      if (!customer) continue;
      const name = `${kind}#${key}`;
      const facts = await readCustomer(customer);
      const home = facts.find(isClaimed);
      if (!home || home.key !== key || CLAIM_OF[home.kind] !== kind) continue;
      const behind = name === from ? number : 0;
      for (const fact of facts) {
        if (fact.number > behind) yield { at: { shard, from: name, number: fact.number }, item: fact };
      }
    }
  }
}

/** Pages of every book, each book's in their order. */
async function* exportPages(walk: Walk): AsyncGenerator<Placed<Page>> {
  for await (const { shard, from, number } of shardsOf(walk)) {
    for await (const { partnerId, currency } of readBooks(shard, from || START)) {
      const book = `${partnerId}#${currency}`;
      for await (const page of readPages(partnerId, currency, book === from ? number + 1 : 1)) {
        yield { at: { shard, from: book, number: page.number }, item: page };
      }
    }
  }
}

/** Pages of every development fund, each fund's in their order. */
async function* exportFunds(walk: Walk): AsyncGenerator<Placed<FundPage>> {
  for await (const { shard, from, number } of shardsOf(walk)) {
    for await (const fund of readFunds(shard, from || START)) {
      const name = `${fund.partnerId}#${fund.quarter}#${fund.currency}`;
      for await (const page of readFundPages(fund, name === from ? number + 1 : 1)) {
        yield { at: { shard, from: name, number: page.number }, item: page };
      }
    }
  }
}

/** The last page of every book: its balances now. */
export async function* exportBalances(walk: Walk): AsyncGenerator<Placed<Page>> {
  for await (const { shard, from } of shardsOf(walk)) {
    for await (const { partnerId, currency } of readBooks(shard, from || START)) {
      const book = `${partnerId}#${currency}`;
      const last = book > from ? await readLastPage(partnerId, currency) : undefined;
      if (last) yield { at: { shard, from: book, number: 0 }, item: last };
    }
  }
}

/** Versions of the policy, oldest first: by which rules everything was decided. */
async function* exportPolicy({ begin }: Walk): AsyncGenerator<Placed<object>> {
  for (const item of await queryPolicyVersions()) {
    if (item.version > begin.number) yield { at: { shard: 0, from: '', number: item.version }, item };
  }
}

const parts: Readonly<Record<ExportPart, (walk: Walk) => AsyncGenerator<Placed<object>>>> = {
  claims: exportClaims,
  facts: exportFacts,
  pages: exportPages,
  funds: exportFunds,
  partners: exportPartners,
  links: exportLinks,
  policy: exportPolicy,
};

export const exportOf = (part: ExportPart, walk: Walk): AsyncGenerator<Placed<object>> => parts[part](walk);
