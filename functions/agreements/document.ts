import { createHash } from 'node:crypto';
import type { Profile } from '../partners/contract.ts';
import { type AgreementType, agreementFor, channelTier, type Policy } from '../policy/contract.ts';
import type { AgreementView } from './contract.ts';
import { integration } from './texts/integration.v1.ts';
import { referralAffiliate } from './texts/referral-affiliate.v1.ts';
import { referralChannel } from './texts/referral-channel.v1.ts';
import { strategic } from './texts/strategic.v1.ts';
import type { AgreementText, Terms } from './texts/text.ts';

/** What is shown and accepted; `hash` covers all of it [P3]. */
export type AgreementDocument = Pick<
  AgreementView,
  'agreement' | 'title' | 'version' | 'hash' | 'text' | 'brandRules' | 'prohibitedTactics' | 'valueMap' | 'asksFor'
>;

type Signer = Pick<Profile, 'programType' | 'targetTier' | 'tier'>;

/** The text in force of each partnership type; referral has one for affiliates and one for the channel. */
const textFor = (signer: Signer): AgreementText => {
  const type = agreementFor[signer.programType];
  if (type === 'referral') return signer.programType === 'affiliate' ? referralAffiliate : referralChannel;
  return type === 'integration' ? integration : strategic;
};

const asks: Readonly<Record<AgreementType, AgreementDocument['asksFor']>> = {
  referral: 'nothing',
  integration: 'integration',
  strategic: 'strategic',
};

/** The agreement that this partner is asked to accept [P1, P4, P5], with the numbers of its policy. */
export const documentFor = (signer: Signer, policy: Policy, program: string): AgreementDocument => {
  const source = textFor(signer);
  const agreement = agreementFor[signer.programType];
  const shown = {
    agreement,
    title: source.title,
    version: source.version,
    text: source.body(termsOf(signer, policy, program)),
    brandRules: policy.terms.brandRules,
    prohibitedTactics: policy.terms.prohibitedTactics,
    valueMap: source.valueMap,
  };
  return { ...shown, hash: hashOf(shown), asksFor: asks[agreement] };
};

/** SHA-256, hex. The fields are listed so that their order is the same for ever. */
const hashOf = (shown: Omit<AgreementDocument, 'hash' | 'asksFor'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        shown.version,
        shown.title,
        shown.text,
        shown.brandRules,
        shown.prohibitedTactics,
        Object.entries(shown.valueMap).sort(([one], [other]) => (one < other ? -1 : 1)),
      ]),
    )
    .digest('hex');

const attributionWords: Readonly<Record<Policy['terms']['attribution'], string>> = {
  'last-click': 'the last click counts',
  'first-click': 'the first click counts',
  linear: 'all clicks share equally',
  'position-based': 'the first and the last click count 40 % each, those between share 20 %',
};

const termsOf = (signer: Signer, policy: Policy, program: string): Terms => {
  const { terms, tiers, calendar } = policy;
  const tier = channelTier.options.find((one) => one === (signer.tier ?? signer.targetTier)) ?? 'Registered';
  return {
    program,
    firstPayment: percent(terms.firstPaymentBp),
    laterPayments: percent(terms.laterPaymentsBp),
    laterMonths: terms.laterPaymentsMonths,
    margin: percent(tiers.channel[tier].marginBp),
    tier,
    cookieDays: terms.cookieDays,
    attribution: attributionWords[terms.attribution],
    reviewDays: terms.reviewDays,
    clawbackDays: terms.clawbackDays,
    payoutMinimum: amount(terms.payoutMinimumMinor, calendar.reportingCurrency),
    territory: terms.territory,
    verticals: terms.verticals.length > 0 ? terms.verticals.join(', ') : 'all',
    roadmapCadence: terms.roadmapCadence,
    appealDays: terms.appealDays,
  };
};

/** Basis points in words: 2,500 is `25 %`, 1,250 is `12.5 %`. */
export const percent = (basisPoints: number): string => {
  const rest = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(basisPoints / 100)}${rest ? `.${rest}` : ''} %`;
};

/** Minor units in words, by integers alone: 5,000 of USD is `USD 50.00`, of JPY `JPY 5000`. */
export const amount = (minor: number, currency: string): string => {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? `${currency} ${text}` : `${currency} ${text.slice(0, -digits)}.${text.slice(-digits)}`;
};
