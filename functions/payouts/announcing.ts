import type { LetterOrder } from '../email/contract.ts';
import type { Profile } from '../partners/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { moneyText } from '../shared/money.ts';
import type { Batch, PayeeRecord, Payout, Standing, TaxStatus } from './contract.ts';
import { type WaitReason, waitReasons } from './deciding.ts';
import type { Following } from './following.ts';
import { railNames } from './paying.ts';

const keyOf = ({ batchId, partnerId, currency }: Payout): string => `payout/${batchId}/${partnerId}/${currency}`;
const amountOf = ({ minor, currency }: Payout): string => moneyText({ minor, currency });

const toPartner = (payout: Payout, letter: string, data: Record<string, unknown>, at: string): LetterOrder => ({
  key: `${keyOf(payout)}/${letter}`,
  letter,
  to: { personId: payout.personId },
  partnerId: payout.partnerId,
  run: payout.run,
  orderedAt: at,
  data: { amount: amountOf(payout), period: payout.batchId.slice(0, 7), ...data },
});

const NAMES = { held: 'payout-held.v1', paid: 'payout-paid.v1', returned: 'payout-returned.v1' } as const;

const news = (payout: Payout, name: keyof typeof NAMES, reason: string | undefined, at: string): ProgramEvent => ({
  id: `${keyOf(payout)}/${name}`,
  name: NAMES[name],
  occurredAt: at,
  recordedAt: at,
  partnerId: payout.partnerId,
  run: payout.run,
  data: { batchId: payout.batchId, amount: amountOf(payout), ...(reason ? { reason } : {}) },
});

/** A payout waits: the partner is told why, and what to do [A6]. */
export const waits = (payout: Payout, reasons: readonly WaitReason[], at: string): Following => ({
  events: [news(payout, 'held', reasons.join(', '), at)],
  letters: [toPartner(payout, 'payout-held', { reasons: reasons.map((reason) => waitReasons[reason]) }, at)],
});
/** The same of one that the preview holds. */
export const held = (payout: Payout, at: string): Following =>
  payout.state === 'held' ? waits(payout, payout.reasons, at) : {};

type Who = Pick<Profile, 'partnerId' | 'run'>;
type Said = NonNullable<Standing['hold']>;

/** For the timeline: payouts of a partner wait for a person, or go on. */
export const holdNews = ({ partnerId, run }: Who, hold: boolean, { by, at, note }: Said): News => ({
  id: `${partnerId}/payouts-${hold ? 'wait' : 'go-on'}/${at}`,
  name: 'payout-hold-set.v1',
  ...{ occurredAt: at, recordedAt: at, partnerId, run },
  data: { hold, by, note },
});

/** For the timeline: a tax form was announced, or is here. Never its number. */
export const taxNews = ({ partnerId, run }: Who, { form, state, changedAt: at, changedBy: by }: TaxStatus): News => ({
  id: `${partnerId}/tax-form/${form}/${state}/${at}`,
  name: 'tax-form-told.v1',
  ...{ occurredAt: at, recordedAt: at, partnerId, run },
  data: { form, state, by },
});
type News = ProgramEvent & { readonly partnerId: string };

/** The remittance letter. */
export const paid = (payout: Payout, at: string): Following => {
  const { rail = 'bank', masked = '', outcome, providerKey = '' } = payout;
  const data = { how: railNames[rail], account: masked, on: outcome?.on ?? at.slice(0, 10), reference: providerKey };
  return { events: [news(payout, 'paid', undefined, at)], letters: [toPartner(payout, 'payout-sent', data, at)] };
};

/** The money came back: it is payable again, and the next run tries anew. */
export const returned = (payout: Payout, reason: string, at: string): Following => {
  const data = { how: railNames[payout.rail ?? 'bank'], account: payout.masked ?? '', reason };
  return { events: [news(payout, 'returned', reason, at)], letters: [toPartner(payout, 'payout-returned', data, at)] };
};

/** Something a waiting run may be woken for. */
export const batchNews = (batchId: string, what: string | number, at: string): ProgramEvent => ({
  id: `payout-batch/${batchId}/${what}`,
  name: 'payout-batch-news.v1',
  occurredAt: at,
  recordedAt: at,
  data: { batchId },
});

type Stage = 'first' | 'reminder' | 'escalation';

const toTeam = (
  batch: Batch,
  letter: string,
  nth: string | number,
  data: Record<string, unknown>,
  at: string,
  team: 'ops' | 'manager' = 'ops',
): LetterOrder => ({
  key: `payout-batch/${batch.batchId}/${letter}/${nth}/${team}`,
  letter,
  to: { team },
  orderedAt: at,
  data: { batchId: batch.batchId, ...data },
});

const totalsText = ({ totals }: Batch): readonly string[] =>
  totals.map(
    ({ payouts, ...amount }) => `${moneyText(amount)} to ${payouts} ${payouts === 1 ? 'partner' : 'partners'}`,
  );

/** The `nth` time that somebody is asked: once, reminded, then everybody. */
const stageOf = (nth: number): Stage => (nth === 0 ? 'first' : nth === 1 ? 'reminder' : 'escalation');

/** Asks the team for what the run waits for; from the third time on managers too. */
export const asking = (batch: Batch, awaits: 'approval' | 'results', nth: number, at: string): LetterOrder[] => {
  const data = {
    totals: totalsText(batch),
    stage: stageOf(nth),
    ...(awaits === 'approval' ? { needed: batch.approvalsNeeded } : {}),
  };
  const letter = awaits === 'approval' ? 'payouts-to-approve' : 'payouts-to-send';
  const everybody = nth >= 2 ? [toTeam(batch, letter, nth, data, at, 'manager')] : [];
  return [toTeam(batch, letter, nth, data, at), ...everybody];
};

export const stuck = (batch: Batch, stay: string, error: string, at: string): LetterOrder =>
  toTeam(batch, 'payout-run-stuck', stay.replaceAll(/[^A-Za-z0-9:._-]/g, '-'), { error }, at);

/** A partner is paid to another account from now on. */
export const payeeChanged = (
  record: PayeeRecord,
  payment: string,
  who: { readonly personId: string; readonly contactId: string; readonly run: number },
): { readonly event: ProgramEvent; readonly letter: LetterOrder } => {
  const { partnerId, version, accountHash, rail, masked, changedAt } = record;
  const base = { partnerId, run: who.run };
  return {
    event: {
      id: `${partnerId}/payee-${version}`,
      name: 'payee-changed.v1',
      occurredAt: changedAt,
      recordedAt: changedAt,
      ...base,
      data: { accountHash, payment, version, by: who.personId },
    },
    letter: {
      key: `${partnerId}/payee-${version}/payout-details-changed`,
      letter: 'payout-details-changed',
      to: { personId: who.contactId },
      ...base,
      orderedAt: changedAt,
      data: { how: railNames[rail], account: masked, at: changedAt },
    },
  };
};
