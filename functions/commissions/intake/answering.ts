import { currencyOf, type Fact, type PartnerPosting } from '../../ledger/contract.ts';
import { derivedId } from '../../shared/ids.ts';
import { type Answer, decision } from '../contract.ts';

type Commission = Answer['commissions'][number];

const saleOf = ({ kind, key, data }: Fact): string | undefined =>
  kind === 'sale' ? key : typeof data.sale === 'string' ? data.sale : undefined;

/** What a fact posted for its sale: an amount for each partner and rule, on the account where most of it went. */
const commissionsIn = (programKey: string, fact: Fact): readonly Commission[] => {
  const sale = saleOf(fact);
  const byName = new Map<string, PartnerPosting[]>();
  for (const one of fact.postings) {
    if (!('partnerId' in one) || (sale !== undefined && one.sale !== sale)) continue;
    const name = `${one.sale} ${one.partnerId} ${one.rule}`;
    byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  return [...byName.values()].flatMap((postings): Commission[] => {
    const [most] = postings.toSorted((one, other) => Math.abs(other.minor) - Math.abs(one.minor));
    if (!most) return [];
    const { sale: key, partnerId, rule, account } = most;
    const minor = postings.reduce((sum, one) => sum + one.minor, 0);
    const id = derivedId(programKey, 'commission', key, partnerId, rule);
    return [{ id, partnerId, minor, currency: currencyOf(fact, most), state: account }];
  });
};

/** The same for the first time and for every repeat, but for `state`: it is made of the recorded fact alone. */
export const answerOf = (programKey: string, fact: Fact, isNew: boolean): Answer => {
  const { because } = decision.partial().parse(fact.decision ?? {});
  const sale = saleOf(fact);
  return {
    key: fact.key,
    ...(sale ? { saleId: sale } : {}),
    state: isNew ? 'recorded' : 'repeat',
    commissions: [...commissionsIn(programKey, fact)],
    ...(because ? { because } : {}),
  };
};

/** The answer to one event: of a deal, its payments stand beside it. 202 where something is still to come. */
export const together = (answers: readonly Answer[]): { readonly status: number; readonly body: Answer } => {
  const [first, ...others] = answers;
  if (!first) throw new Error('An event tells of something.');
  const status = first.state === 'waits' || first.state === 'passed-on' ? 202 : 200;
  if (others.length === 0) return { status, body: first };
  const payments = others.map(({ key, state, commissions }) => ({
    saleId: key,
    state: state === 'repeat' ? ('repeat' as const) : ('recorded' as const),
    commissions,
  }));
  return { status, body: { ...first, payments } };
};
