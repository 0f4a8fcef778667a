import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import type { LetterItem } from '../../functions/email/contract.ts';
import { sendLetter } from '../../functions/email/sending/send-letter.ts';
import type { Posted } from '../../functions/email/sending/ses.ts';
import { readToken } from '../../functions/shared/link-token.ts';
import { memberId } from '../../functions/shared/team.ts';
import {
  ANA,
  aLetter,
  anOrder,
  Desk,
  house,
  KEY,
  later,
  NOW,
  PARTNER,
  PERSON,
  quiet,
  transactional,
} from './support.ts';

quiet();

const send = (desk: Desk, now = NOW) => sendLetter(desk, desk.item, now);
const mailOf = async (desk: Desk) => simpleParser(desk.mails[0]?.raw ?? '');
const teamLetter = (team: 'manager' | 'ops') =>
  aLetter({ order: anOrder({ letter: 'contact-unreachable', to: { team, partnerId: PARTNER }, data: {} }) });

describe('A letter on its way', () => {
  test('goes to the person, is signed by the manager, and can be unsubscribed in one click', async () => {
    const desk = new Desk();
    expect(await send(desk)).toBe('sent');
    const mail = await mailOf(desk);
    expect(desk.mails[0]?.to).toEqual(['ana@ruiz.example']);
    expect(mail.from?.text).toBe('"Acme Partners" <partners@acme.example>');
    expect(mail.replyTo?.text).toBe('"Mara Vogel" <mara@acme.example>');
    expect(mail.text).toContain('Hi Ana Ruiz,');
    expect(mail.html).toContain('Hi ');
    const unsubscribe = /^List-Unsubscribe: <([^>]+)>$/m.exec(desk.mails[0]?.raw.replaceAll('\r', '') ?? '')?.[1] ?? '';
    expect(readToken(KEY, 'unsubscribe', unsubscribe.split('/').at(-1) ?? '')).toBe(PERSON);
    expect(desk.mails[0]?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(desk.endings).toEqual([{ status: 'sent', messageId: 'ses-1' }]);
  });

  test('is the same message byte for byte when it is built again', async () => {
    const [one, other] = [new Desk(), new Desk()];
    await Promise.all([send(one), send(other)]);
    expect(one.mails).toEqual(other.mails);
  });

  test('has no unsubscribe header when it is transactional', async () => {
    const desk = new Desk(transactional());
    await send(desk);
    expect(desk.mails[0]?.raw).not.toMatch(/List-Unsubscribe/i);
  });

  test('carries a link that is signed for its purpose alone', async () => {
    const desk = new Desk(aLetter({ order: anOrder({ letter: 'sign-in', data: { tokenId: 'ABC', known: false } }) }));
    await send(desk);
    const token = /sign-in#([\w.-]+)/.exec((await mailOf(desk)).text ?? '')?.[1] ?? '';
    expect(readToken(KEY, 'sign-in', token)).toBe('ABC');
    expect(readToken(KEY, 'verify-address', token)).toBeUndefined();
  });

  describe('a partner with a manager of its own', () => {
    const zoe = { name: 'Zoe Park', email: 'zoe@acme.example', role: 'manager' as const };
    const sent = async (item: LetterItem, managerId: string) => {
      const desk = new Desk(item);
      desk.office = { ...house, team: [...house.team, zoe] };
      desk.profiles = { [PARTNER]: { company: 'Ruiz Consulting', managerId } };
      await sendLetter(desk, desk.item, NOW);
      return desk.mails[0];
    };
    const hers = memberId(KEY, zoe);

    test('letters for managers go to her alone, those for ops to ops', async () => {
      expect((await sent(teamLetter('manager'), hers))?.to).toEqual(['zoe@acme.example']);
      expect((await sent(teamLetter('ops'), hers))?.to).toHaveLength(2);
    });

    test('and to all managers again once she has left the team', async () => {
      const gone = memberId(KEY, { ...zoe, email: 'yan@acme.example' });
      expect((await sent(teamLetter('manager'), gone))?.to).toEqual(['mara@acme.example', 'zoe@acme.example']);
    });

    test('what the partner answers to a letter reaches her', async () => {
      expect((await sent(transactional(), hers))?.raw).toMatch(/Reply-To: .*zoe@acme\.example/);
    });
  });

  test('a member of the team signs in like anybody else', async () => {
    const mara = house.team[0];
    if (!mara) throw new Error('no team');
    const order = anOrder({
      letter: 'sign-in',
      to: { personId: memberId(KEY, mara) },
      partnerId: undefined,
      data: { tokenId: 'ABC', known: false },
    });
    const desk = new Desk(aLetter({ order }));
    expect(await send(desk)).toBe('sent');
    expect(desk.mails[0]?.to).toEqual(['mara@acme.example']);
  });
});

describe('Letters to the team', () => {
  test('everybody with the role gets one message together', async () => {
    const desk = new Desk(teamLetter('ops'));
    await send(desk);
    expect(desk.mails.map(({ to }) => to)).toEqual([['noor@acme.example', 'olu@acme.example']]);
    expect((await mailOf(desk)).text).toContain('Hello,');
  });

  test('a single manager is greeted by name', async () => {
    const desk = new Desk(teamLetter('manager'));
    await send(desk);
    expect((await mailOf(desk)).text).toContain('Hi Mara Vogel,');
  });

  test('where nobody has the role, the rest of the team gets it', async () => {
    const desk = new Desk(teamLetter('ops'));
    desk.office = { ...house, team: house.team.slice(0, 1) };
    await send(desk);
    expect(desk.mails[0]?.to).toEqual(['mara@acme.example']);
  });

  test('a member whose mailbox is gone is left out', async () => {
    const desk = new Desk(teamLetter('ops'));
    desk.suppress('olu@acme.example', { bouncedAt: NOW.toISOString() });
    await send(desk);
    expect(desk.mails[0]?.to).toEqual(['noor@acme.example']);
  });
});

describe('A letter that is not sent', () => {
  test.each([
    ['the person is not there', (desk: Desk) => (desk.people = {}), 'skipped', 'no-recipient'],
    [
      'the person is erased',
      (desk: Desk) => (desk.people = { [PERSON]: { ...ANA, erasedAt: NOW.toISOString() } }),
      'skipped',
      'erased',
    ],
    [
      'the person unsubscribed',
      (desk: Desk) => desk.suppress('ANA@ruiz.example', { unsubscribedAt: 'x' }),
      'skipped',
      'unsubscribed',
    ],
    [
      'the mailbox is gone',
      (desk: Desk) => desk.suppress('ana@ruiz.example', { bouncedAt: 'x' }),
      'skipped',
      'unreachable',
    ],
    [
      'the name would break the header',
      (desk: Desk) => (desk.people = { [PERSON]: { ...ANA, name: 'Ann\r\nBcc: x@y.example' } }),
      'failed',
      'unsafe-header',
    ],
    [
      'SES refuses it',
      (desk: Desk) => (desk.answers = [{ posted: 'refused', error: 'MessageRejected' }]),
      'failed',
      'refused-by-ses',
    ],
  ])('%s', async (_, arrange, status, reason) => {
    const desk = new Desk();
    arrange(desk);
    expect(await send(desk)).toBe(status);
    expect(desk.endings).toEqual([{ status, reason }]);
    expect(desk.mails).toEqual([]);
  });

  test.each([
    ['an unknown letter', { letter: 'no-such-letter' }, 'unknown-letter'],
    ['data that the letter does not know', { data: { track: 'sales' } }, 'invalid-data'],
  ])('%s fails before it is claimed', async (_, change, reason) => {
    const desk = new Desk(aLetter({ order: anOrder(change) }));
    expect(await send(desk)).toBe('failed');
    expect(desk.endings).toEqual([{ status: 'failed', reason }]);
    expect(desk.item.unknowns).toBe(0);
  });

  test('who unsubscribed still gets what concerns the account', async () => {
    const desk = new Desk(transactional());
    desk.suppress('ana@ruiz.example', { unsubscribedAt: 'x', complainedAt: 'x' });
    expect(await send(desk)).toBe('sent');
  });

  test('while too many complain, tips and reminders rest and the rest goes out', async () => {
    const [tip, account] = [new Desk(), new Desk(transactional())];
    tip.paused = account.paused = NOW.toISOString();
    expect(await send(tip)).toBe('paused');
    expect(tip.item).toMatchObject({
      status: 'ordered',
      waitsFor: 'paused',
      notBefore: later(6 * 3_600_000).toISOString(),
    });
    expect(await send(account)).toBe('sent');
    tip.paused = undefined;
    expect(await send(tip, later(6 * 3_600_000))).toBe('sent');
  });
});

describe('SES says not now', () => {
  test.each([
    ['throttled', 60_000],
    ['quota', 3_600_000],
    ['unavailable', 60_000],
  ] as const)('%s: it waits, and is sent once in its turn', async (posted, ms) => {
    const desk = new Desk();
    desk.answers = Array.from({ length: posted === 'throttled' ? 3 : 1 }, () => ({ posted, error: 'x' }));
    expect(await send(desk)).toBe(posted);
    expect(await send(desk, later(ms - 1))).toBe('left');
    expect(await send(desk, later(ms))).toBe('sent');
    expect(await send(desk, later(ms + 1))).toBe('left');
    expect(desk.mails).toHaveLength(1);
  });

  test('one busy second does not make a sign-in link wait for the sweeper', async () => {
    const desk = new Desk();
    desk.answers = [
      { posted: 'throttled', error: 'x' },
      { posted: 'throttled', error: 'x' },
    ];
    expect(await send(desk)).toBe('sent');
    expect(desk.rests).toEqual([1000, 2000]);
    expect(desk.mails).toHaveLength(1);
  });

  test('a failure of its own: it may have gone out, so it is sent once more, an hour later, and then no more', async () => {
    const desk = new Desk();
    desk.answers = [
      { posted: 'doubtful', error: 'InternalFailure' },
      { posted: 'doubtful', error: 'InternalFailure' },
    ];
    const turns: string[] = [];
    for (const minute of [0, 4, 60, 120, 121]) turns.push(await send(desk, later(minute * 60_000)));
    expect(turns).toEqual(['doubtful', 'left', 'doubtful', 'failed', 'left']);
    expect(desk.endings).toEqual([{ status: 'failed', reason: 'outcome-unknown' }]);
  });

  test('no answer: it may have gone out, so it is sent once more and then no more', async () => {
    const desk = new Desk();
    desk.answers = [
      { posted: 'unknown', error: 'TimeoutError' },
      { posted: 'unknown', error: 'TimeoutError' },
    ];
    const turns: string[] = [];
    for (const minute of [0, 1, 3, 4, 6, 10]) turns.push(await send(desk, later(minute * 60_000)));
    expect(turns).toEqual(['unsure', 'left', 'unsure', 'left', 'failed', 'left']);
    expect(desk.endings).toEqual([{ status: 'failed', reason: 'outcome-unknown' }]);
  });
});

describe('Exactly once (I7)', () => {
  const answer = fc.constantFrom<Posted['posted'] | 'crash'>(
    'accepted',
    'throttled',
    'quota',
    'unavailable',
    'unknown',
    'crash',
  );
  const turn = fc.record({ answer, pauseMs: fc.integer({ min: 0, max: 7_200_000 }), twoSenders: fc.boolean() });

  /** Plays the turns; answers whether it was ever unclear if a letter had gone out. */
  const play = async (desk: Desk, turns: readonly { answer: string; pauseMs: number; twoSenders: boolean }[]) => {
    let nowMs = NOW.getTime();
    let unclear = false;
    for (const { answer, pauseMs, twoSenders } of turns) {
      nowMs += pauseMs;
      const sent = desk.mails.length;
      const posted = answer === 'crash' ? 'accepted' : (answer as Posted['posted']);
      const given: Posted = posted === 'accepted' ? { posted, messageId: 'm' } : { posted, error: 'x' };
      desk.answers = Array.from({ length: posted === 'throttled' ? 3 : 1 }, () => given);
      const crash = { ...desk, finish: () => Promise.reject(new Error('crash')) };
      const first = answer === 'crash' ? crash : desk;
      const senders = twoSenders ? [first, desk] : [first];
      await Promise.allSettled(senders.map((office) => sendLetter(office, desk.item, new Date(nowMs))));
      if (desk.mails.length > sent && desk.item.status === 'sending') unclear = true;
    }
    return unclear;
  };

  test('whatever SES answers, whenever senders crash, and with two of them at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 12 }), async (turns) => {
        const desk = new Desk();
        const unclear = await play(desk, turns);
        expect(desk.mails.length).toBeLessThanOrEqual(unclear ? 2 : 1);
      }),
      { numRuns: 40 },
    );
  });
});
