import { beforeAll, describe, expect, test } from 'vitest';
import { putOnBus, sendSigned } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { subjectsTo } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aChannelPartner, type ChannelPartner, put } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
const DAY_MS = 86_400_000;
/** Months of a partner's life, on a busy machine. */
const LONG_MS = 180_000;
let acme: ChannelPartner;

beforeAll(async () => {
  acme = await aChannelPartner(cloud(), 'acme-people');
});

describe('Satisfaction [T5]', () => {
  const wins = async (dealId: string) => {
    const contact = { type: 'DEAL-CONTACT', dealId, name: 'Cora Customer', email: `cora@${dealId}.example` };
    await put(cloud(), { PK: `DEAL#${dealId}`, SK: 'CONTACT', ...contact });
    const at = new Date(cloud().clock.now()).toISOString();
    const origination = {
      partnerId: acme.partnerId,
      run: 1,
      invoicing: 'agency',
      parts: [{ rule: 'margin', shareBp: 1_000 }],
    };
    const won = {
      dealId,
      customer: { domainHash: 'x' },
      wonAt: at,
      from: at,
      origination,
      credits: [],
      policyVersion: 1,
    };
    await putOnBus(cloud(), 'deal-closed-won.v1', `deal/${dealId}/won`, won, { partnerId: acme.partnerId, run: 1 });
  };
  const daysLater = async (days: number) => {
    await cloud().clock.moveTo(cloud().clock.now() + days * DAY_MS);
    await cloud().invoke('tandem-local-tiers-send-surveys', {});
    await cloud().settle();
  };
  const tokenTo = async (address: string): Promise<string> => {
    const link =
      (await cloud().inbox.to(address)).flatMap(({ links }) => links).find((one) => one.includes('/survey#')) ?? '';
    return link.slice(link.indexOf('#') + 1);
  };

  test(
    'a customer is asked 30 days after the deal, not before',
    async () => {
      await wins('deal-one');
      await wins('deal-one');
      await daysLater(29);
      expect(await subjectsTo(cloud(), 'cora@deal-one.example')).toEqual([]);
      await daysLater(2);
      expect(await subjectsTo(cloud(), 'cora@deal-one.example')).toEqual(['How is it going with acme-people Ltd?']);
    },
    LONG_MS,
  );

  test('and answers once, by a signed link that shows who is meant and changes nothing when it is opened', async () => {
    const path = `/api/surveys/${await tokenTo('cora@deal-one.example')}`;
    const shown = await cloud().http('GET', path);
    expect(shown.json()).toMatchObject({ company: 'acme-people Ltd', answered: false });
    expect((await cloud().http('POST', path, { body: { score: 6 } })).status).toBe(422);
    expect((await cloud().http('POST', path, { body: { score: 4 } })).status).toBe(200);
    expect((await cloud().http('POST', path, { body: { score: 4 } })).status).toBe(200);
    expect((await cloud().http('POST', path, { body: { score: 1 } })).status).toBe(409);
    expect((await cloud().http('GET', `${path.slice(0, -1)}x`)).status).toBe(410);
  });

  test(
    'a survey that nobody answers is closed',
    async () => {
      await wins('deal-two');
      await daysLater(32);
      const path = `/api/surveys/${await tokenTo('cora@deal-two.example')}`;
      expect((await cloud().http('GET', path)).status).toBe(200);
      await daysLater(62);
      expect((await cloud().http('POST', path, { body: { score: 4 } })).status).toBe(410);
    },
    LONG_MS,
  );

  test('another tool tells answers by a signed webhook, each counted once', async () => {
    const at = new Date(cloud().clock.now() - DAY_MS).toISOString();
    const body = { answers: [{ partnerId: acme.partnerId, key: 'nps-1', score: 5, at }] };
    expect((await sendSigned(cloud(), '/api/satisfaction', body)).json()).toEqual({ taken: 1, before: 0 });
    expect((await sendSigned(cloud(), '/api/satisfaction', body)).json()).toEqual({ taken: 0, before: 1 });
    expect((await sendSigned(cloud(), '/api/satisfaction', body, { late: 400 })).status).toBe(401);
    const other = { answers: [{ ...body.answers[0], score: 1 }] };
    expect((await sendSigned(cloud(), '/api/satisfaction', other)).status).toBe(422);
    const future = { answers: [{ ...body.answers[0], key: 'nps-2', at: '2099-01-01T00:00:00.000Z' }] };
    expect((await sendSigned(cloud(), '/api/satisfaction', future)).status).toBe(422);
  });
});
