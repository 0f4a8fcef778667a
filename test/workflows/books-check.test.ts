import { packPage } from '../../functions/shared/journal-items.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { aFact, CUSTOMER, pagesOf, putItem, record } from '../ledger/facts.ts';
import { programCasesOf } from './program.ts';

const OTHER = '01J000000000000000000000BB';
const HOURS = 3_600_000;
const now = (cloud: Cloud): string => new Date(cloud.clock.now()).toISOString();

/** Claims the sale and records it, as intake does; `lost`: the stream tells of a change, which nobody listens to. */
const sell = async (cloud: Cloud, number: number, over: { partnerId?: string; lost?: boolean } = {}): Promise<void> => {
  const key = `pi_${number}`;
  const at = now(cloud);
  const fact = aFact({
    number,
    key,
    occurredAt: at,
    earned: [{ minor: 100 * number, ...(over.partnerId ? { partnerId: over.partnerId } : {}) }],
  });
  const claim = { type: 'CLAIM', kind: 'sale', key, recordedAt: at, customer: CUSTOMER, hash: 'x' };
  await putItem(cloud, { ...ledgerKeys.claim('sale', key), ...claim });
  if (over.lost) await putItem(cloud, { ...ledgerKeys.fact(CUSTOMER, number), type: 'LOST' });
  await record(cloud, fact);
};

programCasesOf({
  workflow: 'books-check',
  worlds: {
    'a week of sales': async (cloud) => {
      await sell(cloud, 1);
      await sell(cloud, 2, { partnerId: OTHER });
      await sell(cloud, 3);
    },
    'a line that the stream lost': async (cloud) => {
      await sell(cloud, 4, { lost: true });
    },
    'a page with a wrong balance': async (cloud) => {
      const last = (await pagesOf(cloud, OTHER)).at(-1);
      if (!last) throw new Error('The other partner has no book yet.');
      const balances = { ...last.balances, pending: last.balances.pending + 1 };
      const wrong = { ...last, number: last.number + 1, lines: [], balances };
      await putItem(cloud, { ...ledgerKeys.page(OTHER, 'USD', wrong.number), ...packPage(wrong) });
    },
    'a claim without a fact': async (cloud) => {
      const claim = { type: 'CLAIM', kind: 'sale', key: 'pi_gone', customer: CUSTOMER, hash: 'x' };
      const recordedAt = new Date(cloud.clock.now() - 2 * HOURS).toISOString();
      await putItem(cloud, { ...ledgerKeys.claim('sale', 'pi_gone'), ...claim, recordedAt });
    },
    'reading is refused': async (cloud) => {
      cloud.faults = ({ role, action }) =>
        role.includes('CheckBooks') && action === 'Query'
          ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
          : undefined;
    },
  },
});
