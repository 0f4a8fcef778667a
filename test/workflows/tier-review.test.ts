import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { MANAGER, signIn } from '../support/people.ts';
import { aChannelPartner, type ChannelPartner, commit, put, rated } from '../tiers/world.ts';
import { programCasesOf } from './program.ts';

let acme: ChannelPartner;
const FAR = '2030-01-01T00:00:00.000Z';
const to = (at: string) => async (cloud: Cloud) => cloud.clock.moveTo(Date.parse(at));
const refused = (step: string) => async (cloud: Cloud) => {
  cloud.faults = ({ role, action }) =>
    role.includes(step) && action === 'Query'
      ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
      : undefined;
};

programCasesOf({
  workflow: 'tier-review',
  letters: ['tier-'],
  start: '2027-03-10T09:00:00.000Z',
  worlds: {
    'a gold partner of March': async (cloud) => {
      acme = await aChannelPartner(cloud, 'gold');
      const body = { tier: 'Gold', reason: 'Agreed in the contract.' };
      const cookie = await signIn(cloud, MANAGER);
      await cloud.http('POST', `/api/ops/partners/${acme.partnerId}/tier`, { cookie, body });
      await commit(cloud, acme.partnerId, 50_000, { until: '2029-12-31' });
      const kpis = { kpis: ['Ten leads', 'Two sales', 'One case study'] };
      for (const [fact, detail] of Object.entries({
        'kpis-agreed': kpis,
        'first-call-recorded': {},
        'activity-recorded': {},
        'activity-met': {},
      })) {
        const record = { fact, note: 'Done.', detail };
        await cloud.http('POST', `/api/ops/partners/${acme.partnerId}/facts`, { cookie, body: record });
        await cloud.settle();
      }
      await acme.certify('sales', 5, FAR);
      await acme.certify('technical', 3, FAR);
    },
    'the first of April': to('2027-04-01T06:00:00.000Z'),
    'a little too little in the second quarter': async () => acme.sell('q2', 95_800),
    'the first of July': to('2027-07-01T06:00:00.000Z'),
    'enough in the third quarter': async () => acme.sell('q3', 100_000),
    'the first of October': to('2027-10-01T06:00:00.000Z'),
    'the first of January': to('2028-01-01T07:00:00.000Z'),
    'the first of April a year later': to('2028-04-01T06:00:00.000Z'),
    'a sale of the second quarter of 2028 that nobody counted': async (cloud) => {
      await rated(cloud, acme.partnerId, [5, 5, 5, 5, 5]);
      cloud.faults = ({ role }) =>
        role.includes('CountRevenue')
          ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
          : undefined;
      const claim = { kind: 'sale', key: 'uncounted', recordedAt: new Date(cloud.clock.now()).toISOString() };
      const customer = 'cus-uncounted'.padEnd(22, '0');
      await put(cloud, { ...ledgerKeys.claim('sale', 'uncounted'), ...claim, customer }, 'tandem-local-ledger');
      await acme.sell('uncounted', 120_000);
      cloud.faults = undefined;
    },
    'the first of July a year later': to('2028-07-01T06:00:00.000Z'),
    'sales cannot be read': refused('RecountRevenue'),
    'standings cannot be read': refused('ReviewTiers'),
  },
});
