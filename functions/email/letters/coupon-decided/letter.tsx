import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { onDate } from '../../layout/dates.ts';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

const words = {
  given: {
    subject: 'is yours',
    text: 'From now on, a sale with this code is yours, whatever link the customer came by.',
  },
  refused: {
    subject: 'is not given',
    text: 'The team has decided not to give this code. Your links are not touched by it, and you may ask for another code.',
  },
  closed: {
    subject: 'was closed',
    text: 'Sales with this code count for nobody from now on. What you have earned with it stays yours.',
  },
} as const;

/** A coupon code was given, refused or closed. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    code: z.string(),
    outcome: z.enum(['given', 'refused', 'closed']),
    from: instant.optional(),
    until: instant.optional(),
  }),
  sample: { code: 'FINE20', outcome: 'given', from: '2027-03-01T09:00:00.000Z', until: '2027-06-01T04:00:00.000Z' },
  subject: ({ code, outcome }) => `Coupon ${code} ${words[outcome].subject}`,
  title: ({ code, outcome }) => `Coupon ${code} ${words[outcome].subject}`,
  preheader: ({ outcome }) => words[outcome].text,
  body: ({ code, outcome, from, until }, context) => {
    const { zone } = context.program;
    return (
      <>
        <P>{words[outcome].text}</P>
        <Facts
          rows={[
            ['Code', code],
            ...(from ? [['Valid from', onDate(from, zone)] as const] : []),
            ...(until ? [['Valid until', onDate(until, zone)] as const] : []),
          ]}
        />
        <Button href={page(context, '/portal/links')}>Links and coupons</Button>
      </>
    );
  },
});
