import * as z from 'zod';
import { Button, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner that asked for something its tier gives: how, or why not. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    what: z.string(),
    text: z.string().max(2_000),
    agreed: z.boolean(),
    answer: z.string().max(1_000),
  }),
  sample: {
    what: 'co-selling',
    text: 'Their CTO wants to see the integration. Can an engineer of yours join on Thursday?',
    agreed: true,
    answer: 'Tom joins you on Thursday at 10:00. Send him the invitation.',
  },
  subject: ({ what, agreed }) => (agreed ? `Agreed: ${what}` : `About your wish for ${what}`),
  title: ({ what, agreed }) => (agreed ? `Agreed: ${what}` : `Not this time: ${what}`),
  preheader: ({ answer }) => answer.slice(0, 120),
  body: ({ text, agreed, answer }, context) => (
    <>
      <P>You asked:</P>
      <Quote>{text}</Quote>
      <P>{agreed ? 'We agree. What comes next:' : 'We cannot do this. The reason:'}</P>
      <Quote>{answer}</Quote>
      <Button href={page(context, '/portal/tier')}>See my tier</Button>
    </>
  ),
});
