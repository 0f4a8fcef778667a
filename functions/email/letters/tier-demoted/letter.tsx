import * as z from 'zod';
import { Button, Key, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner whose notice has run out with something still missing [T2]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    from: z.string(),
    to: z.string(),
    missing: z.array(z.string()).min(1),
    changes: z.array(z.string()),
  }),
  sample: {
    from: 'Gold',
    to: 'Silver',
    missing: ['1 more sales certificate', 'USD 4,200.00 more revenue in the quarter'],
    changes: ['Margin: 30 % becomes 20 %.', 'Open deals at once: 25 becomes 10.'],
  },
  subject: ({ to }, { program }) => `Your tier in ${program.name} is ${to} now`,
  title: ({ to }) => `Your tier is ${to} now`,
  preheader: ({ from }) => `The notice for ${from} has run out.`,
  body: ({ from, to, missing, changes }, context) => (
    <>
      <P>
        The quarter after our notice is over, and {from} still asks for what is not there. Your tier is <Key>{to}</Key>{' '}
        from now on.
      </P>
      <P>What was missing:</P>
      {missing.map((what) => (
        <P key={what}>– {what}</P>
      ))}
      {changes.length > 0 ? <P>What changes for you:</P> : null}
      {changes.map((sentence) => (
        <P key={sentence}>{sentence}</P>
      ))}
      <P>As soon as everything is there again, {from} is yours again, on the same day.</P>
      <Button href={page(context, '/portal/tier')}>See what {from} asks</Button>
      <Small>Deals that were registered before keep what was agreed for them.</Small>
    </>
  ),
});
