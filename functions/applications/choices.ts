import { channelTier, type Policy, type ProgramType } from '../policy/contract.ts';

const typeLabels: Readonly<Record<ProgramType, string>> = {
  affiliate: 'Affiliate: recommend us, earn a commission',
  channel: 'Channel partner: sell our product',
  integration: 'Integration: connect your product with ours',
  'co-marketing': 'Co-marketing: campaigns together',
  strategic: 'Strategic: a joint business',
};
/** Who may apply without having been asked; the other types begin with a nomination. */
const onTheForm: readonly ProgramType[] = ['affiliate', 'channel'];

const bare = ({ id, label }: { readonly id: string; readonly label: string }) => ({ id, label });

/** What the sign-up form offers under a policy. Which of the answers lie inside the ideal profile is not told. */
export const formChoices = (policy: Policy) => ({
  programTypes: onTheForm
    .filter((type) => policy.signUp.openTypes.some((open) => open.type === type))
    .map((type) => ({ id: type, label: typeLabels[type] })),
  targetTiers: channelTier.options.map((tier) => ({ id: tier, label: tier })),
  categories: policy.scoring.categories.map(bare),
  customers: {
    segment: policy.scoring.icp.segment.map(bare),
    industry: policy.scoring.icp.industry.map(bare),
    companySize: policy.scoring.icp.companySize.map(bare),
    region: policy.scoring.icp.region.map(bare),
  },
});
