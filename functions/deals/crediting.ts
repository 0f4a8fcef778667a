import type { Profile } from '../partners/contract.ts';
import { Problem } from '../shared/problem.ts';
import type { CreditItem } from './contract.ts';
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
