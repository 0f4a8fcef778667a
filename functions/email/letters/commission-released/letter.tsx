import * as z from 'zod';
import { Button, Facts, Key, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner: what was held is released, by a person or by the time-out, then with a warning [F4]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    title: z.string().min(1).max(120),
    reason: z.string().min(1).max(1_200),
    scope: z.enum(['sale', 'partner']),
    sale: z.string().max(200),
    lapsed: z.boolean(),
  }),
  sample: {
    title: 'Same company domain',
    reason: 'The customer is a separate company of the same group, and a customer of its own.',
    scope: 'sale',
    sale: 'pi_3PqL2eGk7R0v',
    lapsed: false,
  },
  subject: (_, { program }) => `Released: a commission of yours in ${program.name}`,
  title: ({ scope }) => (scope === 'sale' ? 'A commission is released' : 'Your commissions are released'),
  preheader: ({ lapsed }) => (lapsed ? 'With a note for the next time.' : 'Everything is as it was before.'),
  body: ({ title, reason, scope, sale, lapsed }, context) => (
    <>
      <P>
        {lapsed
          ? 'Nobody has found anything wrong in the time we give ourselves, so it is released. It becomes payable on its own date, as if it had never been held.'
          : 'We have looked at it, and it is released. It becomes payable on its own date, as if it had never been held.'}
      </P>
      <Facts
        rows={[
          ['Was looked at', title],
          ['Released', scope === 'sale' ? `the commission on ${sale}` : 'everything that was held for this reason'],
        ]}
      />
      {lapsed ? (
        <P>
          <Key>Please note:</Key> what looked unusual stays on record. If it comes again, it is looked at again.
        </P>
      ) : (
        <Quote>{reason}</Quote>
      )}
      <Button href={page(context, '/portal/reviews')}>See my commissions</Button>
    </>
  ),
});
