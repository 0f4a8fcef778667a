import type { LetterOrder } from '../../email/contract.ts';
import { commit } from '../../shared/commit.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { due, keys } from '../../shared/keys.ts';
import { putEvent, putLetter, putNews } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import type { TransactItem } from '../../shared/table.ts';
import { creditedNews, lettersAfter, movedEvent } from '../announcing.ts';
import type { Claim, Deal, DealContact, Place } from '../contract.ts';
import { holds, lastMove } from '../moves.ts';
import { nameShelf, plainName } from '../names.ts';
import { findDeal } from '../store.ts';

const TableName = () => settings.programTable();

/** One deal as it was seen, and as it is now. A new one has its contact. */
export interface Step {
  readonly before: Deal | undefined;
  readonly after: Deal;
  readonly contact?: DealContact;
  /** The partner's last deal with this customer, as it was seen. */
  readonly previous?: string | undefined;
  /** At most so many open deals, this one included [D2]; absent: whoever decided may go above it. */
  readonly limit?: number;
}

const put = (Item: object, ConditionExpression?: string, values?: Record<string, unknown>): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...Item },
    ...(ConditionExpression ? { ConditionExpression } : {}),
    ...(values ? { ExpressionAttributeValues: values } : {}),
  },
});
const remove = (Key: Record<string, string>, ConditionExpression?: string, values?: object): TransactItem => ({
  Delete: {
    TableName: TableName(),
    Key,
    ...(ConditionExpression ? { ConditionExpression } : {}),
    ...(values ? { ExpressionAttributeValues: { ...values } } : {}),
  },
});
const NEW = 'attribute_not_exists(PK)';

const listOf = ({ state }: Deal): Parameters<typeof due.deals>[0] => {
  if (state === 'in-review') return 'review';
  if (state === 'approved') return 'approved';
  return state === 'blocked' || state === 'conflict' ? 'other' : 'ended';
};

const itemOf = (deal: Deal) => ({
  ...keys.deal(deal.dealId),
  ...deal,
  GSI1PK: due.deals(listOf(deal)),
  GSI1SK: `${holds(deal.state) || listOf(deal) === 'other' ? deal.nextAt : deal.history.at(-1)?.at}#${deal.dealId}`,
});

const dealWrite = ({ before, after }: Step): TransactItem =>
  before
    ? {
        Put: {
          TableName: TableName(),
          Item: itemOf(after),
          ConditionExpression: 'changes = :seen AND #state = :from',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':seen': before.changes, ':from': before.state },
        },
      }
    : put(itemOf(after), NEW);

const claimOf = ({ dealId, partnerId, registeredAt, exclusive, customer }: Deal): Claim & Record<string, unknown> => ({
  ...keys.customerClaim(customer.hash),
  type: 'CUSTOMER-CLAIM',
  ...{ dealId, partnerId, registeredAt },
  ...(exclusive ? { until: exclusive.until } : {}),
});

const hasClaim = (deal: Deal | undefined): deal is Deal => deal !== undefined && holds(deal.state);

/**
 * The customer's claim [B11]: one item, one conditional write. Whoever takes it needs it to be free, or (the same instant
 * under a higher id, the customer's own wish) to be that of the deal which gives it up in the same transaction.
 */
const claimWrites = (steps: readonly Step[]): readonly TransactItem[] => {
  const giving = steps.find(({ before, after }) => hasClaim(before) && !hasClaim(after));
  const taking = steps.find(({ before, after }) => !hasClaim(before) && hasClaim(after));
  const staying = steps.find(
    ({ before, after }) => hasClaim(before) && hasClaim(after) && before.exclusive?.until !== after.exclusive?.until,
  );
  const mine = (deal: Deal) => ({ ':mine': deal.dealId });
  if (taking && giving) return [put(claimOf(taking.after), 'dealId = :mine', mine(giving.after))];
  if (taking) return [put(claimOf(taking.after), NEW)];
  if (staying) return [put(claimOf(staying.after), 'dealId = :mine', mine(staying.after))];
  if (!giving) return [];
  return [remove(keys.customerClaim(giving.after.customer.hash), 'dealId = :mine', mine(giving.after))];
};

const countWrite = ({ before, after, limit }: Step): readonly TransactItem[] => {
  const change = Number(hasClaim(after)) - Number(hasClaim(before));
  if (change === 0) return [];
  const capped = change > 0 && limit !== undefined;
  return [
    {
      Update: {
        TableName: TableName(),
        Key: keys.openDeals(after.partnerId),
        UpdateExpression: 'SET #type = :type ADD #open :change',
        ...(capped ? { ConditionExpression: 'attribute_not_exists(#open) OR #open < :limit' } : {}),
        ExpressionAttributeNames: { '#type': 'type', '#open': 'open' },
        ExpressionAttributeValues: {
          ...{ ':type': 'OPEN-DEALS', ':change': change },
          ...(capped ? { ':limit': limit } : {}),
        },
      },
    },
  ];
};

