import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, join, MANAGER, OPS, signIn, timelineOf } from '../support/people.ts';
import { aLogo, aPdf, aPng, postFile, sendFile } from './files.ts';

const cloud = withCloud();
const who = { partnerId: '', cookie: '', other: '', manager: '', ops: '' };
const PROGRAM = '0'.repeat(26);
const proof = { purpose: 'lab-proof', name: 'Lab run.pdf', contentType: 'application/pdf' };

beforeAll(async () => {
  who.partnerId = await join(cloud(), 'uploader');
  await join(cloud(), 'stranger');
  who.cookie = await signIn(cloud(), 'ann@uploader.example');
  who.other = await signIn(cloud(), 'ann@stranger.example');
  who.manager = await signIn(cloud(), MANAGER);
  who.ops = await signIn(cloud(), OPS);
});

const begin = (body: object, cookie = who.cookie) => cloud().http('POST', '/api/portal/uploads', { cookie, body });
const show = (fileId: string, cookie = who.cookie) => cloud().http('GET', `/api/portal/files/${fileId}`, { cookie });
const fileItem = (fileId: string) => item(cloud(), `PARTNER#${who.partnerId}`, `FILE#${fileId}`);

describe('a file that a partner sends', () => {
  test('is kept once it was looked at, and opened by a link that saves it', async () => {
    const pdf = aPdf('lab');
    const fileId = await sendFile(cloud(), who, proof, pdf);
    const shown = (await show(fileId)).json();
    expect(shown).toMatchObject({ state: 'kept', name: 'Lab run.pdf', bytes: pdf.length });
    const got = await cloud().storage.send('GET', shown.link.url);
    expect(Buffer.from(got.body)).toEqual(pdf);
    expect(got.headers['content-disposition']).toMatch(/^attachment; filename="Lab run.pdf"/);
    expect(got.headers['content-type']).toBe('application/pdf');
    expect(await timelineOf(cloud(), who.partnerId)).toContain('file-kept.v1');
  });

  test('is only waiting until it has arrived, and opens nothing', async () => {
    const { fileId } = (await begin({ ...proof, bytes: 10 })).json();
    expect((await show(fileId)).json()).toMatchObject({ state: 'waiting' });
    expect((await show(fileId)).json().link).toBeUndefined();
  });

  test('is refused when it is not what it says, and says why', async () => {
    const fileId = await sendFile(cloud(), who, aLogo, Buffer.from('<svg onload="steal()">'));
    const shown = (await show(fileId)).json();
    expect(shown).toMatchObject({ state: 'refused', because: expect.stringContaining('not a file of the type') });
    expect(shown.link).toBeUndefined();
    expect(
      cloud()
        .storage.current()
        .map(({ key }) => key),
    ).not.toContainEqual(expect.stringMatching(`kept/.*${fileId}`));
    expect(await timelineOf(cloud(), who.partnerId)).toContain('file-refused.v1');
  });

  test.each([
    ['too large for its purpose', { ...proof, bytes: 11_000_000 }, 'at most 10 MB'],
    [
      'of a type that its purpose does not take',
      { ...proof, contentType: 'text/csv', bytes: 10 },
      'only files of these types',
    ],
    ['of a type that nobody takes', { ...proof, contentType: 'text/html', bytes: 10 }, 'contentType'],
    ['for a purpose of ops', { ...proof, purpose: 'asset', bytes: 10 }, 'purpose'],
    ['with a name that hides its letters', { ...proof, name: 'a\u202Efdp.exe', bytes: 10 }, 'name'],
    ['that says more than is asked', { ...proof, bytes: 10, state: 'kept' }, 'Unrecognized key'],
  ])('is not begun when it is %s', async (_, body, detail) => {
    const reply = await begin(body);
    expect([reply.status, reply.json().detail]).toEqual([422, expect.stringContaining(detail)]);
  });

  test('is taken by S3 in exactly the size that was told', async () => {
    const started = (await begin({ ...proof, bytes: 20 })).json();
    const sent = await postFile(cloud(), started, Buffer.alloc(21));
    expect([sent.status, Buffer.from(sent.body).toString()]).toEqual([400, expect.stringContaining('EntityTooLarge')]);
  });

  test('stays what was looked at, when another is sent by the same form afterwards', async () => {
    const good = aPng(300, 200);
    const started = (await begin({ ...aLogo, bytes: good.length })).json();
    await postFile(cloud(), started, good);
    await cloud().settle();
    const before = await fileItem(started.fileId);
    const evil = Buffer.alloc(good.length, '<script>');
    expect((await postFile(cloud(), started, evil)).status).toBe(204);
    await cloud().settle();
    expect(await fileItem(started.fileId)).toEqual(before);
    const { link } = (await show(started.fileId)).json();
    expect(Buffer.from((await cloud().storage.send('GET', link.url)).body)).toEqual(good);
  });

  test('can be sent so often in an hour, and then later again', async () => {
    const statuses: number[] = [];
    for (let nth = 0; nth < 61; nth++) statuses.push((await begin({ ...proof, bytes: 10 }, who.other)).status);
    expect(statuses.slice(0, 60).every((status) => status === 201)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('whose file it is', () => {
  test('another partner finds no such file', async () => {
    const fileId = await sendFile(cloud(), who, proof, aPdf('mine'));
    expect((await show(fileId, who.other)).status).toBe(404);
  });

  test('the team opens it, by partner and file', async () => {
    const fileId = await sendFile(cloud(), who, proof, aPdf('for review'));
    const reply = await cloud().http('GET', `/api/ops/partners/${who.partnerId}/files/${fileId}`, {
      cookie: who.manager,
    });
    expect(reply.json()).toMatchObject({ state: 'kept', link: { url: expect.stringContaining('X-Amz-Expires=300') } });
  });

  test('ops send files of the program, managers do not', async () => {
    const told = { purpose: 'program-logo', name: 'ours.png', contentType: 'image/png' };
    const fileId = await sendFile(cloud(), { cookie: who.ops, team: true }, told, aPng());
    const shown = await cloud().http('GET', `/api/ops/partners/${PROGRAM}/files/${fileId}`, { cookie: who.ops });
    expect(shown.json()).toMatchObject({ state: 'kept', purpose: 'program-logo' });
    const body = { ...told, bytes: 10 };
    expect((await cloud().http('POST', '/api/ops/uploads', { cookie: who.manager, body })).status).toBe(403);
  });
});

test('what nobody looks at is forgotten, and a link is good for five minutes', async () => {
  const fileId = await sendFile(cloud(), who, proof, aPdf('late'));
  const { link } = (await show(fileId)).json();
  await cloud().clock.moveTo(cloud().clock.now() + 301_000);
  expect((await cloud().storage.send('GET', link.url)).status).toBe(403);
  await cloud().clock.moveTo(cloud().clock.now() + 4 * 86_400_000);
  expect(
    cloud()
      .storage.current()
      .filter(({ key }) => key.startsWith('waiting/')),
  ).toEqual([]);
});
