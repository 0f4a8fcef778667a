import * as z from 'zod';
import { Button, Key, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner that will lose its tier when a full quarter is over, with what would prevent it [T2]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    tier: z.string(),
    to: z.string(),
    /** In words: `1 October 2027`. */
    on: z.string(),
    missing: z.array(z.string()).min(1),
    changes: z.array(z.string()),
  }),
  sample: {
    tier: 'Gold',
    to: 'Silver',
    on: '1 October 2027',
    missing: ['1 more sales certificate', 'USD 4,200.00 more revenue in the quarter'],
    changes: ['Margin: 30 % becomes 20 %.', 'Open deals at once: 25 becomes 10.'],
  },
  subject: ({ tier, on }) => `${tier} is at risk: what is missing until ${on}`,
  title: ({ tier }) => `${tier} is at risk`,
  preheader: ({ on }) => `You have until ${on}.`,
  body: ({ tier, to, on, missing, changes }, context) => (
    <>
      <P>
        At the end of the last quarter something that {tier} asks was missing. Nothing changes today: you have a full
        quarter. On <Key>{on}</Key> your tier becomes {to} unless by then there is:
      </P>
      {missing.map((what) => (
        <P key={what}>– {what}</P>
      ))}
      {changes.length > 0 ? <P>What would change for you:</P> : null}
      {changes.map((sentence) => (
        <P key={sentence}>{sentence}</P>
      ))}
      <Button href={page(context, '/portal/tier')}>See where I stand</Button>
      <Small>Something is not right, or you need help with it? Reply to this letter.</Small>
    </>
  ),
});
