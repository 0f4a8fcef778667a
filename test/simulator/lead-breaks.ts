import type { Lead } from '../../functions/leads/contract.ts';
import type { Final } from '../../infra/local/simulator/final.ts';

const [ACME, BETA] = ['01ARZ3NDEKTSV4RRFFQ69G5FAA', '01ARZ3NDEKTSV4RRFFQ69G5FAB'] as const;
const AT = '2027-03-10T09:00:00.000Z';

const withLead = (final: Final, offers: readonly (readonly [string, Lead['offers'][number]['result']])[]): Final => {
  const lead: Lead = {
    ...{ type: 'LEAD', leadId: 'k'.repeat(26), source: 'site-1', state: 'offered', revision: 3, company: 'Northwind' },
    ...{ region: 'europe', vertical: 'software', receivedAt: AT, reports: [], policyVersion: 1 },
    offers: offers.map(([partnerId, result]) => ({
      ...{ partnerId, run: 1, personId: partnerId, at: AT, by: AT, because: 'It is the first.', result },
    })),
  };
  const { 'tandem-local-program': program = [] } = final.tables;
  return {
    ...final,
    tables: { ...final.tables, 'tandem-local-program': [...program, { PK: 'LEAD#k', SK: 'LEAD', ...lead }] },
  };
};

/** How the invariant of leads is broken, and what is then said. */
export const leadBreaks = (final: () => Final): [string, () => Final, RegExp][] => [
  [
    'two partners have a lead at a time',
    () =>
      withLead(final(), [
        [ACME, 'accepted'],
        [BETA, 'open'],
      ]),
    /still with 01ARZ3NDEKTSV4RRFFQ69G5FAA, and with another one/,
  ],
  [
    'a lead comes back to who has declined it',
    () =>
      withLead(final(), [
        [ACME, 'declined'],
        [BETA, 'lapsed'],
        [ACME, 'open'],
      ]),
    /came to a partner twice/,
  ],
];
