import { commit } from '../../../shared/commit.ts';
import { claim } from '../../../shared/journal.ts';
import { readClaimsBehind } from '../../../shared/journal-reader.ts';
import { putEvent } from '../../../shared/outbox.ts';
import type { Answer } from '../../contract.ts';
import { meetDeals } from '../../meeting/store.ts';
import type { Half, Translated } from '../../stripe/translating.ts';
import { answerOf } from '../answering.ts';
import { clickEvent } from '../click.ts';
import { dealEvent } from '../deal.ts';
import { halfClaim, wholeOf } from '../half.ts';
import type { ClickReported, DealWon, Happening } from '../happening.ts';
import { dealClaim } from '../recording.ts';
import { claimOnce, take, takeReturn } from '../store.ts';

const passOn = async (programKey: string, click: ClickReported, now: Date): Promise<Answer> => {
  await commit([], [putEvent(clickEvent(programKey, click, now))]);
  return { key: click.key, state: 'passed-on', commissions: [] };
};

/** Whose the deal is, room deals decides; its payments follow as sales of it [D7]. */
const passOnDeal = async (programKey: string, told: DealWon, now: Date): Promise<Answer> => {
  await claimOnce(dealClaim(programKey, told, now));
  await commit([], [putEvent(dealEvent(programKey, told, now))]);
  const because = 'Whose deal it is follows from its registration.';
  return { key: told.key, state: 'passed-on', commissions: [], because };
};

const takeOne = async (programKey: string, told: Happening, now: Date): Promise<Answer> => {
  switch (told.kind) {
    case 'click':
      return passOn(programKey, told, now);
    case 'deal-won':
      return passOnDeal(programKey, told, now);
    case 'refund':
    case 'chargeback':
    case 'chargeback-won': {
      const taken = await takeReturn(programKey, told, now);
      if (taken) return answerOf(programKey, taken.fact, taken.isNew);
      return { key: told.key, saleId: told.sale, state: 'waits', commissions: [], because: 'It waits for its sale.' };
    }
    default: {
      const { fact, isNew } = await take(programKey, told, now, meetDeals(programKey, now));
      return answerOf(programKey, fact, isNew);
    }
  }
};

/** One after the other: most often they concern the same customer. */
export const takeAll = async (
  programKey: string,
  told: readonly Happening[],
  now: Date,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const one of told) answers.push(await takeOne(programKey, one, now));
  return answers;
};

/** Each half is kept before the other is looked for: whichever comes second finds both. */
const takeHalf = async (programKey: string, half: Half, now: Date): Promise<readonly Answer[]> => {
  const { held } = await claim(halfClaim(programKey, half, now));
  const whole = wholeOf(await readClaimsBehind('half', half.invoice));
  if (whole) return takeAll(programKey, [whole], now);
  const because = half.side === 'invoice' ? 'It waits for invoice_payment.paid.' : 'It waits for invoice.paid.';
  return [{ key: held.key, state: 'waits', commissions: [], because }];
};

/** What Stripe told. */
export const takeTranslated = async (
  programKey: string,
  translated: Translated,
  now: Date,
): Promise<readonly Answer[]> => {
  if ('ignored' in translated) {
    return [{ key: 'none', state: 'ignored', commissions: [], because: translated.ignored }];
  }
  if ('half' in translated) return takeHalf(programKey, translated.half, now);
  return takeAll(programKey, translated.happenings, now);
};
