import { createHash } from 'node:crypto';
import { BANK_FILE_PAYMENTS, bankFile } from './bank-file.ts';
import type { Batch, Payee, Payout, PayoutFile } from './contract.ts';
import { RESERVED } from './moving.ts';
import { PAYPAL_FILE_PAYMENTS, payPalFile } from './paypal-file.ts';
import { totalsOf } from './runs.ts';

type FileRail = 'paypal' | 'bank';
const EXTENSION = { paypal: 'csv', bank: 'xml' } as const;
const MOST = { paypal: PAYPAL_FILE_PAYMENTS, bank: BANK_FILE_PAYMENTS } as const;

/** Which payouts go into which file, from what was reserved alone: asked again, the answer is the same. */
export interface PlannedFile {
  readonly name: string;
  readonly rail: FileRail;
  readonly currency: string;
  readonly payouts: readonly Payout[];
}

/** In euros a file is of SEPA transfers or of others: an order has one service level, and a bank's report tells of orders. */
const isOutside = ({ currency, outsideSepa }: Payout): boolean => currency === 'EUR' && outsideSepa === true;
const isInside = (one: Payout): boolean => !isOutside(one);

const chunked = (all: readonly Payout[], most: number): readonly (readonly Payout[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most));

export const planFiles = (payouts: readonly Payout[]): readonly PlannedFile[] => {
  const reserved = payouts
    .filter(({ state }) => RESERVED.includes(state))
    .toSorted((one, other) => (one.partnerId < other.partnerId ? -1 : 1));
  return (['bank', 'paypal'] as const).flatMap((rail) => {
    const ofRail = reserved.filter((one) => one.rail === rail);
    return totalsOf(ofRail).flatMap(({ currency }) => {
      const all = ofRail.filter((one) => one.currency === currency);
      const chunks = [...chunked(all.filter(isInside), MOST[rail]), ...chunked(all.filter(isOutside), MOST[rail])];
      return chunks.map((payouts, index) => ({
        name: `${rail}-${currency}-${index + 1}.${EXTENSION[rail]}`,
        rail,
        currency,
        payouts,
      }));
    });
  });
};

/** Names a file to the bank in at most 35 characters; runs of one month for one partner, or further ones, differ too. */
export const messageIdOf = (batchId: string, name: string): string => {
  const month = batchId.slice(0, 7).replace('-', '');
  const more = batchId.length > 7 ? `-${sha256Of(batchId).slice(0, 12).toUpperCase()}` : '';
  return `${month}${more}-${name.slice(0, name.lastIndexOf('.')).replace('bank-', '')}`;
};

const keyOf = (one: Payout): string => {
  if (!one.providerKey) throw new Error(`Payout ${one.batchId}/${one.partnerId}/${one.currency} has no key.`);
  return one.providerKey;
};

/** The bytes of a file, as text. `payeeOf` throws where the details were erased. */
export const render = (file: PlannedFile, batch: Batch, payeeOf: (payout: Payout) => Payee): string => {
  const note = `Partner payout ${batch.period}`;
  if (file.rail === 'paypal') {
    return payPalFile(
      file.payouts.map((one) => {
        const payee = payeeOf(one);
        if (payee.rail !== 'paypal') throw new Error('A payee of another rail in a PayPal file.');
        return { email: payee.email, minor: one.minor, currency: one.currency, providerKey: keyOf(one), note };
      }),
    );
  }
  const { payer, reservedAt, executionDate } = batch;
  if (!payer || !reservedAt || !executionDate) throw new Error(`Run ${batch.batchId} has no account to pay from.`);
  return bankFile({
    messageId: messageIdOf(batch.batchId, file.name),
    createdAt: reservedAt,
    executionDate,
    currency: file.currency,
    sepa: file.currency === 'EUR' && file.payouts.every(isInside),
    payer,
    payments: file.payouts.map((one) => {
      const payee = payeeOf(one);
      if (payee.rail !== 'bank') throw new Error('A payee of another rail in a bank file.');
      return { providerKey: keyOf(one), minor: one.minor, to: payee, remittance: note };
    }),
  });
};

/** What is written down when a file is made first. */
export const recordOf = (file: PlannedFile, text: string, batchId: string, now: string): PayoutFile => ({
  type: 'PAYOUT-FILE',
  batchId,
  name: file.name,
  rail: file.rail,
  currency: file.currency,
  payouts: file.payouts.length,
  minor: file.payouts.reduce((sum, { minor }) => sum + minor, 0),
  sha256: sha256Of(text),
  bytes: Buffer.byteLength(text),
  madeAt: now,
});

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
