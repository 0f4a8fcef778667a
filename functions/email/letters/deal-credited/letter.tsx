import * as z from 'zod';
import { Button, Facts, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

const words = { 'co-sell': 'Co-selling', meeting: 'A meeting that became an opportunity' } as const;

/** To a partner: what it did beside the sale of a deal was recorded, and is paid once the deal is won [A7, A16]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    customer: z.string(),
    rule: z.enum(['co-sell', 'meeting']),
    evidence: z.string().max(600),
  }),
  sample: {
    customer: 'Northwind Traders',
    rule: 'co-sell',
    evidence: 'Demo support: held the demo on 3 March.',
  },
  subject: ({ customer }) => `Credit for ${short(customer)}`,
  title: () => 'Your part of a deal is on record',
  preheader: ({ rule }) => `${words[rule]}.`,
  body: ({ customer, rule, evidence }, context) => (
    <>
      <P>We have recorded what you did for a deal beside the sale:</P>
      <Facts
        rows={[
          ['Customer', customer],
          ['What', words[rule]],
          ['What we know of it', evidence],
        ]}
      />
      <P>Once the deal is won, it stands among your earnings with how it was computed.</P>
      <Button href={page(context, '/portal/earnings')}>See my earnings</Button>
      <Small>Something is missing or wrong? Reply to this letter.</Small>
    </>
  ),
});
