import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, test } from 'vitest';
import { derivedId } from '../../functions/shared/ids.ts';
import { keys } from '../../functions/shared/keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { withCloud } from '../support/cloud.ts';
import { item, items, MANAGER } from '../support/people.ts';
import type { Cast } from '../workflows/partner.ts';
import { withoutSchedules } from '../workflows/play.ts';
import {
  aPartner,
  asks,
  cookieOf,
  DAY,
  nowOf,
  outcomeOf,
  put,
  sold,
  start,
  subjects,
  wait,
  waitUntil,
} from './world.ts';

const calendarIn = async (raw: Uint8Array): Promise<string> => {
  const { attachments } = await simpleParser(Buffer.from(raw));
  const part = attachments.find(({ contentType }) => contentType === 'text/calendar');
  return part?.content.toString('utf8').replaceAll('\r\n ', '') ?? '';
};
const field = (calendar: string, name: string): string =>
  new RegExp(`^${name}[:;](.*)$`, 'm').exec(calendar)?.[1]?.trim() ?? '';
const letterOf = async (cloud: Cloud, email: string, subject: string) => {
  const found = (await cloud.inbox.to(email)).findLast((one) => one.subject.includes(subject));
  if (!found) throw new Error(`No letter "${subject}" to ${email}: ${(await subjects(cloud, email)).join(' | ')}`);
  return found;
};

