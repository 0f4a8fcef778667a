import * as z from 'zod';
import { id } from '../../../shared/text.ts';
import { Button, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: what somebody else decided on its appeal about a deal [L14]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    outcome: z.enum(['reinstated', 'upheld']),
    says: z.string().max(1_200),
    answer: z.string().max(1_200),
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    outcome: 'reinstated',
    says: 'Reinstated on appeal.',
    answer: 'The mail of 20 February shows that you were there first.',
  },
  subject: ({ outcome, customer }) =>
    `Your appeal about ${short(customer)}: ${outcome === 'reinstated' ? 'you were right' : 'the rejection stands'}`,
  title: ({ outcome }) => (outcome === 'reinstated' ? 'Your deal is approved after all' : 'The rejection stands'),
  preheader: () => 'What was decided, and why.',
  body: ({ dealId, customer, outcome, answer }, context) => (
    <>
      <P>
        {outcome === 'reinstated'
          ? `Somebody who had not decided on it before has looked at it anew: ${customer} is your deal, and exclusive from now on.`
          : `Somebody who had not decided on it before has looked at it anew. Your registration of ${customer} stays rejected.`}
      </P>
      {answer ? <Quote>{answer}</Quote> : null}
      <Button href={page(context, `/portal/deals/${dealId}`)}>See the deal</Button>
    </>
  ),
});
