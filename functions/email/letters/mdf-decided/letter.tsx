import * as z from 'zod';
import { currencyCode, minorPaid, moneyText } from '../../../shared/money.ts';
import { instant } from '../../../shared/text.ts';
import { lastDayBefore } from '../../layout/dates.ts';
import { Button, Facts, Key, P, Quote, Said, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To the partner: its request for funds was approved, in full or in part, or declined, and why [M1]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    outcome: z.enum(['approved', 'declined']),
    title: z.string(),
    currency: currencyCode,
    minor: minorPaid,
    askedMinor: minorPaid,
    activityOn: z.iso.date(),
    /** Until when it can be said that the activity was held. */
    heldBy: instant.optional(),
    reason: z.string().min(1).max(1000),
  }),
  sample: {
    outcome: 'approved',
    title: 'Booth at the Retail Forum',
    currency: 'USD',
    minor: 150_000,
    askedMinor: 200_000,
    activityOn: '2027-03-18',
    heldBy: '2027-04-04T04:00:00.000Z',
    reason: 'The booth, without the travel.',
  },
  subject: ({ outcome, title }) =>
    outcome === 'approved' ? `Funds approved: ${short(title)}` : `Your request for funds: ${short(title)}`,
  title: ({ outcome, minor, currency }) =>
    outcome === 'approved' ? `${moneyText({ minor, currency })} are approved` : 'Your request was declined',
  preheader: ({ outcome }) =>
    outcome === 'approved' ? 'What to do next, and until when.' : 'Why, and what you can do.',
  body: ({ outcome, title, currency, minor, askedMinor, activityOn, heldBy, reason }, context) =>
    outcome === 'approved' ? (
      <>
        <P>
          We give market development funds to your activity “<Said>{title}</Said>”.
        </P>
        <Facts
          rows={[
            ['Approved', moneyText({ minor, currency })],
            ['Asked for', moneyText({ minor: askedMinor, currency })],
            ['Planned for', activityOn],
          ]}
        />
        <Quote>{reason}</Quote>
        {heldBy ? (
          <P>
            Tell us when it was held, by <Key>{lastDayBefore(heldBy, context.program.zone)}</Key>. Keep the receipts:
            the funds are paid once your proof is checked.
          </P>
        ) : null}
        <Button href={page(context, '/portal/mdf')}>See my funds</Button>
      </>
    ) : (
      <>
        <P>
          We cannot give market development funds to your activity “<Said>{title}</Said>”. The reason:
        </P>
        <Quote>{reason}</Quote>
        <P>
          The {moneyText({ minor: askedMinor, currency })} that you asked for are free for another activity of the
          quarter.
        </P>
        <Button href={page(context, '/portal/mdf')}>See my funds</Button>
        <Small>If something is unclear, reply to this letter.</Small>
      </>
    ),
});