const placesOf = (deal: Deal | undefined): readonly Place[] => {
  if (!deal) return [];
  const { dealId, partnerId, state, inLine, owner, won } = deal;
  const place = (name: Place['place'], since: string): Place => ({
    type: 'CUSTOMER-PLACE',
    ...{ place: name, dealId, partnerId, since },
  });
  return [
    ...(inLine ? [place('line', inLine.since)] : []),
    ...(state === 'conflict' && owner && 'direct' in owner
      ? [place('owed', deal.decision?.at ?? deal.registeredAt)]
      : []),
    ...(state === 'won' && won && !owner ? [place('won', won.at)] : []),
  ];
};

const placeWrites = ({ before, after }: Step): readonly TransactItem[] => {
  const [had, has] = [placesOf(before), placesOf(after)];
  const keyOf = ({ place, dealId }: Place) => keys.customerPlace(after.customer.hash, place, dealId);
  const gone = had.filter(({ place }) => !has.some((one) => one.place === place));
  const come = has.filter(({ place }) => !had.some((one) => one.place === place));
  return [...gone.map((one) => remove(keyOf(one))), ...come.map((one) => put({ ...keyOf(one), ...one }))];
};

/** By which names a customer of an open deal is found. */
const nameWrites = ({ before, after }: Step): readonly TransactItem[] => {
  const { customer, dealId } = after;
  const key = keys.customerName(nameShelf(customer.name), `${plainName(customer.name)}#${dealId}`);
  if (!hasClaim(before) && hasClaim(after)) {
    return [put({ ...key, type: 'CUSTOMER-NAME', name: customer.name, of: dealId, where: 'deal' })];
  }
  return hasClaim(before) && !hasClaim(after) ? [remove(key)] : [];
};

const isOver = (deal: Deal | undefined): boolean =>
  deal !== undefined && !deal.nextAt && !holds(deal.state) && deal.state !== 'conflict';

/** Pointers and the contact of a new deal; the contact is forgotten once nothing waits for it any more. */
const besides = ({ before, after, contact, previous }: Step): readonly TransactItem[] => {
  const { dealId, partnerId, customer } = after;
  if (before) return isOver(after) && !isOver(before) ? [remove(keys.dealPart(dealId, 'CONTACT'))] : [];
  const latest = { ...keys.dealWith(partnerId, customer.hash), type: 'DEAL-WITH', dealId };
  return [
    put({ ...keys.partnerDeal(partnerId, dealId), type: 'DEAL-POINTER', dealId, partnerId }),
    previous ? put(latest, 'dealId = :seen', { ':seen': previous }) : put(latest, NEW),
    ...(contact ? [put({ ...keys.dealPart(dealId, 'CONTACT'), ...contact })] : []),
  ];
};

const told = ({ before, after }: Step): { events: readonly ProgramEvent[]; letters: readonly LetterOrder[] } => ({
  events: before?.turn === after.turn ? [] : [movedEvent(after)],
  letters: lettersAfter(after, lastMove(after)),
});

/**
 * Writes what became of deals, with everything that follows from it, in one transaction: claim, place in line, count of
 * open deals, events and letters. `refused` when something was not as it was seen: look again.
 */
export const writeDeals = (
  steps: readonly Step[],
  more: { readonly events?: readonly ProgramEvent[]; readonly letters?: readonly LetterOrder[] } = {},
): Promise<'done' | 'refused'> => {
  const following = steps.map(told);
  return commit(
    [
      ...steps.map(dealWrite),
      ...claimWrites(steps),
      ...steps.flatMap((one) => [...countWrite(one), ...placeWrites(one), ...nameWrites(one), ...besides(one)]),
    ],
    [
      ...[...following.flatMap(({ events }) => events), ...(more.events ?? [])].map(putEvent),
      ...steps.flatMap(({ before, after }) => creditedNews(before, after)).map(putNews),
      ...[...following.flatMap(({ letters }) => letters), ...(more.letters ?? [])].map(putLetter),
    ],
  );
};

const TRIES = 5;

/**
 * Makes a move of a deal and writes it; whoever was quicker is looked at again. `make` answers undefined when there is
 * nothing to do, and throws where the move is not legal any more.
 */
export const changeDeal = async (
  seen: Deal,
  make: (deal: Deal) => Deal | undefined | Promise<Deal | undefined>,
  more: (after: Deal) => Parameters<typeof writeDeals>[1] = () => ({}),
): Promise<Deal> => {
  let before = seen;
  for (let tries = 0; tries < TRIES; tries++) {
    const after = await make(before);
    if (!after) return before;
    if ((await writeDeals([{ before, after }], more(after))) === 'done') return after;
    before = (await findDeal(before.dealId)) ?? before;
  }
  throw Object.assign(new Error(`Deal ${seen.dealId} changes all the time.`), { name: 'TransactionConflictException' });
};
