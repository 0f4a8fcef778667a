import * as z from 'zod';
import { dealCredited, dealCustomerNamed, dealMoved } from '../deals/contract.ts';
import { accrualTold, flagTold } from '../fraud/contract.ts';
import { leadMoved } from '../leads/contract.ts';
import { assetDownloaded, coBrandedMade } from '../library/contract.ts';
import { mdfMoved } from '../mdf/contract.ts';
import { moneyText } from '../shared/currency.ts';
import { envelope, factData, type ProgramEvent } from '../shared/event.ts';
import { decisionMade, taskOpened, taskRequest } from '../tasks/contract.ts';
import { channelTermsAgreed, programTierSet, tierAskAnswered, tierNoticed } from '../tiers/contract.ts';
import {
  managerSet,
  partnerAdmitted,
  stageChanged,
  stopData,
  type TimelineEntry,
  tierChanged,
  timelineItem,
} from './contract.ts';

/** What an event says, as one sentence of the partner's timeline. A test fails for an event that has none. */
export const sentences: Readonly<Record<string, (data: unknown) => string>> = {
  'application-verified.v1': () => 'The application was confirmed by its contact.',
  'stage-changed.v1': (data) => {
    const { from, to, reason } = stageChanged.parse(data);
    return `${from ? `${from} to ${to}` : `Began in ${to}`}${reason ? `: ${reason}` : '.'}`;
  },
  'partner-admitted.v1': (data) => {
    const { tier, conditional, reason } = partnerAdmitted.parse(data);
    return `Admitted at ${tier}${conditional ? ', on condition' : ''}: ${reason}`;
  },
  'tier-changed.v1': (data) => {
    const { from, to, because } = tierChanged.parse(data);
    return `Tier ${from ? `${from} to ${to}` : to}: ${because}`;
  },
  'tier-noticed.v1': (data) => {
    const { tier, to, missing, demotesAfter } = tierNoticed.parse(data);
    return `Notice was given: ${tier} becomes ${to} after ${demotesAfter} unless there is ${missing.join(', ')}.`;
  },
  'tier-kept.v1': () => 'The tier is kept after notice: nothing is missing any more.',
  'program-tier-set.v1': (data) => {
    const { tier, reason, overCapacity } = programTierSet.parse(data);
    return `Program tier ${tier}${overCapacity ? ', beyond capacity' : ''}: ${reason}`;
  },
  'manager-set.v1': (data) => {
    const { name } = managerSet.parse(data);
    return name ? `${name} looks after this partner.` : 'All managers look after this partner.';
  },
  'tier-ask-answered.v1': (data) => {
    const { what, state, answer } = tierAskAnswered.parse(data);
    return `Asked for ${words(what)}: ${state}. ${answer}`;
  },
  'channel-terms-agreed.v1': (data) => {
    const { tier, marginBp, mdfMatchBp, from, until } = channelTermsAgreed.parse(data);
    const shares = [
      ...(marginBp === undefined ? [] : [`margin ${marginBp / 100} %`]),
      ...(mdfMatchBp === undefined ? [] : [`own part of funded activities ${mdfMatchBp / 100} %`]),
    ];
    return `Agreed while ${tier}, ${from} to ${until}: ${shares.join(', ')}.`;
  },
  'partner-stopped.v1': (data) => {
    const { reason, note } = stopData.parse(data);
    return `Stopped (${reason}): ${note}`;
  },
  'decision-made.v1': (data) => {
    const { kind, decision } = decisionMade.parse(data);
    const who = decision.by === 'rule' ? 'by rule at the deadline' : `by ${decision.byName ?? 'a person'}`;
    return `Decision on ${words(kind)}: ${words(decision.outcome)}, ${who}. ${decision.reason ?? ''}`.trim();
  },
  'letter-sent.v1': (data) => `Letter sent: ${letterIn(data).letter}.`,
  'letter-skipped.v1': (data) => `Letter not sent, by rule (${letterIn(data).reason}): ${letterIn(data).letter}.`,
  'letter-failed.v1': (data) => `Letter failed (${letterIn(data).reason}): ${letterIn(data).letter}.`,
  'contact-unreachable.v1': () => 'The mailbox of the contact does not exist: nothing is sent to it any more.',
  'letters-unsubscribed.v1': () => 'The contact wants no more tips and reminders.',
  'tier-decided.v1': () => 'Another tier was decided on.',
  'commitment-recorded.v1': () => 'A signed commitment was recorded.',
  'satisfaction-told.v1': () => 'A customer said how satisfied it is.',
  'colleague-joined.v1': () => 'A colleague has joined.',
  'colleague-left.v1': () => 'A colleague was removed; certificates of that person do not count any more.',
  'certificate-issued.v1': (data) =>
    `Somebody was certified: ${words(String(z.looseObject({ track: z.string() }).parse(data).track))}.`,
  'colleague-applied.v1': () => 'Somebody else of this company applied, and was told that it is a partner already.',
  'overlap-measured.v1': () => 'The overlap with our customers was computed.',
  'application-scored.v1': () => 'A scorecard was made.',
  'task-requested.v1': (data) => `A person was asked: ${words(taskRequest.parse(data).kind)}.`,
  'flag-raised.v1': (data) => `A flag was raised: ${words(flagTold.parse(data).rule)}.`,
  'flag-closed.v1': (data) => {
    const { rule, state, reason } = flagTold.parse(data);
    return `A flag was ${state} (${words(rule)}): ${reason}`;
  },
  'deal-moved.v1': (data) => {
    const { customer, to, by, because } = dealMoved.parse(data);
    return `Deal with ${customer}: ${words(to)}${by ? `, by ${by}` : ''}.${because ? ` ${because}` : ''}`;
  },
  'accrual-held.v1': (data) => accrualSentence('held', data),
  'accrual-released.v1': (data) => accrualSentence('released', data),
  'accrual-rejected.v1': (data) => accrualSentence('rejected', data),
  'accrual-reinstated.v1': (data) => accrualSentence('reinstated', data),
  'mdf-moved.v1': (data) => {
    const { to, title, minor, currency, because } = mdfMoved.parse(data);
    return `Funds for “${title}”: ${words(to)}, ${moneyText({ minor, currency })}. ${because}`;
  },
  'review-planned.v1': (data) => reviewSentence('was planned', data),
  'review-prepared.v1': (data) => reviewSentence('has its numbers', data),
  'review-moved.v1': (data) => reviewSentence('was moved', data),
  'review-called-off.v1': (data) => reviewSentence('was called off', data),
  'review-missed.v1': (data) => reviewSentence('counts as missed', data),
  'review-recorded.v1': (data) => reviewSentence('was held and recorded', data),
  'person-erased.v1': () => 'The contact was erased.',
  'task-opened.v1': (data) => {
    const { kind, deadline } = taskOpened.parse(data);
    return `A person was asked, until ${deadline.slice(0, 10)}: ${words(kind)}.`;
  },
  'coupon-given.v1': (data) => `The coupon ${couponTold.parse(data).code} was given.`,
  'coupon-refused.v1': (data) => `The coupon ${couponTold.parse(data).code} was not given.`,
  'coupon-closed.v1': (data) => `The coupon ${couponTold.parse(data).code} was closed.`,
  'asset-downloaded.v1': (data) => {
    const { title, version } = assetDownloaded.parse(data);
    return `Opened from the library: ${title}, version ${version}.`;
  },
  'co-branded-made.v1': (data) => `A co-branded sheet was made: ${coBrandedMade.parse(data).name}.`,
  'file-kept.v1': (data) => `The file “${fileTold.parse(data).name}” was taken in.`,
  'file-refused.v1': (data) => {
    const { name, because = '' } = fileTold.parse(data);
    return `The file “${name}” was refused: ${because}`;
  },
  'payee-changed.v1': () => 'The payout method was changed.',
  'payout-hold-set.v1': (data) => {
    const { hold, note } = payoutHold.parse(data);
    return `Payouts ${hold ? 'wait for a person' : 'go on'}: ${note}`;
  },
  'tax-form-told.v1': (data) => {
    const { form, state } = taxTold.parse(data);
    return `Tax form ${form} ${state === 'received' ? 'is here' : 'was announced'}.`;
  },
  'payout-held.v1': (data) => {
    const { amount, reason = '' } = payoutTold.parse(data);
    return `A payout of ${amount} is held: ${words(reason)}.`;
  },
  'payout-paid.v1': (data) => `A payout of ${payoutTold.parse(data).amount} was paid.`,
  'payout-returned.v1': (data) => {
    const { amount, reason = '' } = payoutTold.parse(data);
    return `A payout of ${amount} came back: ${reason}`;
  },
  'payout-batch-news.v1': () => 'Something was decided about a payout run.',
  'adjustment-approved.v1': () => 'A change of the balance was approved.',
  'application-refused.v1': () => 'An application was refused before it was confirmed.',
  'sign-in-requested.v1': () => 'Somebody asked for a sign-in letter.',
  'policy-published.v1': () => 'A version of the policy was published.',
  'policy-telling.v1': () => 'Partners are being told of a new policy.',
  'link-imported.v1': () => 'A link of another tool was brought in.',
  'click-reported.v1': () => "A click was reported by the customer's own server.",
  'lead-received.v1': () => 'A lead came in.',
  'lead-moved.v1': (data) => {
    const { company, to, because } = leadMoved.parse(data);
    return `Lead ${company}: ${words(to)}. ${because}`;
  },
  'direct-opportunity-told.v1': () => 'Our own pipeline has news of a customer.',
  'customer-alias-named.v1': () => 'A domain is known to be an alias of a customer.',
  'mdf-requested.v1': () => 'Funds were asked for.',
  'deal-customer-named.v1': (data) => {
    const { customer, customerId, because } = dealCustomerNamed.parse(data);
    return `Payments of ${customerId} were joined to the deal with ${customer}: ${because}`;
  },
  'deal-won-told.v1': () => 'It was told that a deal is won.',
  'deal-closed-won.v1': (data) => {
    const { origination } = dealTold.parse(data);
    if (!origination) return 'The side that owns a customer has won: what this partner is owed is due.';
    return `A deal is won${origination.invoicing === 'resale' ? ', sold by the partner' : ''}.`;
  },
  'channel-sales-changed.v1': () => 'What a channel partner sold has changed.',
  'deal-credited.v1': (data) => {
    const { customer, rule } = dealCredited.parse(data);
    return `Credit for the deal with ${customer} was recorded: ${words(rule)}.`;
  },
  'fact-recorded.v1': (data) => `Recorded: ${words(named(factData.parse(data).fact))}.`,
};

