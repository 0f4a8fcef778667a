import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { items, join, MANAGER, OPS, signIn, subjectsTo, timelineOf } from '../support/people.ts';
import { aLogo, aPdf, aPng, sendFile } from './files.ts';

const cloud = withCloud();
const who = { partnerId: '', cookie: '', manager: '', ops: '' };
const channel = { programType: 'channel', targetTier: 'Registered' };
const anAsset = { purpose: 'asset', name: 'Playbook.pdf', contentType: 'application/pdf' };

beforeAll(async () => {
  who.partnerId = await join(cloud(), 'seller', channel);
  who.cookie = await signIn(cloud(), 'ann@seller.example');
  who.manager = await signIn(cloud(), MANAGER);
  who.ops = await signIn(cloud(), OPS);
});

const tier = async (to: string): Promise<void> => {
  await DynamoDBDocumentClient.from(new DynamoDBClient(cloud().clientConfig())).send(
    new UpdateCommand({
      TableName: 'tandem-local-program',
      Key: { PK: `PARTNER#${who.partnerId}`, SK: 'PROFILE' },
      UpdateExpression: 'SET tier = :tier',
      ExpressionAttributeValues: { ':tier': to },
    }),
  );
};

const ops = (method: string, path: string, body?: unknown, cookie = who.ops) =>
  cloud().http(method, `/api/ops${path}`, { cookie, ...(body === undefined ? {} : { body }) });
const portal = async (method: string, path: string, body?: unknown) => {
  const reply = await cloud().http(method, `/api/portal${path}`, {
    cookie: who.cookie,
    ...(body === undefined ? {} : { body }),
  });
  await cloud().settle();
  return reply;
};
/** What kind of file a short-lived link opens. */
const opens = async (url: string): Promise<string> =>
  Buffer.from((await cloud().storage.send('GET', url)).body)
    .subarray(1, 4)
    .toString('latin1');
const programFile = (bytes = aPdf(), told: typeof anAsset = anAsset) =>
  sendFile(cloud(), { cookie: who.ops, team: true }, told, bytes);
const said = { shelf: 'sales-playbook', title: 'Sales playbook', summary: 'How to sell.' };

