import type { LetterOrder } from '../email/contract.ts';
import type { Profile } from '../partners/contract.ts';
import { Problem } from '../shared/problem.ts';
import type { CreditItem, Deal } from './contract.ts';
import type { Actor } from './moves.ts';
import { plainName } from './names.ts';

type Body =
  | {
      readonly rule: 'co-sell';
      readonly kind: NonNullable<CreditItem['kind']>;
      readonly crmField: string;
      readonly evidence: string;
    }
  | { readonly rule: 'meeting'; readonly evidence: string };

const done = {
  'demo-support': 'Demo support',
  'technical-validation': 'Technical validation',
  'executive-introduction': 'Executive introduction',
} as const;

/** A credit as it is recorded. A co-sell credit needs one of three deeds, and the CRM's field with the partner's name [A16]. */
export const creditFrom = (
  body: Body,
  { partnerId, run, company }: Pick<Profile, 'partnerId' | 'run' | 'company'>,
  { by, byName }: Actor,
  at: string,
): CreditItem => {
  const who = { partnerId, run, by, at, ...(byName ? { byName } : {}) };
  if (body.rule === 'meeting') return { rule: 'meeting', ...who, evidence: body.evidence };
  if (plainName(body.crmField) !== plainName(company)) {
    throw new Problem(
      422,
      'invalid-input',
      `crmField: the CRM must name ${company} as the partner of this opportunity.`,
    );
  }
  const evidence = `${done[body.kind]}: ${body.evidence} CRM: ${body.crmField}.`;
  return { rule: 'co-sell', ...who, kind: body.kind, evidence };
};

/** True where the same was recorded before. */
export const isRecorded = ({ credits }: Pick<Deal, 'credits'>, item: CreditItem): boolean =>
  credits.some(
    ({ rule, partnerId, evidence }) => rule === item.rule && partnerId === item.partnerId && evidence === item.evidence,
  );

/** To whom the credit is: it is on record, and is paid once the deal is won. */
export const creditLetter = (
  { dealId, customer }: Pick<Deal, 'dealId' | 'customer'>,
  { rule, evidence }: CreditItem,
  { partnerId, run, personId }: Pick<Profile, 'partnerId' | 'run' | 'personId'>,
  at: string,
): LetterOrder => ({
  key: `${partnerId}/${run}/deal/${dealId}/credit/${rule}`,
  letter: 'deal-credited',
  to: { personId },
  ...{ partnerId, run, orderedAt: at },
  data: { customer: customer.name, rule, evidence },
});