const payoutHold = z.looseObject({ hold: z.boolean(), note: z.string() });
const taxTold = z.looseObject({ form: z.string(), state: z.string() });
const payoutTold = z.looseObject({ amount: z.string(), reason: z.string().optional() });
const fileTold = z.looseObject({ name: z.string(), because: z.string().optional() });
const couponTold = z.looseObject({ code: z.string() });
const dealTold = z.looseObject({ origination: z.looseObject({ invoicing: z.string() }).optional() });
const reviewTold = z.looseObject({ quarter: z.string(), because: z.string().optional() });
const reviewSentence = (done: string, data: unknown): string => {
  const { quarter, because } = reviewTold.parse(data);
  return `The business review of ${quarter} ${done}${because ? `: ${because}` : '.'}`;
};

const accrualSentence = (done: string, data: unknown): string => {
  const { sale, rule } = accrualTold.parse(data);
  return `The commission on ${sale} was ${done} (${words(rule)}).`;
};

/** What the e-mail room tells of a letter. */
const letterTold = z.looseObject({ letter: z.string(), reason: z.string().default('') });

const letterIn = (data: unknown): { letter: string; reason: string } => {
  const told = letterTold.parse(data);
  return { letter: words(told.letter), reason: words(told.reason) };
};

/** A fact without the ids and numbers that tell it from others of its name. */
const named = (fact: string): string =>
  fact
    .split(':')
    .filter((part) => !/^[0-9A-Za-z]{20,}$|^[\d-]+$/.test(part))
    .join(':');

const words = (name: string): string => name.replaceAll('-', ' ').replaceAll(':', ', ');

/** An event that has no sentence, or is older than the shape that its sentence reads, is told by its name. */
const sentenceOf = ({ name, data }: ProgramEvent): string => {
  try {
    return sentences[name]?.(data) ?? byName(name);
  } catch (error) {
    if (error instanceof z.ZodError) return byName(name);
    throw error;
  }
};

const byName = (name: string): string => `${words(name.replace(/\.v\d+$/, ''))}.`;

/** The timeline entry of an event. */
export const entryOf = (event: ProgramEvent, partnerId: string): TimelineEntry => {
  const by = event.data.by;
  return {
    type: 'TIMELINE',
    partnerId,
    at: event.occurredAt,
    entry: event.id,
    name: event.name,
    text: sentenceOf(event),
    ...(typeof by === 'string' ? { by } : {}),
    data: event.data,
  };
};

/** An item of the timeline: an event as the outbox keeps it, or an entry that was written as one. */
export const readEntry = (item: Record<string, unknown>): TimelineEntry => {
  if (item.type === 'TIMELINE') return timelineItem.parse(item);
  const event = envelope.parse(item.event);
  return entryOf(event, event.partnerId ?? '');
};
