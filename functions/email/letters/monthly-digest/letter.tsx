import * as z from 'zod';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const named = (month: string): string => `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** A month in a few lines, for partners without a business review [T7]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    lines: z
      .array(z.strictObject({ title: z.string().max(80), text: z.string().max(300) }))
      .min(1)
      .max(12),
    /** Where more of it is: a channel partner's month is its deals. */
    about: z.literal('deals').optional(),
  }),
  sample: {
    month: '2027-03',
    lines: [
      { title: 'Earned', text: 'USD 412.50 with 9 sales' },
      { title: 'Payable', text: 'USD 380.00' },
    ],
  },
  subject: ({ month }) => `Your ${named(month)} with us`,
  title: ({ month }) => named(month),
  preheader: ({ lines }) =>
    lines
      .map(({ title, text }) => `${title}: ${text}`)
      .join('. ')
      .slice(0, 120),
  body: ({ lines, about }, context) => (
    <>
      <P>
        {about
          ? 'The month in short. Each deal, and what your tier asks for, is in the portal.'
          : 'The month in short. Every sale, and why it earned what it did, is in the portal.'}
      </P>
      <Facts rows={lines.map(({ title, text }) => [title, text] as const)} />
      {about ? (
        <Button href={page(context, '/portal/deals')}>See my deals</Button>
      ) : (
        <Button href={page(context, '/portal/earnings')}>See my earnings</Button>
      )}
    </>
  ),
});
