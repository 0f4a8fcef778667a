import { derivedId } from '../../shared/ids.ts';
import { programKey } from '../../shared/program-key.ts';
import { paid, returned } from '../announcing.ts';
import { isUnderWay, markPaid, markReturned } from '../books/store.ts';
import type { Payout } from '../contract.ts';
import { forgetErased, payeeIn, readPayees } from '../payees/store.ts';
import { isSettledSilence, orderOf, outcomeOf } from '../sending.ts';
import { lookUp, MISSING, order, type Service, secretOf, UNKNOWN } from '../service/store.ts';
import { findPayout, movePayout, noteOutcome, putPayment } from '../store.ts';

/** Books what became of a payout, and tells the partner. Each part can be repeated: a crash between them loses nothing. */
export const settle = async (payout: Payout, now: string): Promise<void> => {
  const { outcome, cameBack, state } = payout;
  const { batchId, partnerId, currency, minor, rail = 'bank' } = payout;
  const underWay = state === 'reserved' || state === 'sent';
  if (underWay && outcome?.result === 'paid') {
    await markPaid(payout, now);
    const year = outcome.on.slice(0, 4);
    const payment = { type: 'PAYMENT', year, partnerId, batchId, currency, minor, paidOn: outcome.on, rail } as const;
    await movePayout(payout, 'paid', {}, paid(payout, now), [putPayment(payment)]);
  } else if (underWay && outcome?.result === 'returned') {
    const reason = outcome.reason ?? 'No reason was given.';
    await markReturned(payout, 'transit', reason, now);
    await movePayout(payout, 'returned', {}, returned(payout, reason, now));
  } else if (state === 'paid' && outcome && cameBack) {
    const reason = cameBack.reason ?? 'No reason was given.';
    await markReturned(payout, 'paid', reason, now);
    const year = outcome.on.slice(0, 4);
    const sent = { type: 'PAYMENT', year, partnerId, batchId, currency, minor, paidOn: outcome.on, rail } as const;
    const beside = [putPayment({ ...sent, returnedOn: cameBack.on })];
    await movePayout(payout, 'returned', {}, returned(payout, reason, now), beside);
  } else return;
  await forgetErased(partnerId, await isUnderWay(partnerId));
};

/**
 * Sends an order to the payout service, or asks what became of it. That it is being sent is written first: if the answer
 * is lost, or this function dies, the order is looked up from then on and never sent again [B7].
 */
export const sendOrAsk = async (payout: Payout, url: string, timeZone: string, now: Date): Promise<void> => {
  const at = now.toISOString();
  const service: Service = { url, secret: secretOf(await programKey()) };
  const said = payout.state === 'reserved' ? await send(payout, service, now) : await ask(payout, service, now);
  const outcome = outcomeOf(said, at, timeZone);
  if (outcome) await noteOutcome(payout, 'outcome', outcome);
};

const send = async (payout: Payout, service: Service, now: Date) => {
  const sentAt = now.toISOString();
  const payee = payeeIn(await readPayees([payout]), payout);
  if (!payee) throw new Error('The payment details of a payout under way are gone.');
  if ((await movePayout(payout, 'sent', { sentAt })) === 'refused') return UNKNOWN;
  return order(service, payout.providerKey ?? '', orderOf(payout, payee, sentAt), now);
};

const ask = async (payout: Payout, service: Service, now: Date) => {
  const said = await lookUp(service, payout.providerKey ?? '', now);
  const believed = isSettledSilence(payout.sentAt ?? '', now.toISOString());
  return said === MISSING && !believed ? UNKNOWN : said;
};

/** Does with one payout what can be done now; answers it as it then is. */
export const advance = async (
  payout: Payout,
  rules: { readonly webhookUrl: string | null; readonly timeZone: string },
  now: Date,
): Promise<void> => {
  const waits = (payout.state === 'reserved' || payout.state === 'sent') && !payout.outcome;
  if (waits && payout.rail === 'webhook' && rules.webhookUrl) {
    await sendOrAsk(payout, rules.webhookUrl, rules.timeZone, now);
  }
  await settle((await findPayout(payout)) ?? payout, now.toISOString());
};

/** The name under which the rail knows a payment: it follows from the payout and cannot be guessed. */
export const providerKeyOf = async ({ batchId, partnerId, currency }: Payout): Promise<string> =>
  derivedId(await programKey(), 'payout', batchId, partnerId, currency);
