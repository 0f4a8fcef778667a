import type { Cloud } from '../../infra/local/cloud.ts';
import { type Affiliate, anAffiliate, send } from '../commissions/webhooks.ts';
import { programCasesOf } from './program.ts';

let ann: Affiliate;
const sell = async (cloud: Cloud, number: number, touches: readonly string[], at: string): Promise<void> => {
  const data = { saleId: `pi_${number}`, customerId: `cus_${number}`, amountMinor: 10_000, currency: 'USD', touches };
  const reply = await send(cloud, 'sale', data, { at });
  if (reply.status !== 200) throw new Error(reply.text);
  await cloud.settle();
};
let lastClick = '';

programCasesOf({
  workflow: 'month-close',
  start: '2027-02-20T09:00:00.000Z',
  worlds: {
    'four sales in February': async (cloud) => {
      ann = await anAffiliate(cloud, 'monthly');
      for (const number of [1, 2, 3, 4]) {
        lastClick = await ann.click();
        await sell(cloud, number, [lastClick], new Date(cloud.clock.now()).toISOString());
      }
      await cloud.clock.moveTo(Date.parse('2027-03-02T09:00:00.000Z'));
    },
    'a fifth sale of February': (cloud) => sell(cloud, 5, [lastClick], '2027-02-28T18:00:00.000Z'),
    'a refund': async (cloud) => {
      const data = { refundId: 're_1', saleId: 'pi_2', amountMinor: 10_000, currency: 'USD' };
      const reply = await send(cloud, 'refund', data);
      if (reply.status !== 200) throw new Error(reply.text);
      await cloud.settle();
    },
    'reading is refused': async (cloud) => {
      cloud.faults = ({ role, action }) =>
        role.includes('CloseMonth') && action === 'Query'
          ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
          : undefined;
    },
  },
});
