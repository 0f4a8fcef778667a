import { currencyOf, type Fact, type PartnerPosting } from '../ledger/contract.ts';
import { moneyText } from '../shared/currency.ts';
import {
  type Decision,
  decision as decisionShape,
  importedData,
  leadData,
  type ReceiptView,
  saleData,
  type Touch,
} from './contract.ts';
import { touchOf } from './dealing.ts';
import { type History, historyOf } from './history.ts';
import { decisionWords, lossWords, partWords, ruleName } from './words.ts';

/** What a fact did to an amount, for the list of movements. */
const kinds: Readonly<Record<Fact['kind'], string>> = {
  lead: 'a lead was told',
  sale: 'the sale was recorded',
  refund: 'a refund',
  chargeback: 'a chargeback',
  'chargeback-won': 'the chargeback was won',
  subscription: 'the subscription changed',
  'deal-won': 'the deal was won',
  hold: 'held for review',
  release: 'released',
  reject: 'rejected',
  reinstate: 'reinstated after an appeal',
  bonus: "the month's bonus",
  cap: "the month's limit",
  imported: 'imported',
};

/** The decision that stands: the last one that was made about this sale. */
const decisionOn = (facts: readonly Fact[], sale: string): Decision | undefined => {
  const made = facts.flatMap(({ kind, key, decision, changed = [] }) =>
    [...(decision ? [decision] : []), ...changed].filter(
      (one) => (one.sale ?? (kind === 'sale' ? key : undefined)) === sale,
    ),
  );
  const last = made.at(-1);
  return last && decisionShape.parse(last);
};

const touchNamed = (name: number | string, own: readonly Touch[], all: readonly Touch[]): Touch | undefined =>
  typeof name === 'number' ? own[name] : all.find(({ key }) => key === name);

interface Movement {
  readonly fact: Fact;
  readonly posting: PartnerPosting;
}

const movementsOf = (facts: readonly Fact[], sale: string): readonly Movement[] =>
  facts.flatMap((fact) =>
    fact.postings.flatMap((posting) => ('partnerId' in posting && posting.sale === sale ? [{ fact, posting }] : [])),
  );

const stateOf = (movements: readonly Movement[], isRejected: boolean, now: string): ReceiptView['state'] => {
  const sum = (wanted: (account: string) => boolean): number =>
    movements.filter(({ posting }) => wanted(posting.account)).reduce((total, { posting }) => total + posting.minor, 0);
  if (isRejected) return 'rejected';
  if (sum((account) => account === 'held') > 0) return 'held';
  if (movements.length === 0) return 'nothing';
  if (sum(() => true) === 0) return 'reversed';
  return now < (movements[0]?.posting.maturesAt ?? '') ? 'pending' : 'approved';
};

/** What proves a credit [A16], as room deals was told it. */
const evidenceOf = ({ deals }: History, { deal, credits = [] }: Decision, mine: (id: string) => boolean) =>
  credits
    .filter(({ partnerId }) => mine(partnerId))
    .flatMap(({ partnerId, rule }) => {
      const found = deals.find(({ dealId }) => dealId === deal)?.credits;
      const proof = found?.find((one) => one.partnerId === partnerId && one.rule === rule)?.evidence;
      return proof ? [`${ruleName(rule) ?? rule}, evidence: ${proof}`] : [];
    });

const movementView = ({ fact, posting }: Movement): ReceiptView['movements'][number] => ({
  at: fact.recordedAt,
  what: kinds[fact.kind],
  rule: posting.rule,
  account: posting.account,
  partnerId: posting.partnerId,
  minor: posting.minor,
});

const onceKinds = { lead: 'lead', 'deal-won': 'deal', imported: 'import' } as const;
const isOnce = (kind: Fact['kind']): kind is keyof typeof onceKinds => kind in onceKinds;

/** What it was earned for. */
const onceWords = ({ kind, data }: Fact, { rule, minor }: PartnerPosting, currency: string): string => {
  const amount = moneyText({ minor, currency });
  if (kind !== 'imported') return `${ruleName(rule) ?? 'Qualified lead'}: ${amount}, once.`;
  return `Earned in another tool (${importedData.parse(data).tool ?? 'unknown'}) and imported as it stood there: ${amount}.`;
};

