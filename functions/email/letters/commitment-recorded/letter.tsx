import * as z from 'zod';
import { dayText } from '../../layout/dates.ts';
import { Button, Facts, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a channel partner: the term that it has signed counts for its tier [T5]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ annual: z.string(), from: z.iso.date(), until: z.iso.date(), reference: z.string() }),
  sample: { annual: 'USD 50,000.00', from: '2027-04-01', until: '2028-03-31', reference: 'Contract 17' },
  subject: ({ annual }) => `Your commitment of ${annual} a year is on record`,
  title: () => 'Your commitment is on record',
  preheader: ({ from }) => `From ${dayText(from)} on.`,
  body: ({ annual, from, until, reference }, context) => (
    <>
      <P>What you have signed counts for your tier:</P>
      <Facts
        rows={[
          ['A year', annual],
          ['From', dayText(from)],
          ['Until the end of', dayText(until)],
          ['Signed as', reference],
        ]}
      />
      <Button href={page(context, '/portal/tier')}>See what my tier asks</Button>
      <Small>This is not what you signed? Reply to this letter.</Small>
    </>
  ),
});
