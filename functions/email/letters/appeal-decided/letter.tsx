import * as z from 'zod';
import { Button, Facts, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner: what somebody else decided on its appeal [L14]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    title: z.string().min(1).max(120),
    scope: z.enum(['sale', 'partner']),
    sale: z.string().max(200),
    outcome: z.enum(['reinstated', 'upheld']),
    answer: z.string().max(1_200),
  }),
  sample: {
    title: 'Own purchase: same mailbox',
    scope: 'sale',
    sale: 'pi_3PqL2eGk7R0v',
    outcome: 'reinstated',
    answer: 'The invoice shows a customer of yours; the address was typed in by you on its behalf.',
  },
  subject: ({ outcome }, { program }) =>
    outcome === 'reinstated'
      ? `Your appeal in ${program.name}: the commission is back`
      : `Your appeal in ${program.name}: the rejection stands`,
  title: ({ outcome }) => (outcome === 'reinstated' ? 'Your commission is back' : 'The rejection stands'),
  preheader: () => 'What was decided on your appeal, and why.',
  body: ({ title, scope, sale, outcome, answer }, context) => (
    <>
      <P>
        {outcome === 'reinstated'
          ? 'Somebody who had not decided on it before has looked at it anew, and you were right. The commission is reinstated and becomes payable on its own date.'
          : 'Somebody who had not decided on it before has looked at it anew. The commission stays rejected.'}
      </P>
      <Facts
        rows={[
          ['Was about', title],
          [
            outcome === 'reinstated' ? 'Reinstated' : 'Rejected',
            scope === 'sale' ? `the commission on ${sale}` : 'what was held for this reason',
          ],
        ]}
      />
      {answer ? <Quote>{answer}</Quote> : null}
      <Button href={page(context, '/portal/reviews')}>See my commissions</Button>
    </>
  ),
});
