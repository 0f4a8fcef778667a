import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { keys } from '../../functions/shared/keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { anAffiliate, send } from '../commissions/webhooks.ts';
import { programCasesOf } from './program.ts';

const ID = '0123456789abcdefghjkmnpqrs';
const put = (cloud: Cloud, Item: Record<string, unknown>) =>
  DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig())).send(
    new PutCommand({ TableName: 'tandem-local-program', Item }),
  );
const sell = async (cloud: Cloud, saleId: string, customerId: string, click: string): Promise<void> => {
  const data = { saleId, customerId, amountMinor: 10_000, currency: 'USD', touches: [click] };
  const reply = await send(cloud, 'sale', data);
  if (reply.status !== 200) throw new Error(reply.text);
  await cloud.settle();
};
const refused = { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 } as const;

programCasesOf({
  workflow: 'what-if',
  worlds: {
    'a draft': async (cloud) => {
      const asked = { whatIfId: ID, note: 'Less', from: '2027-03', to: '2027-03', appliesTo: 'all', state: 'running' };
      const askedAt = new Date(cloud.clock.now() + 86_400_000).toISOString();
      await put(cloud, { ...keys.whatIf(ID), type: 'WHAT-IF', ...asked, askedBy: 'ops', askedAt });
      const document = { ...firstPolicy, terms: { ...firstPolicy.terms, firstPaymentBp: 1_000 } };
      await put(cloud, { ...keys.whatIfPart(ID, 'DRAFT'), type: 'WHAT-IF-DRAFT', document });
    },
    'two partners sell': async (cloud) => {
      const [ann, bo] = [await anAffiliate(cloud, 'ann'), await anAffiliate(cloud, 'bo')];
      await sell(cloud, 'pi_1', 'cus_1', await ann.click());
      await sell(cloud, 'pi_2', 'cus_1', await ann.click());
      await sell(cloud, 'pi_3', 'cus_2', await ann.click());
      await sell(cloud, 'pi_4', 'cus_3', await bo.click());
    },
    'reading is refused': async (cloud) => {
      cloud.faults = ({ role, action }) => (role.includes('ReplayShard') && action === 'Query' ? refused : undefined);
    },
    'everything is refused': async (cloud) => {
      cloud.faults = ({ role, action }) => (role.includes('WhatIf') && action === 'GetItem' ? refused : undefined);
    },
  },
});
