import type { SignedIn } from '../../functions/access/contract.ts';

interface PageLink {
  readonly href: string;
  readonly text: string;
  /** Pages that are reached from this one and have no link of their own. */
  readonly also?: readonly string[];
}

/** Links that belong together; the first group needs no name. */
export interface PageGroup {
  readonly name?: string;
  readonly links: readonly PageLink[];
}

const plan: PageLink = { href: '/portal', text: 'Your plan' };
const payouts: PageLink = { href: '/portal/payouts', text: 'Payouts', also: ['/portal/statements'] };
const held: PageLink = { href: '/portal/reviews', text: 'Held sales' };

/** What a partner of this program, with this much of the portal open, has to do with. */
export const portalPages = ({
  portal,
  programType,
}: Pick<SignedIn, 'portal' | 'programType'>): readonly PageGroup[] => {
  if (portal === 'limited') return [{ links: [plan, payouts, held] }];
  if (portal !== 'open') return [{ links: [plan] }];
  const affiliate = programType === 'affiliate';
  const only = (when: boolean, ...links: readonly PageLink[]): readonly PageLink[] => (when ? links : []);
  return [
    { links: [plan] },
    {
      name: 'Sell',
      links: [
        ...only(affiliate, { href: '/portal/links', text: 'Links' }),
        ...only(!affiliate, { href: '/portal/deals', text: 'Deals' }, { href: '/portal/leads', text: 'Leads' }),
        { href: '/portal/library', text: 'Library' },
      ],
    },
    {
      name: 'Earn',
      links: [
        { href: '/portal/earnings', text: 'Earnings', also: ['/portal/receipts'] },
        payouts,
        { href: '/portal/terms', text: 'Terms' },
        held,
      ],
    },
    {
      name: 'Grow',
      links: [
        { href: '/portal/tier', text: 'Tier' },
        ...only(
          !affiliate,
          { href: '/portal/courses', text: 'Certification', also: ['/portal/quiz'] },
          { href: '/portal/mdf', text: 'Funds' },
          { href: '/portal/business-reviews', text: 'Reviews' },
        ),
      ],
    },
    {
      name: 'Company',
      links: [
        { href: '/portal/team', text: 'Team' },
        { href: '/portal/agreement', text: 'Agreement' },
        { href: '/portal/timeline', text: 'Timeline', also: ['/portal/letters'] },
      ],
    },
  ];
};

export const opsPages: readonly PageGroup[] = [
  { links: [{ href: '/ops', text: 'Decisions', also: ['/ops/tasks'] }] },
  {
    name: 'Partners',
    links: [
      { href: '/ops/partners', text: 'All partners', also: ['/ops/timeline', '/ops/letters'] },
      { href: '/ops/tiers', text: 'Tiers' },
      { href: '/ops/reviews', text: 'Reviews' },
      { href: '/ops/nominate', text: 'Nominate' },
    ],
  },
  {
    name: 'Channel',
    links: [
      { href: '/ops/deals', text: 'Deals' },
      { href: '/ops/leads', text: 'Leads' },
      { href: '/ops/mdf', text: 'Funds' },
      { href: '/ops/library', text: 'Library' },
    ],
  },
  {
    name: 'Money',
    links: [
      { href: '/ops/sales', text: 'Sales' },
      { href: '/ops/fraud', text: 'Fraud' },
      { href: '/ops/payouts', text: 'Payouts' },
      { href: '/ops/attribution', text: 'Attribution' },
    ],
  },
  {
    name: 'Program',
    links: [
      { href: '/ops/policy', text: 'Policy' },
      { href: '/ops/what-if', text: 'What if' },
      { href: '/ops/calculator', text: 'Calculator' },
      { href: '/ops/integrations', text: 'Integrations' },
      { href: '/ops/imports', text: 'Import and export' },
    ],
  },
];

export const openPages: readonly PageLink[] = [
  { href: '/', text: 'Apply' },
  { href: '/sign-in', text: 'Sign in' },
  { href: '/report', text: 'Report a claim' },
];

const isUnder = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);
const isHome = (href: string): boolean => href === '/' || href === '/portal' || href === '/ops';

/** `page` for the page itself, `true` for one that lies under it. */
export const currentOf = (path: string, { href, also = [] }: PageLink): 'page' | 'true' | undefined => {
  if (path === href) return 'page';
  const under = [...(isHome(href) ? [] : [href]), ...also];
  return under.some((one) => isUnder(path, one)) ? 'true' : undefined;
};

/** The name of the page that a path belongs to. */
export const nameOf = (path: string, groups: readonly PageGroup[]): string | undefined =>
  groups.flatMap(({ links }) => links).find((link) => currentOf(path, link))?.text;
