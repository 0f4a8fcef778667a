import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, signIn as signInByLetter } from '../support/people.ts';

const cloud = withCloud({ ports: 'free' });
const { page, open, shoot, expectAccessible, signIn } = withBrowser(cloud);
const ANN = 'ann@fine-writing.example';
let partnerId = '';
let shop: Server;
let shopUrl = '';
const link = (code: string) => page().getByRole('region', { name: `Link ${code}` });
const follow = (path: string, headers: Record<string, string> = {}) =>
  cloud().http('GET', path, { headers: { 'user-agent': 'Mozilla/5.0 Firefox/127.0', ...headers } });

beforeAll(async () => {
  partnerId = await join(cloud(), 'fine-writing');
  const cookie = await signInByLetter(cloud(), ANN);
  const { hash } = (await cloud().http('GET', '/api/portal/agreement', { cookie })).json();
  await cloud().http('POST', '/api/portal/agreement/acceptance', { cookie, body: { hash, owner: 'Ann Miller' } });
  await cloud().settle();
  // The customer's site, which loads the script that the partner site serves.
  shop = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Shop</title><script src="${cloud().siteUrl}/t.js" defer></script>`);
  });
  await new Promise<void>((listening) => shop.listen(0, '127.0.0.1', () => listening()));
  const address = shop.address();
  shopUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => shop?.close());

describe('A partner’s links, in a browser', () => {
  test('are made with a code, a page and a campaign', async () => {
    await signIn(ANN, '?next=/portal/links');
    await page().getByRole('heading', { name: 'Links', exact: true }).waitFor();
    await page().getByLabel(/^Code/).fill('acme-best');
    await page().getByRole('button', { name: 'Make the link' }).click();
    await page()
      .getByText(/look like, the name of the program/)
      .first()
      .waitFor();
    await expectAccessible();
    await page().getByLabel(/^Code/).fill('fine-writing');
    await page().getByRole('textbox', { name: /^Page/ }).fill('/pricing');
    await page().getByLabel('Campaign').fill('Spring');
    await page().getByRole('button', { name: 'Make the link' }).click();
    await link('fine-writing').waitFor();
  });

  test('a coupon is asked for', async () => {
    await page().getByText('Ask for a coupon').click();
    await page().getByLabel('Coupon code').fill('fine10');
    await page().getByLabel('What for?').fill('For the newsletter');
    await page().getByRole('button', { name: 'Ask', exact: true }).click();
    await page().getByText('FINE10').waitFor();
    await page().getByText('Waits for us').waitFor();
  });

  test('show their clicks, what did not count, and the sub-ids', async () => {
    for (const sub of ['mail', 'mail', 'video']) {
      await cloud().clock.moveTo(cloud().clock.now() + 60_000);
      await follow(`/r/fine-writing?sub=${sub}`);
    }
    await follow('/r/fine-writing', { 'user-agent': 'Googlebot/2.1' });
    await open('/portal/links');
    await link('fine-writing').getByText('3 clicks in 30 days').waitFor();
    await link('fine-writing').getByText('1 not counted').click();
    await link('fine-writing').getByText('bots and previews: 1').waitFor();
    await link('fine-writing').getByText('By sub-id').click();
    await expectAccessible();
    await shoot('portal-links');
  });

  test('close and open again', async () => {
    await link('fine-writing')
      .getByRole('button', { name: /^Close/ })
      .click();
    await link('fine-writing').getByText('Closed', { exact: true }).waitFor();
    await link('fine-writing')
      .getByRole('button', { name: /^Open again/ })
      .click();
    await link('fine-writing').getByText('Open', { exact: true }).waitFor();
  });
});

test('the team agrees to the coupon and allows coupon sites', async () => {
  await signIn(MANAGER);
  await open(`/ops/partners/${partnerId}`);
  await page().getByRole('button', { name: 'Agree to FINE10' }).click();
  await page().getByText('Active', { exact: true }).waitFor();
  await page()
    .getByLabel(/coupon and deal sites/)
    .check();
  await expect
    .poll(async () =>
      page()
        .getByLabel(/coupon and deal sites/)
        .isChecked(),
    )
    .toBe(true);
  await expectAccessible();
  await shoot('ops-links');
});

test('what checks links is answered on the site, too', async () => {
  const reply = await fetch(`${cloud().siteUrl}/r/fine-writing`, { method: 'HEAD', redirect: 'manual' });
  expect(reply.status).toBe(302);
  expect(reply.headers.get('location')).toContain('/pricing?');
  expect(reply.headers.get('set-cookie')).toBeNull();
});

test('a visitor comes to the shop: the real script keeps the click, and the page counts as seen', async () => {
  const reply = await follow('/r/fine-writing', { 'user-agent': 'Mozilla/5.0 Chrome/140.0' });
  const { search, searchParams } = new URL(reply.headers.location ?? '');
  const click = searchParams.get('click') ?? '';
  const seen = page().waitForResponse((response) => response.url().endsWith('/api/page-views'));
  await page().goto(`${shopUrl}/pricing${search}`);
  expect((await seen).status()).toBe(204);
  expect(await page().evaluate('tandem.touches()')).toEqual([click]);
  await page().goto(`${shopUrl}/checkout`);
  expect(await page().evaluate('tandem.touches()')).toEqual([click]);
  expect(await page().evaluate('tandem.stripe()')).toBe(click.replace('.', '_'));
  const cookies = await page().context().cookies(shopUrl);
  expect(cookies.find(({ name }) => name === 'tandem_touches')?.value).toBe(click);
  const counts = (
    await cloud().http('GET', '/api/portal/links', { cookie: await signInByLetter(cloud(), ANN) })
  ).json();
  const row = counts.links.find((one: { code: string }) => one.code === 'fine-writing');
  expect(row.clicks).toMatchObject({ counted: 4, seen: 1 });
});
