import { beforeAll, describe, expect, test } from 'vitest';
import { aReseller, crmTells, desk, registration } from '../deals/world.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, OPS } from '../support/people.ts';

const cloud = withCloud({ ports: 'free' });
const { page, open, shoot, expectAccessible, signIn } = withBrowser(cloud);
const ANN = 'ann@fine-resale.example';

beforeAll(async () => {
  const reseller = await aReseller(cloud(), 'fine-resale', { tier: 'Silver' });
  const rival = await aReseller(cloud(), 'rival');
  const ask = desk(cloud, () => reseller.cookie);
  await desk(cloud, () => rival.cookie)('POST', '/api/portal/deals', registration('taken'));
  await cloud().clock.moveTo(cloud().clock.now() + 60_000);
  await ask('POST', '/api/portal/deals', registration('taken'));
  const about = { opportunityId: '006-4711', domain: 'globex.com', name: 'Globex', openedAt: '2027-02-10T09:00:00Z' };
  await crmTells(cloud(), 'opportunity.opened', about);
  await ask('POST', '/api/portal/deals', registration('globex'));
}, 60_000);

describe('A partner', () => {
  test('registers a deal in the browser, and reads what the checks said', async () => {
    await signIn(ANN);
    await open('/portal/deals');
    await page().getByText('1 of 10 open deals').waitFor();
    await expectAccessible();
    await shoot('deals');
    await page().getByRole('link', { name: 'Register a deal' }).click();
    await page().getByLabel('Company').fill('Initech');
    await page()
      .getByLabel(/^Domain or website/)
      .fill('https://www.initech.com');
    await page().getByLabel('Name').fill('Cora Customer');
    await page().getByLabel('E-mail').fill('cora@initech.com');
    await page()
      .getByLabel(/^Estimated value/)
      .fill('48000');
    await page().getByLabel('Expected to close on').fill('2027-06-30');
    await page()
      .getByLabel(/^Products/)
      .fill('Platform, Support');
    await expectAccessible();
    await shoot('deal-register');
    await page().getByRole('button', { name: 'Register' }).click();
    await page().getByRole('heading', { name: 'Initech' }).waitFor();
    await page().getByText('initech.com', { exact: true }).waitFor();
    await expectAccessible();
    await shoot('deal-in-review');
  });

  test('reads by which rule another one was rejected, and can appeal', async () => {
    await open('/portal/deals');
    await page().getByRole('link', { name: 'taken Inc' }).click();
    await page()
      .getByText(/Within 7 days the first to register counts/)
      .first()
      .waitFor();
    await page()
      .getByText(/^Appeal, until/)
      .click();
    await expectAccessible();
    await shoot('deal-rejected');
  });
});

describe('The team', () => {
  test('sees what waits, the facts behind the checks, and approves', async () => {
    await signIn(MANAGER);
    await open('/ops/deals');
    await page()
      .getByRole('link', { name: /globex/ })
      .waitFor();
    await expectAccessible();
    await shoot('ops-deals');
    await page()
      .getByRole('link', { name: /globex/ })
      .click();
    await page()
      .getByText(/Opportunity 006-4711, open since/)
      .waitFor();
    await expectAccessible();
    await shoot('ops-deal');
    await page()
      .getByLabel(/^Reason/)
      .fill('Another department; our own deal is with their bank.');
    await page().getByRole('button', { name: 'Decide' }).click();
    await page().getByText('Approved', { exact: true }).first().waitFor();
    await shoot('ops-deal-approved');
  });

  test('imports its own pipeline after a dry run, and keeps aliases', async () => {
    await signIn(OPS);
    await open('/ops/deals');
    await page().getByRole('button', { name: 'Our own pipeline' }).click();
    const text = 'id,domain,name,opened_at\n006-1,initech.com,Initech,2027-02-01\n006-2,nothing,Nobody,2027-02-01\n';
    await page()
      .getByLabel(/^File/)
      .setInputFiles({ name: 'crm.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page().getByRole('button', { name: 'Read it' }).click();
    await page()
      .getByText(/Meets registration/)
      .waitFor();
    await expectAccessible();
    await shoot('ops-pipeline');
    await page().getByRole('button', { name: 'Import 1 opportunities' }).click();
    await page().getByText('Imported.').waitFor();
    await page().getByRole('button', { name: 'Alias domains' }).click();
    await page()
      .getByLabel(/^Domain/)
      .fill('initech.de');
    await page()
      .getByLabel(/^Belongs to/)
      .fill('initech.com');
    await page().getByLabel('How it is known').fill('Its German site.');
    await page().getByRole('button', { name: 'Add', exact: true }).click();
    await page().getByText('initech.de').waitFor();
    await expectAccessible();
    await shoot('ops-aliases');
  });
});

describe('The partner again', () => {
  test('updates, and reports the win with what it earns', async () => {
    await signIn(ANN);
    await open('/portal/deals');
    await page().getByRole('link', { name: 'globex Inc' }).click();
    await page()
      .getByLabel(/^What is new/)
      .fill('The demo went well.');
    await page().getByRole('button', { name: 'Update' }).click();
    await page()
      .getByText(/The demo went well/)
      .waitFor();
    await shoot('deal-approved');
    await page().getByText('It is won').click();
    await page().getByLabel('Signed on').fill('2027-03-01');
    await page().getByLabel('Years of the contract').fill('3');
    await page().getByRole('button', { name: 'Report the win' }).click();
    await page().getByRole('heading', { name: 'What it earns' }).waitFor();
    expect(await page().getByText('33 %').first().isVisible()).toBe(true);
    await expectAccessible();
    await shoot('deal-won');
  }, 60_000);
});