/** What is earned once and of no payment here: a qualified lead, an amount of a deal, an imported commission. */
const onceReceipt = (
  facts: readonly Fact[],
  key: string,
  asked: { readonly partnerId?: string | undefined; readonly now: string },
): ReceiptView | undefined => {
  const movements = movementsOf(facts, key).filter(
    ({ posting }) => asked.partnerId === undefined || posting.partnerId === asked.partnerId,
  );
  const [first] = movements;
  if (!first) return undefined;
  const fact = facts.find((one) => one.key === key && isOnce(one.kind)) ?? first.fact;
  if (!isOnce(fact.kind)) return undefined;
  const { note } = fact.kind === 'lead' ? leadData.parse(fact.data) : {};
  const currency = currencyOf(first.fact, first.posting);
  const history = historyOf(facts);
  const earned = first.posting;
  const isRejected = movements.every(({ posting }) => history.standing(key, posting.partnerId).rejected);
  const deal = history.deals.find(({ dealId }) => dealId === key);
  const proof = deal?.credits.find(({ partnerId, rule }) => partnerId === earned.partnerId && rule === earned.rule);
  return {
    ...{ sale: key, of: onceKinds[fact.kind], currency },
    ...{ occurredAt: fact.occurredAt, recordedAt: fact.recordedAt, net: 0, gross: 0, returned: 0 },
    ...(deal ? { policyVersion: deal.policyVersion } : {}),
    state: stateOf(movements, isRejected, asked.now),
    maturesAt: earned.maturesAt,
    because: [
      onceWords(fact, earned, currency),
      ...(proof ? [`Evidence: ${proof.evidence}`] : []),
      ...(note ? [`Not counted: ${note}.`] : []),
    ],
    ...{ touches: [], parts: [], movements: movements.map(movementView) },
  };
};

/**
 * Everything about one sale: what was decided, why, and what was posted [B1]. `partnerId`: only what concerns this
 * partner, and undefined where nothing does. Undefined for what is not recorded. A lead or deal by what it earned itself.
 */
export const receiptOf = (
  facts: readonly Fact[],
  sale: string,
  asked: { readonly partnerId?: string | undefined; readonly now: string },
): ReceiptView | undefined => {
  const fact = facts.find(({ kind, key }) => kind === 'sale' && key === sale);
  const decision = decisionOn(facts, sale);
  if (!fact?.currency || !decision) return onceReceipt(facts, sale, asked);
  const { currency } = fact;
  const history = historyOf(facts);
  const { touches: own, net, gross = net, note } = saleData.parse(fact.data);
  const all = [
    ...own,
    ...history.payments.flatMap(({ data }) => data.touches),
    ...history.leads.flatMap(({ touches }) => touches),
    ...history.deals.flatMap((deal) => touchOf(deal) ?? []),
    ...(history.brought ? [history.brought.touch] : []),
  ];
  const mine = (partnerId: string | undefined): boolean =>
    asked.partnerId === undefined || partnerId === asked.partnerId;
  const movements = movementsOf(facts, sale).filter(({ posting }) => mine(posting.partnerId));
  const parts = [...decision.parts, ...(decision.credits ?? [])].filter(({ partnerId }) => mine(partnerId));
  const touches = [
    ...decision.won.map((one) => ({ ...one, why: undefined })),
    ...decision.lost.map((one) => ({ ...one, weight: undefined })),
  ].flatMap(({ touch: name, weight, why }) => {
    const found = touchNamed(name, own, all);
    if (!found || !mine(found.partnerId)) return [];
    const { kind, key, at, partnerId } = found;
    return [
      {
        kind,
        key,
        at,
        partnerId,
        won: why === undefined,
        ...(weight ? { weight } : {}),
        ...(why ? { because: lossWords[why] } : {}),
      },
    ];
  });
  if (asked.partnerId !== undefined && movements.length + parts.length + touches.length === 0) return undefined;
  const isRejected = parts.length > 0 && parts.every(({ partnerId }) => history.standing(sale, partnerId).rejected);
  return {
    sale,
    of: 'sale',
    occurredAt: fact.occurredAt,
    recordedAt: fact.recordedAt,
    currency,
    net,
    gross,
    returned: decision.returned ?? 0,
    policyVersion: decision.policy,
    model: decision.model,
    state: stateOf(movements, isRejected, asked.now),
    ...(movements[0] ? { maturesAt: movements[0].posting.maturesAt } : {}),
    because: [
      ...decisionWords(decision),
      ...parts.flatMap((part) => partWords(part, { currency, policy: decision.policy })),
      ...evidenceOf(history, decision, mine),
      ...(note ? [`Not counted: ${note}.`] : []),
    ],
    touches,
    parts: parts.map(({ tests, ...part }) => ({
      ...part,
      tests: Object.entries(tests).map(([condition, holds]) => ({ condition, holds })),
    })),
    movements: movements.map(movementView),
  };
};