describe('the library [O8]', () => {
  test('the starter set fills empty shelves, once, and its files are real documents', async () => {
    expect((await ops('POST', '/library-starters', {})).json()).toEqual({ added: 5 });
    expect((await ops('POST', '/library-starters', {})).json()).toEqual({ added: 0 });
    const { assets } = (await portal('GET', '/library')).json();
    expect(assets.map(({ shelf }: { shelf: string }) => shelf)).toEqual([
      ...['battle-cards', 'case-studies', 'integration-guide', 'sales-playbook'],
    ]);
    const { url } = (await portal('POST', '/library/starter-sales-playbook/downloads', {})).json();
    const got = await cloud().storage.send('GET', url);
    expect(Buffer.from(got.body).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('an asset is added, opened by its link, and the download is on record', async () => {
    const pdf = aPdf('playbook');
    const fileId = await programFile(pdf);
    const body = { assetId: 'playbook', ...said, fileId };
    expect((await ops('POST', '/library', body)).status).toBe(201);
    expect((await ops('POST', '/library', body)).json()).toMatchObject({ assetId: 'playbook', revision: 1 });
    const seen = (await portal('GET', '/library')).json();
    expect(seen.assets).toContainEqual(expect.objectContaining({ assetId: 'playbook', version: 1 }));
    const opened = (await portal('POST', '/library/playbook/downloads', {})).json();
    const got = await cloud().storage.send('GET', opened.url);
    expect(Buffer.from(got.body)).toEqual(pdf);
    expect(got.headers['content-disposition']).toContain('attachment');
    await portal('POST', '/library/playbook/downloads', {});
    const { assets } = (await ops('GET', '/library')).json();
    expect(assets).toContainEqual(expect.objectContaining({ assetId: 'playbook', downloads: 1 }));
    const { downloads } = (await ops('GET', '/library/playbook/downloads')).json();
    expect(downloads).toMatchObject([{ partnerId: who.partnerId, company: 'seller Ltd', version: 1 }]);
    expect((await ops('GET', '/library/playbook/downloads.csv')).text).toContain('"seller Ltd"');
    expect(await timelineOf(cloud(), who.partnerId)).toContain('asset-downloaded.v1');
  });

  test('a replaced file is what partners open from then on', async () => {
    const next = await programFile(aPdf('second edition'));
    const replace = { fileId: next, revision: 1, note: 'New prices.' };
    expect((await ops('POST', '/library/playbook/versions', replace)).json()).toMatchObject({ revision: 2 });
    expect((await ops('POST', '/library/playbook/versions', replace)).json()).toMatchObject({ revision: 2 });
    const opened = (await portal('POST', '/library/playbook/downloads', {})).json();
    expect(opened.version).toBe(2);
    expect(Buffer.from((await cloud().storage.send('GET', opened.url)).body).toString()).toContain('second edition');
  });

  test('what a tier does not have is named by the tier that opens it, and opens for nobody before', async () => {
    const demo = { assetId: 'demo', shelf: 'demo-environment', title: 'Demo', summary: 'A shop to show.' };
    await ops('POST', '/library', { ...demo, url: 'https://demo.acme.example/start' });
    expect((await portal('GET', '/library')).json().locked).toMatchObject([
      { tier: 'Silver', title: 'Demo' },
      { tier: 'Gold', title: 'Working with both brands' },
    ]);
    expect((await portal('POST', '/library/demo/downloads', {})).status).toBe(404);
    await tier('Silver');
    expect((await portal('POST', '/library/demo/downloads', {})).json()).toEqual({
      url: 'https://demo.acme.example/start',
      version: 1,
    });
    await tier('Registered');
  });

  test('a retired asset is shown to nobody and stays on record', async () => {
    const now = (await ops('GET', '/library')).json().assets.find((one: { assetId: string }) => one.assetId === 'demo');
    const { shelf, title, summary, tiers, programTypes, revision } = now;
    const change = { shelf, title, summary, tiers, programTypes, revision, state: 'retired' };
    expect((await ops('PUT', '/library/demo', change)).json()).toMatchObject({ state: 'retired', downloads: 1 });
    expect((await ops('PUT', '/library/demo', { ...change, title: 'Late' })).status).toBe(409);
    expect((await portal('GET', '/library')).json().locked).toMatchObject([{ tier: 'Gold' }]);
  });

  test.each([
    ['an address inside a network', { url: 'https://169.254.169.254/latest' }],
    ['an address without encryption', { url: 'http://demo.acme.example' }],
    ['a script as an address', { url: 'javascript:alert(1)' }],
    ['both a file and an address', { url: 'https://demo.acme.example', fileId: '0'.repeat(26) }],
    ['neither', {}],
  ])('%s is refused', async (_, source) => {
    const reply = await ops('POST', '/library', { assetId: 'other', ...said, ...source });
    expect(reply.status).toBe(422);
  });

  test('a file that was sent for something else, or is nobody`s, is no asset', async () => {
    const logo = await programFile(aPng(), { purpose: 'program-logo', name: 'a.png', contentType: 'image/png' });
    expect((await ops('POST', '/library', { assetId: 'other', ...said, fileId: logo })).status).toBe(422);
    expect((await ops('POST', '/library', { assetId: 'other', ...said, fileId: '0'.repeat(26) })).status).toBe(404);
    expect((await ops('POST', '/library', { assetId: 'other', ...said, fileId: logo }, who.manager)).status).toBe(403);
  });
});

describe('co-branded documents [P4]', () => {
  const contact = { name: 'Ann Miller', email: 'ann@seller.example', website: 'https://seller.example' };
  const make = () => portal('POST', '/brand/documents', { contact });
  const decide = async (outcome: string, detail = {}) => {
    const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: who.manager })).json();
    const { taskId } = tasks.find((one: { kind: string }) => one.kind === 'logo');
    const body = { outcome, reason: 'After a look at it.', detail };
    await cloud().http('POST', `/api/ops/tasks/${taskId}/decision`, { cookie: who.manager, body });
    await cloud().settle();
  };

  test('are of the tiers that have them alone', async () => {
    expect((await portal('GET', '/brand')).json()).toMatchObject({ open: false });
    expect(await make()).toMatchObject({ status: 409 });
    await tier('Gold');
    expect((await portal('GET', '/brand')).json()).toMatchObject({ open: true });
  });

  test('wait for the official logo of the program', async () => {
    expect((await make()).json().detail).toContain('official logo');
    const told = { purpose: 'program-logo', name: 'ours.png', contentType: 'image/png' };
    const fileId = await programFile(aPng(400, 100, { colour: [200, 40, 40] }), told);
    expect((await ops('GET', '/library-logo')).json()).toEqual({});
    const set = await ops('POST', '/library-logo', { fileId });
    const shown = (await ops('GET', '/library-logo')).json();
    for (const { url } of [set.json().picture, shown.picture]) expect(await opens(url)).toBe('PNG');
  });

  test('are made with no logo before a person has approved it', async () => {
    expect((await make()).json().detail).toContain('Send your logo first');
    const fileId = await sendFile(cloud(), who, aLogo, aPng(300, 300));
    expect((await portal('POST', '/brand/logo', { fileId })).json()).toEqual({ state: 'asked' });
    expect((await portal('POST', '/brand/logo', { fileId })).status).toBe(202);
    expect((await make()).json().detail).toContain('being looked at');
    const another = await sendFile(cloud(), who, aLogo, aPng(310, 300));
    expect((await portal('POST', '/brand/logo', { fileId: another })).status).toBe(409);
    await decide('refused', { note: 'An older logo.' });
    const { latest } = (await portal('GET', '/brand')).json();
    expect(latest).toMatchObject({ state: 'refused', note: 'An older logo.' });
    expect(await opens(latest.picture.url)).toBe('PNG');
    const seen = (await ops('GET', `/partners/${who.partnerId}/files/${fileId}`)).json();
    expect(await opens(seen.link.url)).toBe('PNG');
    expect(await subjectsTo(cloud(), 'ann@seller.example')).toContain('Your logo: please send another one');
    expect((await make()).status).toBe(409);
    await portal('POST', '/brand/logo', { fileId: another });
    await decide('approved');
    expect(await subjectsTo(cloud(), 'ann@seller.example')).toContain('Your logo is approved');
  });

  test('are the same bytes for the same contact, kept once, and opened later too', async () => {
    const first = (await make()).json();
    const bytes = Buffer.from((await cloud().storage.send('GET', first.link.url)).body);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await cloud().clock.moveTo(cloud().clock.now() + 3_600_000);
    const again = (await make()).json();
    expect(again.fileId).toBe(first.fileId);
    expect(Buffer.from((await cloud().storage.send('GET', again.link.url)).body)).toEqual(bytes);
    const other = (await portal('POST', '/brand/documents', { contact: { ...contact, name: 'Bo Lee' } })).json();
    expect(other.fileId).not.toBe(first.fileId);
    expect((await portal('GET', `/files/${first.fileId}`)).json()).toMatchObject({
      purpose: 'co-branded',
      state: 'kept',
    });
    const files = await items(cloud(), `PARTNER#${who.partnerId}`, 'FILE#');
    expect(files.filter(({ purpose }) => purpose === 'co-branded')).toHaveLength(2);
  });

  test('need a file that was sent as a logo', async () => {
    const proof = { purpose: 'deal-proof', name: 'a.png', contentType: 'image/png' };
    const fileId = await sendFile(cloud(), who, proof, aPng());
    expect((await portal('POST', '/brand/logo', { fileId })).status).toBe(422);
    expect((await portal('POST', '/brand/logo', { fileId: '0'.repeat(26) })).status).toBe(404);
  });
});