describe('A business review from proposal to record', () => {
  const cloud = withCloud({ start: '2027-04-01T10:30:00.000Z', assembly: withoutSchedules() });
  let cast: Cast;
  let execution = '';
  const path = () => `/ops/partners/${cast.partnerId}/business-reviews/2027-Q1`;

  beforeAll(async () => {
    cast = await aPartner(cloud(), 'cedar', { tier: 'Silver' });
    for (const [name, state] of [
      ['Bea Member', 'member'],
      ['Cy Removed', 'removed'],
    ] as const) {
      const personId = derivedId('colleague', name);
      const [person, at] = [await item(cloud(), `PERSON#${cast.personId}`, 'PERSON'), nowOf(cloud())];
      await put(cloud(), { ...person, ...keys.person(personId), personId, name, email: `${state}@cedar.example` });
      await put(cloud(), {
        ...keys.colleague(cast.partnerId, personId),
        ...{ type: 'COLLEAGUE', partnerId: cast.partnerId, personId, state, invitedBy: cast.personId, invitedAt: at },
        ...{ invitations: 1, validUntil: at, joinedAt: at },
      });
    }
    execution = await start(cloud(), { partner: 'cedar.example' }, 'cedar');
  });

  test('the meeting is proposed to both sides for the 15th business day after the quarter', async () => {
    const letter = await letterOf(cloud(), cast.email, 'Your business review of Q1 2027');
    const calendar = await calendarIn(letter.raw);
    expect(field(calendar, 'METHOD')).toBe('REQUEST');
    expect(field(calendar, 'UID')).toMatch(new RegExp(`^review-${cast.partnerId}-2027-Q1@`));
    expect(field(calendar, 'DTSTART')).toBe('20270421T190000Z');
    expect(calendar).toContain(`mailto:${cast.email}`);
    expect(calendar).toContain(`mailto:${MANAGER}`);
    const team = await letterOf(cloud(), MANAGER, 'Business review Q1 2027');
    expect(field(await calendarIn(team.raw), 'UID')).toBe(field(calendar, 'UID'));
  });

  test('the numbers reach both sides days before, with a chart, the same in words, and where they come from', async () => {
    await sold(cloud(), cast.partnerId, { sale: 'in_1', minor: 1_850_000, at: '2027-03-20T10:00:00.000Z' });
    cloud().faults = ({ action }) =>
      action === 'SendRawEmail'
        ? { kind: 'error', when: 'before', name: 'ServiceUnavailable', status: 503 }
        : undefined;
    await waitUntil(cloud(), '2027-04-15T12:30:00.000Z');
    const seen = await item(cloud(), `PARTNER#${cast.partnerId}`, 'REVIEW#2027-Q1');
    expect(seen, 'looked at while the letters still wait').toMatchObject({ state: 'prepared', looked: true });
    cloud().faults = undefined;
    await wait(cloud(), DAY);
    await cloud().invoke('tandem-local-email-sweep-letters', {});
    await cloud().settle();
    const letter = await letterOf(cloud(), cast.email, 'The numbers for your review of Q1 2027');
    expect(letter.at).toBeLessThan(Date.parse('2027-04-19T19:00:00.000Z'));
    expect(letter.text).toContain('USD 18,500.00 (target USD 25,000.00');
    expect(letter.text.replaceAll('\n', ' ')).toContain('Not measured: nobody tells this program of support cases.');
    expect(Buffer.byteLength(letter.html)).toBeGreaterThan(1_000);
    const { attachments } = await simpleParser(Buffer.from(letter.raw));
    const picture = attachments.find(({ contentType }) => contentType === 'image/png');
    expect(picture).toMatchObject({ related: true, cid: 'revenue-usd' });
    expect(picture?.content.subarray(1, 4).toString('latin1')).toBe('PNG');
    await letterOf(cloud(), MANAGER, 'Numbers for the review Q1 2027');
  });

  test('every number opens to what it is made of, for the partner and the team alike', async () => {
    const own = await cookieOf(cloud(), cast.email);
    const review = (await asks(cloud(), own, 'GET', '/portal/business-reviews/2027-Q1')).json();
    expect(review.package.agenda.map(({ minutes }: { minutes: number }) => minutes)).toEqual([
      5, 10, 10, 10, 10, 10, 5,
    ]);
    const revenue = review.package.figures.find(({ id }: { id: string }) => id === 'revenue-usd');
    expect(revenue).toMatchObject({ value: 1_850_000, target: 2_500_000, entries: 1 });
    const sources = (await asks(cloud(), own, 'GET', '/portal/business-reviews/2027-Q1/figures/revenue-usd')).json();
    expect(sources.entries.reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBe(revenue.value);
    const stranger = await aPartner(cloud(), 'stranger');
    const other = await cookieOf(cloud(), stranger.email);
    expect((await asks(cloud(), other, 'GET', '/portal/business-reviews/2027-Q1')).status).toBe(404);
    expect((await asks(cloud(), other, 'GET', '/portal/business-reviews/2027-Q1/figures/revenue-usd')).status).toBe(
      404,
    );
  });

  test('people move it: the same event, one sequence higher; too early is refused', async () => {
    const manager = await cookieOf(cloud());
    const early = { meetingAt: '2027-04-16T14:00:00.000Z', reason: 'Sooner.' };
    expect((await asks(cloud(), manager, 'POST', `${path()}/meeting`, early)).status).toBe(422);
    const body = { meetingAt: '2027-04-23T14:00:00.000Z', reason: 'Ann is travelling on Wednesday.' };
    expect((await asks(cloud(), manager, 'POST', `${path()}/meeting`, body)).status).toBe(200);
    expect((await asks(cloud(), manager, 'POST', `${path()}/meeting`, body)).status).toBe(200);
    const letter = await letterOf(cloud(), cast.email, 'has moved');
    expect(letter.text).toContain('Ann is travelling on Wednesday.');
    const calendar = await calendarIn(letter.raw);
    expect(field(calendar, 'SEQUENCE')).toBe('1');
    expect(field(calendar, 'DTSTART')).toBe('20270423T140000Z');
    expect((await subjects(cloud(), cast.email)).filter((one) => one.includes('has moved'))).toHaveLength(1);
  });

  test('what came of it is recorded once; the lifecycle and the partner hear of it', async () => {
    await waitUntil(cloud(), '2027-04-23T16:00:00.000Z');
    const manager = await cookieOf(cloud());
    const { owners } = (await asks(cloud(), manager, 'GET', path())).json();
    const contact = owners.find(({ side }: { side: string }) => side === 'partner');
    const mara = owners.find(({ name }: { name: string }) => name.startsWith('Mara'));
    expect(owners.map(({ name }: { name: string }) => name)).toContain('Bea Member');
    expect(owners.map(({ name }: { name: string }) => name)).not.toContain('Cy Removed');
    const body = {
      summary: 'A good quarter.',
      result: 'optimise',
      actions: [
        { what: 'A case study with Bergman Tools', owner: contact.personId, dueOn: '2027-05-14' },
        { what: 'A demo environment', owner: mara.personId, dueOn: '2027-05-03' },
      ],
      plan: { words: 'A webinar in May.', target: { minor: 3_000_000, currency: 'USD' } },
    };
    const stranger = { ...body, actions: [{ ...body.actions[0], owner: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }] };
    expect((await asks(cloud(), manager, 'POST', `${path()}/record`, stranger)).status).toBe(422);
    expect((await asks(cloud(), manager, 'POST', `${path()}/record`, body)).status).toBe(200);
    expect((await asks(cloud(), manager, 'POST', `${path()}/record`, body)).status).toBe(200);
    const again = { ...body, summary: 'Something else.' };
    expect((await asks(cloud(), manager, 'POST', `${path()}/record`, again)).status).toBe(409);
    expect((await outcomeOf(cloud(), execution)).status).toBe('SUCCEEDED');
    const facts = await items(cloud(), `PARTNER#${cast.partnerId}`, 'FACT#1#review-concluded');
    expect(facts).toMatchObject([{ fact: 'review-concluded:2027-q1', detail: { outcome: 'optimize' } }]);
    expect((await letterOf(cloud(), cast.email, 'What we agreed')).text).toContain('A case study with Bergman Tools');
  });

  test('owners are reminded before an action is due and while it is overdue, until it is done', async () => {
    const chase = async (): Promise<void> => {
      await cloud().invoke('tandem-local-reviews-chase-actions', {});
      await cloud().settle();
    };
    await chase();
    expect((await subjects(cloud(), cast.email)).filter((one) => one.startsWith('Due soon'))).toEqual([]);
    await waitUntil(cloud(), '2027-05-11T14:00:00.000Z');
    await chase();
    await chase();
    expect((await subjects(cloud(), cast.email)).filter((one) => one.startsWith('Due soon'))).toHaveLength(1);
    await waitUntil(cloud(), '2027-05-15T14:00:00.000Z');
    await chase();
    expect((await subjects(cloud(), cast.email)).filter((one) => one.startsWith('Overdue'))).toHaveLength(1);
    const own = await cookieOf(cloud(), cast.email);
    const done = '/portal/business-reviews/2027-Q1/actions';
    expect((await asks(cloud(), own, 'POST', `${done}/1/done`, { note: 'It is online.' })).status).toBe(200);
    expect((await asks(cloud(), own, 'POST', `${done}/1/done`, {})).status).toBe(200);
    expect((await asks(cloud(), own, 'POST', `${done}/2/done`, {})).status).toBe(403);
    await wait(cloud(), 8 * DAY);
    await chase();
    expect((await subjects(cloud(), cast.email)).filter((one) => one.startsWith('Overdue'))).toHaveLength(1);
  });

  test('the next review shows what was agreed, whether it was met, and the target that was set', async () => {
    await waitUntil(cloud(), '2027-07-01T10:30:00.000Z');
    await start(cloud(), { partner: cast.email }, 'cedar-q2');
    await waitUntil(cloud(), '2027-07-20T14:00:00.000Z');
    const manager = await cookieOf(cloud());
    const path2 = `/ops/partners/${cast.partnerId}/business-reviews/2027-Q2`;
    const { package: made } = (await asks(cloud(), manager, 'GET', path2)).json();
    expect(made.commitments).toMatchObject([
      { what: 'A case study with Bergman Tools', met: 'met-late' },
      { what: 'A demo environment', met: 'open' },
    ]);
    expect(made.figures.find(({ id }: { id: string }) => id === 'revenue-usd')).toMatchObject({
      value: 0,
      target: 3_000_000,
      before: 1_850_000,
    });
  });
});
