import {
  channelTier,
  entryTier,
  type IcpDimension,
  icpDimension,
  type PartnerTier,
  type Path,
  type Policy,
  type ProgramType,
} from '../policy/contract.ts';
import { Problem } from '../shared/problem.ts';
import type { CompanyFacts, CompletionForm, IcpInputs, NominationForm, StatedCustomers } from './contract.ts';
import { domainOf, isInternational, readWebsite } from './website.ts';

type Icp = Policy['scoring']['icp'];

/** A field of a form that the policy does not accept: the same answer as for a wrong shape. */
const wrong = (field: string, message: string): Problem =>
  new Problem(422, 'invalid-input', `${field}: ${message}`, { errors: [{ where: 'body', field, message }] });

/** [L12] affiliates, and channel partners who aim for Registered, take the self-serve path; everybody else meets a person. */
export const pathOf = (programType: ProgramType, targetTier: PartnerTier): Path =>
  (programType === 'affiliate' || programType === 'channel') && targetTier === entryTier[programType]
    ? 'self-serve'
    : 'full';

/** Preferred and Ambassador are given by application or invitation to affiliates that are there already [T3]. */
const tierOf = (programType: ProgramType, asked: PartnerTier | undefined): PartnerTier => {
  const entry = entryTier[programType];
  if (asked === undefined || asked === entry) return entry;
  if (programType !== 'affiliate' && channelTier.safeParse(asked).success) return asked;
  throw wrong('targetTier', `${asked} cannot be applied for; leave it out to begin at ${entry}`);
};

const allows = (icp: Icp, dimension: IcpDimension, value: string): string | undefined => {
  const typed = value.trim().toLowerCase();
  return icp[dimension].find((option) => option.id === typed || option.label.toLowerCase() === typed)?.id;
};

const CELL_UNKNOWN = '?';

/** What is kept of the customers an applicant states: shares without zeros, or a list as counts of equal rows [S7]. */
export const keptCustomers = (stated: StatedCustomers, icp: Icp): IcpInputs => {
  if (stated.kind === 'list') {
    const counts: Record<string, number> = {};
    for (const row of stated.rows) {
      const key = icpDimension.options.map((one) => allows(icp, one, row[one]) ?? CELL_UNKNOWN).join('|');
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return { kind: 'list', rows: stated.rows.length, counts };
  }
  const shares = (dimension: IcpDimension): Record<string, number> => {
    const unknown = Object.keys(stated[dimension]).find((value) => !allows(icp, dimension, value));
    if (unknown) throw wrong(`customers.${dimension}`, `"${unknown}" is not one of the choices`);
    return Object.fromEntries(Object.entries(stated[dimension]).filter(([, share]) => share > 0));
  };
  return {
    kind: 'shares',
    segment: shares('segment'),
    industry: shares('industry'),
    companySize: shares('companySize'),
    region: shares('region'),
  };
};

const knownCategory = (category: string, policy: Policy): string => {
  if (policy.scoring.categories.some((one) => one.id === category)) return category;
  throw wrong('category', `"${category}" is not one of the choices`);
};

type Stated = Pick<CompletionForm, 'category' | 'audienceSize' | 'customers'>;

/** The criteria's inputs that a form states; what it leaves out stays out. */
export const statedCriteria = (
  form: Stated,
  policy: Policy,
): Pick<CompanyFacts, 'category' | 'audienceSize' | 'icpInputs'> => ({
  ...(form.category === undefined ? {} : { category: knownCategory(form.category, policy) }),
  ...(form.audienceSize === undefined ? {} : { audienceSize: form.audienceSize }),
  ...(form.customers === undefined ? {} : { icpInputs: keptCustomers(form.customers, policy.scoring.icp) }),
});

/** The facts of a company from a form or a nomination; throws a 422 that names the field. */
export const companyFactsOf = (form: NominationForm, policy: Policy): CompanyFacts => {
  if (!policy.signUp.openTypes.some((open) => open.type === form.programType)) {
    throw wrong('programType', `the program does not take ${form.programType} partners yet`);
  }
  const targetTier = tierOf(form.programType, form.targetTier);
  const read = readWebsite(form.website, policy.signUp.sharedPlatforms);
  if (!read.ok) throw wrong('website', read.sentence);
  const { website, domainKey, international } = read.site;
  return {
    programType: form.programType,
    targetTier,
    path: pathOf(form.programType, targetTier),
    company: form.company,
    website,
    domainKey,
    country: form.country,
    ...statedCriteria(form, policy),
    flags: international || isInternational(domainOf(form.email)) ? ['international-domain'] : [],
  };
};
