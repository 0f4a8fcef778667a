import type { ConflictName, ConflictRow } from '../policy/contract.ts';

const DAY_MS = 86_400_000;

/** A conflict, as the table of conflicts asks about it [D5]. */
export type Conflict =
  | {
      readonly between: 'partners';
      readonly first: { readonly dealId: string; readonly registeredAt: string; readonly until: string | undefined };
      readonly second: { readonly dealId: string; readonly registeredAt: string };
    }
  | {
      readonly between: 'direct';
      readonly openedAt: string;
      readonly registeredAt: string;
      readonly partnerIsActive: boolean;
    }
  | { readonly between: 'asked' };

export interface Settled {
  readonly rule: ConflictName;
  readonly owner: 'first' | 'second' | 'direct' | 'partner';
  readonly placeInLine: boolean;
  /** The partner that gives way is paid the conflict fee. */
  readonly fee: boolean;
  /** The rule, with the facts [B11]. */
  readonly says: string;
}

/** Two registrations of one instant: the lower id is the first. */
export const isFirst = (
  one: { readonly dealId: string; readonly registeredAt: string },
  other: { readonly dealId: string; readonly registeredAt: string },
): boolean => one.registeredAt === other.registeredAt && one.dealId < other.dealId;

const fits = (row: ConflictRow, asked: Conflict): boolean => {
  if (row.between !== asked.between) return false;
  if (asked.between === 'partners') {
    const apart = Math.abs(Date.parse(asked.second.registeredAt) - Date.parse(asked.first.registeredAt));
    return row.withinDays === undefined || apart <= row.withinDays * DAY_MS;
  }
  if (asked.between === 'asked') return true;
  const older = asked.openedAt < asked.registeredAt;
  return (
    (row.directIsOlder === undefined || row.directIsOlder === older) &&
    (row.partnerIsActive === undefined || row.partnerIsActive === asked.partnerIsActive)
  );
};

const ownerBy = (row: ConflictRow, asked: Conflict): Settled['owner'] => {
  if (row.owner !== 'older') return row.owner;
  return asked.between === 'direct' && asked.openedAt < asked.registeredAt ? 'direct' : 'partner';
};

/** Decides a conflict by the first row of the table that fits; the policy keeps one for each kind [D5]. */
export const settle = (asked: Conflict, rows: readonly ConflictRow[]): Settled => {
  const row = rows.find((one) => fits(one, asked));
  if (!row) throw new Error(`The policy has no rule for a conflict between ${asked.between}.`);
  const owner = ownerBy(row, asked);
  const fee = row.feeToWhoYields && owner !== 'partner';
  return { rule: row.rule, owner, placeInLine: row.placeInLine, fee, says: sentence(row, asked, owner, fee) };
};

const day = (instant: string): string => instant.slice(0, 10);

const sentence = (row: ConflictRow, asked: Conflict, owner: Settled['owner'], fee: boolean): string => {
  const paid = fee ? ' The partner who gives way is paid the conflict fee.' : '';
  const line = row.placeInLine ? ' You have a place in line, and are told when the customer is free.' : '';
  switch (asked.between) {
    case 'partners': {
      const when =
        asked.first.registeredAt === asked.second.registeredAt
          ? 'at the same instant (the lower id counts)'
          : `on ${day(asked.first.registeredAt)}`;
      const until = asked.first.until ? `; its exclusivity ends on ${day(asked.first.until)}` : '';
      const within = row.withinDays === undefined ? '' : ` Within ${row.withinDays} days the first to register counts.`;
      return `Another partner registered this customer first, ${when}${until}.${within}${line}`;
    }
    case 'direct':
      return owner === 'partner'
        ? `The registration of ${day(asked.registeredAt)} is older than our own opportunity of ${day(asked.openedAt)}: the partner owns the customer.`
        : `Our own sales were there on ${day(asked.openedAt)}, before the registration of ${day(asked.registeredAt)}: the direct side owns the customer.${paid}`;
    case 'asked':
      return `The customer asked for another partner, and that is honoured.${paid}`;
  }
};
